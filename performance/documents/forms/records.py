"""The records below a head: which text of a row belongs to which column, and where the list ends."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from indicators.text import normalise_label
from performance.documents.blocks import Noise, SourcePlace
from performance.documents.forms.account import ReadingAccount
from performance.documents.forms.boxes import Box, BoxTable, claim
from performance.documents.forms.fitting import is_family, is_in_pieces, looks_like_value, misfit
from performance.documents.forms.heads import LEVELS, Head, HeadColumn
from performance.documents.forms.list_furniture import (
    TOTALS,
    is_furniture,
    is_head_again,
    is_note,
    is_note_within,
    is_row_of_a_card,
)
from performance.documents.forms.surrounding_text import is_title
from performance.documents.forms.words import head_of, is_level1, label_of, parents

UNIT = "unit_name"  # of the projects below a row that says nothing else
_UNIT_NAME = re.compile(
    r"(?:[一二三四五六七八九十\d]{1,3}[、.．])?[^。；：:,，\d]{2,30}(?:[局委办厅院校学所站会部处府司馆团社室区县市镇乡队]|中心|街道|本级|机关)"
)


@dataclass
class Record:
    """``texts`` by column; ``banners`` are levels, or the unit, that stand alone in a row above."""

    row: int
    place: SourcePlace
    texts: dict[HeadColumn, str] = field(default_factory=dict)
    boxes: dict[HeadColumn, Box] = field(default_factory=dict)
    banners: dict[str, str] = field(default_factory=dict)

    def text(self, key: str, side: int | None = None, scope: str = "indicator") -> str:
        column = self.column(key, side, scope)
        return self.texts.get(column, "") if column else ""

    def column(self, key: str, side: int | None = None, scope: str = "indicator") -> HeadColumn | None:
        for column in self.texts:
            if column.key == key and column.scope == scope and column.side in (None, side):
                return column
        return None


def read_records(table: BoxTable, head: Head, account: ReadingAccount) -> tuple[list[Record], int]:
    """The records of a list and the row behind it. Their boxes are claimed; what fits nowhere is left."""
    records: list[Record] = []
    banners: dict[str, str] = {}
    row = head.row + head.height
    while row < table.height:
        boxes = _without_side(table.written(row), head)
        if not boxes:
            row += 1
            continue
        if is_furniture(boxes, account) or is_note_within(table, row, boxes):
            row += 1
            continue
        if again := is_head_again(head, boxes):
            claim(boxes)
            account.noise += [Noise("重复的表头", box.text, box.place) for box in boxes]
            row += again
            continue
        if level := _banner(head, boxes):
            claim(boxes)
            kept = {key: text for key, text in banners.items() if key == UNIT or level == "level2"}
            banners = {**kept, level: "".join(boxes[0].text.split())}
            row += 1
            continue
        if (
            is_note(boxes)
            or is_row_of_a_card(head, boxes)
            or _opens_list(table, row, boxes)
            or _ends(table, head, row, boxes)
        ):
            break
        record = _record(table, head, row, boxes, account)
        if record is not None:
            record.banners = banners
            records.append(record)
        row += 1
    return records, row


def _banner(head: Head, boxes: Sequence[Box]) -> str:
    """The level that a row says which names nothing but a family, over all columns; the list has no column for it."""
    box = boxes[0]
    if len(boxes) > 1 or not _is_wide(box, head):
        return ""
    if head.flat and not head.has_unit and _UNIT_NAME.fullmatch(normalise_label(box.text)):
        return UNIT
    if not is_family(box.text):
        return ""
    level = "level1" if is_level1(box.text) else "level2"
    return "" if head.has(level) else level


def _without_side(boxes: list[Box], head: Head) -> list[Box]:
    """The boxes of a row without the label beside the list, which some programs copy down to every row."""
    side = head.side
    if side is None or head_of(boxes[-1].text if boxes else ""):
        return [box for box in boxes if box is not side]
    text = normalise_label(side.text)
    copies = [box for box in boxes if box.column == side.column and normalise_label(box.text) == text]
    claim(copies)
    return [box for box in boxes if box not in copies]


def _ends(table: BoxTable, head: Head, row: int, boxes: Sequence[Box]) -> bool:
    first = boxes[0]
    if any(is_family(box.text) for box in boxes[1:]) or _is_record(head, boxes):
        return False
    if len(boxes) == 1 and is_title(normalise_label(first.text)) and not is_family(first.text):
        return True
    start = min(column.start for column in head.columns)
    if len(boxes) == 1 and _is_wide(first, head):
        return True
    if first.column > max(start, 0) or head.flat:
        return len(boxes) == 1 and first.column <= start and not head.flat and _opens_something(first)
    return _opens_something(first)


def _opens_list(table: BoxTable, row: int, boxes: Sequence[Box]) -> bool:
    """Whether the heads of another list begin in a row, or right below it where it has but one text."""
    if len(boxes) == 1 and row + 1 < table.height:
        boxes = table.written(row + 1)
    known = (head_of(box.text) or ((label := label_of(box.text)) and label.kind == "field") for box in boxes)
    return len(boxes) > 3 and all(known) and any(head_of(box.text) == "value" for box in boxes)


def _is_record(head: Head, boxes: Sequence[Box]) -> bool:
    """Whether a row has its texts under the names and the values, though its first one is called as a label is."""
    label = label_of(boxes[0].text)
    if label is None or label.kind != "own":
        return False
    under = {column.key: box for box in boxes[1:] if (column := _column_of(head, box)) is not None}
    return "name" in under and "value" in under and looks_like_value(under["value"].text)


def _is_wide(box: Box, head: Head) -> bool:
    """Whether a box reaches over so many columns that it is a note or a title, not a cell of the list."""
    covered = sum(box.column <= column.start and column.end <= box.end for column in head.columns)
    levels_only = covered == 2 and (is_family(box.text) or parents(box.text))
    return covered > 1 and covered * 2 >= len(head.columns) and not levels_only


def _opens_something(box: Box) -> bool:
    """Whether a text in the first column begins another part of a form."""
    text = box.text
    if is_level1(text) or parents(text):
        return False
    if normalise_label(text) in TOTALS:
        return False
    label = label_of(text.partition("：")[0].partition(":")[0])
    return label is not None


def _record(
    table: BoxTable, head: Head, row: int, boxes: list[Box], account: ReadingAccount
) -> Record | None:
    record = Record(row, boxes[0].place)
    placed = (
        _by_columns(table, head, row, boxes)
        if not table.ragged
        else _by_content(head, boxes, row, table, account)
    )
    if placed is None:
        return None
    for column in head.columns:
        found = placed.get(column, [])
        above = table.at.get((row, column.start)) if not table.ragged else None
        if not found and above is not None and above.row < row and above.row >= head.row + head.height:
            record.texts[column], record.boxes[column] = above.text, above
            continue
        if column.key == "value" and is_in_pieces([box.text for box in found]):
            whole = "".join(box.text.strip() for box in found)
            record.texts[column], record.boxes[column] = whole, replace(found[0], text=whole)
            continue
        record.texts[column] = "\n".join(box.text for box in found)
        if found:
            record.boxes[column] = found[0]
        if len(found) > 1 and column.scope != "own":
            account.problem(
                found[1].place,
                f"这一栏下有{len(found)}格文字（{'、'.join(f'“{box.text}”' for box in found)}），分不清各属哪一栏。",
                column.text,
            )
    claim(boxes)
    return record


def _by_columns(
    table: BoxTable, head: Head, row: int, boxes: Sequence[Box]
) -> dict[HeadColumn, list[Box]] | None:
    placed: dict[HeadColumn, list[Box]] = {}
    for box in boxes:
        column = _column_of(head, box)
        if column is None:
            label = label_of(box.text)
            if (
                label is not None
                and label.kind == "group"
                and box.column < min(c.start for c in head.columns)
            ):
                box.claimed = True  # the side label, printed again on the next page
                continue
            return None
        placed.setdefault(column, []).append(box)
    return placed


def _column_of(head: Head, box: Box) -> HeadColumn | None:
    """The column above a box: where it begins; a level over both level columns counts for the one it names."""
    covered = [column for column in head.columns if column.start < box.end and box.column < column.end]
    if not covered:
        return None
    if len(covered) > 1 and covered[0].key in LEVELS:
        if covered[0].key == "level1" and parents(box.text) and not is_level1(box.text):
            return covered[1]
        if (
            covered[0].key == "level2"
            and covered[1].key == "name"
            and not (parents(box.text) or is_family(box.text))
        ):
            return covered[1]
        return covered[0]
    return max(covered, key=lambda column: min(box.end, column.end) - max(box.column, column.start))


def _by_content(
    head: Head, boxes: Sequence[Box], row: int, table: BoxTable, account: ReadingAccount
) -> dict[HeadColumn, list[Box]] | None:
    """Texts of a row whose columns are only counted: where they stand if all fit there, else the one shift that fits."""
    cells = table.rows[row]
    widest = max(column.end for column in head.columns)
    fits = []
    for shift in sorted(range(-2, 3), key=abs):
        placed = _shifted(head, boxes, shift)
        if placed is not None and not list(_misfits(placed, shift, head)):
            fits.append((shift, placed))
    counted = len(cells) >= widest or not any(shift for shift, _ in fits)
    straight = next((placed for shift, placed in fits if shift == 0), None)
    if straight is not None and counted:
        return straight
    if len(fits) == 1 or (fits and straight is None and len({s for s, _ in fits}) == 1):
        shift, placed = fits[0]
        if shift:
            account.notice(
                boxes[0].place,
                f"这一行少了或多了空格，按内容右移{shift}栏归位。"
                if shift > 0
                else f"这一行多了空格，按内容左移{-shift}栏归位。",
            )
        return placed
    straight = straight or _shifted(head, boxes, 0)
    reasons = "；".join(_misfits(straight, 0, head)) if straight else ""
    account.problem(
        boxes[0].place,
        f"这一行与表头对不上（表头{len(head.columns)}栏，本行{len(cells)}格）{'：' + reasons if reasons else ''}，请核对是否缺格或错位。",
    )
    return straight


def _shifted(head: Head, boxes: Sequence[Box], shift: int) -> dict[HeadColumn, list[Box]] | None:
    placed: dict[HeadColumn, list[Box]] = {}
    for box in boxes:
        at = box.column + shift
        column = next((c for c in head.columns if c.start <= at < c.end), None)
        if column is None:
            return None
        placed.setdefault(column, []).append(box)
    return placed


def _misfits(placed: dict[HeadColumn, list[Box]], shift: int, head: Head) -> Iterator[str]:
    by_key = {}
    for column, boxes in placed.items():
        for box in boxes:
            if column.scope == "indicator" and (why := misfit(column.key, box.text)):
                yield why
        if column.scope == "indicator":
            by_key[column.key, column.side] = boxes[0].text
    for side in (None, 0, 1):
        if ("value", side) in by_key and ("name", side) not in by_key and head.has("name"):
            yield "有指标值而没有指标名称"
        if shift and ("name", side) in by_key and ("value", side) not in by_key:
            yield "移位后没有指标值"
