"""A scanned page as the other pages are: recognised pieces of text and ruled lines."""

from __future__ import annotations

import re

import cv2
import numpy as np

from performance.documents.blocks import PagePicture
from performance.documents.formats.paged.page import Box, Glyph, Page
from performance.documents.formats.paged.ruling import RuledTable, ruled_tables
from performance.documents.formats.scan.lines import ruled_lines, without_lines
from performance.documents.formats.scan.recognition import Found, line_of, texts_of
from performance.documents.formats.scan.straight import Picture, ink_of, straightened, without_seal

_INK = 0.004  # of a cell's area: with more in it, it says something
_AGREED = 0.5  # what is left of a certainty that a second look does not share
_NEVER_SURE = 0.9  # of what only a second look found, and of what cannot stand there
_NO_NUMBER = re.compile(
    r"\d[,，]\d{1,2}(?!\d)|\d[,，]\d{4}|\d[,，.]$|\d[OoIl|](?![a-zA-Z])|(?<![a-zA-Z])[OoIl|]\d"
)
_SHOWN_DOTS, _SHOWN_QUALITY = 110.0, 60
_STROKE = 9  # pixels
UNREAD = "□"  # what stands for a text that cannot be read


def scanned_page(colour: Picture, number: int, dots: float) -> Page:
    grey = straightened(_upright(without_seal(colour)))
    ink = ink_of(grey)
    level, upright, lines = ruled_lines(ink, dots)
    scale = 72 / dots
    page = Page(number, grey.shape[1] * scale, grey.shape[0] * scale)
    page.horizontal, page.vertical = level, upright
    page.picture = _shown(grey, number, dots)
    plain = without_lines(grey, lines)
    tables = ruled_tables(page)
    found = _within_rows(texts_of(plain), tables, scale)
    found = [piece for each in found for piece in _within_cells(each, plain, tables, scale)]
    found += _overlooked(found, plain, cv2.bitwise_and(ink, cv2.bitwise_not(lines)), tables, scale)
    page.glyphs = [_glyph(doubted(_seen_again(piece, plain)), scale, run) for run, piece in enumerate(found)]
    return page


def _shown(grey: Picture, number: int, dots: float) -> PagePicture:
    """The page as small as a person can still read it."""
    scale = min(1.0, _SHOWN_DOTS / dots)
    small = cv2.resize(grey, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)
    _, data = cv2.imencode(".jpg", small, [cv2.IMWRITE_JPEG_QUALITY, _SHOWN_QUALITY])
    return PagePicture(number, small.shape[1], small.shape[0], dots * scale, data.tobytes())


def _upright(grey: Picture) -> Picture:
    """The page turned until most of its pieces of text are wider than high."""
    small = cv2.resize(grey, None, fx=0.4, fy=0.4, interpolation=cv2.INTER_AREA)
    ink = cv2.dilate(ink_of(small), np.ones((5, 5), np.uint8))
    count, _, boxes, _ = cv2.connectedComponentsWithStats(ink)
    wide = sum(1 for _, _, w, h, _ in boxes[1:count] if w > 2.5 * h and h > 6)
    tall = sum(1 for _, _, w, h, _ in boxes[1:count] if h > 2.5 * w and w > 6)
    if tall <= 2 * wide or tall < 10:
        return grey
    turned = [cv2.rotate(grey, way) for way in (cv2.ROTATE_90_CLOCKWISE, cv2.ROTATE_90_COUNTERCLOCKWISE)]
    return max(turned, key=_certainty)


def _certainty(grey: Picture) -> float:
    return sum(piece.confidence * len(piece.text) for piece in texts_of(grey))


def _within_cells(piece: Found, picture: Picture, tables: list[RuledTable], scale: float) -> list[Found]:
    """The piece, or each of its parts where it was recognised over the line between two cells."""
    middle = (piece.top + piece.bottom) / 2 * scale
    for table in tables:
        box = table.box
        if not (
            box.top < middle < box.bottom
            and piece.left * scale < box.right
            and piece.right * scale > box.left
        ):
            continue
        inset = 0.4 * (piece.bottom - piece.top) * scale
        cells = _cells_between(table, middle, piece.left * scale + inset, piece.right * scale - inset)
        if len(cells) < 2:
            return [piece]
        return [part for cell in cells if (part := _read_part(piece, table.box_of(cell), picture, scale))]
    return [piece]


def _within_rows(found: list[Found], tables: list[RuledTable], scale: float) -> list[Found]:
    """The pieces without those of cells over whose rules one was recognised: such cells are read one by one instead.

    Labels printed one character to a line run into those below them.
    """
    down = [_cells_down(piece, tables, scale) for piece in found]
    crossed = {cell for cells in down if len(cells) > 1 for cell in cells}
    return [piece for piece, cells in zip(found, down, strict=True) if not crossed.intersection(cells)]


def _cells_down(piece: Found, tables: list[RuledTable], scale: float) -> set[tuple[int, int]]:
    """The cells that a piece reaches into by more than an edge, by table."""
    x, inset = (
        (piece.left + piece.right) / 2 * scale,
        0.4 * min(piece.right - piece.left, piece.bottom - piece.top) * scale,
    )
    top, bottom = piece.top * scale + inset, piece.bottom * scale - inset
    cells = set()
    for number, table in enumerate(tables):
        for y in (top, *(y + 0.5 for y in table.ys if top < y < bottom)):
            if (cell := table.region_at(x, y)) is not None:
                cells.add((number, cell))
    return cells


def _cells_between(table: RuledTable, y: float, left: float, right: float) -> list[int]:
    xs = [left, *(x + 0.5 for x in table.xs if left < x < right)]
    return list(dict.fromkeys(cell for x in xs if (cell := table.region_at(x, y)) is not None))


def _read_part(piece: Found, cell: Box, picture: Picture, scale: float) -> Found | None:
    left, right = max(piece.left, cell.left / scale + 2), min(piece.right, cell.right / scale - 2)
    part = picture[max(int(piece.top), 0) : int(piece.bottom) + 1, int(left) : int(right) + 1]
    if part.size == 0 or (ink_of(part) > 0).mean() < _INK:
        return None
    text, sure = line_of(_framed(part))
    return Found(text, left, piece.top, right, piece.bottom, min(sure, piece.confidence)) if text else None


def _overlooked(
    found: list[Found], picture: Picture, ink: Picture, tables: list[RuledTable], scale: float
) -> list[Found]:
    """What cells hold that the page's recognition passed over, read by itself; what cannot be read is said to be there."""
    inside = {
        (number, table.region_at((p.left + p.right) / 2 * scale, (p.top + p.bottom) / 2 * scale))
        for number, table in enumerate(tables)
        for p in found
    }
    more = []
    for number, table in enumerate(tables):
        for cell in range(len(table.regions)):
            if (number, cell) in inside:
                continue
            box = Box(*(side / scale for side in table.box_of(cell)))
            top, bottom, left, right = (
                int(box.top) + 3,
                int(box.bottom) - 3,
                int(box.left) + 3,
                int(box.right) - 3,
            )
            part = ink[top:bottom, left:right]
            if part.size and _says_something(part):
                more += _read_cell(picture, top, bottom, left, right)
    return more


def _read_cell(picture: Picture, top: int, bottom: int, left: int, right: int) -> list[Found]:
    part = picture[top:bottom, left:right]
    inside = [
        Found(
            p.text,
            p.left + left - 20,
            p.top + top - 20,
            p.right + left - 20,
            p.bottom + top - 20,
            p.confidence,
        )
        for p in texts_of(_framed(part, 20))
    ]
    if inside:
        return inside
    text, sure = line_of(_framed(part))
    if not text and _is_dash(ink_of(part)):
        text, sure = "-", _NEVER_SURE
    return [Found(text or UNREAD, left + 2, top + 2, right - 2, bottom - 2, min(sure, _NEVER_SURE))]


def _is_dash(ink: Picture) -> bool:
    """Whether one short flat stroke is all there is: recognition passes over it, and it means nothing was planned."""
    count, _, boxes, _ = cv2.connectedComponentsWithStats(ink)
    large = [(w, h) for _, _, w, h, area in boxes[1:count] if area >= _STROKE]
    return len(large) == 1 and 1.5 * large[0][1] <= large[0][0] < 0.3 * ink.shape[1]


def _says_something(ink: Picture) -> bool:
    """Whether a cell holds more than specks: a stroke as long as a dash."""
    count, _, boxes, _ = cv2.connectedComponentsWithStats(ink)
    return any(max(w, h) >= _STROKE and area >= _STROKE for _, _, w, h, area in boxes[1:count])


def _seen_again(piece: Found, picture: Picture) -> Found:
    """The piece with less certainty where a second look, at another size, reads something else."""
    top, bottom = max(int(piece.top) - 2, 0), int(piece.bottom) + 3
    part = picture[top:bottom, max(int(piece.left) - 3, 0) : int(piece.right) + 4]
    if not part.size or piece.bottom - piece.top > 2.5 * (piece.right - piece.left):
        return piece
    text, sure = line_of(cv2.resize(_framed(part), None, fx=1.3, fy=1.3, interpolation=cv2.INTER_CUBIC))
    if "".join(text.split()) != "".join(piece.text.split()):
        return piece._replace(confidence=piece.confidence * _AGREED)
    return piece._replace(confidence=min(1.0, max(piece.confidence, sure)))


def doubted(piece: Found) -> Found:
    """The piece, never sure where it says a number that nobody prints so: 2,08050 has lost its point."""
    if _NO_NUMBER.search(piece.text):
        return piece._replace(confidence=min(piece.confidence, _NEVER_SURE))
    return piece


def _framed(part: Picture, width: int = 8) -> Picture:
    return cv2.copyMakeBorder(part, width, width, width, width, cv2.BORDER_CONSTANT, value=255)


def _glyph(piece: Found, scale: float, run: int) -> Glyph:
    left, top, right, bottom = (side * scale for side in (piece.left, piece.top, piece.right, piece.bottom))
    size = (bottom - top) * 0.8
    return Glyph(left, top, right, bottom, piece.text.strip(), size, "", run, piece.confidence)
