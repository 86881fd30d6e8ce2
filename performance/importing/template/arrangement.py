"""Where the rows of a sheet stand by now: whoever filled it in may have put rows in, and written beside the table.

Every row of the drawn sheet carries its number in a hidden last column, so that it is known wherever it went to. A row
without a number was put in: it is one more row of the list that it stands in, or behind.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from performance.documents.blocks import SourcePlace
from performance.entry.field_specs import is_tree
from performance.importing.problems import Problem
from performance.importing.template.plan import HINT_ROW, Plan, Slot

Cells = Mapping[tuple[int, int], str]  # by row and column, from 1
OUTSIDE = "这一格不在填报区域内，不会导入。"
NEEDED = ("name", "value")  # of an indicator: a row without either is a note below the table
_KEY = re.compile(r"行(\d+)")


def row_key(row: int) -> str:
    return f"行{row}"


def key_column(plan: Plan) -> int:
    return len(plan.widths) + 1


@dataclass(frozen=True)
class Entry:
    """A cell to be filled in, as it stands in the file: in which row, and what is written there."""

    slot: Slot
    row: int
    text: str

    def problem(self, message: str, title: str) -> Problem:
        return Problem(
            message, SourcePlace(self.row, title, self.slot.column), self.slot.label, self.text.strip()
        )


@dataclass(frozen=True)
class GroupRow:
    """One row of a list, by fields. ``number`` counts the rows that were drawn; one that was put in has none."""

    number: int | None
    entries: Mapping[str, Entry]

    @property
    def texts(self) -> dict[str, str]:
        return {field: entry.text for field, entry in self.entries.items()}


@dataclass(frozen=True)
class Arrangement:
    plan: Plan
    cells: Cells

    @cached_property
    def rows(self) -> dict[int, int]:
        """The row of the file by the row of the plan; as drawn, where no row carries a number."""
        found: dict[int, int] = {}
        for (row, column), text in sorted(self.cells.items()):
            match = _KEY.fullmatch(text.strip()) if column == key_column(self.plan) else None
            if match:
                found.setdefault(
                    int(match[1]), row
                )  # a copied row has its number from the one it was copied from
        return found or {row: row for row in range(1, self.plan.rows + 1)}

    @cached_property
    def entries(self) -> dict[str, Entry]:
        """Of the cells that were drawn, by the names of their fields."""
        return {
            name: Entry(slot, self.rows[slot.row], self._text(self.rows[slot.row], slot))
            for name, slot in self.plan.answers.items()
            if slot.row in self.rows
        }

    def of_group(self, group: str) -> list[GroupRow]:
        """In the order of the file. A drawn row that somebody has taken out is as one that was left blank."""
        drawn: dict[int, dict[str, Slot]] = {}
        for slot in self.plan.answers.values():
            if slot.question and slot.question.group == group:
                drawn.setdefault(slot.number, {})[slot.question.field] = slot
        placed: list[tuple[int, int, GroupRow]] = []
        last = 0
        for number, slots in sorted(drawn.items()):
            entries = {
                field: self.entries.get(slot.name, Entry(slot, slot.row, "")) for field, slot in slots.items()
            }
            last = max((entry.row for entry in entries.values() if entry.slot.row in self.rows), default=last)
            placed.append((last, 0, GroupRow(number, entries)))
        placed += [
            (row, 1, GroupRow(None, entries)) for row, owner, entries in self._put_in if owner == group
        ]
        return [row for _, _, row in sorted(placed, key=lambda one: one[:2])]

    @property
    def is_untouched(self) -> bool:
        return not self._put_in and not any(entry.text.strip() for entry in self.entries.values())

    def shifted(self, title: str) -> list[Problem]:
        """A problem if the captions do not stand where the workbook was drawn: then no cell means what it did."""
        for slot in self.plan.captions:
            row = self.rows.get(slot.row, slot.row)
            found = self.cells.get((row, slot.column), "")
            if slot.fixed and _normalised_label(found) != _normalised_label(slot.text):
                message = (
                    f"这一格应为表头“{slot.text}”，实为“{found or '空'}”：工作表的列或表头被改动过，整张表未读入。"
                    "请重新下载填报模板，把内容复制过去。"
                )
                return [Problem(message, SourcePlace(row, title, slot.column), slot.text, found)]
        return []

    def outside(self, title: str) -> Iterator[Problem]:
        """What is written where nothing is asked for; every cell of it."""
        drawn = {(self.rows.get(slot.row, 0), slot.column) for slot in self.plan.answers.values()}
        drawn |= {
            (entry.row, entry.slot.column) for _, _, entries in self._put_in for entry in entries.values()
        }
        captions = {
            (self.rows.get(slot.row, 0), slot.column): _normalised_label(slot.text)
            for slot in self.plan.captions
        }
        for (row, column), text in sorted(self.cells.items()):
            own = row <= HINT_ROW and column == 1
            if own or column == key_column(self.plan) or (row, column) in drawn:
                continue
            if captions.get((row, column)) != _normalised_label(text):
                yield Problem(OUTSIDE, SourcePlace(row, title, column), value=text.strip()[:200])

    def _text(self, row: int, slot: Slot) -> str:
        return self.cells.get((row, slot.column), "")

    @cached_property
    def _put_in(self) -> list[tuple[int, str, dict[str, Entry]]]:
        """The rows without a number in which something is written, each with its list and its cells there."""
        known = set(self.rows.values())
        found = []
        for row in sorted({row for row, _ in self.cells if row not in known and row > HINT_ROW}):
            pattern = self._pattern_of(row)
            entries = {
                slot.question.field: Entry(slot, row, self._text(row, slot))
                for slot in pattern
                if slot.question
            }
            group = pattern[0].question.group if pattern and pattern[0].question else ""
            needed = (
                [entries[field] for field in NEEDED if field in entries]
                if is_tree(group)
                else entries.values()
            )
            if any(entry.text.strip() for entry in needed):
                found.append((row, group, entries))
        return found

    def _pattern_of(self, row: int) -> list[Slot]:
        """The cells of the list row above it, else of the one below: those of a list whose rows are single rows."""
        ordered = sorted(self.rows.items(), key=lambda pair: pair[1])
        above = [drawn for drawn, stands in ordered if stands < row]
        below = [drawn for drawn, stands in ordered if stands > row]
        for drawn in (*above[-1:], *below[:1]):
            if pattern := self._list_rows.get(drawn):
                return pattern
        return []

    @cached_property
    def _list_rows(self) -> dict[int, list[Slot]]:
        """The drawn rows that hold one whole row of one list and no other cell to be filled in."""
        by_row: dict[int, list[Slot]] = {}
        by_record: dict[tuple[str, int], set[int]] = {}
        for slot in self.plan.answers.values():
            by_row.setdefault(slot.row, []).append(slot)
            if slot.question and slot.question.group:
                by_record.setdefault((slot.question.group, slot.number), set()).add(slot.row)
        single = {rows.copy().pop() for rows in by_record.values() if len(rows) == 1}
        return {
            row: slots
            for row, slots in by_row.items()
            if row in single and len({slot.question.group if slot.question else "" for slot in slots}) == 1
        }


def _normalised_label(text: str) -> str:
    return "".join(text.split())
