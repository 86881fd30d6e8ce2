"""Old and other office files give the same content as the new ones they were saved from."""

import shutil
import subprocess

import openpyxl
import pytest

from performance.documents.convert import Unreadable, read_text, write_text
from performance.documents.formats.csv_reader import read_csv
from performance.documents.formats.office.shown_values import shown_number
from performance.documents.readers import BY_SUFFIX, ELSEWHERE

FROM_TEXT = (".doc", ".wps", ".rtf", ".odt")
FROM_WORKBOOK = (".xls", ".et", ".ods")
KIND = {".wps": "doc", ".et": "xls"}


@pytest.fixture(scope="module")
def saved(sample, tmp_path_factory):
    """A function from a suffix to a sample's file as LibreOffice saves it."""
    if not shutil.which("soffice"):
        pytest.skip("LibreOffice saves these")
    folder = tmp_path_factory.mktemp("office")
    for suffix in (".docx", ".xlsx"):
        (folder / f"text{suffix}").write_bytes(write_text(sample("chengde-2023").content, suffix))

    def save(suffix):
        kind = KIND.get(suffix, suffix[1:])
        made = folder / f"text.{kind}"
        if not made.exists():
            source = folder / ("text.docx" if suffix in FROM_TEXT else "text.xlsx")
            command = ["soffice", f"-env:UserInstallation={(folder / 'profile').as_uri()}", "--headless"]
            subprocess.run([*command, "--convert-to", kind, "--outdir", folder, source], check=True)  # noqa: S603
        return made.read_bytes()

    return save


@pytest.mark.parametrize("suffix", [*FROM_TEXT, *FROM_WORKBOOK])
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


@pytest.mark.parametrize("suffix", [".xls", ".ods"])
@pytest.mark.parametrize("hide", ["row", "column"])
def test_hidden_rows_and_columns_are_said(suffix, hide, tmp_path):
    if not shutil.which("soffice"):
        pytest.skip("LibreOffice saves these")
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
    command = ["soffice", f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}", "--headless"]
    command += ["--convert-to", suffix[1:], "--outdir", tmp_path, tmp_path / "text.xlsx"]
    subprocess.run(command, check=True)  # noqa: S603
    read = read_text((tmp_path / f"text{suffix}").read_bytes(), f"表{suffix}")
    assert [one.name for one in read.content.projects[0].indicators] == ["清淤长度", "验收合格率"]
    assert any("在隐藏的行或列里" in str(notice) for notice in read.report.notices)
