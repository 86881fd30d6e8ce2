"""Which text of a sheet is struck out: whole cells by their font, pieces of a cell by the runs of its string."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import NamedTuple
from xml.etree.ElementTree import Element, ParseError

from defusedxml.ElementTree import fromstring

from departments.uploads.sheet_bounds import column_number

_SIGN = b"strike"
_REFERENCE = re.compile(r"([A-Z]+)0*(\d{1,7})")


class StruckText(NamedTuple):
    """A cell, counted from 0: the piece of its text that is struck out, ``""`` for all of it, and what still stands."""

    row: int
    column: int
    out: str
    kept: str


class StruckCells:
    def __init__(self, parts: Mapping[str, bytes]) -> None:
        try:
            self._styles = _struck_styles(parts.get("xl/styles.xml", b""))
            self._strings = _drawn_strings(_shared_strings(parts), bool(self._styles))
        except ParseError:  # the reader of values says what is wrong with the file
            self._styles, self._strings = frozenset(), {}

    def of_sheet(self, xml: bytes) -> Iterator[StruckText]:
        if not (self._styles or self._strings or _SIGN in xml):
            return
        for cell in fromstring(xml).iterfind("{*}sheetData/{*}row/{*}c"):
            place = _REFERENCE.fullmatch(cell.get("r", ""))
            if place and (said := self._said(cell)):
                yield StruckText(int(place[2]) - 1, column_number(place[1].encode()) - 1, *said)

    def _said(self, cell: Element) -> tuple[str, str] | None:
        """What is struck out and what stands, of a cell of which anything is struck out."""
        in_style = cell.get("s", "0") in self._styles
        text = cell.find("{*}is")
        if cell.get("t") == "s":
            text = self._strings.get(cell.findtext("{*}v", "").strip())
        if text is None:
            return ("", "") if in_style else None
        said = _runs(text, in_style)
        return said if said[0] else None


def _shared_strings(parts: Mapping[str, bytes]) -> bytes:
    return next((xml for name, xml in parts.items() if name.lower().endswith("sharedstrings.xml")), b"")


def _struck_styles(xml: bytes) -> frozenset[str]:
    if _SIGN not in xml:
        return frozenset()
    root = fromstring(xml)
    fonts = {str(number) for number, font in enumerate(root.iterfind("{*}fonts/{*}font")) if _is_struck(font)}
    styles = enumerate(root.iterfind("{*}cellXfs/{*}xf"))
    return frozenset(str(number) for number, style in styles if style.get("fontId", "0") in fonts)


def _drawn_strings(xml: bytes, wanted: bool) -> dict[str, Element]:
    """Strings of which a piece is drawn in a font of its own, by their number."""
    if not xml or not (wanted or _SIGN in xml):
        return {}
    strings = enumerate(fromstring(xml).iterfind("{*}si"))
    return {str(number): string for number, string in strings if string.find("{*}r/{*}rPr") is not None}


def _is_struck(font: Element) -> bool:
    strike = font.find("{*}strike")
    return strike is not None and strike.get("val", "1") not in ("0", "false")


def _runs(text: Element, in_style: bool) -> tuple[str, str]:
    """What is struck out and what is kept; a run without a font of its own has that of its cell."""
    said = {True: "", False: ""}
    for run in [text] if text.find("{*}r") is None else text.iterfind("{*}r"):
        font = run.find("{*}rPr")
        said[in_style if font is None else _is_struck(font)] += run.findtext("{*}t", "")
    return said[True], said[False]
