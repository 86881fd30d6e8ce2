"""A source as paragraphs and tables of boxes: pages joined, signs that nobody sees taken off, page furniture set aside."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from indicators.text import normalise_label
from performance.documents.blocks import Grid, Noise, Source, SourcePlace, SourceRow
from performance.documents.cells import verbatim
from performance.documents.cleaning import clean_cell
from performance.documents.forms.filled_cells import runs_of
from performance.documents.forms.words import head_of, label_of

CONTINUED = re.compile(r"[(（]?(续表|接上表|续上表|续)[)）]?\d*|.{0,40}[(（]续表?[)）]")
PAGE_NUMBER = re.compile(
    r"[-—–－·\s]*\d{1,4}[-—–－·\s]*|第\s*\d{1,4}\s*页.{0,12}|\d{1,4}\s*/\s*\d{1,4}|Page\s*\d+.*"
)
_MOST_PLACES = 2_000_000
_FEWEST_ROWS = 4  # of tables whose equal height is no chance
_NAMES_ITSELF = re.compile(r"[^：:]{1,20}[：:].*|[(（]?20\d\d\s*年?度?[)）]?", re.DOTALL)


@dataclass(eq=False, slots=True)
class Box:
    """A cell of a table; ``claimed`` once a reader has said what its text is."""

    text: str
    row: int
    column: int
    row_span: int
    column_span: int
    place: SourcePlace
    mark: str = ""
    confidence: float = 1.0
    claimed: bool = False

    @property
    def end(self) -> int:
        return self.column + self.column_span

    @property
    def bottom(self) -> int:
        return self.row + self.row_span


@dataclass
class BoxTable:
    """Boxes on a grid. Where ``ragged``, the columns are counted, not known: a row may lack its first cells."""

    boxes: list[Box]
    width: int
    height: int
    place: SourcePlace
    ragged: bool = False
    rows: list[list[Box]] = field(default_factory=list)
    at: dict[tuple[int, int], Box] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.rows = [[] for _ in range(self.height)]
        places = 0
        for box in sorted(self.boxes, key=lambda box: (box.row, box.column)):
            self.rows[box.row].append(box)
            places += box.row_span * box.column_span
            if places > _MOST_PLACES:
                continue
            for row in range(box.row, min(box.bottom, self.height)):
                for column in range(box.column, box.end):
                    self.at.setdefault((row, column), box)

    def written(self, row: int) -> list[Box]:
        """The boxes with text that begin in a row and that nobody has claimed."""
        return [box for box in self.rows[row] if box.text and not box.claimed]


@dataclass(frozen=True)
class Line:
    """A paragraph outside of tables."""

    text: str
    place: SourcePlace


Piece = Line | BoxTable


def pieces_of(source: Source) -> tuple[list[Piece], list[Noise]]:
    """The paragraphs and tables of a source in reading order, and what carries nothing of the text."""
    noise: list[Noise] = []
    pieces: list[Line | _CutTable] = []
    for piece in _without_furniture(list(_pieces(source)), noise):
        last = pieces[-1] if pieces else None
        if isinstance(piece, Line):
            pieces.append(piece)
        elif isinstance(last, _CutTable) and _goes_on(last, piece):
            last.add(piece)
        else:
            pieces.append(_CutTable(piece))
    return [piece if isinstance(piece, Line) else piece.whole() for piece in pieces], noise


class _CutTable:
    """A table that pages have cut, put together once all of its parts are known."""

    def __init__(self, first: BoxTable) -> None:
        self.place = first.place
        self.ragged = first.ragged
        self.width = 0
        self.has_head = False
        self.printed: set[tuple[str, ...]] = set()
        self._parts: list[BoxTable] = []
        self.add(first)

    def add(self, part: BoxTable) -> None:
        self._parts.append(part)
        self.width = max(self.width, part.width)
        self.has_head = self.has_head or has_indicator_head(part)
        self.printed |= {_printed(box for box in row if box.text) for row in part.rows}

    def whole(self) -> BoxTable:
        if len(self._parts) == 1:
            return self._parts[0]
        height = 0
        for part in self._parts:
            for box in part.boxes:
                box.row += height
            height += part.height
        boxes = [box for part in self._parts for box in part.boxes]
        return BoxTable(boxes, self.width, height, self.place, self.ragged)


def _printed(boxes: Iterable[Box]) -> tuple[str, ...]:
    return tuple(normalise_label(box.text) for box in boxes)


def _pieces(source: Source) -> Iterator[Piece]:
    ragged: list[SourceRow] = []
    last: BoxTable | None = None
    for block in source.blocks:
        if isinstance(block, SourceRow) and len(block.cells) > 1:
            ragged.append(block)
            continue
        if ragged:
            yield from _lines_of(ragged)
            ragged = []
        if isinstance(block, Grid):
            boxes = [
                Box(
                    verbatim(clean_cell(c.text)),
                    c.row,
                    c.column,
                    c.row_span,
                    c.column_span,
                    c.place,
                    c.mark,
                    c.confidence,
                )
                for c in block.cells
            ]
            table = BoxTable(boxes, block.width, block.height, block.place)
            yield from [table] if last is not None and is_right_half(table, last) else _lines_or_table(table)
            last = table
        elif text := verbatim(clean_cell(block.cells[0])):
            yield Line(text, block.place)
    if ragged:
        yield from _lines_of(ragged)


def is_right_half(table: BoxTable, above: BoxTable) -> bool:
    """Whether a sheet was too wide for its page, and its further columns were printed on the next one."""
    same_rows = table.height == above.height and table.height >= _FEWEST_ROWS
    return same_rows and 0 < above.place.page < table.place.page


def _lines_or_table(table: BoxTable) -> Iterator[Piece]:
    """A table with one text in each row is a sheet of running text."""
    written = [[box for box in row if box.text] for row in table.rows]
    if any(len(row) > 1 for row in written):
        yield table
        return
    for row in written:
        yield from (Line(box.text, box.place) for box in row)


def _lines_of(rows: Sequence[SourceRow]) -> Iterator[Piece]:
    """A table, unless it is but one row of texts that name themselves: the line above a table, set at both margins."""
    if len(rows) > 1 or not all(
        _NAMES_ITSELF.fullmatch(text.strip()) for text in rows[0].cells if text.strip()
    ):
        yield _of_rows(rows)
        return
    for text in rows[0].cells:
        if text.strip():
            yield Line(verbatim(clean_cell(text)), rows[0].place)


def _of_rows(rows: Sequence[SourceRow]) -> BoxTable:
    runs = runs_of([row.cells for row in rows])
    boxes = [
        Box(
            verbatim(clean_cell(row.cells[column])),
            number,
            column,
            1,
            span,
            replace(row.place, column=column + 1),
        )
        for number, row in enumerate(rows)
        for column, span in runs[number]
        if column < len(row.cells)
    ]
    width = max(len(row.cells) for row in rows)
    return BoxTable(boxes, width, len(rows), rows[0].place, ragged=True)


def _without_furniture(pieces: list[Piece], noise: list[Noise]) -> Iterator[Piece]:
    """Page numbers, 续表 and lines that stand again and again between tables are no text."""
    repeated = Counter(normalise_label(piece.text) for piece in pieces if isinstance(piece, Line))
    tables = sum(isinstance(piece, BoxTable) for piece in pieces)
    for piece in pieces:
        if isinstance(piece, Line):
            text = normalise_label(piece.text)
            kind = _furniture(piece.text, repeated[text], tables)
            if kind:
                noise.append(Noise(kind, piece.text, piece.place))
                continue
        yield piece


def _furniture(text: str, times: int, tables: int) -> str:
    if PAGE_NUMBER.fullmatch(text.strip()):
        return "页码"
    if CONTINUED.fullmatch(normalise_label(text)):
        return "续表"
    header = times > 2 and times >= tables - 1 and tables > 2 and len(text) < 60
    return "页眉页脚" if header and not re.search(r"表|20\d\d|单位[:：]|项目", text) else ""


def _goes_on(above: _CutTable, below: BoxTable) -> bool:
    """Whether a table is the rest of the one above it that a page has cut: no form begins in its first rows."""
    if above.place.sheet != below.place.sheet or above.ragged != below.ragged:
        return False
    if above.width != below.width and not below.ragged:
        return False
    first = next((row for row in below.rows if any(box.text for box in row)), [])
    texts = [box for box in first if box.text]
    if len(texts) == 1 and texts[0].column_span >= below.width > 1:
        return False  # a title
    opens = {"name", "department_name", "code", "department", "unit_name", "number"}
    if len(texts) > 2 and _printed(texts) in above.printed:
        return True  # a row of heads, printed again at the top of a page
    labels = [label for box in texts if (label := label_of(box.text))]
    if any(label.kind == "field" and label.key in opens for label in labels):
        return False
    if not above.has_head:
        return False
    return not below.ragged or below.width <= above.width


def has_indicator_head(table: BoxTable) -> bool:
    return any(
        len({head_of(b.text) for b in row} & {"level1", "level2", "name", "value"}) > 1 for row in table.rows
    )


def claim(boxes: Iterable[Box]) -> None:
    for box in boxes:
        box.claimed = True
