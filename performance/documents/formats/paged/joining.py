"""A table that a page has cut is one table: known by its columns' edges, and by what its head repeats."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from performance.documents.formats.paged.level_words import is_family_word
from performance.documents.formats.paged.ruling import clustered
from performance.documents.formats.paged.tables import DrawnCell, DrawnTable

REPEATED_HEAD = "重复的表头"
_SAME_EDGE = 4.0  # points
_HEAD_ROWS = 3
_FORM_ROWS, _SAME_LABELS = 4, 3
_YEAR = re.compile(r"20\d{2}年?")
_HEAD_WORDS = re.compile(
    "指标|目标|[一二三]级|解释|说明|名称|金额|预算|资金|依据|单位|项目|序号|内容|时间|备注|权重|分值|支出|收入|合计|科目|类别|性质|描述|标准|编码|部门|值|月|数"
)
_VALUE = re.compile(r"[≥≤＞＜>=<＝≧≦].*|.*[%％‰].*|\d+月.*[前内止]|[\d.,]+\D{0,4}")
_LOW, _HIGH = (
    0.6,
    0.35,
)  # of the page's height: a table that is cut ends below the one and goes on above the other


@dataclass
class JoinedTable:
    """The pieces of one table, page after page; ``heads`` are repeated heads that were left out of them."""

    pieces: list[DrawnTable]
    heads: list[tuple[int, str]] = field(default_factory=list)

    @property
    def first(self) -> DrawnTable:
        return self.pieces[0]

    @property
    def last(self) -> DrawnTable:
        return self.pieces[-1]


def goes_on(table: JoinedTable, piece: DrawnTable, heights: tuple[float, float]) -> bool:
    """Whether a table at the top of a page continues the one at the end of the page before.

    ``heights`` are those of the two pages. Who begins with the same labels again, but with other values beside
    them, is another table of the same form.
    """
    last = table.last
    if last.page == piece.page or last.box.bottom < _LOW * heights[0] or piece.box.top > _HIGH * heights[1]:
        return False
    if abs(last.xs[-1] - piece.xs[-1]) > _SAME_EDGE or _begins_anew(table.first, piece):
        return False
    if abs(last.xs[0] - piece.xs[0]) <= _SAME_EDGE:
        return True
    known = [x for part in table.pieces for x in part.xs]
    return all(_is_among(x, known) for x in (piece.xs[1:] if piece.soft_left else piece.xs))


def _is_among(x: float, places: Sequence[float]) -> bool:
    return any(abs(x - place) <= _SAME_EDGE for place in places)


def add_piece(table: JoinedTable, piece: DrawnTable) -> None:
    """Adds the next piece without the head that it repeats."""
    if piece.soft_left:
        piece = replace(piece, xs=(table.last.xs[0], *piece.xs[1:]))
    start, repeated = _repeated_rows(table, piece)
    if repeated:
        texts = [cell.text for row in piece.rows[:repeated] for cell in row if cell.text]
        table.heads.append((piece.page, " ".join(texts)))
        _fill_blank_heads(table, start, piece, repeated)
        piece = _without_rows(piece, repeated)
    if piece.height:
        table.pieces.append(piece)


def _texts(row: Sequence[DrawnCell]) -> list[str]:
    return ["".join(cell.text.split()) for cell in row if cell.text.strip()]


def _begins_anew(first: DrawnTable, piece: DrawnTable) -> bool:
    """Whether the labels of the first rows come again in their order with another value: then it is the next form."""
    own, again = (
        [texts for row in table.rows if (texts := _texts(row))][:_FORM_ROWS] for table in (first, piece)
    )
    same = [(a, b) for a, b in zip(own, again, strict=False) if a[0] == b[0] and len(a) == len(b)]
    other = [(a, b) for a, b in same if a != b]
    if not other or own[0][0] != again[0][0]:
        return False
    return own[0] != again[0] or len({a[0] for a, _ in same}) >= _SAME_LABELS


def _repeated_rows(table: JoinedTable, piece: DrawnTable) -> tuple[int, int]:
    """Which row of the table comes again at the piece's top, and how many rows from there on do."""
    again = piece.rows[:_HEAD_ROWS]
    if not again or not _is_head(again[0]):
        return 0, 0
    own = [row for part in table.pieces for row in part.rows]
    same = [n for n, row in enumerate(own) if _is_same_head(row, again[0])]
    if not same:
        return 0, 0
    start = same[-1]  # the head that stands last is the one that comes again
    count = 1
    while (
        count < min(len(again), len(own) - start)
        and _is_head(again[count], least=1)
        and _is_same_head(own[start + count], again[count])
    ):
        count += 1
    return start, count


def _is_head(row: Sequence[DrawnCell], least: int = 2) -> bool:
    """Whether a row names columns: two projects may have the same indicator, and that is no head printed again."""
    texts = _texts(row)
    if len(texts) < least or _has_figures(row):
        return False
    if any(is_family_word(text) or _VALUE.fullmatch(_YEAR.sub("", text)) for text in texts):
        return False
    heads = [text for text in texts if _YEAR.fullmatch(text) or _HEAD_WORDS.search(text)]
    return 2 * len(heads) > len(texts)


def _is_same_head(row: Sequence[DrawnCell], again: Sequence[DrawnCell]) -> bool:
    """Whether two rows print the same where both print something, and most of what either prints."""
    pairs = [(cell, other) for cell in row for other in again if _stands_over(cell, other)]
    if any(a.text and b.text and _bare(a) != _bare(b) for a, b in pairs):
        return False
    both = sum(bool(a.text and b.text) for a, b in pairs)
    return both > 1 and both > 0.7 * max(len(_texts(row)), len(_texts(again)))


def _stands_over(cell: DrawnCell, other: DrawnCell) -> bool:
    return (
        abs(cell.box.left - other.box.left) <= _SAME_EDGE
        and abs(cell.box.right - other.box.right) <= _SAME_EDGE
    )


def _bare(cell: DrawnCell) -> str:
    return "".join(cell.text.split())


def _has_figures(row: Sequence[DrawnCell]) -> bool:
    """Whether a row says numbers rather than the heads of columns; a year is no such number."""
    texts = [_YEAR.sub("", text) for text in _texts(row)]
    return sum(any(c.isdigit() for c in text) for text in texts) > len(texts) / 2


def _fill_blank_heads(table: JoinedTable, start: int, piece: DrawnTable, repeated: int) -> None:
    """A merged cell beside the head may show its text on a later page alone: there it belongs to the first head."""
    at = start
    for number, part in enumerate(table.pieces):
        if at >= part.height:
            at -= part.height
            continue
        shown = [cell for cell in piece.cells if cell.row < repeated and cell.text]
        filled = [
            replace(
                cell,
                text=next((s.text for s in shown if s.row == cell.row - at and _stands_over(cell, s)), ""),
            )
            if at <= cell.row < at + repeated and not cell.text
            else cell
            for cell in part.cells
        ]
        table.pieces[number] = replace(part, cells=tuple(filled))
        return


def _without_rows(piece: DrawnTable, count: int) -> DrawnTable:
    cells = []
    for cell in piece.cells:
        if cell.row >= count:
            cells.append(replace(cell, row=cell.row - count))
        elif cell.row + cell.row_span > count and not cell.text:
            cells.append(replace(cell, row=0, row_span=cell.row + cell.row_span - count))
    return replace(piece, cells=tuple(cells), height=piece.height - count)


def merged_columns(pieces: Sequence[DrawnTable]) -> tuple[list[float], list[list[int]]]:
    """The edges of all columns of all pieces, and for each piece which of them its own are."""
    places = clustered(x for piece in pieces for x in piece.xs)
    edges = sorted(set(places.values()))
    return edges, [[bisect_left(edges, places[x]) for x in piece.xs] for piece in pieces]
