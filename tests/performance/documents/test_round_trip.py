"""Whatever a form can express comes back from its print unchanged, as plain text, workbook and Word text."""

from decimal import Decimal

import pytest
from hypothesis import HealthCheck, given, settings

from performance.content.model import ProjectContent, StatementContent
from performance.documents.formats.docx.reader import read_docx
from performance.documents.formats.docx.writer import docx_bytes
from performance.documents.formats.txt import read_txt, write_txt
from performance.documents.formats.xlsx.reader import read_xlsx
from performance.documents.formats.xlsx.writer import xlsx_bytes
from performance.documents.recognition import layout_of
from tests.strategies import PRINTABLE

FORMATS = ((write_txt, read_txt), (xlsx_bytes, read_xlsx), (docx_bytes, read_docx))
QUESTIONED = (
    "请核对是否缺格、错行或错栏"  # of made-up names and values: they are kept as they are, and asked about
)

every_form = pytest.mark.parametrize(("province", "edition"), PRINTABLE)


def check_round_trips(content):
    layout = layout_of(content.province, content.edition)
    printed = layout.render(content)
    for write, read in FORMATS:
        found = layout.parse(read(write(printed)), content.edition)
        assert found.content == content
        assert [said for said in found.report.complaints() if QUESTIONED not in said] == []


@pytest.mark.figure(24)
@every_form
def test_what_is_printed_is_read_back_and_printed_the_same_again(province, edition, trial):
    examples = trial.times(12, 1000)

    @given(content=PRINTABLE[province, edition])
    @settings(
        max_examples=examples,
        database=None,
        suppress_health_check=[HealthCheck.too_slow],
    )
    def check(content):
        check_round_trips(content)

    check()
    trial.count(f"{province} {edition} 版的文本，各印成三种格式再读回", examples)


@pytest.mark.figure(24)
@every_form
def test_the_same_text_is_the_same_file_every_time(province, edition, trial):
    @given(content=PRINTABLE[province, edition])
    @settings(max_examples=trial.times(5, 100), database=None)
    def check(content):
        printed = layout_of(province, edition).render(content)
        for write, _ in FORMATS:
            assert write(printed) == write(printed)
        trial.count("同一文本两次导出逐字节比较", len(FORMATS))

    check()


@every_form
def test_a_project_with_the_number_of_its_place_is_counted_once(province, edition):
    """The name stays as it came, in the table; what is printed before it is not read as another name."""
    project = ProjectContent(name="1.公园项目", budget=Decimal(5), annual_budget=Decimal(5))
    content = StatementContent(province, edition, 2026, projects=(project,))
    printed = layout_of(province, edition).render(content)
    assert not any("1.1." in part.title or "1、1." in part.title for part in printed.parts)
    found = layout_of(province, edition).parse(read_docx(docx_bytes(printed)), edition)
    assert [one.name for one in found.content.projects] == ["1.公园项目"]
    assert not any("不一致" in said for said in found.report.complaints())


@every_form
def test_an_empty_form_is_read_back(province, edition):
    check_round_trips(StatementContent(province, edition, year=2026, department_name="某协会"))
