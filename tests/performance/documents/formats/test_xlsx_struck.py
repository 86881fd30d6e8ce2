"""What is struck out in a workbook, by the font of a cell or of a piece of its text, is not read."""

import re

import pytest
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.styles import Font

from performance.documents.formats.xlsx.reader import read_xlsx
from performance.documents.formats.xlsx.styles import MAIN
from tests.departments.uploads.test_file_gate import an_archive, members_of
from tests.performance.documents.formats.test_xlsx_reader import a_workbook


def with_shared_strings(content: bytes) -> bytes:
    """The same workbook as Excel keeps it: every text, drawn in pieces or not, among the strings of all sheets."""
    members = members_of(content)
    sheet = members["xl/worksheets/sheet1.xml"]
    strings = re.findall(rb"<is>(.*?)</is>", sheet)
    numbers = iter(range(len(strings)))
    moved = re.sub(rb't="inlineStr"><is>.*?</is>', lambda _: b't="s"><v>%d</v>' % next(numbers), sheet)
    kept = b'<sst xmlns="%b">%b</sst>' % (MAIN.encode(), b"".join(map(b"<si>%b</si>".__mod__, strings)))
    return an_archive(members | {"xl/worksheets/sheet1.xml": moved, "xl/sharedStrings.xml": kept})


STRUCK_FONT, PLAIN_FONT = InlineFont(strike=True), InlineFont(b=True)


@pytest.mark.parametrize(
    ("value", "cell_struck", "shown_text", "out"),
    [
        (95, True, "", ["95"]),
        ("旧", True, "", ["旧"]),
        ("新", False, "新", []),
        (
            CellRichText("≥", TextBlock(STRUCK_FONT, "80"), TextBlock(PLAIN_FONT, "90%")),
            False,
            "≥90%",
            ["80"],
        ),
        (CellRichText("旧", TextBlock(PLAIN_FONT, "新")), True, "新", ["旧"]),
        (CellRichText("新", TextBlock(PLAIN_FONT, "粗")), False, "新粗", []),
    ],
)
@pytest.mark.parametrize("shared", [False, True])
def test_what_is_struck_out_of_a_cell_is_noise(value, cell_struck, shown_text, out, shared):
    def fill(workbook, sheet):
        sheet["A1"], sheet["B2"] = "在", value
        sheet["B2"].font = Font(strike=cell_struck)

    content = a_workbook(fill)
    source = read_xlsx(with_shared_strings(content) if shared else content)
    assert "".join(row.cells[1] for row in source.rows) == shown_text
    assert [(piece.kind, piece.text) for piece in source.noise] == [("划去的文字", text) for text in out]
