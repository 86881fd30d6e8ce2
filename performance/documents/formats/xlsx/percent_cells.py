"""Which numbers of a workbook are shown with a percent sign: the reader of values does not say.

``1`` in a cell formatted ``0%`` is shown, and was typed, as 100%; with ``0"%"`` as 1%.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from posixpath import join, normpath
from typing import ClassVar
from xml.etree.ElementTree import ParseError

from defusedxml.ElementTree import fromstring

from performance.documents.formats.xlsx.sheet_bounds import column_number

_QUOTED = re.compile(r'"([^"]*)"|\\(.)')
_BUILT_IN = {"9": "0%", "10": "0.00%"}
_CELL = re.compile(rb"<(?:\w+:)?c\s")
_REFERENCE = re.compile(rb"""\sr=["']([A-Z]+)0*(\d{1,7})["']""")
_RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"


class PercentCells:
    SCALED: ClassVar = "scaled"  # the number is shown times a hundred
    PLAIN: ClassVar = "plain"  # the sign is only printed after the number

    def __init__(self, parts: Mapping[str, bytes]) -> None:
        self._parts = parts
        try:
            self._styles = self._percent_styles()
            self._paths = self._sheet_paths() if self._styles else {}
        except (KeyError, ParseError):  # a workbook without styles, or laid out unusually: no percent known
            self._styles, self._paths = {}, {}
        numbers = "|".join(map(str, self._styles)).encode()
        self._style = re.compile(rb"""\ss=["'](%b)["']""" % numbers)

    def of_sheet(self, name: str) -> dict[tuple[int, int], str]:
        """By (row, column), counted from 0: how the percent sign of a cell is meant."""
        path = self._paths.get(name)
        if path is None:
            return {}
        found = {}
        xml = self._parts[path]
        for match in self._style.finditer(xml):  # few cells have one: look for it first, then for its cell
            start = xml.rfind(b"<", 0, match.start())
            place = _REFERENCE.search(xml, start, xml.find(b"<", match.end()))
            if place and _CELL.match(xml, start):
                found[int(place[2]) - 1, column_number(place[1]) - 1] = self._styles[int(match[1])]
        return found

    def _percent_styles(self) -> dict[int, str]:
        root = fromstring(self._parts["xl/styles.xml"])
        codes = _BUILT_IN | {
            number.get("numFmtId", ""): number.get("formatCode", "")
            for number in root.iterfind("{*}numFmts/{*}numFmt")
        }
        meanings = (
            _meaning(codes.get(style.get("numFmtId", ""), "")) for style in root.iterfind("{*}cellXfs/{*}xf")
        )
        return {index: meaning for index, meaning in enumerate(meanings) if meaning}

    def _sheet_paths(self) -> dict[str, str]:
        relations = fromstring(self._parts["xl/_rels/workbook.xml.rels"])
        targets = {relation.get("Id"): relation.get("Target", "") for relation in relations}
        paths = {}
        for sheet in fromstring(self._parts["xl/workbook.xml"]).iterfind("{*}sheets/{*}sheet"):
            path = normpath(join("/xl", targets.get(sheet.get(_RELATION), ""))).lstrip("/")
            if path in self._parts:
                paths[sheet.get("name", "")] = path
        return paths


def _meaning(code: str) -> str:
    """The first section of a format, for positive numbers, decides."""
    bare = _QUOTED.sub("", code.partition(";")[0])
    if "%" in bare:
        return PercentCells.SCALED
    return PercentCells.PLAIN if "%" in code.partition(";")[0] else ""
