"""The letters of a PDF page by pdfium: those that a reader can see, upright; all others by what they are."""

from __future__ import annotations

import ctypes
from collections.abc import Callable, Iterable
from math import atan2, pi
from typing import Any, NamedTuple
from unicodedata import normalize

import pypdfium2.raw as pdfium

from performance.documents.formats.paged.page import GAP, Box, Glyph

WATERMARK = "水印"
UNSEEN = "看不见的文字"
_FAINT = 128  # of 255: what is less opaque than this is a watermark
_PALE = 170  # of 255: a large text in a grey as light as this is one too
_LARGE = 30.0  # points
_INVISIBLE = {pdfium.FPDF_TEXTRENDERMODE_INVISIBLE, pdfium.FPDF_TEXTRENDERMODE_CLIP}
_HYPHEN = 2  # what pdfium gives for a hyphen at the end of a line
_ENDS = (0x0A, 0x0D)
_CONTROLS = 0x1F
_BLANKS = {*range(_CONTROLS + 2), 0xA0, 0x3000, 0xFEFF} - {_HYPHEN}
_RADICALS = range(0x2E80, 0x2FE0)  # forms that fonts give for the ordinary characters they look like

Move = Callable[[float, float, float, float], Box]


class Drawn(NamedTuple):
    """How a piece of text is drawn; ``kind`` is why it does not count, ``clip`` what can be seen of it."""

    quarter: int | None  # turns of ninety degrees to the left; None for any other angle
    kind: str
    clip: Box | None
    size: float


class Letter(NamedTuple):
    """A letter in the space of the file, before the page is turned upright."""

    text: str
    left: float
    bottom: float
    right: float
    top: float
    spaced: str
    run: int


# What pdfium writes its answers into; each is read before the next question.
_COLOUR = tuple(ctypes.c_uint() for _ in range(4))
_MATRIX, _SIZE = pdfium.FS_MATRIX(), ctypes.c_float()


def _by_numbers(function: Any, answer: Any, *asked: Any) -> Any:
    """The same function between plain numbers: to make an object of each handle costs a tenth of all reading."""
    return ctypes.CFUNCTYPE(answer, *asked)(ctypes.cast(function, ctypes.c_void_p).value or 0)


_unicode_of = _by_numbers(pdfium.FPDFText_GetUnicode, ctypes.c_uint, ctypes.c_void_p, ctypes.c_int)
_object_of = _by_numbers(pdfium.FPDFText_GetTextObject, ctypes.c_void_p, ctypes.c_void_p, ctypes.c_int)
_box_of = _by_numbers(
    pdfium.FPDFText_GetLooseCharBox, ctypes.c_int, ctypes.c_void_p, ctypes.c_int, ctypes.c_void_p
)
_PLAIN = Drawn(0, "", None, 10.0)


class PageLetters:
    """All letters of a page with the way each is drawn."""

    def __init__(self, page: Any) -> None:
        self._drawn: dict[int, Drawn] = {}
        self.letters: list[tuple[Letter, Drawn]] = []
        text_page = pdfium.FPDFText_LoadPage(page)
        try:
            self._read(text_page)
        finally:
            pdfium.FPDFText_ClosePage(text_page)

    def _read(self, page: Any) -> None:
        rect = pdfium.FS_RECTF()
        rectangle, sides = ctypes.addressof(rect), (ctypes.c_float * 4).from_buffer(rect)
        keep, handle = self.letters.append, ctypes.cast(page, ctypes.c_void_p).value
        spaced, run, last, drawn = "", 0, None, _PLAIN
        for n in range(pdfium.FPDFText_CountChars(page)):
            code = _unicode_of(handle, n)
            if code in _BLANKS:
                spaced += _blank(page, n, code)
                continue
            address = _object_of(handle, n)
            if address != last:
                run, last = run + 1, address
                drawn = self._drawn_by(address)
            _box_of(handle, n, rectangle)
            text = chr(code) if 0x21 <= code < 0x2E80 or 0x3000 < code < 0xD800 else _character(code)
            left, top, right, bottom = sides[:]  # in one go: each field by itself costs as much
            keep((Letter(text, left, bottom, right, top, spaced, run), drawn))
            spaced = ""

    def _drawn_by(self, address: int | None) -> Drawn:
        if not address:
            return _PLAIN
        if address not in self._drawn:
            self._drawn[address] = _drawn(ctypes.cast(address, pdfium.FPDF_PAGEOBJECT))
        return self._drawn[address]


def _drawn(text: Any) -> Drawn:
    matrix, size = _MATRIX, _SIZE
    pdfium.FPDFPageObj_GetMatrix(text, matrix)
    pdfium.FPDFTextObj_GetFontSize(text, size)
    scale = (matrix.c**2 + matrix.d**2) ** 0.5
    points = abs(size.value) * scale or 10.0
    turns = atan2(matrix.b, matrix.a) / (pi / 2)
    quarter = round(turns) % 4 if abs(turns - round(turns)) < 0.05 else None
    return Drawn(quarter, _kind(text, quarter, points), _clip(text), points)


def _kind(text: Any, quarter: int | None, size: float) -> str:
    if pdfium.FPDFTextObj_GetTextRenderMode(text) in _INVISIBLE:
        return UNSEEN
    if quarter is None:
        return WATERMARK
    red, green, blue, alpha = _COLOUR
    if not pdfium.FPDFPageObj_GetFillColor(text, red, green, blue, alpha):
        return ""
    if alpha.value == 0:
        return UNSEEN
    pale = min(red.value, green.value, blue.value) >= _PALE
    return WATERMARK if size >= _LARGE and (alpha.value < _FAINT or pale) else ""


def _clip(text: Any) -> Box | None:
    """What the drawing of a text is limited to, in the space of the file; None if to nothing."""
    path = pdfium.FPDFPageObj_GetClipPath(text)
    count = pdfium.FPDFClipPath_CountPaths(path)
    if count <= 0:
        return None
    found: Box | None = None
    x, y = ctypes.c_float(), ctypes.c_float()
    for number in range(count):
        xs, ys = [], []
        for n in range(pdfium.FPDFClipPath_CountPathSegments(path, number)):
            segment = pdfium.FPDFClipPath_GetPathSegment(path, number, n)
            pdfium.FPDFPathSegment_GetPoint(segment, x, y)
            xs.append(x.value)
            ys.append(y.value)
        if xs:
            box = Box(min(xs), min(ys), max(xs), max(ys))
            found = box if found is None else _common(found, box)
    return found


def _common(one: Box, other: Box) -> Box:
    return Box(
        max(one.left, other.left),
        max(one.top, other.top),
        min(one.right, other.right),
        min(one.bottom, other.bottom),
    )


def _blank(page: Any, number: int, code: int) -> str:
    """A blank as it was written; GAP for one that pdfium only sees, ``\\n`` for where it sees a line's end."""
    if code in _ENDS:
        return "\n"
    return GAP if pdfium.FPDFText_IsGenerated(page, number) == 1 else chr(code) if code > _CONTROLS else " "


def _character(code: int) -> str:
    if code == _HYPHEN:
        return "-"
    character = chr(code) if code < 0x110000 and not 0xD800 <= code < 0xE000 else "�"
    if code in _RADICALS:
        return normalize("NFKC", character)
    return character


def glyphs_of(letters: Iterable[tuple[Letter, Drawn]], move: Move) -> list[Glyph]:
    return [
        Glyph(*move(left, bottom, right, top), text, drawn.size, spaced, run)
        for (text, left, bottom, right, top, spaced, run), drawn in letters
    ]


def is_seen(letter: Letter, drawn: Drawn) -> bool:
    """Whether the middle of the letter lies within what its drawing is limited to."""
    clip = drawn.clip
    if clip is None:
        return True
    x, y = (letter.left + letter.right) / 2, (letter.bottom + letter.top) / 2
    return clip.left - 1 <= x <= clip.right + 1 and clip.top - 1 <= y <= clip.bottom + 1
