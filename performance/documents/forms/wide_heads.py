"""The head of a list that has families of indicators as its columns: a row for each project, all indicators beside it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from indicators.text import normalise_label
from performance.documents.forms.boxes import Box, BoxTable
from performance.documents.forms.cell_items import items_of, sections_of
from performance.documents.forms.fitting import is_family
from performance.documents.forms.head_column import HeadColumn
from performance.documents.forms.heads import column_of
from performance.documents.forms.words import family_word, head_of, is_level1, label_of, parents

_OPEN_HEAD = re.compile(r"[^\d,.，。；;：:%≥≤]{2,14}")
_MOST_ROWS = 3
_ROWS_OF_UNITS = 3
_MOST_COLUMNS = 60
_ALONE = 3  # families of one list whose project the lines above the table name
WHOLE = ""  # the key of a column whose cells say names and values together


@dataclass(frozen=True, slots=True)
class FamilyColumn:
    """The columns of one family by what stands in them: a name, a value, or both in one cell."""

    level1: str
    level2: str
    parts: tuple[tuple[str, int, int], ...]

    @property
    def keys(self) -> set[str]:
        return {key for key, _, _ in self.parts}


@dataclass(frozen=True)
class WideHead:
    columns: tuple[HeadColumn, ...]  # of the project
    families: tuple[FamilyColumn, ...]
    row: int
    height: int
    boxes: tuple[Box, ...]

    @property
    def end(self) -> int:
        return self.row + self.height

    @property
    def has_project(self) -> bool:
        return any(column.scope == "project" and column.key == "name" for column in self.columns)


def find_wide_head(table: BoxTable, row: int) -> WideHead | None:
    """The head with families as columns that begins in a row, if one does."""
    boxes = table.written(row)
    if not boxes or len(boxes) > _MOST_COLUMNS or not all(map(_may_be_head, boxes)):
        return None
    if not all(_is_head(box.text) for box in boxes) and not _names_project(boxes):
        return None
    height = _height(table, row)
    if not height or not (_has_families(table, row, height) or _all_in_one(table, row, height)):
        return None
    found = _columns(table, row, height)
    return found if found is not None and _has_no_heads_below(table, found) else None


def _names_project(boxes: Sequence[Box]) -> bool:
    labels = (label_of(box.text) for box in boxes)
    return any(label.kind == "field" and label.key == "name" for label in labels if label is not None)


def _may_be_head(box: Box) -> bool:
    """Whether a text may name a column, known or not: it is short and says no number."""
    return _is_head(box.text) or _OPEN_HEAD.fullmatch(normalise_label(box.text)) is not None


def has_wide_head(table: BoxTable) -> bool:
    return any(find_wide_head(table, row) for row in range(min(table.height, 12)))


def _is_head(text: str) -> bool:
    return bool(is_family(text) or head_of(text) or label_of(text) or _is_bare_family(text))


def _is_bare_family(text: str) -> bool:
    """产出, 效益 and 数量 above columns say the families without the word 指标."""
    return family_word(text) in _BARE


_TARGETS = "经济效益 社会效益 生态效益 可持续影响 服务对象满意度"
_BARE = frozenset(f"产出 效益 满意度 数量 质量 时效 成本 {_TARGETS}".split())


def _height(table: BoxTable, row: int) -> int:
    """Over how many rows the heads reach: those that hold nothing else."""
    height = 0
    for number in range(row, min(row + _MOST_ROWS, table.height)):
        written = table.written(number)
        if number > row and written and not _are_heads(written):
            break
        height += 1
    return height if row + height < table.height else 0


def _are_heads(boxes: Sequence[Box]) -> bool:
    """Whether a row holds heads only; beside families one that nobody knows is a head, too."""
    known = [_is_head(box.text) for box in boxes]
    families = sum(is_family(box.text) for box in boxes)
    return all(known) or (families > 1 and all(map(_may_be_head, boxes)))


def _has_families(table: BoxTable, row: int, height: int) -> bool:
    """Whether at least two families of one level stand beside one another, none of them under the one before it."""
    for number in range(row, row + height):
        texts = [box.text for box in table.written(number) if _level(box.text)]
        says_so = number > row or any("指标" in text for text in texts)
        if len(texts) > 1 and says_so and not any(_is_under(two, one) for one, two in pairwise(texts)):
            return True
    return False


def _all_in_one(table: BoxTable, row: int, height: int) -> list[Box]:
    """The head over cells that print all indicators of a project, each behind its family."""
    return [
        box
        for box in table.written(row)
        if _is_whole(box.text) and _prints_families(table, row + height, box)
    ]


def _is_whole(text: str) -> bool:
    label = label_of(text)
    return label is not None and label.kind == "group" and label.key == "indicators"


def _prints_families(table: BoxTable, row: int, head: Box) -> bool:
    """Whether the cells below a head name families themselves, or at least several indicators with their values."""
    below = [box for box in table.written(row) if head.column <= box.column < head.end]
    return bool(below) and all(_is_list(box.text) for box in below)


def _is_list(text: str) -> bool:
    if any(level1 or level2 for level1, level2, _ in sections_of(text)):
        return True
    items = items_of(text)
    return len(items) > 1 and all(item.value and not item.doubt for item in items)


def _level(text: str) -> bool:
    return is_family(text) or _is_bare_family(text)


def _is_under(level2: str, level1: str) -> bool:
    return is_level1(level1) and family_word(level1) in parents(level2) and not is_level1(level2)


def _columns(table: BoxTable, row: int, height: int) -> WideHead | None:
    """Every column by what stands above it, from the upper head to the lower."""
    heads = [box for number in range(row, row + height) for box in table.written(number)]
    own: list[HeadColumn] = []
    families: list[FamilyColumn] = []
    whole = {box.text for box in _all_in_one(table, row, height)}
    for start, end, path in _paths(table, row, height):
        if any(_level(text) for text in path):
            _add(families, path, start, end)
        elif path and path[-1] in whole:
            families.append(FamilyColumn("", "", ((WHOLE, start, end),)))
        elif path:
            own.append(_of_project(path, start, end))
    families = _resolved(families)
    if len({(family.level1, family.level2) for family in families}) < len(families):
        return None  # a head that is lost lets its neighbour reach over its columns
    named = any(column.scope == "project" and column.key == "name" for column in own)
    few = not whole and len(families) < (2 if named else _ALONE)
    if few or (whole and not named) or any(column.key in _RECORDS for column in own):
        return None
    return WideHead(tuple(own), tuple(families), row, height, tuple(heads))


_RECORDS = frozenset(("level1", "level2", "value"))


def _paths(table: BoxTable, row: int, height: int) -> Iterator[tuple[int, int, list[str]]]:
    """Begin and end of each column with the heads over it; an upper head goes on over the blanks to its right."""
    starts = sorted({box.column for number in range(row, row + height) for box in table.written(number)})
    for start, following in zip(starts, [*starts[1:], table.width], strict=True):
        path: list[str] = []
        end = following
        for number in range(row, row + height):
            box = table.at.get((number, start))
            if (box is None or not box.text) and number < row + height - 1:
                box = _left_of(table, number, start, row + height)
            if box is not None and box.text and box.text not in path:
                path.append(box.text)
                end = min(following, max(box.end, start + 1)) if box.column == start else end
        yield start, end, path


def _left_of(table: BoxTable, number: int, start: int, bottom: int) -> Box | None:
    """The upper head that a blank goes on from, where another head stands below the blank."""
    drawn = table.at.get((number, start))
    merged = any(box.column_span > 1 for box in table.written(number))
    if merged and drawn is not None and not table.ragged:
        return None  # drawn as a blank of its own: whatever stood in it is lost
    below = any((box := table.at.get((row, start))) and box.text for row in range(number + 1, bottom))
    if not below:
        return None
    before = [box for box in table.written(number) if box.column < start]
    return before[-1] if before and _divided(table, before[-1], number, bottom) else None


def _divided(table: BoxTable, box: Box, number: int, bottom: int) -> bool:
    """Whether heads stand below an upper head, too: one that reaches down itself is no head of its neighbours."""
    return any(
        (below := table.at.get((row, box.column))) and below.text and below is not box
        for row in range(number + 1, bottom)
    )


def _add(families: list[FamilyColumn], path: Sequence[str], start: int, end: int) -> None:
    levels = [text for text in path if _level(text)]
    last = path[-1]
    key = WHOLE if _level(last) else (head_of(last) or WHOLE)
    level1, level2 = ("".join(levels[0].split()), "".join(levels[-1].split()) if len(levels) > 1 else "")
    before = families[-1] if families else None
    if before is not None and (before.level1, before.level2) == (level1, level2) and key not in before.keys:
        families[-1] = replace(before, parts=(*before.parts, (key, start, end)))
    else:
        families.append(FamilyColumn(level1, level2, ((key, start, end),)))


def _resolved(families: Sequence[FamilyColumn]) -> list[FamilyColumn]:
    """Families with both levels: one that stands alone above its column may be of either."""
    return [_with_levels(family, families) for family in families]


def _with_levels(family: FamilyColumn, families: Sequence[FamilyColumn]) -> FamilyColumn:
    if not family.level1:
        return family
    if family.level2:
        return replace(family, level1=_full(family.level1), level2=_full(family.level2))
    word = _full(family.level1)
    above = parents(word)
    tops = {family_word(other.level1) for other in families if other is not family}
    of_level2 = above and (
        not is_level1(word) or (family_word(word) not in above and _has_siblings(word, tops))
    )
    if not of_level2:
        return replace(family, level1=word)
    named = [top for top in above if top in family_word(word)]
    top = next(iter(named or sorted(above & _USUAL) or sorted(above)))
    return replace(family, level1=f"{top}指标", level2=word)


_USUAL = frozenset(("产出", "效益", "满意度"))


def _has_siblings(word: str, tops: set[str]) -> bool:
    """Whether other families of the same upper level stand beside it, and not that level itself."""
    above = parents(word)
    return not tops & above and any(parents(top) & above for top in tops)


def _full(text: str) -> str:
    return f"{text}指标" if _is_bare_family(text) and not text.endswith("指标") else text


def _of_project(path: Sequence[str], start: int, end: int) -> HeadColumn:
    box_text, above = path[-1], path[0] if len(path) > 1 else ""
    column = column_of(box_text, above, start, end, before=True)
    if column.scope == "indicator" and column.key not in (*_RECORDS, "number"):
        return replace(column, key="own", scope="project_own")
    return column


def _has_no_heads_below(table: BoxTable, head: WideHead) -> bool:
    """Whether the first row below says indicators: where families stand in the family columns, they are no heads.

    Rows above it may name but the department and its units.
    """
    starts = {start for family in head.families for _, start, _ in family.parts}
    rows = range(head.end, min(head.end + _ROWS_OF_UNITS + 1, table.height))
    below = ([box for box in table.written(row) if box.column in starts] for row in rows)
    inside = next(filter(None, below), [])
    return bool(inside) and not any(is_family(box.text) for box in inside)
