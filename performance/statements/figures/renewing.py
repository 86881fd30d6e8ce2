"""Count a text anew, and write only what came out differently."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from types import ModuleType

from django.db import transaction
from django.db.models import Exists, Model, OuterRef, QuerySet
from django_tasks import task

from indicators.alignment import by, reconcile
from performance.content.model import StatementContent
from performance.models import (
    FindingCount,
    FindingFigures,
    IndicatorFigures,
    MoneyFigures,
    PerformanceStatement,
)
from performance.statements.figures import findings, indicators, money
from performance.statements.selectors import of, statement_contents
from projects.models import BudgetProject

REVIEWED_AT_ONCE = 100  # projects; the worker reviews a larger text after it has been saved
BATCH = 20  # texts that are held in memory together


def renew_figures(statement: PerformanceStatement, content: StatementContent, units: Sequence[int]) -> None:
    """Call it in the transaction that saved this content; ``units`` names the unit of each of its projects."""
    write_sums([statement])
    if len(content.projects) > REVIEWED_AT_ONCE:
        FindingCount.objects.update_or_create(statement=statement, defaults={"rules": ""})
        count_findings.enqueue(statement.pk)
    else:
        _write_findings([statement], findings.findings_of(statement.pk, content, units))


@task()
def count_findings(statement: int) -> None:
    count_anew(PerformanceStatement.objects.filter(pk=statement))


def not_counted(statements: QuerySet[PerformanceStatement]) -> QuerySet[PerformanceStatement]:
    """Those whose findings have not been counted by the rules in force."""
    counted = FindingCount.objects.filter(statement=OuterRef("pk"), rules=findings.rules_in_force())
    return statements.filter(~Exists(counted))


def count_anew(statements: QuerySet[PerformanceStatement]) -> int:
    """All figures of these, some of them at a time; nobody saves one of them meanwhile."""
    keys = list(statements.order_by("pk").values_list("pk", flat=True))
    for start in range(0, len(keys), BATCH):
        with transaction.atomic():
            some = PerformanceStatement.objects.select_for_update().filter(pk__in=keys[start : start + BATCH])
            _count(list(some.order_by("pk")))
    return len(keys)


def _count(statements: Sequence[PerformanceStatement]) -> None:
    write_sums(statements)
    contents = statement_contents(statements)
    units: dict[tuple[int, int], list[int]] = {}
    gathered = BudgetProject.objects.filter(
        unit__department__in={one.department_id for one in statements},
        fiscal_year__in={one.fiscal_year for one in statements},
    ).order_by("position", "pk")
    for department, year, unit in gathered.values_list("unit__department", "fiscal_year", "unit"):
        units.setdefault((department, year), []).append(unit)
    found = (
        figure
        for one in statements
        for figure in findings.findings_of(
            one.pk, contents[one.pk], units.get((one.department_id, one.fiscal_year), [])
        )
    )
    _write_findings(statements, found)


def write_sums(statements: Sequence[PerformanceStatement]) -> None:
    """Money and indicators; the findings are left as they were counted."""
    _reconcile(MoneyFigures, money, statements, money.money_of(statements))
    _reconcile(IndicatorFigures, indicators, statements, indicators.indicators_of(statements))


def _write_findings(statements: Sequence[PerformanceStatement], found: Iterable[FindingFigures]) -> None:
    _reconcile(FindingFigures, findings, statements, found)
    FindingCount.objects.bulk_create(
        [FindingCount(statement=one, rules=findings.rules_in_force()) for one in statements],
        update_conflicts=True,
        unique_fields=["statement"],
        update_fields=["rules"],
    )


def _reconcile(
    model: type[Model],
    counted: ModuleType,
    statements: Sequence[PerformanceStatement],
    wanted: Iterable[Model],
) -> None:
    codes = {statement.pk: statement.office_code for statement in statements}
    rows = list(wanted)
    for row in rows:
        row.office_code = codes[row.statement_id]
    stored = model.objects.filter(**of(statements))
    reconcile(stored, rows, says=counted.COUNTED, passes=[by(*counted.SAME)]).write()
