"""A printed table as Word tables: merged cells, rows kept whole, and a header that really repeats.

Word repeats only the first rows of a table. A form whose header stands in the middle becomes two tables,
one right under the other, as published texts print it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import accumulate, pairwise

from performance.documents.blocks import Cell, Style, TableBlock
from performance.documents.formats.docx.text import GAP, cell_paragraphs, paragraph

CELL_STYLES = {
    Style.CAPTION: "CellCaption",
    Style.TEXT: "CellText",
    Style.CENTRED: "CellCentred",
    Style.NUMBER: "CellNumber",
    Style.BARE: "CellText",
    Style.BARE_RIGHT: "CellNumber",
}
_BARE = (Style.BARE, Style.BARE_RIGHT)
_NO_LINES = '<w:tcBorders><w:top w:val="nil"/><w:left w:val="nil"/><w:right w:val="nil"/></w:tcBorders>'
_CHARACTER = 210  # 五号, in twentieths of a point
_KEPT_WHOLE = 15  # lines; a taller row may break across pages rather than leave half a page empty

Row = Sequence[Cell]
Places = Sequence[tuple[int, int]]


def tables_xml(block: TableBlock, width: int) -> str:
    """The table, or two, filling ``width`` twentieths of a point."""
    block = block.parted()
    drawing = _Drawing(block.widths, width)
    start, stop = block.header.start, block.header.stop
    if not block.header or not (_can_be_cut(block.rows, start) and _can_be_cut(block.rows, stop)):
        return drawing.table(block.rows, 0)
    head = [drawing.table(block.rows[:start], 0), paragraph(GAP)] if start else []
    return "".join((*head, drawing.table(block.rows[start:], stop - start)))


def _can_be_cut(rows: Sequence[Row], at: int) -> bool:
    """Whether no cell reaches across the line above row ``at``."""
    return at >= len(rows) or not any(cell.below for cell in rows[at])


class _Drawing:
    """Writes the rows of a table; what depends only on the place of a cell is worked out once."""

    def __init__(self, widths: Sequence[float], width: int) -> None:
        scale = width / sum(widths)
        self.edges = [0, *(round(reached * scale) for reached in accumulate(widths))]
        columns = "".join(f'<w:gridCol w:w="{right - left}"/>' for left, right in pairwise(self.edges))
        self.opening = (
            f'<w:tbl><w:tblPr><w:tblStyle w:val="Form"/><w:tblW w:w="{width}" w:type="dxa"/><w:jc w:val="center"/>'
            f'<w:tblLayout w:type="fixed"/></w:tblPr><w:tblGrid>{columns}</w:tblGrid>'
        )
        self.openings: dict[tuple[tuple[int, int], str, bool], str] = {}

    def table(self, rows: Sequence[Row], header: int) -> str:
        return "".join((self.opening, *self._rows(rows, header), "</w:tbl>"))

    def _rows(self, rows: Sequence[Row], header: int) -> Iterator[str]:
        places = [_places(tuple([cell.span for cell in row])) for row in rows]
        above: Places = ()
        for number, (row, own) in enumerate(zip(rows, places, strict=True)):
            below = zip(rows[number + 1], places[number + 1], strict=True) if number + 1 < len(rows) else ()
            going_on = [place for cell, place in below if cell.below]
            repeated = "<w:tblHeader/>" if number < header else ""
            whole = "" if self._is_tall(row, own) else "<w:cantSplit/>"
            yield f'<w:tr><w:trPr>{whole}<w:trHeight w:val="454"/>{repeated}</w:trPr>'
            kept = number < header or _is_of_captions(row)
            yield from self._cells(row, own, above, going_on, kept)
            yield "</w:tr>"
            above = own

    def _cells(self, row: Row, own: Places, above: Places, going_on: Places, kept: bool) -> list[str]:
        cells = []
        for cell, place in zip(row, own, strict=True):
            value, _, style, below, _, _, _ = cell
            merge = "continue" if below and place in above else "restart" if place in going_on else ""
            key = (place, merge, style in _BARE)
            cells.append(self.openings.get(key) or self.openings.setdefault(key, self._opening(*key)))
            text = value if isinstance(value, str) else cell.text
            cells.append(cell_paragraphs(CELL_STYLES[style], text, kept))
            cells.append("</w:tc>")
        return cells

    def _opening(self, place: tuple[int, int], merge: str, bare: bool) -> str:
        start, stop = place
        return (
            f'<w:tc><w:tcPr><w:tcW w:w="{self.edges[stop] - self.edges[start]}" w:type="dxa"/>'
            + (f'<w:gridSpan w:val="{stop - start}"/>' if stop - start > 1 else "")
            + (f'<w:vMerge w:val="{merge}"/>' if merge else "")
            + (_NO_LINES if bare else "")
            + '<w:vAlign w:val="center"/></w:tcPr>'
        )

    def _is_tall(self, row: Row, places: Places) -> bool:
        for cell, (start, stop) in zip(row, places, strict=True):
            text = cell.value
            if isinstance(text, str) and len(text) > _KEPT_WHOLE:
                lines = len(text) * _CHARACTER / (self.edges[stop] - self.edges[start]) + text.count("\n")
                if lines > _KEPT_WHOLE:
                    return True
        return False


def _is_of_captions(row: Row) -> bool:
    """A head within a table: at the foot of a page it would speak of nothing."""
    return all(cell.style is Style.CAPTION for cell in row)


@lru_cache(maxsize=256)  # the rows of a form are divided alike
def _places(spans: tuple[int, ...]) -> Places:
    """For each cell of a row the numbers of the column edges it stands between."""
    return tuple(pairwise(accumulate(spans, initial=0)))
