"""How numbers and dates of a workbook are shown: with a percent sign, between words; and formulas without a value.

The reader of values tells neither. ``1`` in a cell formatted ``0%`` is shown, and was typed, as 100%; with ``0"%"``
as 1%, and with ``"≥"0"次"`` as ≥1次.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from posixpath import join, normpath
from typing import NamedTuple
from xml.etree.ElementTree import ParseError

from defusedxml.ElementTree import fromstring

from departments.uploads.sheet_bounds import column_number
from performance.documents.formats.xlsx.shown_dates import CHINESE_DATES, date_pattern

_LITERAL = r'"([^"]*)"|[\\!](.)'
_SECTION = re.compile(rf"(?:{_LITERAL}|[^;])*")
_TOKENS = re.compile(rf"{_LITERAL}|\[\$([^\]\-]*)[^\]]*\]|\[[^\]]*\]|_.|\*.|([#0?.,%\s]+)|(.)")
_FRACTION = re.compile(
    rf"""{_LITERAL}|(?P<fraction>(?:[0#?]+(?:"\s*"|[\\!]\s|\s|_.)*)?[0#?]+\s*/\s*[?#\d]+)"""
)
_UNSHOWN = re.compile(
    rf"{_LITERAL}|\[(?!(?:h+|m+|s+)\])[^\]]*\]", re.IGNORECASE
)  # [Red], [DBNum1]; but not [h]
_GENERAL = re.compile("General|G/通用格式", re.IGNORECASE)
_THOUSANDS = re.compile(r"(?<=[0#?]),+(?=[.P]|$)")
_MINUS = re.compile("[-－(（]")
_COMPARATORS = frozenset("≥≤＞＜><")
_BUILT_IN = {"9": "0%", "10": "0.00%", **CHINESE_DATES}
_CELL = re.compile(rb"<(?:\w+:)?c\s")
_REFERENCE = re.compile(rb"""\sr=["']([A-Z]+)0*(\d{1,7})["']""")
_UNCOMPUTED = re.compile(
    rb"<(?:\w+:)?c\s[^>]*>\s*<(?:\w+:)?f\b[^>]*(?:/>|>([^<]{0,300})</(?:\w+:)?f>)\s*(?:<(?:\w+:)?v\s*/>|<(?:\w+:)?v></(?:\w+:)?v>)?\s*</(?:\w+:)?c>"
)
_RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_SHOWN_WITHOUT = frozenset(
    ("", "¥", "￥", "$", "-", "(", ")")
)  # signs of money and brackets, which the number itself says


class Look(NamedTuple):
    """What is shown around a number, and how a date is shown.

    ``scaled`` where a number is shown times a hundred; ``smaller``: by how many places it is shown smaller; ``below``:
    what a negative number shows instead of its sign; ``zero``: what nought shows in a section of its own.
    """

    before: str = ""
    after: str = ""
    scaled: bool = False
    dated: str = ""
    smaller: int = 0
    below: Look | None = None
    zero: str = ""


class PercentCells:
    def __init__(self, parts: Mapping[str, bytes]) -> None:
        self._parts = parts
        try:
            self._styles = self._looks()
            self._paths = self._sheet_paths()
        except (KeyError, ParseError):  # a workbook without styles, or laid out unusually: no look known
            self._styles, self._paths = {}, {}
        numbers = "|".join(map(str, self._styles)).encode()
        self._style = re.compile(rb"""\ss=["'](%b)["']""" % numbers) if numbers else None

    def of_sheet(self, name: str) -> dict[tuple[int, int], Look]:
        """By (row, column), counted from 0: what a cell shows besides its number."""
        path = self._paths.get(name)
        if path is None or self._style is None:
            return {}
        found = {}
        xml = self._parts[path]
        for match in self._style.finditer(xml):  # few cells have one: look for it first, then for its cell
            start = xml.rfind(b"<", 0, match.start())
            place = _REFERENCE.search(xml, start, xml.find(b"<", match.end()))
            if place and _CELL.match(xml, start):
                found[int(place[2]) - 1, column_number(place[1]) - 1] = self._styles[int(match[1])]
        return found

    def xml_of(self, name: str) -> bytes:
        return self._parts.get(self._paths.get(name, ""), b"")

    def uncomputed(self, name: str) -> Iterator[tuple[int, int, str]]:
        """Row and column, counted from 0, of each formula without a stored value, and the formula."""
        xml = self.xml_of(name)
        if b"<f" not in xml and b":f" not in xml:
            return
        for match in _UNCOMPUTED.finditer(xml):
            if place := _REFERENCE.search(match[0]):
                formula = (match[1] or b"").decode("utf-8", "replace")
                yield int(place[2]) - 1, column_number(place[1]) - 1, f"={formula}"

    def _looks(self) -> dict[int, Look]:
        root = fromstring(self._parts["xl/styles.xml"])
        codes = _BUILT_IN | {
            number.get("numFmtId", ""): number.get("formatCode", "")
            for number in root.iterfind("{*}numFmts/{*}numFmt")
        }
        looks = (
            _look(codes.get(style.get("numFmtId", ""), "")) for style in root.iterfind("{*}cellXfs/{*}xf")
        )
        return {index: look for index, look in enumerate(looks) if look != Look()}

    def _sheet_paths(self) -> dict[str, str]:
        relations = fromstring(self._parts["xl/_rels/workbook.xml.rels"])
        targets = {relation.get("Id"): relation.get("Target", "") for relation in relations}
        paths = {}
        for sheet in fromstring(self._parts["xl/workbook.xml"]).iterfind("{*}sheets/{*}sheet"):
            path = normpath(join("/xl", targets.get(sheet.get(_RELATION), ""))).lstrip("/")
            if path in self._parts:
                paths[sheet.get("name", "")] = path
        return paths


def _look(code: str) -> Look:
    """By the first section of a format, for positive numbers, and those for what is below and for nought."""
    first, second, third = _sections(code)
    look = _look_of(first)
    if look.dated:
        return look
    below = None if _MINUS.search(second) else _look_of(second)
    worded = below is not None and (below.before, below.after) not in (
        ("", ""),
        (look.before, look.after),
    )  # a colour alone is no word: the sign stays
    return look._replace(below=below if worded else None, zero=_zero_of(third))


def _sections(code: str) -> tuple[str, str, str]:
    sections, end = [], -1
    for _ in range(3):
        found = _SECTION.match(code, end + 1)
        sections.append(found[0] if found else "")
        end = found.end() if found else len(code)
    return sections[0], sections[1], sections[2]


def _zero_of(section: str) -> str:
    """What nought shows in its section where that says anything: words alone, or words around the number."""
    before, after, digits = _parts(section)
    look = _look_of(section)
    if re.search("[0#]", digits):
        return f"{look.before}0{look.after}"
    return "" if look.dated else (before + after).strip()


def _look_of(section: str) -> Look:
    """What a section of a format shows before and behind the number."""
    if dated := date_pattern(section):
        return Look(dated=dated)
    before, after, digits = _parts(section)
    if not re.search("[0#]", digits):
        return Look()
    scaled, digits = "%" in digits, digits.replace("%", "")
    smaller = 3 * sum(map(len, _THOUSANDS.findall(digits))) + len(
        re.findall("[0#?]", digits.partition("P")[2])
    )
    return Look(before.strip(), ("%" if scaled else "") + after.strip(), scaled, smaller=smaller)


def _parts(section: str) -> tuple[str, str, str]:
    """The words before and behind the digits of a section, and the digits; nothing of one that shows a date."""
    general = _FRACTION.sub(lambda found: "0" if found["fraction"] else found[0], _GENERAL.sub("0", section))
    if re.search(r"[ymdhs@]|E[+-]", _UNSHOWN.sub("", general), re.IGNORECASE):
        return "", "", ""
    before, after, digits = "", "", ""
    for quoted, escaped, money, number, other in _TOKENS.findall(general):
        text = quoted or escaped or other
        if number.strip():
            digits += "".join(number.split())
        elif digits and text == ".":
            digits += "P"  # a point that is only drawn: what stands behind it are digits of the whole number
        else:
            text = money if money in _COMPARATORS else "" if text in _SHOWN_WITHOUT or money else text
            before, after = (before, after + text) if digits else (before + text, after)
    return before, after, digits
