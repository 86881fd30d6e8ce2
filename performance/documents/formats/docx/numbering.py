"""The numbers that Word prints before the paragraphs of a list: they stand in no paragraph of the file."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from xml.etree.ElementTree import Element

from performance.documents.formats.docx import names as w
from performance.documents.formats.docx.style_looks import inherited

_DIGITS = "零一二三四五六七八九"
_STEMS = "甲乙丙丁戊己庚辛壬癸"
_CHINESE = {"chineseCounting", "chineseCountingThousand", "japaneseCounting", "taiwaneseCountingThousand",
            "ideographDigital", "japaneseDigitalTenThousand", "taiwaneseCounting"}  # fmt: skip
_ROMAN = ((10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))
_DEEPEST = 9
_PLACEHOLDER = re.compile(r"%([1-9])")


@dataclass(frozen=True, slots=True)
class Level:
    form: str
    text: str
    start: int


def _chinese(number: int) -> str:
    tens, ones = divmod(number, 10)
    if tens > 9:
        return str(number)
    return (
        (_DIGITS[tens] if tens > 1 else "")
        + ("十" if tens else "")
        + (_DIGITS[ones] if ones or not tens else "")
    )


def _roman(number: int) -> str:
    written = ""
    for value, letters in _ROMAN:
        written += letters * (number // value)
        number %= value
    return written


def counted(number: int, form: str) -> str:
    """A number in a form that Word names; an unknown form as digits."""
    if form in _CHINESE:
        return _chinese(number)
    if form in ("bullet", "none"):
        return ""
    if form.startswith("decimalEnclosedCircle") and 1 <= number <= 20:
        return chr(0x2460 + number - 1)
    if form == "ideographTraditional" and 1 <= number <= len(_STEMS):
        return _STEMS[number - 1]
    if form in ("lowerLetter", "upperLetter") and 1 <= number <= 26:
        return chr((0x60 if form == "lowerLetter" else 0x40) + number)
    if form in ("lowerRoman", "upperRoman") and 1 <= number < 50:
        return _roman(number) if form == "lowerRoman" else _roman(number).upper()
    return f"{number:02}" if form == "decimalZero" else str(number)


class Numbering:
    """Counts the lists of a document while its paragraphs are asked for in their order."""

    def __init__(self, parts: Iterable[Element], styles: Iterable[Element]) -> None:
        self._levels: dict[str, dict[int, Level]] = {}
        self._lists: dict[str, str] = {}
        self._restarts: dict[str, dict[int, int]] = {}
        for part in parts:
            for abstract in part.iter(w.ABSTRACT_LIST):
                levels = {
                    w.whole(level.get(w.LIST_LEVEL, "")): _level(level) for level in abstract.iter(w.LEVEL)
                }
                self._levels[abstract.get(w.ABSTRACT_ID, "")] = levels
            for number in part.iter(w.NUMBER):
                identity = number.get(w.LIST_NUMBER, "")
                self._lists[identity] = w.value_of(number, w.ABSTRACT_ID)
                self._restarts[identity] = {
                    w.whole(override.get(w.LIST_LEVEL, "")): w.number_of(override, w.START_OVERRIDE, 1)
                    for override in number.iter(w.LEVEL_OVERRIDE)
                    if override.find(w.START_OVERRIDE) is not None
                }
        self._of_style = _styled(styles) if self._lists else {}
        self._counts: dict[str, dict[int, int]] = defaultdict(dict)

    def __bool__(self) -> bool:
        return bool(self._lists)

    def before(self, paragraph: Element) -> str:
        """The number that Word prints before this paragraph, or ``""``."""
        properties = paragraph.find(w.PARAGRAPH_PROPERTIES)
        if properties is None:
            return ""
        own = properties.find(w.LIST)
        identity, depth = self._of_style.get(w.value_of(properties, w.PARAGRAPH_STYLE), ("", 0))
        if own is not None:
            identity = w.value_of(own, w.LIST_NUMBER, identity)
            depth = w.number_of(own, w.LIST_LEVEL, depth)
        levels = self._levels.get(self._lists.get(identity, ""), {})
        return self._next(identity, depth, levels) if depth in levels else ""

    def _next(self, identity: str, depth: int, levels: dict[int, Level]) -> str:
        counts = self._counts[self._lists[identity]]
        restart = self._restarts[identity].pop(depth, None)
        start = levels[depth].start if restart is None else restart
        counts[depth] = counts[depth] + 1 if depth in counts and restart is None else start
        for deeper in range(depth + 1, _DEEPEST):
            counts.pop(deeper, None)

        def written(match: re.Match[str]) -> str:
            at = int(match[1]) - 1
            level = levels.get(at)
            return counted(counts.get(at, level.start), level.form) if level else ""

        level = levels[depth]
        number = "" if level.form == "bullet" else _PLACEHOLDER.sub(written, level.text)
        return f"{number} " if number[-1:].isascii() and number[-1:].isalnum() else number


def _level(level: Element) -> Level:
    form = w.value_of(level, w.LEVEL_FORMAT, "decimal")
    return Level(form, w.value_of(level, w.LEVEL_TEXT), w.number_of(level, w.START, 1))


def _styled(parts: Iterable[Element]) -> dict[str, tuple[str, int]]:
    """For each style whose paragraphs are numbered by it: the list and the level."""
    own: dict[str, tuple[str, int]] = {}
    above: dict[str, str] = {}
    for part in parts:
        for style in part.iter(w.STYLE):
            identity = style.get(w.STYLE_ID, "")
            above[identity] = w.value_of(style, w.BASED_ON)
            properties = style.find(w.PARAGRAPH_PROPERTIES)
            numbered = None if properties is None else properties.find(w.LIST)
            if numbered is not None:
                own[identity] = (w.value_of(numbered, w.LIST_NUMBER), w.number_of(numbered, w.LIST_LEVEL))
    return {identity: found for identity in above if (found := inherited(identity, own, above))}
