"""Old and other office files give the same content as the new ones they were saved from."""

import io
import zipfile

import openpyxl
import pytest

from performance.documents.convert import Unreadable, read_text, write_text
from performance.documents.formats.csv_reader import read_csv
from performance.documents.formats.office.ods_reader import MIMETYPE, read_ods
from performance.documents.formats.office.shown_values import shown_number
from performance.documents.readers import BY_SUFFIX, ELSEWHERE

FROM_TEXT = (".doc", ".wps", ".rtf", ".odt")
FROM_WORKBOOK = (".xls", ".et", ".ods")
KIND = {".wps": "doc", ".et": "xls"}


@pytest.fixture(scope="module")
def saved(sample, libreoffice, tmp_path_factory):
    """A function from a suffix to a sample's file as LibreOffice saves it."""
    folder = tmp_path_factory.mktemp("office")
    for suffix in (".docx", ".xlsx"):
        (folder / f"text{suffix}").write_bytes(write_text(sample("chengde-2023").content, suffix))

    def save(suffix):
        kind = KIND.get(suffix, suffix[1:])
        made = folder / f"text.{kind}"
        if not made.exists():
            source = folder / ("text.docx" if suffix in FROM_TEXT else "text.xlsx")
            libreoffice(kind, folder, source)
        return made.read_bytes()

    return save


@pytest.mark.sampled(3)
@pytest.mark.parametrize("suffix", [*FROM_TEXT, *FROM_WORKBOOK])
@pytest.mark.long
def test_an_office_file_reads_as_what_it_was_saved_from(suffix, saved, sample):
    read = read_text(saved(suffix), f"文本{suffix}")
    assert read.report.complaints() == []
    assert read.content == sample("chengde-2023").content


def test_a_web_page_under_an_old_suffix_is_read_as_what_it_is():
    """What many a system exports as “Excel”."""
    page = "<html><table><tr><td>项目名称</td><td>巡查</td></tr></table></html>".encode()
    with pytest.raises(Unreadable) as refusal:
        read_text(page, "导出.xls")
    assert "认不出" in str(refusal.value) or "表样" in str(refusal.value)  # read, and no form of ours


ODS_SPACES = " ".join(
    f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"' for name in ("office", "table", "text")
)


def an_ods(*rows):
    """A workbook of rows of ready cells."""
    sheet = "".join(f"<table:table-row>{''.join(row)}</table:table-row>" for row in rows)
    body = f'<office:body><office:spreadsheet><table:table table:name="表">{sheet}</table:table></office:spreadsheet></office:body>'
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as package:
        package.writestr("mimetype", MIMETYPE)
        package.writestr(
            "content.xml", f"<office:document-content {ODS_SPACES}>{body}</office:document-content>"
        )
    return file.getvalue()


def ods_cell(text="", said=""):
    return f"<table:table-cell {said}>{f'<text:p>{text}</text:p>' if text else ''}</table:table-cell>"


@pytest.mark.parametrize(
    ("said", "text", "uncomputed"),
    [
        ('table:formula="of:=[.A1]*2"', "", True),
        ('table:formula="of:=[.A1]*2" office:value-type="float" office:value="290"', "290", False),
        ('office:value-type="percentage" office:value="0.95"', "95%", False),
        ('office:value-type="string" office:string-value="≥12次"', "≥12次", False),
        (
            'table:formula="of:=IF(1;&quot;&quot;)" office:value-type="string" office:string-value=""',
            "",
            False,
        ),
    ],
)
def test_a_value_that_no_text_shows_is_read_and_a_lost_one_is_said(said, text, uncomputed):
    source = read_ods(an_ods([ods_cell("预算金额"), ods_cell("", said)]))
    assert "".join("".join(row.cells[1:]) for row in source.rows) == text
    assert [(noise.place.row, noise.place.column) for noise in source.noise] == (
        [(1, 2)] if uncomputed else []
    )


def test_a_formula_without_its_result_keeps_a_workbook_from_being_read_whole():
    heads = map(ods_cell, ("一级指标", "二级指标", "三级指标", "指标值"))
    row = (*map(ods_cell, ("产出指标", "数量指标", "养护里程")), ods_cell("", 'table:formula="of:=1+1"'))
    read = read_text(an_ods([ods_cell("项目名称"), ods_cell("公路养护")], heads, row), "表.ods")
    assert any("没有存下算出的值" in words for words in read.report.complaints())


@pytest.mark.sampled(5)
@pytest.mark.parametrize("suffix", [".doc", ".xls", ".ods", ".rtf", ".wps", ".xlsb"])
@pytest.mark.parametrize(
    "data", [b"\0" * 64, b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, b"PK\x03\x04" + b"\0" * 60]
)
def test_what_is_broken_is_refused_with_a_way_out(suffix, data):
    with pytest.raises(Unreadable) as refusal:
        read_text(data, f"文本{suffix}")
    assert "另存" in str(refusal.value) or "改正扩展名" in str(refusal.value)


@pytest.mark.parametrize("suffix", ELSEWHERE)
def test_what_is_not_read_is_told_a_way_out(suffix):
    assert suffix not in BY_SUFFIX
    with pytest.raises(Unreadable) as refusal:
        read_text(b"anything", f"文本{suffix}")
    assert ELSEWHERE[suffix] in str(refusal.value)


@pytest.mark.parametrize(
    ("value", "code", "shown"),
    [
        (0.95, "0%", "95%"),
        (0.955, "0%", "95.5%"),
        (0.95, "0.00%", "95.00%"),
        (95, '0"%"', "95%"),
        (7, '"≥"0"次"', "≥7次"),
        (1234.5, "#,##0.00", "1234.50"),
        (37.5, "0.00", "37.50"),
        (37.5, "General", "37.5"),
        (12.0, "0_ ", "12"),
        (-3.5, "0.00;[红色]-0.00", "-3.50"),
        (-3.5, "0.00;[红色]0.00", "-3.50"),
        (-0.05, "0%;[Red]0%", "-5%"),
        (-0.05, '"上升"0%;"下降"0%', "下降5%"),
        (8, "[$-804]0\\天", "8天"),
        (0.1 + 0.2, "General", "0.3"),
    ],
)
def test_a_number_is_read_as_its_cell_shows_it(value, code, shown):
    assert shown_number(value, code) == shown


@pytest.mark.parametrize("mark", [",", ";", "\t"])
def test_a_table_of_plain_text_is_read_whatever_divides_it(mark):
    lines = ["项目名称{0}巡查", '目标{0}"1.到位\n2.满意"', "数量{0}12"]
    source = read_csv("\r\n".join(lines).format(mark).encode("gb18030"))
    assert [row.cells for row in source.rows] == [
        ("项目名称", "巡查"),
        ("目标", "1.到位\n2.满意"),
        ("数量", "12"),
    ]


@pytest.mark.sampled(3)
@pytest.mark.parametrize("suffix", [".xls", ".ods"])
@pytest.mark.parametrize("hide", ["row", "column"])
def test_hidden_rows_and_columns_are_said(suffix, hide, libreoffice, tmp_path):
    book = openpyxl.Workbook()
    for row in (
        ["项目名称", "河道清淤"],
        ["年度目标", "河道畅通"],
        ["一级指标", "二级指标", "三级指标", "指标值"],
        ["产出指标", "数量指标", "清淤长度", "≥3公里"],
        ["产出指标", "质量指标", "验收合格率", "100%"],
    ):
        book.active.append(row)
    dimensions = book.active.row_dimensions if hide == "row" else book.active.column_dimensions
    dimensions[5 if hide == "row" else "D"].hidden = True
    book.save(tmp_path / "text.xlsx")
    libreoffice(suffix[1:], tmp_path, tmp_path / "text.xlsx")
    read = read_text((tmp_path / f"text{suffix}").read_bytes(), f"表{suffix}")
    assert [one.name for one in read.content.projects[0].indicators] == ["清淤长度", "验收合格率"]
    assert any("在隐藏的行或列里" in str(notice) for notice in read.report.notices)
