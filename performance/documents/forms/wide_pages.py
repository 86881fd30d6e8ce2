"""A sheet too wide for its pages: its further columns were printed on other pages and are set beside the first ones again."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from performance.documents.forms.account import ReadingAccount
from performance.documents.forms.boxes import Box, BoxTable, Line, Piece, has_indicator_head
from performance.documents.forms.fitting import is_family
from performance.documents.forms.words import head_of, label_of

_FEWEST_ROWS = 4  # of tables whose equal height is no chance
_ROWS_OF_A_HEAD = 6
_MOST_PAGES = 40  # that one band of columns takes

Bands = list[list[BoxTable]]


def whole_sheets(pieces: Sequence[Piece], account: ReadingAccount) -> Iterator[Piece]:
    """The pieces with tables joined that are the bands of columns of one sheet, where their heads and heights say so."""
    at = 0
    while at < len(pieces):
        bands = _bands(pieces, at)
        if len(bands) < 2:
            yield pieces[at]
            at += 1
            continue
        pages = "、".join(f"第{band[0].place.page}页" for band in bands[1:])
        message = f"这张表太宽，右边的几栏印在{pages}，行数和表头都对得上，已逐行接在一起，请核对。"
        account.notice(bands[0][0].place, message)
        yield _joined(bands)
        at += sum(map(len, bands))


def _bands(pieces: Sequence[Piece], at: int) -> Bands:
    """The bands of columns that begin at a piece: the tables of each are together as high as those of the first."""
    for pages in range(1, _MOST_PAGES):
        first = _tables(pieces, at, pages)
        if not first or (head := _head_row(first[0])) is None:
            return []
        bands = [first]
        while further := _as_high(pieces, at + sum(map(len, bands)), _height(first)):
            if not _goes_beside(bands, further, head):
                break
            bands.append(further)
        if len(bands) > 1 and has_indicator_head(_joined(bands)):
            return bands
    return []


def _tables(pieces: Sequence[Piece], at: int, count: int) -> list[BoxTable]:
    tables = [piece for piece in pieces[at : at + count] if not isinstance(piece, Line) and piece.place.page]
    same = len({(table.width, table.ragged) for table in tables}) == 1
    return tables if len(tables) == count and same and not tables[0].ragged else []


def _as_high(pieces: Sequence[Piece], at: int, height: int) -> list[BoxTable]:
    """The tables from a piece on that are together of this height, if any are."""
    for count in range(1, _MOST_PAGES):
        tables = _tables(pieces, at, count)
        if not tables or _height(tables) > height:
            return []
        if _height(tables) == height:
            return tables
    return []


def _height(tables: Sequence[BoxTable]) -> int:
    return sum(table.height for table in tables)


def _head_row(table: BoxTable) -> int | None:
    """The row of heads in which a list of indicators begins, though it goes on elsewhere."""
    for row in range(min(table.height, _ROWS_OF_A_HEAD)):
        texts = [box.text for box in table.rows[row] if box.text]
        if len(texts) > 1 and all(map(_is_head, texts)):
            return row
    return None


def _is_head(text: str) -> bool:
    return bool(head_of(text) or label_of(text)) and not is_family(text)


def _goes_beside(bands: Bands, further: Sequence[BoxTable], head: int) -> bool:
    """Whether tables show in the row of the heads nothing but heads, and none that stands there already."""
    if _height(further) < _FEWEST_ROWS or further[0].place.page <= bands[-1][-1].place.page:
        return False
    texts = [box.text for box in further[0].rows[head] if box.text]
    above = [box for row in further[0].rows[:head] for box in row if box.text]
    before = {head_of(box.text) for band in bands for box in band[0].rows[head]} - {"", "own"}
    keys = [key for key in map(head_of, texts) if key not in ("", "own")]
    return bool(texts) and not above and all(map(_is_head, texts)) and not before.intersection(keys)


def _joined(bands: Bands) -> BoxTable:
    boxes: list[Box] = []
    right = 0
    for band in bands:
        down = 0
        for table in band:
            boxes += [replace(box, row=box.row + down, column=box.column + right) for box in table.boxes]
            down += table.height
        right += band[0].width
    return BoxTable(boxes, right, _height(bands[0]), bands[0][0].place)
