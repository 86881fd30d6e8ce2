"""A template is checked when it comes: what it names, what it brings along, and where that stands."""

from io import BytesIO
from zipfile import ZipFile

import pytest
from docx import Document

from departments.uploads.refused_file import RefusedFile
from performance.approval_letters.default_template import default_template
from performance.approval_letters.placeholders import VOCABULARY
from performance.documents.formats.docx.template import Template

SOUND = ("{{文号}}", "{{成文日期}}")


def a_file(*paragraphs, rows=(), change=None):
    document = Document()
    for text in paragraphs:
        document.add_paragraph(text)
    if rows:
        table = document.add_table(len(rows), len(rows[0]))
        for row, texts in zip(table.rows, rows, strict=True):
            for cell, text in zip(row.cells, texts, strict=True):
                cell.text = text
    stream = BytesIO()
    if change:
        change(document)
    document.save(stream)
    return stream.getvalue()


def a_field(document, code):
    paragraph = document.add_paragraph()
    xml = paragraph._p
    for kind, text in (("begin", ""), ("", code), ("end", "")):
        run = paragraph.add_run()._r
        tag = "w:fldChar" if kind else "w:instrText"
        element = run.makeelement(_name(tag), {_name("w:fldCharType"): kind} if kind else {})
        element.text = text or None
        run.append(element)
    return xml


def _name(tag):
    from docx.oxml.ns import qn

    return qn(tag)


def with_part(content, name, old, new):
    """The file with one part changed."""
    stream = BytesIO()
    with ZipFile(BytesIO(content)) as source, ZipFile(stream, "w") as target:
        for member in source.namelist():
            data = source.read(member)
            target.writestr(member, data.replace(old, new) if member == name else data)
    return stream.getvalue()


def refusal(content):
    with pytest.raises(RefusedFile) as refused:
        Template(content, VOCABULARY)
    return str(refused.value)


def test_the_default_template_is_sound():
    Template(default_template(), VOCABULARY)


@pytest.mark.parametrize(
    ("paragraphs", "rows", "told"),
    [
        (("{{文好}}", *SOUND), (), "正文第1段：没有“{{文好}}”这个占位符。是不是“{{文号}}”？"),
        (("{{文号}}",), (), "模板里没有“{{成文日期}}”"),
        ((*SOUND, "{{项目.名称}}"), (), "正文第3段：“{{项目.名称}}”要写在表格的一行里"),
        (SOUND, (("表头",), ("{{项目.明称}}",)), "正文第1个表格第2行：没有“{{项目.明称}}”"),
        (SOUND, (("{{项目.名称}}", "{{部门.名称}}"),), "同一行里有项目、部门的占位符"),
        ((*SOUND, "合计{{预算合计}"), (), "正文第3段：“{{”和“}}”没有成对"),
        ((*SOUND, "｛｛文号｝｝"), (), "正文第3段：花括号是全角的"),
    ],
)
def test_what_is_wrong_is_told_with_its_place(paragraphs, rows, told):
    assert told in refusal(a_file(*paragraphs, rows=rows))


def test_everything_wrong_is_told_at_once():
    assert len(refusal(a_file("{{甲甲甲}}", "{{乙乙乙}}")).splitlines()) == 4


@pytest.mark.parametrize("code", ["INCLUDETEXT /etc/passwd", 'DDEAUTO c "a"', "DATE", "IF 1 = 1 a b", ""])
def test_a_field_that_fetches_or_changes_is_refused(code):
    assert "域" in refusal(a_file(*SOUND, change=lambda document: a_field(document, code)))


def test_a_field_that_counts_pages_is_taken():
    Template(a_file(*SOUND, change=lambda document: a_field(document, " PAGE ")), VOCABULARY)


def test_what_stands_elsewhere_is_refused():
    relations = "word/_rels/document.xml.rels"
    image = b'<Relationship Id="rId99" Type="x/image" Target="http://a/b.png" TargetMode="External"/></Relationships>'
    assert "引用了别处的内容" in refusal(with_part(a_file(*SOUND), relations, b"</Relationships>", image))
    object_ = b'<Relationship Id="rId99" Type="x/oleObject" Target="a.bin"/></Relationships>'
    assert "嵌入的对象" in refusal(with_part(a_file(*SOUND), relations, b"</Relationships>", object_))


@pytest.mark.parametrize(
    "run",
    [
        "<w:r><w:delText>{{}}</w:delText></w:r>",
        '<w:r><w:rPr/><w:drawing><x:docPr xmlns:x="x" descr="{{}}"/></w:drawing></w:r>',
        '<m:oMath xmlns:m="m"><m:t>{{}}</m:t></m:oMath>',
    ],
)
@pytest.mark.parametrize("name", ["文号", "项目.名称", "没有的"])
def test_a_place_where_nothing_can_be_put_is_refused(run, name):
    written = run.replace("{{}}", f"{{{{{name}}}}}").encode()
    broken = with_part(a_file(*SOUND), "word/document.xml", b"</w:p>", written + b"</w:p>")
    assert "正文：有占位符写在" in refusal(broken)


def test_a_file_that_spells_its_elements_in_another_way_is_refused():
    spelled = with_part(a_file(*SOUND), "word/document.xml", b"w:t>", b"ns0:t>")
    meant = b'<w:document xmlns:ns0="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    assert "另存后再上传" in refusal(with_part(spelled, "word/document.xml", b"<w:document ", meant))


@pytest.mark.parametrize("content", [b"", b"%PDF-1.4", default_template()[:-30]])
def test_what_is_no_word_file_is_refused(content):
    assert refusal(content)


def test_a_place_that_word_has_cut_into_runs_is_found_and_its_neighbours_stay():
    def cut(document):
        paragraph = document.add_paragraph("甲{")
        for text in ("{文", "号}", "}乙{{预算年度}}丙"):
            paragraph.add_run(text)

    template = Template(a_file(*SOUND, change=cut), VOCABULARY)
    values = dict.fromkeys(VOCABULARY.single, "空") | {"文号": "一号", "预算年度": "2026"}
    printed = Document(BytesIO(template.filled(values, {})))
    assert printed.paragraphs[-1].text == "甲一号乙2026丙"


def test_a_row_is_repeated_and_what_is_put_in_stays_text():
    template = Template(a_file(*SOUND, rows=(("名称", "号"), ("{{项目.名称}}", "{{文号}}"))), VOCABULARY)
    names = ["{{成文日期}}", "<w:p/>&", "甲\n乙"]
    rows = [dict.fromkeys(VOCABULARY.repeated["项目"], "") | {"名称": name} for name in names]
    values = dict.fromkeys(VOCABULARY.single, "") | {"文号": "一号"}
    table = Document(BytesIO(template.filled(values, {"项目": rows}))).tables[0]
    assert [[cell.text for cell in row.cells] for row in table.rows] == [
        ["名称", "号"],
        *([name, "一号"] for name in names),
    ]


def test_a_list_of_nothing_leaves_no_row():
    template = Template(a_file(*SOUND, rows=(("名称",), ("{{项目.名称}}",))), VOCABULARY)
    values = dict.fromkeys(VOCABULARY.single, "")
    assert len(Document(BytesIO(template.filled(values, {"项目": []}))).tables[0].rows) == 1
