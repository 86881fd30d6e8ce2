"""Text boxes of a Word document: one that frames a table, or its title, is of the text."""

from performance.documents.formats.docx.reader import read_docx
from tests.performance.documents.formats.a_foreign_docx import with_paragraphs
from tests.performance.documents.formats.test_docx_reader import BOX, TEXT_BOX, cells, noise, run


def test_a_text_box_with_a_table_or_its_title_is_read_below_the_paragraph():
    table = (
        f"<w:tbl><w:tr>{''.join(f'<w:tc><w:p>{run(text)}</w:p></w:tc>' for text in '甲乙')}</w:tr></w:tbl>"
    )
    boxes = (f"<w:p>{run('项目支出绩效目标表')}</w:p>", f"<w:p/>{table}<w:p/>")
    drawn = "".join(TEXT_BOX.replace(BOX, f"<w:txbxContent>{box}</w:txbxContent>") for box in boxes)
    source = read_docx(with_paragraphs(run("附件") + drawn))
    assert cells(source) == [("附件",), ("项目支出绩效目标表",), ("甲", "乙")]
    assert noise(source) == []


def test_a_text_box_within_others_is_read_once():
    tables = [f"<w:tbl><w:tr><w:tc><w:p>{run(text)}</w:p></w:tc></w:tr></w:tbl>" for text in "甲乙"]
    boxes = "".join(f"<w:txbxContent>{table}</w:txbxContent>" for table in tables)
    for _ in range(4):
        inner = f"<w:p>{TEXT_BOX.replace(BOX, boxes)}</w:p>"
        boxes = f"<w:txbxContent>{inner}</w:txbxContent>"
    assert cells(read_docx(with_paragraphs(inner))) == [("甲",), ("乙",)]
