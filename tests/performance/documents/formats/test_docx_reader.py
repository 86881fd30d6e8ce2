"""Word documents as departments publish them: what is read, and what is set aside and under which name."""

from dataclasses import replace
from io import BytesIO
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

import docx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from departments.uploads.refused_file import RefusedFile
from performance.content.json import load_content
from performance.documents.blocks import Cell, Heading, Paragraph, Part, SourcePlace, Style, TableBlock
from performance.documents.formats.docx.reader import read_docx
from performance.documents.formats.docx.writer import docx_bytes
from performance.documents.recognition import layout_of, recognise
from tests.performance.a_printed_text import a_project, a_text, a_wide_part, some_prose
from tests.performance.documents.formats.a_foreign_docx import (
    drawn_by_another_hand,
    saved,
    with_lists,
    with_paragraphs,
)

STATEMENTS = Path(__file__).resolve().parents[4] / "fixtures" / "demo" / "statements"
SOUND = docx_bytes(a_text(some_prose(), a_project()))


def cells(source):
    return [row.cells for row in source.rows]


def noise(source):
    return [(piece.kind, piece.text) for piece in source.noise]


def run(text):
    return f"<w:r><w:t>{text}</w:t></w:r>"


def field(code, result=""):
    def mark(kind):
        return f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>'

    return (
        f"{mark('begin')}<w:r><w:instrText>{code}</w:instrText></w:r>{mark('separate')}{result}{mark('end')}"
    )


BOX = "<w:txbxContent><w:p><w:r><w:t>框内</w:t></w:r></w:p></w:txbxContent>"
TEXT_BOX = (
    f"<w:r><mc:AlternateContent><mc:Choice><w:drawing><wps:txbx>{BOX}</wps:txbx></w:drawing></mc:Choice>"
    f"<mc:Fallback><w:pict><v:textbox>{BOX}</v:textbox></w:pict></mc:Fallback></mc:AlternateContent></w:r>"
)
REMARKS = {
    "line break": ("<w:r><w:t>甲</w:t><w:br/><w:t>乙</w:t><w:cr/><w:t>丙</w:t></w:r>", "甲\n乙\n丙", []),
    "tab and hyphens": ("<w:r><w:t>甲</w:t><w:tab/><w:t>1</w:t><w:noBreakHyphen/><w:t>2</w:t><w:softHyphen/></w:r>", "甲\t1-2", []),
    "hyperlink": (f'<w:hyperlink w:anchor="a">{run("链")}</w:hyperlink>{run("接")}', "链接", []),
    "bookmark": (f'<w:bookmarkStart w:id="1" w:name="书签"/>{run("甲")}<w:bookmarkEnd w:id="1"/>', "甲", []),
    "inserted": (f"{run('甲')}<w:ins>{run('乙')}</w:ins>", "甲乙", []),
    "deleted": (
        f"{run('甲')}<w:del><w:r><w:delText>乙</w:delText></w:r></w:del>", "甲", [("已删除的修订", "乙")],
    ),
    "moved": (f"<w:moveFrom>{run('乙')}</w:moveFrom><w:moveTo>{run('乙')}</w:moveTo>", "乙", [("已删除的修订", "乙")]),
    "field": (run("共") + field(" =1+1 ", run("2")) + run("项"), "共2项", [("域代码", "=1+1")]),
    "simple field": (
        f'<w:fldSimple w:instr=" REF a ">{run("值")}</w:fldSimple>', "值", [("域代码", "REF a")],
    ),
    "page number": (
        run("甲") + field("PAGE", run("7")), "甲", [("域代码", "PAGE"), ("页码", "7")],
    ),
    "entry field": (
        run("一、总体") + field(' TC "总体" \\f A \\l 1 '), "一、总体", [("域代码", 'TC "总体" \\f A \\l 1')],
    ),
    "hidden": ("<w:r><w:rPr><w:vanish/></w:rPr><w:t>藏</w:t></w:r>" + run("显"), "显", [("隐藏文字", "藏")]),
    "not hidden": ('<w:r><w:rPr><w:vanish w:val="0"/></w:rPr><w:t>显</w:t></w:r>', "显", []),
    "text box": (run("甲") + TEXT_BOX, "甲", [("文本框（未读取）", "框内")]),
    "control": (f"<w:sdt><w:sdtPr/><w:sdtContent>{run('填')}</w:sdtContent></w:sdt>", "填", []),
    "prompt": (
        f"<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent>{run('单击')}</w:sdtContent></w:sdt>{run('甲')}",
        "甲", [("占位提示", "单击")],
    ),
    "ruby": (
        f"<w:r><w:ruby><w:rt>{run('dìng')}</w:rt><w:rubyBase>{run('定')}</w:rubyBase></w:ruby></w:r>",
        "定", [("注音", "dìng")],
    ),
    "symbol": ('<w:r><w:sym w:font="宋体" w:char="221A"/><w:sym w:font="Wingdings" w:char="F0FC"/></w:r>', "√√", []),
    "unknown symbol": (run("甲") + '<w:r><w:sym w:font="Webdings" w:char="F0FC"/></w:r>', "甲", [("符号字体", "F0FC")]),
    "comparator": ('<w:r><w:sym w:font="Symbol" w:char="F0B3"/></w:r>' + run("9"), "≥9", []),
    "struck": ("<w:r><w:rPr><w:strike/></w:rPr><w:t>旧</w:t></w:r>" + run("新"), "新", [("划去的文字", "旧")]),
    "raised": (run("10") + '<w:r><w:rPr><w:vertAlign w:val="superscript"/></w:rPr><w:t>2</w:t></w:r>', "10²", []),
    "unmatched field end": ('<w:r><w:fldChar w:fldCharType="end"/></w:r>' + run("甲"), "甲", []),
}  # fmt: skip


@pytest.mark.parametrize("name", REMARKS)
def test_a_paragraph_is_what_a_reader_sees_and_the_rest_is_named(name):
    runs, text, aside = REMARKS[name]
    source = read_docx(with_paragraphs(runs))
    assert cells(source) == [(text,)]
    assert noise(source) == aside


CHINESE_LISTS = (("chineseCounting", "%1、"), ("chineseCountingThousand", "（%2）"), ("decimal", "%3."))


@pytest.mark.parametrize(
    ("levels", "items", "numbers"),
    [
        (CHINESE_LISTS, [0, 1, 2, 2, 1, 2, 0, 1], ["一、", "（一）", "1.", "2.", "（二）", "1.", "二、", "（一）"]),
        ([("decimal", "%1."), ("decimal", "%1.%2")], [0, 1, 1, 0, 1], ["1.", "1.1 ", "1.2 ", "2.", "2.1 "]),
        ([("decimalEnclosedCircle", "%1")], [0, 0], ["①", "②"]),
        ([("bullet", "●")], [0, 0], ["", ""]),
        ([("upperRoman", "%1.")], [0] * 4, ["I.", "II.", "III.", "IV."]),
        ([("lowerLetter", "%1)")], [0] * 2, ["a)", "b)"]),
        ([("ideographTraditional", "%1、")], [0] * 2, ["甲、", "乙、"]),
        (
            [("chineseCounting", "%1、")], [0] * 21,
            [f"{n}、" for n in ["一", "二", "三", "四", "五", "六", "七", "八", "九", "十", "十一", "十二", "十三", "十四", "十五", "十六", "十七", "十八", "十九", "二十", "二十一"]],
        ),
    ],
)  # fmt: skip
def test_automatic_numbers_stand_before_their_paragraphs(levels, items, numbers):
    source = read_docx(with_lists(*levels, items=[(depth, "项") for depth in items]))
    assert [row.text for row in source.rows] == [f"{number}项" for number in numbers]


def test_a_list_begins_anew_where_it_says_so_and_numbers_no_blank_line():
    items = [(0, "甲"), (0, " "), (0, "乙"), (0, "丙"), (0, "丁")]
    source = read_docx(with_lists(("decimal", "%1、"), items=items, restarted=3))
    assert [row.text for row in source.rows] == ["1、甲", "3、乙", "1、丙", "2、丁"]


def test_a_style_numbers_its_paragraphs():
    document = docx.Document()
    for text in ("甲", "乙"):
        document.add_paragraph(text, style="List Number")
    assert cells(read_docx(saved(document))) == [("1.甲",), ("2.乙",)]


def test_merged_cells_say_their_text_once():
    document = docx.Document()
    table = document.add_table(3, 3)
    for number, cell in enumerate(table._cells):
        cell.text = str(number)
    table.cell(0, 0).merge(table.cell(0, 1)).text = "横"
    table.cell(1, 0).merge(table.cell(2, 0)).text = "纵"
    assert cells(read_docx(saved(document))) == [("横", "2"), ("纵", "4", "5"), ("", "7", "8")]


def test_text_under_a_merged_cell_is_noise():
    document = docx.Document()
    table = document.add_table(2, 1)
    table.cell(0, 0).merge(table.cell(1, 0)).text = "纵"
    table._tbl.tr_lst[1].tc_lst[0].p_lst[0].add_r().text = "遮"
    source = read_docx(saved(document))
    assert cells(source) == [("纵",)]
    assert noise(source) == [("合并单元格遮住的内容", "遮")]


def test_tables_in_tables_are_read_where_they_stand():
    document = docx.Document()
    outer = document.add_table(2, 1)
    inner = outer.cell(0, 0).add_table(1, 2)
    inner.cell(0, 0).text, inner.cell(0, 1).text, outer.cell(1, 0).text = "内1", "内2", "外"
    assert cells(read_docx(saved(document))) == [("内1", "内2"), ("外",)]


def test_places_count_paragraphs_and_the_rows_of_each_table():
    document = docx.Document()
    for text in ("甲", "", "乙"):
        document.add_paragraph(text)
    for _ in range(2):
        document.add_table(2, 1).cell(1, 0).text = "格"
    places = [row.place for row in read_docx(saved(document)).rows]
    assert places == [SourcePlace(1), SourcePlace(3), SourcePlace(2, table=1), SourcePlace(2, table=2)]


def test_headers_footers_and_notes_are_named():
    document = docx.Document()
    document.add_paragraph("正文")
    document.sections[0].header.paragraphs[0].text = "页眉"
    document.add_comment(document.paragraphs[0].runs, text="请核对", author="审核人")
    source = read_docx(saved(document))
    assert cells(source) == [("正文",)]
    assert noise(source) == [("页眉页脚", "页眉"), ("批注", "请核对")]


def test_contents_are_set_aside_whether_made_by_word_or_typed():
    document = docx.Document()
    for line in ("目  录", "第一部分  部门目标", "一、总体目标......2", "二、分项目标\t3", "一、总体目标"):
        document.add_paragraph(line)
    document.styles.add_style("toc 1", docx.enum.style.WD_STYLE_TYPE.PARAGRAPH)
    document.add_paragraph("三、措施 9", style="toc 1")
    source = read_docx(saved(document))
    assert [row.text for row in source.rows] == ["一、总体目标"]
    assert [kind for kind, _ in noise(source)] == ["目录"] * 5


def test_a_strict_file_is_read_like_any_other():
    strict = changed("word/document.xml", lambda xml: xml.replace(
        b"http://schemas.openxmlformats.org/wordprocessingml/2006/main", b"http://purl.oclc.org/ooxml/wordprocessingml/main"
    ))  # fmt: skip
    assert cells(read_docx(strict)) == cells(read_docx(SOUND))


def a_project_of_each_unit(content):
    """The text with one project only of each unit: python-docx is slow at drawing."""
    by_unit = {(project.unit_code, project.unit_name): project for project in content.projects}
    return replace(content, projects=tuple(by_unit.values()))


@pytest.mark.parametrize("torn_at", [None, 11])
@pytest.mark.parametrize("path", sorted(STATEMENTS.glob("*.json")), ids=lambda path: path.stem)
def test_a_text_drawn_by_another_hand_says_the_same(path, torn_at):
    content = a_project_of_each_unit(load_content(path.read_text(encoding="utf-8")))
    layout = layout_of(content.province, content.edition)
    source = read_docx(drawn_by_another_hand(layout.render(content), torn_at=torn_at))
    assert recognise(source) == (content.province, content.edition)
    read = layout.parse(source, content.edition)
    assert read.report.complete, read.report.complaints()
    assert read.content == replace(content, department_code=read.content.department_code)


words = st.text(
    st.characters(blacklist_categories=["Cs", "Cc", "Cn"]) | st.sampled_from("\n\t&<>\"'%\\"), max_size=20
)


@given(st.lists(st.lists(words, min_size=3, max_size=3), min_size=1, max_size=4))
@settings(max_examples=150)
def test_whatever_a_cell_says_is_read_back(rows):
    drawn = tuple(
        tuple(Cell(text, style=style) for text, style in zip(row, Style, strict=False)) for row in rows
    )
    source = read_docx(docx_bytes(a_text(Part("表", (Heading("表", 1), TableBlock(drawn, (1, 1, 2)))))))
    in_table = [row.cells for row in source.rows if row.place.table]
    assert in_table == [tuple(row) for row in rows if any(text.strip() for text in row)]


@given(words)
@settings(max_examples=100)
def test_whatever_a_paragraph_says_is_read_back(text):
    source = read_docx(docx_bytes(a_text(Part("文", (Heading("文", 1), Paragraph(text))))))
    assert [row.text for row in source.rows][4:] == ([text.strip()] if text.strip() else [])


def changed(member, change):
    stream = BytesIO()
    with ZipFile(BytesIO(SOUND)) as sound, ZipFile(stream, "w", ZIP_DEFLATED) as archive:
        for name in sound.namelist():
            xml = sound.read(name)
            if name != member:
                archive.writestr(name, xml)
            elif (new := change(xml)) is not None:
                archive.writestr(name, new)
    return stream.getvalue()


BOMB = b'<!DOCTYPE a [<!ENTITY b "bbbbbbbbbb"><!ENTITY c "&b;&b;&b;">]><a>&c;</a>'
NESTED = b"<w:tbl><w:tr><w:tc>"
DAMAGES = {
    "no document": ("word/document.xml", lambda _: None, "已损坏"),
    "no relations": ("_rels/.rels", lambda _: None, "已损坏"),
    "broken XML": ("word/document.xml", lambda xml: xml[:-20], "已损坏"),
    "broken styles": ("word/styles.xml", lambda _: b"<w:styles", "已损坏"),
    "not XML": ("word/document.xml", lambda _: b"document", "已损坏"),
    "unbound prefix": ("word/document.xml", lambda _: b"<w:document/>", "已损坏"),
    "unknown encoding": ("word/document.xml", lambda xml: xml.replace(b"UTF-8", b"no-such"), "已损坏"),
    "entities": ("word/document.xml", lambda _: BOMB, "实体声明"),
    "deep nesting": (
        "word/document.xml",
        lambda xml: xml.replace(b"<w:body>", b"<w:body>" + NESTED * 5000 + b"</w:tc></w:tr></w:tbl>" * 5000),
        "嵌套过深",
    ),
}


@pytest.mark.parametrize("name", DAMAGES)
def test_a_damaged_or_hostile_file_is_refused_with_a_sentence(name):
    member, change, reason = DAMAGES[name]
    with pytest.raises(RefusedFile, match=reason):
        read_docx(changed(member, change))


def test_a_document_without_a_body_has_no_rows():
    empty = changed("word/document.xml", lambda xml: xml[: xml.index(b"<w:body>")] + b"</w:document>")
    assert cells(read_docx(empty)) == []


def test_missing_parts_that_a_file_refers_to_do_no_harm():
    assert cells(read_docx(changed("word/footer1.xml", lambda _: None))) == cells(read_docx(SOUND))


def test_a_wide_form_comes_back_row_by_row():
    rows = [row.cells for row in read_docx(docx_bytes(a_text(a_wide_part(2)))).rows if row.place.table]
    assert rows[1:] == [tuple(f"{row}-{column}" for column in range(9)) for row in range(2)]
