from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from indicators.kinds import LabelledEnum
from performance.differences.marking import Segment, marked


class Status(LabelledEnum):
    """``MOVED`` says that nothing but the place is another."""

    ADDED = "added", "新增"
    REMOVED = "removed", "删除"
    CHANGED = "changed", "修改"
    MOVED = "moved", "移动"


class Kind(LabelledEnum):
    """What a row of a statement is, in the order of a printed text."""

    SECTION = "section", "文字部分"
    GOAL = "goal", "部门目标"
    FUNDING = "funding", "资金构成"
    PROJECT = "project", "预算项目"
    INDICATOR = "indicator", "三级指标"


@dataclass(frozen=True, slots=True)
class FieldChange:
    """``old`` and ``new`` as a reader reads them; ``change`` is what a number grew by, in its own unit."""

    field: str
    label: str
    old: str
    new: str
    change: Decimal | None = None

    @property
    def segments(self) -> tuple[Segment, ...]:
        return marked(self.old, self.new)


@dataclass(frozen=True, slots=True)
class RowDifference:
    """A row that is new, gone, said otherwise or elsewhere. Indexes count in the tuple of its owner, from 0.

    ``fields`` of a new or removed row are those that say something. ``moved`` may go with ``CHANGED``.
    """

    kind: Kind
    status: Status
    title: str
    code: str = ""
    old_index: int | None = None
    new_index: int | None = None
    moved: bool = False
    fields: tuple[FieldChange, ...] = ()
    indicators: tuple[RowDifference, ...] = ()


@dataclass(frozen=True, slots=True)
class StatementDifference:
    """Only what differs; ``head`` are the fields of the text as a whole and of its cover."""

    head: tuple[FieldChange, ...] = ()
    sections: tuple[RowDifference, ...] = ()
    goals: tuple[RowDifference, ...] = ()
    funding: tuple[RowDifference, ...] = ()
    projects: tuple[RowDifference, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.head or any(True for _ in self.rows()))

    def rows(self) -> Iterator[RowDifference]:
        """Every row that differs, each followed by its indicators."""
        for row in (*self.sections, *self.goals, *self.funding, *self.projects):
            yield row
            yield from row.indicators

    def counts(self) -> Counter[tuple[Kind, Status]]:
        return Counter((row.kind, row.status) for row in self.rows())

    @property
    def budget_change(self) -> Decimal:
        """By how much the projects' money grew altogether, in 万元; an amount that is not named counts nothing."""
        return sum((_grown(row) for row in self.projects), Decimal(0))


def _grown(row: RowDifference) -> Decimal:
    """Forms without 预算数 print the year's budget instead."""
    changes = {field.field: field for field in row.fields}
    money = changes.get("budget") or changes.get("annual_budget")
    return Decimal(money.new or 0) - Decimal(money.old or 0) if money else Decimal(0)
