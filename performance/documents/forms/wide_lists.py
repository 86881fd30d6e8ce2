"""The rows of a list with families as columns → one record for each indicator, as any other list has them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from indicators.text import normalise_label
from performance.documents.blocks import Noise
from performance.documents.forms.account import ReadingAccount
from performance.documents.forms.amounts import is_blank
from performance.documents.forms.boxes import Box, BoxTable, claim
from performance.documents.forms.cell_items import items_of, paired
from performance.documents.forms.flat import SUMS
from performance.documents.forms.head_column import HeadColumn
from performance.documents.forms.heads import Head
from performance.documents.forms.list_furniture import is_numbering
from performance.documents.forms.name_and_value import Item
from performance.documents.forms.records import Record
from performance.documents.forms.surrounding_text import is_title
from performance.documents.forms.trees import printed_family
from performance.documents.forms.wide_heads import WHOLE, FamilyColumn, WideHead
from performance.documents.forms.words import parents

_NOTE = re.compile("注|备注|说明|填表|填报|制表|审核|联系")
_LONGEST_CELL = 60  # characters of the only text of a row that is not a note
_KEYS = (("level1", "一级指标"), ("level2", "二级指标"), ("name", "三级指标"), ("value", "指标值"))


def read_wide_list(
    table: BoxTable, wide: WideHead, account: ReadingAccount
) -> tuple[Head, list[Record], int]:
    """The head as other lists have it, the records and the row behind them."""
    claim(wide.boxes)
    reader = _WideReader(table, wide, account)
    return reader.read()


class _WideReader:
    def __init__(self, table: BoxTable, wide: WideHead, account: ReadingAccount) -> None:
        self.table, self.wide, self.account = table, wide, account
        self.columns = {key: HeadColumn(key, "indicator", text, -1, -1) for key, text in self._keys()}
        self.records: list[Record] = []
        self.parted: list[Box] = []
        self._blank: dict[int, list[str]] = {}  # by row: the families that say nothing there
        self._above: list[str] = []  # what the row above says, its number left out

    def _keys(self) -> Iterator[tuple[str, str]]:
        yield from _KEYS
        keys = dict.fromkeys(key for family in self.wide.families for key in sorted(family.keys))
        yield from ((key, key) for key in keys if key not in ("name", "value", "description", WHOLE))

    def read(self) -> tuple[Head, list[Record], int]:
        row = self.wide.end
        while row < self.table.height:
            boxes = self.table.written(row)
            if boxes and self._ends(boxes):
                break
            if boxes and (self._is_head_again(boxes) or is_numbering(boxes)):
                claim(boxes)
                self.account.noise += [Noise("重复的表头", box.text, box.place) for box in boxes]
            elif boxes:
                self._read_row(row, boxes)
            row += 1
        columns = (*self.wide.columns, *self.columns.values())
        self._say_parted()
        self._say_blank()
        return Head(columns, self.wide.row, self.wide.height, self.wide.boxes), self.records, row

    def _ends(self, boxes: Sequence[Box]) -> bool:
        """A note, a title or another head below the list."""
        if len(boxes) > 1:
            return False
        box = boxes[0]
        text = normalise_label(box.text)
        is_note = box.column_span > 1 or len(text) > _LONGEST_CELL or _NOTE.match(text) is not None
        return not text.endswith(SUMS) and (is_title(text) or is_note)

    def _is_head_again(self, boxes: Sequence[Box]) -> bool:
        printed = {normalise_label(box.text) for box in self.wide.boxes}
        return len(boxes) > 1 and all(normalise_label(box.text) in printed for box in boxes)

    def _read_row(self, row: int, boxes: Sequence[Box]) -> None:
        own = {column: self._box(row, column.start, column.end) for column in self.wide.columns}
        self._say_repeated(boxes)
        begun = len(self.records)
        for family in self.wide.families:
            for box, item in self._items(row, family):
                self._add(row, box, own, family, item)
            if not any(self._box(row, start, end) for _, start, end in family.parts):
                self._blank.setdefault(row, []).append(family.level2 or family.level1)
        if begun == len(self.records):
            self._add(row, boxes[0], own, FamilyColumn("", "", ()), Item(""))
        spans = [(column.start, column.end) for column in self.wide.columns]
        spans += [(start, end) for family in self.wide.families for _, start, end in family.parts]
        claim(box for box in boxes if any(start <= box.column < end for start, end in spans))

    def _say_repeated(self, boxes: Sequence[Box]) -> None:
        texts = [text for box in boxes if not (text := normalise_label(box.text)).isdigit()]
        if texts and texts == self._above:
            self.account.notice(boxes[0].place, "与上一行的文字完全相同，请核对是否重复。", "绩效指标")
        self._above = texts

    def _box(self, row: int, start: int, end: int) -> Box | None:
        """The box with text under a head: the one of this row, or a merged one that began further up."""
        found = (self.table.at.get((row, column)) for column in range(start, end))
        return next((box for box in found if box is not None and box.text and box.row >= self.wide.end), None)

    def _items(self, row: int, family: FamilyColumn) -> Iterator[tuple[Box, Item]]:
        found = {key: self._box(row, start, end) for key, start, end in family.parts}
        boxes = {
            key: box
            for key, box in found.items()
            if box is not None and box.row == row and not is_blank(box.text)
        }
        if not boxes:
            return
        key = next((key for key in (WHOLE, "name", "description") if key in boxes), next(iter(boxes)))
        box = boxes.pop(key)
        self.parted += [box] if not family.keys - {key} else []
        items = (
            paired(box.text, {key: one.text for key, one in boxes.items()}) if boxes else items_of(box.text)
        )
        for item in items:
            if item.doubt:
                self.account.problem(box.place, f"{item.doubt}。", family.level2 or family.level1, box.text)
            yield box, item

    def _add(
        self, row: int, box: Box, own: dict[HeadColumn, Box | None], family: FamilyColumn, item: Item
    ) -> None:
        record = Record(row, box.place)
        for column, above in own.items():
            record.texts[column] = above.text if above is not None else ""
            if above is not None:
                record.boxes[column] = above
        values = {"level1": item.level1 or family.level1, "level2": item.level2 or family.level2}
        if not values["level1"] and (above_it := parents(values["level2"])):
            values["level1"] = printed_family(above_it, "", values["level2"])
        values |= {"name": item.name, "value": item.value, **dict(item.rest)}
        for key, column in self.columns.items():
            record.texts[column] = text = values.get(key, "")
            if text and key in values:
                record.boxes[column] = replace(box, text=text, row=row, claimed=True)
        self.records.append(record)

    def _say_blank(self) -> None:
        """Cells that are blank, not struck out, in a row whose project the list goes on about in no other row."""
        going_on = {record.row for record in self.records if not self._begins(record)}
        for row, families in self._blank.items():
            if row not in going_on and row + 1 not in going_on:
                place = next(box.place for box in self.table.rows[row] if box.text)
                self.account.notice(
                    place, f"这一行的{'、'.join(families)}空着，请核对是否缺格或错栏。", "绩效指标"
                )

    def _begins(self, record: Record) -> bool:
        """Whether a project is named in the very row of a record."""
        own = [record.boxes[column] for column in self.wide.columns if column in record.boxes]
        return not self.wide.has_project or any(box.row == record.row for box in own)

    def _say_parted(self) -> None:
        """That cells were parted is said once: a person sees sooner than a program where one indicator is two."""
        several = sum(bool(record.texts[self.columns["name"]]) for record in self.records)
        if self.parted and several:
            self.account.notice(
                self.parted[0].place,
                f"这张表把几条指标写在一格里，已按序号、分号、换行分开并分出指标值，共{several}条，请核对。",
                "绩效指标",
            )
