"""The review workbook: a table of findings that leads to the cells of the official tables behind it."""

from dataclasses import replace
from io import BytesIO

import openpyxl
import pytest

from performance.documents.convert import read_text
from performance.documents.formats.xlsx.reader import read_xlsx
from performance.documents.formats.xlsx.remark_sheet import COLUMNS, REMARKS
from performance.findings.review_workbook import counted, review_workbook
from performance.review import review
from tests.performance.findings.test_printed_findings import led
from tests.performance.review.faults import FAULTS
from tests.performance.review.published import TEXTS
from tests.performance.review.sound_departments import GUIZHOU, HUBEI
from tests.performance.review.sound_hebei import HEBEI

HEAD = 3  # the row of the captions, under title and counts


def written(content, rule_set=None):
    findings = review(content, rule_set)
    return review_workbook(content, findings, at="2026-03-01 10:00"), findings


def remarks_of(data):
    return openpyxl.load_workbook(BytesIO(data))[REMARKS]


def linked_text(workbook, cell):
    sheet, _, coordinate = cell.hyperlink.location.rpartition("!")
    return workbook[sheet[1:-1].replace("''", "'")][coordinate].value


@pytest.mark.parametrize("fault", FAULTS[::6], ids=lambda fault: fault.code)
def test_a_finding_is_a_row_with_everything_it_says(fault):
    data, (finding,) = written(fault.content, fault.rule_set)
    sheet = remarks_of(data)
    assert [cell.value for cell in sheet[HEAD]] == list(COLUMNS)
    said = (finding.severity.label, finding.code, str(finding.place), finding.evidence)
    expected = ("1", *said, finding.message, finding.expected, finding.remedy)
    assert [cell.value or "" for cell in sheet[HEAD + 1]] == list(expected)


def assert_links_lead_to_what_is_judged(content):
    data, findings = written(content)
    workbook = openpyxl.load_workbook(BytesIO(data))
    rows = workbook[REMARKS].iter_rows(min_row=HEAD + 1)
    linked = [row[2] for row in rows if row[2].hyperlink]
    assert [cell.value for cell in linked] == [finding.code for finding in findings]
    for cell, (_, text) in zip(linked, led(content, findings), strict=True):
        shown = linked_text(workbook, cell)
        assert cell.hyperlink.target is None
        if not isinstance(shown, int | float):
            assert (shown or "").strip() == text.strip()


@pytest.mark.sampled(5)
@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: fault.code)
def test_each_planted_fault_links_to_its_cell(fault):
    assert_links_lead_to_what_is_judged(fault.content)


@pytest.mark.parametrize("text", TEXTS)
def test_each_finding_on_a_published_text_links_to_its_cell(seeds, text):
    name = f"{text}.txt"
    assert_links_lead_to_what_is_judged(read_text((seeds / name).read_bytes(), name).content)


def test_the_findings_come_first_stay_headed_and_can_be_filtered():
    data, findings = written(FAULTS[0].content)
    workbook = openpyxl.load_workbook(BytesIO(data))
    assert workbook.sheetnames[:3] == [REMARKS, "封面", "目录"]
    sheet = workbook[REMARKS]
    assert sheet["A2"].value.strip().startswith(f"{counted(findings)}。")
    assert sheet.freeze_panes == f"A{HEAD + 1}"
    assert sheet.auto_filter.ref == f"A{HEAD}:H{HEAD + 1}"
    assert sheet.print_title_rows == f"${HEAD}:${HEAD}"


def test_a_sound_text_says_that_nothing_was_found():
    sheet = remarks_of(written(HEBEI)[0])
    assert sheet["A2"].value.strip().startswith("没有发现问题。")
    below = [sheet.cell(row, 1).value for row in range(HEAD + 1, sheet.max_row + 1)]
    assert [line.partition("：")[0] for line in below] == ["不适用", "已审核"]
    assert "审核时间 2026-03-01 10:00" in sheet["A2"].value


@pytest.mark.parametrize("content", [HEBEI, HUBEI, GUIZHOU, FAULTS[4].content], ids=lambda c: c.province)
def test_a_review_workbook_reads_back_as_the_text_alone(content):
    plain = read_text(review_workbook(content, ()), "a.xlsx")
    read = read_text(written(content)[0], "a.xlsx")
    assert read.report.complete
    assert read.content == plain.content
    assert dict(read.report.noise)[REMARKS] > 0


@pytest.mark.parametrize(
    ("title", "caption"),
    [("审核意见(2)", COLUMNS[0]), (REMARKS, "序")],
    ids=["another name", "another header"],
)
def test_a_sheet_that_only_resembles_the_findings_is_read_as_text(title, caption):
    workbook = openpyxl.load_workbook(BytesIO(written(HEBEI)[0]))
    workbook[REMARKS].title = title
    workbook[title].cell(HEAD, 1).value = caption
    stream = BytesIO()
    workbook.save(stream)
    assert any("级别" in row.cells for row in read_xlsx(stream.getvalue()).rows)


def test_what_looks_like_a_formula_stays_text():
    base = FAULTS[0]
    findings = review(base.content)
    spiked = [replace(findings[0], evidence="=1+1")]
    sheet = remarks_of(review_workbook(base.content, spiked))
    cell = sheet.cell(HEAD + 1, 5)
    assert (cell.value, cell.data_type, cell.quotePrefix) == ("=1+1", "s", True)


def test_libreoffice_keeps_every_link(libreoffice, tmp_path):
    source = tmp_path / "审核.xlsx"
    source.write_bytes(written(FAULTS[0].content)[0])
    libreoffice("xlsx:Calc MS Excel 2007 XML", tmp_path / "again", source)

    def links(path):
        remarks = openpyxl.load_workbook(path)[REMARKS]
        return [cell.hyperlink.location for row in remarks for cell in row if cell.hyperlink]

    assert links(tmp_path / "again" / source.name) == links(source)
    assert links(source)
