"""The texts of a workbook, each kept once, escaped as spreadsheets expect."""

from __future__ import annotations

import re
from collections.abc import Iterator

from performance.documents.formats.unprintable import Unprintable
from performance.documents.formats.xlsx.styles import MAIN

LONGEST_TEXT = 32_767  # in UTF-16 units, as Excel counts

# What XML cannot hold (or would alter, as \r) is written _xHHHH_; so text that already looks like that needs
# its first underscore written that way too.
_UNWRITABLE = re.compile(r"[&<>\x00-\x08\x0b-\x1f\ud800-\udfff\ufffe\uffff]|_(?=x[0-9A-Fa-f]{4}_)")
_ENTITIES = {"&": "&amp;", "<": "&lt;", ">": "&gt;"}


def _written(match: re.Match[str]) -> str:
    character = match[0]
    return _ENTITIES.get(character) or f"_x{ord(character):04X}_"


def escaped(text: str) -> str:
    return _UNWRITABLE.sub(_written, text)


def escaped_attribute(text: str) -> str:
    return escaped(text).replace('"', "&quot;").replace("\n", "&#10;").replace("\t", "&#9;")


class SharedStrings(dict[str, int]):
    """Maps each text to its number: ``strings[text]``, numbered on first use."""

    def __missing__(self, text: str) -> int:
        number = self[text] = len(self)
        return number

    def xml(self) -> Iterator[str]:
        yield f'<sst xmlns="{MAIN}" uniqueCount="{len(self)}">'
        for text in self:
            if (
                len(text) * 2 > LONGEST_TEXT
                and len(text.encode("utf-16-le", "surrogatepass")) > LONGEST_TEXT * 2
            ):
                raise Unprintable(
                    f"有一格文字共{len(text)}字，超过 Excel 单元格{LONGEST_TEXT}字的上限，不能导出：“{text[:30]}……”"
                )
            yield f'<si><t xml:space="preserve">{escaped(text)}</t></si>'
        yield "</sst>"
