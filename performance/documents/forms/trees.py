"""Records of a list of indicators → trees: levels carried down, prefixes taken off, and every cell asked whether it fits."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from indicators.text import normalise_label
from performance.content.model import EmptyFamily, IndicatorContent, OwnField
from performance.documents.blocks import SourcePlace
from performance.documents.forms.account import ReadingAccount
from performance.documents.forms.amounts import is_blank
from performance.documents.forms.draft import Tree
from performance.documents.forms.fitting import is_unit, joined_levels, misfit
from performance.documents.forms.heads import Head
from performance.documents.forms.numbered_cells import split_numbered
from performance.documents.forms.records import Record
from performance.documents.forms.words import family_word, is_level1, parents, tables
from performance.documents.numbers import read_number

TEXTS = (
    "description",
    "basis",
    "operator",
    "unit",
    "attribute",
    "direction",
    "standard",
    "data_source",
    "evidence",
    "core",
    "remark",
)
_SHORTEST_NAME = 3
_DASHES = frozenset(("", "-", "—", "——", "－", "–", "--", "/"))
_DITTO = frozenset(
    ("同上", "〃", "″", "“", "”", "“”", "''", '"', '""')
)  # lists by hand say so that a level goes on
_PREFIX = re.compile(r"^指标\s*\d{1,2}\s*[:：、.．]\s*")
_UNIT_IN_HEAD = re.compile(r"[(（](?:单位[:：])?([^()（）]{1,6})[)）]$")
_BARE_NUMBER = re.compile(r"[≥≤≧≦><=]{0,2}-?[\d,]+(?:\.\d+)?")
_LIST_NUMBER = re.compile(r"^(?:\d{1,2}[.．、]|[(（]\d{1,2}[)）])\s*(?=[^\d\s.．、])")
_LEVEL_NUMBER = re.compile(
    r"^(?:[一二三四五六七八九十]{1,2}[、.．]|\d{1,2}(?:[.．-]\d{1,2}){0,2}[.．、]?|[(（][一二三四五六七八九十\d]{1,2}[)）])"
)
_STAR = re.compile(r"^[★☆]+")


class TreeBuilder:
    """Adds records one by one; ``side`` chooses the half of a two-sided list."""

    def __init__(self, tree: Tree, head: Head, side: int | None, account: ReadingAccount) -> None:
        self.tree, self.head, self.side, self.account = tree, head, side, account
        self._level1 = self._level2 = ""
        self._named = head.has("name")

    def add(self, record: Record) -> None:
        level1, level2 = self._levels(record)
        name_key = "name" if self._named else "description"
        name, star = _name(record.text(name_key, self.side))
        value = _printed(record.text("value", self.side))
        own = tuple(self._own(record))
        texts = {key: _printed(record.text(key, self.side)) for key in TEXTS if key != name_key}
        if all(map(is_blank, (name, value, *texts.values()))):
            self._complain_of_rest(record, own)
            if self._is_printed(record) and not self._repeats(level1, level2):
                self._doubt_empty(record, level2)
                self.tree.empty.append(EmptyFamily(level1, level2, len(self.tree.indicators)))
            return
        texts |= {key: "" for key in ("operator", "unit") if is_blank(texts[key])}
        texts["core"] = texts.get("core") or star
        texts["unit"] = texts["unit"] or self._unit_in_head(record, value)
        self._doubt(record, name, value)
        weight = self._weight(record)
        split = split_numbered(name, value)
        if split.doubt:
            self.account.problem(record.place, f"{split.doubt}。", "三级指标", name)
        pairs = [(_LIST_NUMBER.sub("", one), its) for one, its in split.pairs]
        self.tree.indicators += [
            IndicatorContent(level1, level2, one, value=its, weight=weight, fields=own, **texts)  # type: ignore[arg-type]
            for one, its in pairs
        ]

    def _complain_of_rest(self, record: Record, own: tuple[OwnField, ...]) -> None:
        """A weight, or a text of an own column, in a row without an indicator: nothing could keep it."""
        rest = [record.text("weight", self.side).strip(), *(one.value.strip() for one in own)]
        for text in filter(None, rest):
            if not is_blank(text):
                self.account.problem(
                    record.place,
                    f"这一行只有“{text}”，没有指标，请核对是否缺格、错行或错栏。",
                    "三级指标",
                    text,
                )

    def _doubt_empty(self, record: Record, level2: str) -> None:
        """A row with nothing but a word that is no family: a text of another column that has slipped to the left."""
        if _level(record.text("level2", self.side)) and not parents(level2) and not is_level1(level2):
            self.account.notice(
                record.place,
                f"“{level2}”之下没有指标，也不是通常的二级指标，请核对是否错栏。",
                "二级指标",
                level2,
            )

    def _is_printed(self, record: Record) -> bool:
        """Whether a family is printed in this very row: a box that began further up, or the other half, is none."""
        keys = ("level2",) if self.side is not None and self.head.sides > 1 else ("level1", "level2")
        columns = (record.column(key, self.side) for key in keys)
        boxes = (record.boxes.get(column) for column in columns if column is not None)
        return any(box is not None and box.row == record.row and box.text for box in boxes)

    def _repeats(self, level1: str, level2: str) -> bool:
        last = self.tree.empty[-1] if self.tree.empty else None
        return last == EmptyFamily(level1, level2, len(self.tree.indicators))

    def _levels(self, record: Record) -> tuple[str, str]:
        """The levels of a row; a blank one goes on from above, but a new first level ends the second."""
        own1 = _level(record.text("level1", self.side)) or record.banners.get("level1", "")
        own2 = _level(record.text("level2", self.side)) or record.banners.get("level2", "")
        if not own2 and (both := joined_levels(own1)):
            own1, own2 = both
        inherited = not own1
        level1 = own1 or self._level1
        if own2:
            level2 = own2
        elif own1 and own1 != self._level1:
            level2 = ""
        else:
            level2 = self._level2
        if own2 and self.head.has("level1"):
            level1 = self._parent(record, level1, own2, inherited=inherited)
        nothing_above = not (self.head.has("level1") and self._level1)
        if nothing_above and own2 and not own1:
            found = parents(own2)
            level1 = level1 if not found else printed_family(found, level1, own2)
        self._level1, self._level2 = level1, level2
        return level1, level2

    def _parent(self, record: Record, level1: str, level2: str, *, inherited: bool) -> str:
        """What stands above a second level; where a page has cut the first one off, the words tell."""
        known = parents(level2)
        if not known or not level1 or not is_level1(level1) or family_word(level1) in known:
            return level1
        place = record.place
        if inherited:
            self.account.problem(
                place,
                f"“{level2}”不属于上面的“{level1}”，这一行的一级指标没有印出或错行。",
                "二级指标",
                level2,
            )
        else:
            self.account.notice(
                place, f"“{level2}”印在“{level1}”之下，与通常的类别不同，照印读入。", "二级指标", level2
            )
        return level1

    def _doubt(self, record: Record, name: str, value: str) -> None:
        for column, box in record.boxes.items():
            if column.scope != "indicator" or column.side not in (None, self.side) or box.row != record.row:
                continue
            key = "name" if column.key == "description" and not self._named else column.key
            if why := misfit(key, box.text, record.text("level2", self.side)):
                self.account.problem(box.place, f"{why}，请核对是否缺格、错行或错栏。", column.text, box.text)
            if box.mark == "uncomputed":
                self.account.problem(
                    box.place, "这一格是公式，文件里没有存下算出的值，请打开后重新保存。", column.text
                )
            if box.mark in ("hidden", "struck"):
                self.account.notice(
                    box.place, "这一格在文件里是隐藏或划掉的，仍读入。", column.text, box.text
                )
        if value and not name:
            self.account.problem(
                record.place, "这一行有指标值而没有指标名称，请核对是否缺格或错行。", "三级指标", value
            )
        if name and normalise_label(value) in _DASHES and self.head.has("value"):
            self._say_no_value(record.place, name)

    def _say_no_value(self, place: SourcePlace, name: str) -> None:
        """So short a name without a value is the end of the row above, which a page has cut."""
        if len(name) < _SHORTEST_NAME:
            self.account.problem(
                place, f"“{name}”像是上一行的末尾，被分页截断；请核对上一行是否读全。", "三级指标", name
            )
        else:
            self.account.notice(place, f"“{name}”没有指标值。", "指标值")

    def _weight(self, record: Record) -> Decimal | None:
        text = normalise_label(record.text("weight", self.side)).removesuffix("%").removesuffix("分")
        if is_blank(text):
            return None
        try:
            return read_number(text)
        except ValueError:
            return None  # said by the doubts

    def _unit_in_head(self, record: Record, value: str) -> str:
        """The unit that the head of the values names, for a value that is but a number."""
        column = record.column("value", self.side)
        found = _UNIT_IN_HEAD.search(normalise_label(column.text)) if column is not None else None
        bare = _BARE_NUMBER.fullmatch(normalise_label(value))
        return found[1] if found and bare and is_unit(found[1]) else ""

    def _own(self, record: Record) -> Iterator[OwnField]:
        position = 0
        for column, text in record.texts.items():
            if column.scope == "own" and column.side in (None, self.side):
                if text.strip():
                    yield OwnField(column.text, text, position=position)
                position += 1


def _printed(text: str) -> str:
    """A text as printed; the dots of an unused row say nothing."""
    return "" if normalise_label(text) in ("……", "…", "...", "......") else text.strip()


def _name(text: str) -> tuple[str, str]:
    """The name without ``指标1：``, and the stars printed before it."""
    text = _PREFIX.sub("", _printed(text))
    star = _STAR.match(text)
    return (text[star.end() :].strip(), star[0]) if star else (text, "")


def _level(text: str) -> str:
    """A level without the breaks of its narrow cell; dots and dashes are none."""
    word = "".join(text.split())
    bare = _LEVEL_NUMBER.sub("", word)
    word = bare if is_level1(bare) or parents(bare) else word
    return "" if is_blank(word) or word in _DITTO else word


def printed_family(found: frozenset[str], above: str, level2: str) -> str:
    """The first level that is not printed: the one that the second names, the one above, or the usual one."""
    named = [top for top in found if top in family_word(level2)]
    if not named and family_word(above) in found:
        return above
    top = next(name for name in tables().families if name in (named or found))
    return f"{top}指标"
