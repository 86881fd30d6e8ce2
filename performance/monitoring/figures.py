"""What a period comes to: by department, by class of project, by period of the year, and one project's plan against what was spent."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from fractions import Fraction
from typing import Any

from django.db.models import Avg, Count, DurationField, ExpressionWrapper, F, Q, QuerySet
from django.db.models.functions import TruncDate
from django.urls import reverse

from performance.alerts.expected import expected_spending, share_of
from performance.alerts.settings import Light
from performance.models import (
    AlertState,
    MonitoringAlert,
    MonitoringReport,
    MonitoringState,
    MonitoringTask,
)
from performance.models.monitoring_alerts import UNANSWERED
from performance.monitoring.narrowing import (
    HANDED_IN,
    KNOWN,
    UNNAMED,
    WAITING,
    alerts_behind,
    reports_behind,
)
from performance.monitoring.report import Report
from performance.overview.figure import Figure, FigureColumn, Kind, Linked, Picture, Series
from performance.scoring.arithmetic import rounded
from performance.steps.locks import REPORT_OPEN
from projects.amounts import AmountSum

SHOWN = 30
RED = Light.RED.value
COLUMNS = (
    FigureColumn("项目报告", Kind.COUNT, 10, summed=True),
    FigureColumn("已报送", Kind.COUNT, 10, summed=True),
    FigureColumn("已办结", Kind.COUNT, 10, summed=True),
    FigureColumn("预算数（万元）", Kind.MONEY, 16, summed=True),
    FigureColumn("执行数（万元）", Kind.MONEY, 16, summed=True),
    FigureColumn("执行率", Kind.SHARE, 10),
    FigureColumn("资金红灯", Kind.COUNT, 10, summed=True),
    FigureColumn("目标红灯", Kind.COUNT, 10, summed=True),
)
NOTE = "金额只合计预算数和执行数都已填的项目。"


def by_department(task: MonitoringTask, user, *, every: bool = False) -> Figure:
    """The first ones only, those with the most red lights, unless every one is asked for."""
    place = "statement__department"
    sums = _summed(_projects(task, user), place, f"{place}__name", f"{place}__code")
    ordered = sums.order_by("-reds", f"{place}__code")
    shown = list(ordered if every else ordered[: SHOWN + 1])
    rows = [
        (
            Linked(row[f"{place}__name"], _behind(task, department=row[place])),
            *_cells(row, task, department=row[place]),
        )
        for row in (shown if every else shown[:SHOWN])
    ]
    more = "" if every or len(shown) <= SHOWN else f"{_address(task)}?departments=all"
    columns = (FigureColumn("部门", width=30), *COLUMNS)
    return Figure("monitoring-departments", "按部门", columns, rows, note=NOTE, more=more)


def by_class(task: MonitoringTask, user) -> Figure:
    rows = [
        (
            Linked(name, _behind(task, **{"class": name})),
            *_cells(row, task, **{"class": name}),
        )
        for row in _summed(_projects(task, user), "project_class").order_by("project_class")
        for name in (row["project_class"] or UNNAMED,)
    ]
    columns = (FigureColumn("项目类别", width=24), *COLUMNS)
    return Figure("monitoring-classes", "按项目类别", columns, rows, note=NOTE, picture=_rates(rows))


def by_period(task: MonitoringTask, user) -> Figure:
    """All periods of the office's year, with what became of their warnings."""
    tasks = MonitoringTask.objects.filter(office=task.office_id, fiscal_year=task.fiscal_year)
    of_task = {one.pk: one for one in tasks.order_by("cutoff", "pk")}
    reports = MonitoringReport.objects.visible_to(user).filter(task__in=of_task, unit__isnull=False)
    sums = {row["task"]: row for row in _summed(reports, "task").order_by()}
    warned = _warned(of_task, user)
    rows = [
        (
            Linked(str(one), _address(one)),
            *_cells(sums[pk], one),
            _alerts(waiting, one, WAITING),
            _alerts(answered, one, AlertState.ANSWERED.value),
            days,
        )
        for pk, one in of_task.items()
        if pk in sums
        for waiting, answered, days in (warned.get(pk, (0, 0, None)),)
    ]
    columns = (
        FigureColumn("期间", width=24),
        *COLUMNS,
        FigureColumn("待答复的预警", Kind.COUNT, 12),
        FigureColumn("已答复的预警", Kind.COUNT, 12),
        FigureColumn("平均几天答复", Kind.RATIO, 12),
    )
    return Figure("monitoring-periods", "按期间", columns, rows, note=NOTE, picture=_rates(rows))


def plan_against_actual(report: Report) -> Figure:
    """One project over the periods of the year: what was to be spent by then, and what was."""
    earlier_tasks = _earlier_tasks(report)
    rows: list[tuple[object, ...]] = []
    for task, row in earlier_tasks:
        expected = expected_spending(replace(report.period, cutoff=task.cutoff), report.settings)
        rows.append(
            (
                Linked(str(task), reverse("monitoring_report", args=[row.pk])),
                row.budget,
                row.spent,
                _percent(expected.share),
                _percent(share_of(row.spent, row.budget)),
                expected.words,
            )
        )
    columns = (
        FigureColumn("期间", width=24),
        FigureColumn("预算数（万元）", Kind.MONEY),
        FigureColumn("执行数（万元）", Kind.MONEY),
        FigureColumn("应支出", Kind.SHARE),
        FigureColumn("已支出", Kind.SHARE),
        FigureColumn("应支出的依据", width=30),
    )
    return Figure("monitoring-plan", "各期的支出：计划与实际", columns, rows)


def _projects(task: MonitoringTask, user) -> QuerySet[MonitoringReport]:
    return MonitoringReport.objects.visible_to(user).filter(task=task, unit__isnull=False)


def _summed(reports: QuerySet[MonitoringReport], *keys: str):
    return reports.values(*keys).annotate(
        reports=Count("pk"),
        handed_in=Count("pk", filter=~Q(state__in=REPORT_OPEN)),
        closed=Count("pk", filter=Q(state=MonitoringState.CLOSED)),
        sum_budget=AmountSum("budget", filter=KNOWN),
        sum_spent=AmountSum("spent", filter=KNOWN),
        red_money=Count("pk", filter=Q(money_light=RED)),
        red_goal=Count("pk", filter=Q(goal_light=RED)),
        reds=Count("pk", filter=Q(money_light=RED) | Q(goal_light=RED)),
    )


def _cells(row: Mapping[str, Any], task: MonitoringTask, **narrowed: object) -> tuple[object, ...]:
    """In the order of COLUMNS; each leads to the rows that it counts."""

    def behind(value: object, **more: object) -> object:
        return Linked(value, _behind(task, **narrowed, **more)) if value else value

    budget, spent = row["sum_budget"], row["sum_spent"]
    return (
        behind(row["reports"]),
        behind(row["handed_in"], state=HANDED_IN),
        behind(row["closed"], state=MonitoringState.CLOSED.value),
        behind(budget, amounts=1),
        behind(spent, amounts=1),
        _percent(share_of(spent, budget)),
        behind(row["red_money"], money_light=RED),
        behind(row["red_goal"], goal_light=RED),
    )


def _percent(share: Fraction | None) -> Decimal | None:
    return None if share is None else rounded(share * 100, 2)


def _rates(rows: list[Any]) -> Picture | None:
    """The spent share of each, with what stands there as its name."""
    if not rows:
        return None
    names = [str(row[0].value) for row in rows]
    return Picture(names, [Series("执行率", [row[6] for row in rows])], "%")


def _warned(tasks: Mapping[int, MonitoringTask], user) -> dict[int, tuple[int, int, Decimal | None]]:
    """Of each period how many warnings wait, how many are answered, and after how many days."""
    alerts = MonitoringAlert.objects.visible_to(user).filter(report__task__in=tasks)
    counted = (
        alerts.order_by()
        .values("report__task")
        .annotate(
            waiting=Count("pk", filter=Q(state__in=UNANSWERED)),
            answered=Count("pk", filter=Q(state=AlertState.ANSWERED)),
            days=Avg(ExpressionWrapper(TruncDate("answered_at") - F("raised"), output_field=DurationField())),
        )
    )
    return {row["report__task"]: (row["waiting"], row["answered"], _days(row["days"])) for row in counted}


def _days(taken: timedelta | None) -> Decimal | None:
    return None if taken is None else rounded(Fraction(int(taken.total_seconds()), 86_400), 1)


def _earlier_tasks(report: Report) -> list[tuple[MonitoringTask, MonitoringReport]]:
    row = report.row
    same = MonitoringReport.objects.filter(
        statement=row.statement_id,
        unit=row.unit_id,
        code=row.code,
        label=row.label,
        task__cutoff__lte=row.task.cutoff,
    )
    return [(one.task, one) for one in same.select_related("task").order_by("task__cutoff", "task_id")]


def _address(task: MonitoringTask) -> str:
    return reverse("monitoring_task", args=[task.pk])


def _behind(task: MonitoringTask, **narrowed: object) -> str:
    """Of projects only: what the departments say of themselves is in no sum."""
    return reports_behind(task, of="projects", **narrowed)


def _alerts(number: int, task: MonitoringTask, state: str) -> object:
    return Linked(number, alerts_behind(task, state)) if number else 0
