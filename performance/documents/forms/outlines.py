"""Trees of indicators that are written as lines: 4.1 产出指标, 4.1.1 数量指标, 4.1.1.1 救助人数：≥60人."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from indicators.text import normalise_label
from indicators.values import GRADES
from performance.documents.blocks import SourcePlace
from performance.documents.forms.account import ReadingAccount
from performance.documents.forms.boxes import Box, BoxTable, Line, Piece
from performance.documents.forms.cell_items import items_of
from performance.documents.forms.fitting import is_family, looks_like_value
from performance.documents.forms.name_and_value import Item
from performance.documents.forms.trees import printed_family
from performance.documents.forms.words import is_level1, label_of, parents

_NUMBER = re.compile(
    r"\s*(?:(\d{1,2}(?:[.．]\d{1,2})+)[.．、]?(?!\d)|\d{1,2}[.．、)）](?!\d)|[(（][一二三四五六七八九十\d]{1,3}[)）][.．、]?"
    r"|[一二三四五六七八九十]{1,3}[、.．]|[①-⑳]|[-•·●■◆▪➢])?\s*"
)
_NAMED = re.compile(r"(?:一级|二级)(?:指标|目标)\s*[:：]\s*(.+)")
_NAME = re.compile(
    r"(?:三级指标|指标名称|具体指标)\s*[:：]\s*(.+?)(?:[，,；;\s]+(?:指标值|目标值|年度指标值)\s*[:：]\s*(.+))?"
)
_VALUE = re.compile(r"(?:年度)?(?:指标值|目标值)\s*[:：]\s*(.+)")
_BEHIND = re.compile(r"([^：:]{2,14}(?:指标|目标))\s*[:：]\s*(.+)", re.DOTALL)
_POINT = re.compile("[.．]")
_MARKS = (" ", "\t", "　", ".", "．", "、")
_MEASURED = re.compile(r"\s*(?:[万亿%％‰倍亩吨米]|公里|公顷|平方|立方|千伏|千瓦|k[Vm]|小时)")
_NEXT_PROJECT = re.compile(r"项目\s*[一二三四五六七八九十\d]{0,3}\s*[:：]")
_FEWEST = 2  # indicators: a single one may be a sentence
_LONGEST = 200  # characters of a line
_LONGEST_WORD = 20  # of a value that is but words
_HEADS = ("一级指标", "二级指标", "三级指标", "指标值")


@dataclass
class _Row:
    place: SourcePlace
    level1: str
    level2: str
    name: str
    value: str = ""


@dataclass
class _Outline:
    """The lines of one tree, as far as they were read."""

    account: ReadingAccount
    rows: list[_Row] = field(default_factory=list)
    doubts: list[tuple[SourcePlace, str]] = field(default_factory=list)
    level1: str = ""
    level2: str = ""
    steps: tuple[int, ...] = (0, 0)  # of the number before, where it has some
    depth: str = ""  # the number of the last level, where numbers say what stands below what

    def take(self, line: Line) -> bool:
        """Take a line up, if it goes on with the tree."""
        if len(line.text) > _LONGEST:
            return False
        number = _NUMBER.match(line.text)
        digits = (number[1] or "") if number else ""
        if number and digits and self._says_how_much(digits, line.text[number.end(1) :]):
            number, digits = None, ""
        text = line.text[number.end() :].strip() if number else line.text.strip()
        named = _NAMED.fullmatch(text)
        word = named[1] if named else text.rstrip("：:")
        if is_family(word) or (named is not None and (is_level1(word) or parents(word))):
            self._open(word, digits)
            return True
        if (behind := _BEHIND.fullmatch(text)) and is_family(behind[1]):
            self._open(behind[1], digits)
            return self._take_items(behind[2], line.place, digits, surely=True)
        if _NEXT_PROJECT.match(text):
            return False
        is_numbered = number is not None and bool(number[0].strip())
        return bool(self.level1 or self.level2) and self._take_items(
            text, line.place, digits, numbered=is_numbered
        )

    def _open(self, word: str, digits: str) -> None:
        """A family is a second level below its own first one."""
        word = "".join(word.split())
        alone = bool(self.level2) and not self.level1  # the tree names no first levels
        if parents(word) and (alone or not is_level1(word) or self._is_deeper(digits)):
            self.level2 = word
        else:
            self.level1, self.level2, self.depth = word, "", digits

    def _is_deeper(self, digits: str) -> bool:
        return bool(self.depth) and digits.startswith(f"{self.depth}.")

    def _says_how_much(self, digits: str, behind: str) -> bool:
        """Whether what looks like a number of two steps is one of the text itself: 1.5万亩, 3.15晚会."""
        steps = tuple(map(int, _POINT.split(digits)))
        is_next = steps[1] == 1 or steps == (self.steps[0], self.steps[1] + 1)
        placed = is_next or behind[:1] in _MARKS or is_family(behind.rstrip("：:"))
        if len(steps) == 2 and (_MEASURED.match(behind) or not placed):
            return True
        self.steps = steps
        return False

    def _take_items(
        self, text: str, place: SourcePlace, digits: str, *, surely: bool = False, numbered: bool = False
    ) -> bool:
        """Take up the indicators of a line; what stands ``surely`` behind its family needs no value to be one."""
        if (value := _VALUE.fullmatch(text)) and self.rows and not self.rows[-1].value:
            self.rows[-1].value = value[1].strip()
            return True
        if name := _NAME.fullmatch(text):
            self._add(place, Item(name[1].strip(), (name[2] or "").strip()))
            return True
        items = items_of(text)
        below = surely or self._is_deeper(digits)
        if not items or not all(below or _is_indicator(item, numbered=numbered) for item in items):
            return False
        for item in items:
            self._add(place, item)
        return True

    def _add(self, place: SourcePlace, item: Item) -> None:
        if item.doubt:
            self.doubts.append((place, item.doubt))
        self.rows.append(
            _Row(place, item.level1 or self.level1, item.level2 or self.level2, item.name, item.value)
        )

    @property
    def is_tree(self) -> bool:
        return len(self.rows) >= _FEWEST and 2 * sum(_is_value(row.value) for row in self.rows) > len(
            self.rows
        )

    def table(self) -> BoxTable:
        for place, doubt in self.doubts:
            self.account.problem(place, f"{doubt}。", "绩效指标")
        self.account.notice(
            self.rows[0].place,
            f"指标没有列表，逐行写出，按行分出名称和指标值，共{len(self.rows)}条，请核对。",
            "绩效指标",
        )
        if not any(row.level1 for row in self.rows):
            for row in self.rows:
                if found := parents(row.level2):
                    row.level1 = printed_family(found, "", row.level2)
        place = self.rows[0].place
        two = any(row.level2 for row in self.rows)
        texts = [(place, _HEADS)] + [
            (row.place, (row.level1, row.level2, row.name, row.value)) for row in self.rows
        ]
        boxes = [
            Box(text, number, column, 1, 1, where)
            for number, (where, line) in enumerate(texts)
            for column, text in enumerate(line if two else (line[0], *line[2:]))
        ]
        return BoxTable(boxes, 4 if two else 3, len(texts), place)


def with_outlines(pieces: Sequence[Piece], account: ReadingAccount) -> Iterator[Piece]:
    """The pieces with each tree of lines as a table of its own."""
    number = 0
    while number < len(pieces):
        outline = _Outline(account)
        end = number
        while end < len(pieces) and isinstance(line := pieces[end], Line) and outline.take(line):
            end += 1
        if outline.is_tree:
            yield outline.table()
            number = end
        else:
            yield pieces[number]
            number += 1


def _is_indicator(item: Item, *, numbered: bool) -> bool:
    """Whether a text names an indicator and its value: words alone are none but in a ``numbered`` line."""
    return (
        not item.doubt
        and (_is_value(item.value) if numbered else _is_surely_value(item.value))
        and label_of(item.name) is None
        and len(item.name) <= 2 * _LONGEST_WORD
    )


def _is_surely_value(text: str) -> bool:
    return looks_like_value(text) or normalise_label(text) in GRADES


def _is_value(text: str) -> bool:
    return _is_surely_value(text) or 0 < len(normalise_label(text)) <= _LONGEST_WORD
