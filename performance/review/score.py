"""A score that helps and judges nobody: how much of a project's table is quantified, based, well placed and complete.

It never blocks. Its arithmetic is four shares and their mean, shown beside the median of the like projects.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from statistics import median

from indicators.kinds import ValueKind
from performance.content.model import StatementContent
from performance.review.case import Case
from performance.review.findings import Finding, OwnerKind, Topic
from performance.review.rule_sets import RuleSet, rule_set_for
from performance.review.tables import Table

_MEASURED = (ValueKind.NUMBER, ValueKind.PERCENT, ValueKind.RANGE, ValueKind.DEADLINE)
_FIELDS = ("budget", "purpose", "goals", "indicators")


@dataclass(frozen=True, slots=True)
class Share:
    """So many of so many; None of them is no share."""

    label: str
    part: int
    whole: int

    @property
    def percent(self) -> Decimal | None:
        return Decimal(100 * self.part) / self.whole if self.whole else None

    def __str__(self) -> str:
        return f"{self.label}{self.part}/{self.whole}"


@dataclass(frozen=True, slots=True)
class Score:
    """``points`` is the mean of the shares, from 0 to 100; ``median`` that of the text's projects of the same kind."""

    index: int
    name: str
    shares: tuple[Share, ...]
    points: Decimal
    kind: str
    median: Decimal

    @property
    def arithmetic(self) -> str:
        return f"（{'＋'.join(map(str, self.shares))}）÷{len(self.shares)}＝{self.points}分"


def scores(
    content: StatementContent, findings: Iterable[Finding], rule_set: RuleSet | None = None
) -> tuple[Score, ...]:
    """One for each project that has a table."""
    applied = rule_set or rule_set_for(content.province, content.edition)
    case = Case(
        content,
        applied.parameters,
        planned=applied.planned,
        standards=applied.standards,
        evaluated=applied.evaluated,
    )
    misplaced: dict[int, set[int]] = defaultdict(set)
    for finding in findings:
        place = finding.place
        if finding.topic is Topic.MISPLACED and place.owner is OwnerKind.PROJECT and place.row is not None:
            misplaced[place.index].add(place.row)
    shared = [(table, _shares(table, misplaced[table.index])) for table in case.projects if table.rows]
    points = {table.index: _points(shares) for table, shares in shared}
    alike: dict[str, list[Decimal]] = defaultdict(list)
    for table, _ in shared:
        alike[_class_of(table)].append(points[table.index])
    return tuple(
        Score(
            table.index,
            "".join(table.project.name.split()) if table.project else "",
            shares,
            points[table.index],
            _class_of(table),
            median_of(alike[_class_of(table)]),
        )
        for table, shares in shared
    )


def median_of(points: Iterable[Decimal]) -> Decimal:
    return _rounded(median(points))


def _shares(table: Table, misplaced: set[int]) -> tuple[Share, ...]:
    rows = table.rows
    based = sum(bool(row.indicator.basis.strip()) for row in rows)
    measured = sum(row.value.kind in _MEASURED for row in rows)
    filled = sum(bool(getattr(table.content, field, None)) for field in _FIELDS)
    shares = [
        Share("可量化", measured, len(rows)),
        Share("有依据", based, len(rows)),
        Share("放对类别", len(rows) - len(misplaced), len(rows)),
        Share("填写完整", filled, len(_FIELDS)),
    ]
    return tuple(share for share in shares if share.label != "有依据" or table.case.basis_printed)


def _points(shares: Iterable[Share]) -> Decimal:
    known = [share.percent for share in shares if share.percent is not None]
    return _rounded(sum(known, Decimal(0)) / len(known))


def _rounded(number: Decimal) -> Decimal:
    return number.quantize(Decimal("0.1"), ROUND_HALF_UP)


def _class_of(table: Table) -> str:
    """Money that keeps an office running is not held against programmes."""
    return "运转" if table.is_running_cost else "项目"


MOST_SCORES = 20


def lowest(given: Iterable[Score]) -> tuple[Score, ...]:
    """Those that most need help, in the order of the text where equal."""
    return tuple(sorted(given, key=lambda score: score.points)[:MOST_SCORES])


def score_to_plain(score: Score) -> dict[str, object]:
    """A score as JSON says it; ``project`` is the place in the list of projects."""
    return {
        "project": score.index,
        "name": score.name,
        "kind": score.kind,
        "shares": [{"label": each.label, "part": each.part, "whole": each.whole} for each in score.shares],
        "arithmetic": score.arithmetic,
        "points": str(score.points),
        "median": str(score.median),
    }
