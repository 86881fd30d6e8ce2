"""Differences as a page shows them: counted, in the groups of the printed text, words marked only where words changed."""

from dataclasses import dataclass
from decimal import Decimal

from performance.content.json import plain_decimal
from performance.differences import FieldChange, Kind, Mark, RowDifference, StatementDifference


@dataclass(frozen=True)
class ShownChange:
    change: FieldChange

    @property
    def segments(self):
        """Old and new in one run; a number, or what is wholly new or gone, is shown side by side instead."""
        if self.change.change is not None or not (self.change.old and self.change.new):
            return ()
        return [(segment.text, TAGS[segment.mark]) for segment in self.change.segments]

    @property
    def growth(self):
        return signed(self.change.change)


TAGS = {Mark.EQUAL: "", Mark.DELETE: "del", Mark.INSERT: "ins"}


@dataclass(frozen=True)
class ShownRow:
    row: RowDifference
    fields: list[ShownChange]
    indicators: list["ShownRow"]


@dataclass(frozen=True)
class ShownDifference:
    counts: list[str]
    growth: str
    head: list[ShownChange]
    groups: list[tuple[str, list[ShownRow]]]


def shown(difference: StatementDifference) -> ShownDifference:
    groups = (
        (Kind.SECTION, difference.sections),
        (Kind.GOAL, difference.goals),
        (Kind.FUNDING, difference.funding),
        (Kind.PROJECT, difference.projects),
    )
    return ShownDifference(
        counts_of(difference),
        signed(difference.budget_change) if difference.budget_change else "",
        [ShownChange(change) for change in difference.head],
        [(kind.label, [_row(row) for row in rows]) for kind, rows in groups if rows],
    )


def counts_of(difference: StatementDifference) -> list[str]:
    """``预算项目修改 2``; what did not change is not counted."""
    found = difference.counts()
    counted = [
        f"{kind.label}{status.label} {count}" for (kind, status), count in sorted(found.items(), key=_order)
    ]
    return [f"文本信息修改 {len(difference.head)}", *counted] if difference.head else counted


def _order(item):
    (kind, status), _ = item
    return list(Kind).index(kind), status.value


def _row(row: RowDifference) -> ShownRow:
    return ShownRow(
        row, [ShownChange(change) for change in row.fields], [_row(one) for one in row.indicators]
    )


def signed(number: Decimal | None) -> str:
    """With its sign, and nothing for what is no number."""
    if number is None:
        return ""
    return f"+{plain_decimal(number)}" if number > 0 else plain_decimal(number).replace("-", "−")
