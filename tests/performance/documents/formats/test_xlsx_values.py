"""What a cell of the printed workbook holds: text that is never a formula, numbers that are never rounded."""

from decimal import Decimal
from io import BytesIO
from zipfile import ZipFile

import openpyxl
import pytest

from performance.documents.blocks import Cell, Paragraph, Part, Style, TableBlock
from performance.documents.formats.xlsx.writer import xlsx_bytes
from tests.performance.a_printed_text import a_project, a_text, some_prose


def one_cell(value, style: Style = Style.TEXT, number_format: str = ""):
    """The cell ``value`` becomes, as openpyxl sees it."""
    table = TableBlock(((Cell(value, 1, style, number_format=number_format),),), (1,))
    workbook = openpyxl.load_workbook(BytesIO(xlsx_bytes(a_text(Part("表", (table,))))))
    return workbook["表"]["A1"]


@pytest.mark.parametrize("value", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "==1"])
def test_text_is_never_a_formula(value):
    cell = one_cell(value)
    assert (cell.data_type, cell.value, cell.quotePrefix) == ("s", value, True)


@pytest.mark.parametrize("value", ["001", "100%", "2026.12.31", "≥90%"])
def test_text_stays_text(value):
    cell = one_cell(value)
    assert (cell.data_type, cell.value, cell.quotePrefix) == ("s", value, False)


def test_no_formula_stands_anywhere_in_the_file():
    content = xlsx_bytes(a_text(a_project(purpose='=HYPERLINK("http://example.org")'), some_prose()))
    with ZipFile(BytesIO(content)) as archive:
        assert not any(b"<f" in archive.read(name).partition(b"<sheetData")[2] for name in archive.namelist())
        assert not any("external" in name.lower() for name in archive.namelist())


@pytest.mark.parametrize("number", ["0", "37.50", "-0.01", "123456789012.345", "1E+3", "99999999999999.9"])
def test_a_number_stays_a_number(number):
    cell = one_cell(Decimal(number), Style.NUMBER, "0.00")
    assert cell.data_type == "n"
    assert Decimal(repr(cell.value)) == Decimal(number)


@pytest.mark.parametrize(
    ("number", "number_format", "shown"),
    [
        ("37.5", "0.00", "0.00"),
        ("37.505", "0.00", "0.000"),
        ("85.5", '0"%"', '0.0"%"'),
        ("0.0000001", "0.00", "0.0000000"),
        ("1.5", "", "General"),
        ("1.555", "#,##0.00", "#,##0.00"),
    ],
)
def test_a_number_is_shown_with_as_many_places_as_it_has(number, number_format, shown):
    assert one_cell(Decimal(number), Style.NUMBER, number_format).number_format == shown


@pytest.mark.parametrize("number", ["0.1234567890123456", "12345678901234567.89", "NaN"])
def test_a_number_that_a_spreadsheet_would_round_is_written_as_text(number):
    cell = one_cell(Decimal(number), Style.NUMBER)
    assert (cell.data_type, cell.value) == ("s", number)


def test_a_text_too_long_for_a_cell_is_refused_with_the_limit():
    with pytest.raises(ValueError, match="32767字的上限"):
        xlsx_bytes(a_text(Part("文", (Paragraph("字" * 32_768),))))
