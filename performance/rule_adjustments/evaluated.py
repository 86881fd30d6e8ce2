"""What became of the projects of a department in the years before, for the rules that hold a text against it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace

from performance.models import BudgetDecision, PerformanceStatement, ResultUse, ScoredLine, SelfEvaluation
from performance.review.evaluated import EvaluatedLine, EvaluatedProject
from performance.steps.locks import CARD_GRADED

YEARS = 4  # three running, the latest of which may be the one before the last
DepartmentYear = tuple[int, int]  # department and year


def evaluated_before(
    texts: Sequence[PerformanceStatement],
) -> dict[DepartmentYear, tuple[EvaluatedProject, ...]]:
    """By department and year of the text, from graded cards of projects; in three queries."""
    if not texts:
        return {}
    cards = SelfEvaluation.objects.filter(
        unit__isnull=False,
        state__in=CARD_GRADED,
        statement__department__in={each.department_id for each in texts},
        statement__fiscal_year__in={each.fiscal_year - n for each in texts for n in range(1, YEARS + 1)},
    )
    lines = _lines(cards)
    uses = {use.evaluation_id: use for use in ResultUse.objects.in_force().filter(evaluation__in=cards)}
    cards_before = cards.order_by("statement", "position", "pk").values_list(
        *("pk", "statement__department", "statement__fiscal_year"),
        *("unit__code", "unit__name", "code", "label"),
    )
    found: dict[DepartmentYear, list[EvaluatedProject]] = defaultdict(list)
    for pk, department, year, unit, unit_name, code, name in cards_before:
        project = EvaluatedProject(year, unit, unit_name, code, name, tuple(lines[pk]), card=pk)
        decided = _decided(project, uses.get(pk))
        for later in range(year + 1, year + YEARS + 1):
            found[department, later].append(decided)
    return {place: tuple(projects) for place, projects in found.items()}


def _lines(cards) -> dict[int, list[EvaluatedLine]]:
    found: dict[int, list[EvaluatedLine]] = defaultdict(list)
    rows = (
        ScoredLine.objects.filter(evaluation__in=cards).exclude(level1="").order_by("evaluation", "position")
    )
    columns = ("evaluation", "level1", "name", "target", "actual", "exceeded")
    for card, *values in rows.values_list(*columns):
        found[card].append(EvaluatedLine(*values))
    return found


def _decided(project: EvaluatedProject, use: ResultUse | None) -> EvaluatedProject:
    if use is None:
        return project
    suspended = use.decision == BudgetDecision.SUSPEND
    return replace(project, decision=str(use), amount_after=use.amount_after, suspended=suspended)
