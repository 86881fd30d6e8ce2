"""The sheet of remarks that a workbook may carry before its text, each with a link to the cell it speaks of.

Who writes the sheet and who reads past it agree here on its name and header.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

from performance.documents.blocks import Heading, Part, Spot, TableBlock
from performance.documents.formats.xlsx.package import quoted_sheet
from performance.documents.formats.xlsx.shared_strings import escaped_attribute
from performance.documents.formats.xlsx.sheet_drawing import DrawnTable, SheetDrawing, WorkbookState
from performance.documents.formats.xlsx.sheet_grid import LANDSCAPE_UNITS, column_letters
from performance.documents.formats.xlsx.sheet_page import sheet_xml
from performance.documents.formats.xlsx.styles import HEADINGS, PROSE

REMARKS = "审核意见"
COLUMNS = ("序号", "级别", "编码", "位置", "原文", "问题", "应当", "改法")


def is_remark_sheet(name: str, rows: Iterable[Sequence[str]]) -> bool:
    """Whether a sheet speaks of the text rather than being part of it: by its exact name and header."""
    return name == REMARKS and any(tuple(filter(None, row)) == COLUMNS for row in rows)


class LinkTargets:
    """The places that remarks link to, noted while the sheets of the text are drawn."""

    def __init__(self, remarks: Part | None) -> None:
        self._wanted: dict[tuple[int, int], set[Spot]] = defaultdict(set)
        self._found: dict[Spot, str] = {}
        for block in remarks.blocks if remarks else ():
            for row in block.rows if isinstance(block, TableBlock) else ():
                for cell in row:
                    if cell.link:
                        self._wanted[cell.link.part, cell.link.block].add(cell.link)

    def note(self, part: int, sheet: str, block: int, drawn: DrawnTable | int) -> None:
        """Tell where a block of a part stands: a drawn table, or the row of a line."""
        for spot in self._wanted.get((part, block), ()):
            cell = drawn.reference(spot.row, spot.cell) if isinstance(drawn, DrawnTable) else f"A{drawn}"
            self._found[spot] = f"{quoted_sheet(sheet)}!{cell}"

    def __getitem__(self, spot: Spot) -> str:
        return self._found[spot]


def remark_sheet(remarks: Part, targets: LinkTargets, state: WorkbookState) -> tuple[str, tuple[int, int]]:
    """The sheet and the rows of its header, which stays in sight and filters the remarks."""
    (table,) = (block for block in remarks.blocks if isinstance(block, TableBlock))
    drawing = SheetDrawing(state.grid([table], LANDSCAPE_UNITS), state)
    for block in remarks.blocks:
        if isinstance(block, TableBlock):
            drawn = drawing.table(block)
        else:
            look = HEADINGS[block.level] if isinstance(block, Heading) else PROSE
            drawing.line(block.text, look, least=28 if isinstance(block, Heading) else 0)
    links = "".join(
        f'<hyperlink ref="{drawn.reference(row, number)}" location="{escaped_attribute(targets[cell.link])}"/>'
        for row, cells in enumerate(table.rows)
        for number, cell in enumerate(cells)
        if cell.link
    )
    first, last = drawn.rows[0], drawn.rows[-1]
    filtered = f"A{first}:{column_letters(drawing.grid.columns - 1)}{last}"
    return sheet_xml(drawing, "landscape", links=links, headed=(first, filtered)), (first, first)
