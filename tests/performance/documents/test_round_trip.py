"""Whatever a form can express comes back from its print unchanged, as plain text, workbook and Word text."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from performance.content import StatementContent
from performance.documents.formats.docx_reader import read_docx
from performance.documents.formats.docx_writer import docx_bytes
from performance.documents.formats.txt import read_txt, write_txt
from performance.documents.formats.xlsx_reader import read_xlsx
from performance.documents.formats.xlsx_writer import xlsx_bytes
from performance.documents.recognition import layout_of
from tests.strategies import PRINTABLE

FORMATS = ((write_txt, read_txt), (xlsx_bytes, read_xlsx), (docx_bytes, read_docx))


every_form = pytest.mark.parametrize(("province", "edition"), PRINTABLE)


def check_round_trips(content):
    layout = layout_of(content.province, content.edition)
    printed = layout.render(content)
    for write, read in FORMATS:
        found = layout.parse(read(write(printed)), content.edition)
        assert found.content == content
        assert found.report.complaints() == []


@every_form
@given(drawn=st.data())
@settings(max_examples=100, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow])
def test_what_is_printed_is_read_back(province, edition, drawn):
    check_round_trips(drawn.draw(PRINTABLE[province, edition]))


@every_form
def test_an_empty_form_is_read_back(province, edition):
    check_round_trips(StatementContent(province, edition, year=2026, department_name="某协会"))
