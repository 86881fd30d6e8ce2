"""Scores of a text's projects beside the median of the like projects of its office: to help, never to block."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal

from departments.models import BudgetUnit
from performance.findings.statement_review import StatementReview
from performance.models import FindingCount, PerformanceStatement
from performance.review import Score, median_of, scores
from performance.statements.figures.findings import rules_in_force


@dataclass(frozen=True)
class OfficeMedian:
    """Of the projects of one kind in the office's texts of a year, as far as the reader sees them."""

    points: Decimal
    projects: int


@dataclass(frozen=True)
class OfficeScores:
    """``uncounted`` texts of the office have not been judged by the rules of today yet, and are not in the medians."""

    scores: tuple[Score, ...]
    medians: Mapping[str, OfficeMedian]
    texts: int
    uncounted: int

    @property
    def beside(self) -> Iterator[tuple[Score, OfficeMedian | None]]:
        return ((score, self.medians.get(score.kind)) for score in self.scores)


def office_scores(statement: PerformanceStatement, seen: StatementReview, user) -> OfficeScores:
    """Of what the reader sees of this text, beside what the reader sees of all others of the office and year."""
    texts = PerformanceStatement.objects.visible_to(user).filter(
        office_code=statement.office_code, fiscal_year=statement.fiscal_year
    )
    counted = FindingCount.objects.filter(statement__in=texts.order_by(), rules=rules_in_force())
    units = BudgetUnit.objects.visible_to(user).filter(department__in=texts.order_by().values("department"))
    visible = {str(pk) for pk in units.order_by().values_list("pk", flat=True)}
    points: dict[str, list[Decimal]] = defaultdict(list)
    stored = list(counted.values_list("scores", flat=True))
    for of_kinds in stored:
        for kind, of_units in of_kinds.items():
            for unit in visible.intersection(of_units):
                points[kind] += map(Decimal, of_units[unit])
    return OfficeScores(
        scores(seen.content, seen.findings, seen.rule_set),
        {kind: OfficeMedian(median_of(given), len(given)) for kind, given in points.items()},
        texts=len(stored),
        uncounted=texts.count() - len(stored),
    )
