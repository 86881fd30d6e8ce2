"""The pieces of a table as one grid: rows and merged cells that a page has cut are one again."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from typing import NamedTuple

from performance.documents.blocks import OVERPRINTED, Grid, GridCell, PendingGrid, SourcePlace, SourceRow
from performance.documents.formats.paged.cut_rows import continued, goes_on, is_cut
from performance.documents.formats.paged.joining import JoinedTable, merged_columns
from performance.documents.formats.paged.level_words import is_level
from performance.documents.formats.paged.tables import DrawnTable

_MOST_LEVELS = 2


def grid_of(table: JoinedTable, ordinal: int) -> Grid:
    edges, columns = merged_columns(table.pieces)
    pile = _Pile()
    for piece, own in zip(table.pieces, columns, strict=True):
        placed, unclosed = _placed(piece, own, pile.height, ordinal)
        pile.add(placed, unclosed, piece.height, _last_lines(piece, own))
    cells = tuple(sorted(pile.cells, key=lambda cell: (cell.row, cell.column)))
    place = SourcePlace(1, table=ordinal, page=table.first.page)
    return PendingGrid(drawn_rows(cells, pile.height), lambda: cells, len(edges) - 1, pile.height, place)


def _placed(
    piece: DrawnTable, columns: Sequence[int], row: int, ordinal: int
) -> tuple[list[GridCell], set[tuple[int, int]]]:
    """The cells of a piece where they stand in the whole table, and where those stand that no line closes below."""
    cells, unclosed = [], set()
    for cell in piece.cells:
        begin, end = columns[cell.column], columns[cell.column + cell.column_span]
        place = SourcePlace(cell.row + 1, table=ordinal, page=piece.page)
        cells.append(
            GridCell(
                cell.text,
                row + cell.row,
                begin,
                cell.row_span,
                end - begin,
                place,
                cell.confidence,
                OVERPRINTED if cell.overprinted else "",
                cell.box if cell.confidence < 1 else None,
            )
        )
        if not cell.closed_below:
            unclosed.add((row + cell.row, begin))
    return cells, unclosed


class _LastLines(NamedTuple):
    """By column: the room that the last row of a piece leaves, and what the first words of its first row need."""

    left: dict[int, float]
    needed: dict[int, float]


def _last_lines(piece: DrawnTable, columns: Sequence[int]) -> _LastLines:
    last = [cell for cell in piece.cells if cell.row + cell.row_span == piece.height]
    first = [cell for cell in piece.cells if cell.row == 0]
    return _LastLines(
        {columns[cell.column]: cell.room for cell in last},
        {columns[cell.column]: cell.first for cell in first},
    )


class _Blanks(NamedTuple):
    """Columns where a blank beside the page's edge is known to have its text on the other page, or half of it."""

    shown_below: set[int]
    shown_above: set[int]
    cut: set[int]


@dataclass
class _Pile:
    """The cells of the pieces so far, and which of the last row go on below."""

    cells: list[GridCell] = field(default_factory=list)
    height: int = 0
    _unclosed: set[tuple[int, int]] = field(default_factory=set)
    _left: dict[int, float] = field(default_factory=dict)

    def add(
        self, cells: list[GridCell], unclosed: set[tuple[int, int]], height: int, lines: _LastLines
    ) -> None:
        above = {cell.column: cell for cell in self.cells if cell.row + cell.row_span == self.height}
        first = {cell.column: cell for cell in cells if cell.row == self.height}
        ended = {column for column, need in lines.needed.items() if self._left.get(column, 0.0) > need}
        if above and is_cut(list(above.values()), list(first.values()), self._open(above.values()), ended):
            self._join_rows(above, first, ended)
            cells = [replace(cell, row=cell.row - 1) for cell in cells if cell.row > self.height]
            unclosed = {(row - 1, column) for row, column in unclosed}
            self.height -= 1
        else:
            left = _Blanks(
                self._blank_left(above, first),
                _grouping_above(above, first, height),
                self._cut_texts(above, first, ended),
            )
            cells = [self._grown(above.get(cell.column), cell, left, ended) for cell in cells]
            corners = {(cell.row, cell.column) for cell in cells}
            self.cells = [
                self._reaching(cell, first, height)
                for cell in self.cells
                if (cell.row, cell.column) not in corners
            ]
        self.cells += cells
        self.height += height
        self._unclosed = unclosed
        self._left = lines.left

    def _open(self, cells: Iterable[GridCell]) -> set[int]:
        return {cell.column for cell in cells if (cell.row, cell.column) in self._unclosed}

    def _join_rows(self, above: dict[int, GridCell], first: dict[int, GridCell], ended: set[int]) -> None:
        whole = [continued(cell, first[column], ended) for column, cell in above.items()]
        self.cells = [cell for cell in self.cells if cell.row + cell.row_span != self.height] + whole

    def _blank_left(self, above: dict[int, GridCell], first: dict[int, GridCell]) -> set[int]:
        """Columns that are blank above because their text is shown below.

        A row may also say nothing in its right or left half: then its name and value are blank, not its levels alone.
        """
        found: set[int] = set()
        run: list[int] = []
        for column in sorted(above):
            if not above[column].text:
                run.append(column)
                continue
            found |= _shown_below(run, above, first)
            run = []
        return found | (set(run) if run and run[0] == min(above) else set())

    def _grown(self, above: GridCell | None, cell: GridCell, left: _Blanks, ended: set[int]) -> GridCell:
        """A cell of the new piece with what it continues: a merged cell shows its text on one of its pages only."""
        if above is None or cell.row != self.height or above.column_span != cell.column_span:
            return cell
        is_open = (above.row, above.column) in self._unclosed
        merged = above.row_span > 1 or cell.row_span > 1
        is_blank = above.row_span > 1 or (cell.column in left.shown_below and self._has_no_blanks(above))
        shown_below = not above.text and cell.text and is_blank
        grouped = cell.column in left.shown_above or self._has_no_blanks(above)
        shown_above = above.text and not cell.text and merged and grouped
        if not (is_open or shown_below or shown_above or cell.column in left.cut):
            return cell
        whole = (
            continued(above, cell, ended)
            if above.text
            else replace(above, text=cell.text, confidence=cell.confidence)
        )
        return replace(whole, row_span=above.row_span + cell.row_span)

    def _cut_texts(self, above: dict[int, GridCell], first: dict[int, GridCell], ended: set[int]) -> set[int]:
        """Merged cells that show one half of their text on either page.

        A cell beside them, of the same rows, is blank below where every other one of its column has a text: another
        record would not leave it out.
        """
        pairs = {column: (above[column], cell) for column, cell in first.items() if column in above}
        found: set[int] = set()
        for one, other in pairs.values():
            rows = (one.row, one.row_span, other.row_span)
            if not one.text or other.text or other.row_span == 1 or not self._has_no_blanks(one):
                continue
            same = [c for c, (a, b) in pairs.items() if (a.row, a.row_span, b.row_span) == rows]
            halves = [c for c in same if pairs[c][0].text and pairs[c][1].text]
            if all(c not in ended and goes_on(*pairs[c]) for c in halves):
                found.update(halves)
        return found

    def _has_no_blanks(self, cell: GridCell) -> bool:
        """Whether every other cell of the column says something: a column of labels or of levels.

        A row that is blank from there on says nothing in this part of the table, so its blank does not count.
        """
        beside = cell.column + cell.column_span
        rows = {other.row for other in self.cells if other.column == beside and other.text}
        others = [
            other
            for other in self.cells
            if other.column == cell.column and other is not cell and (other.text or other.row in rows)
        ]
        return len(others) > 1 and all(other.text for other in others)

    def _reaching(self, cell: GridCell, first: dict[int, GridCell], height: int) -> GridCell:
        """A merged cell that goes on beside the whole next piece, which draws nothing of it."""
        is_last = cell.row + cell.row_span == self.height and (cell.row, cell.column) in self._unclosed
        if is_last and first and cell.column + cell.column_span <= min(first):
            return replace(cell, row_span=cell.row_span + height)
        return cell


def _grouping_above(above: dict[int, GridCell], first: dict[int, GridCell], height: int) -> set[int]:
    """Blank columns that group a level which goes on from above, and so go on from there themselves.

    A level that ends on this page without a word is shown above; one that is blank all down the page may be shown on
    the next.
    """
    going_on = [
        column
        for column, cell in first.items()
        if not cell.text and cell.row_span < height and column in above and is_level(above[column].text)
    ]
    return {column for column, cell in first.items() if going_on and column < max(going_on) and not cell.text}


def _shown_below(run: list[int], above: dict[int, GridCell], first: dict[int, GridCell]) -> set[int]:
    """Of blank cells side by side: all at the left end of the row, else two at most that are levels below."""
    if not run or run[0] == min(above):
        return set(run)
    levels = {column for column in run if column in first and is_level(first[column].text)}
    return levels if len(run) <= _MOST_LEVELS else set()


def drawn_rows(cells: Sequence[GridCell], height: int) -> tuple[SourceRow, ...]:
    """The rows that hold any text, by their drawn cells alone; one that a merged cell reaches into has a blank there."""
    texts: list[list[str]] = [[] for _ in range(height)]
    places: dict[int, SourcePlace] = {}
    for cell in sorted(cells, key=lambda cell: cell.column):
        places.setdefault(cell.row, cell.place)
        for row in range(cell.row, min(cell.row + cell.row_span, height)):
            texts[row].append(cell.text if row == cell.row else "")
    return tuple(
        SourceRow(tuple(row), places.get(number, SourcePlace(number + 1)))
        for number, row in enumerate(texts)
        if any(row)
    )
