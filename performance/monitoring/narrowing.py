"""The reports of a period narrowed to those that a number counts: by words that stand in addresses."""

from __future__ import annotations

from collections.abc import Mapping

from django.db.models import Q
from django.urls import reverse
from django.utils.http import urlencode

from performance.alerts.settings import Light
from performance.http.whole_numbers import whole_number
from performance.models import AlertState, MonitoringAlert, MonitoringState, MonitoringTask
from performance.models.monitoring import OfReportQuerySet
from performance.models.monitoring_alerts import UNANSWERED
from performance.models.written import PaperQuerySet
from performance.steps.locks import REPORT_OPEN

LIGHTS = {"money_light": "资金灯", "goal_light": "目标灯", "forecast_light": "预计灯"}
OF = {"projects": "项目", "departments": "部门汇总"}
# What warnings can be narrowed to besides a state of theirs.
WAITING, IN_A_ROW = "waiting", "in_a_row"
ALERTS = {WAITING: "待答复（含逾期）", IN_A_ROW: "连续预警，须现场核查"}
# Ticked: only those of which this is so.
TICKED = {
    "marked": "财政重点关注",
    "paused": "已暂停",
    "alerts": "有待答复的预警",
    IN_A_ROW: ALERTS[IN_A_ROW],
    "amounts": "预算数和执行数都已填",
}
FILTERS = ("department", "class", "of", "state", *LIGHTS, *TICKED)
HANDED_IN = "handed_in"  # whatever state it has come to since
UNNAMED = "（未填写）"
KNOWN = Q(budget__isnull=False, spent__isnull=False)


def chosen_of(said: Mapping[str, str]) -> dict[str, str]:
    return {name: said.get(name, "") for name in FILTERS}


def task_address(task: MonitoringTask, said: Mapping[str, str]) -> str:
    """Its page, narrowed as it was."""
    query = urlencode({name: value for name, value in chosen_of(said).items() if value})
    return f"{reverse('monitoring_task', args=[task.pk])}{'?' if query else ''}{query}"


def reports_behind(task: MonitoringTask, **said: object) -> str:
    """The rows that a number counts."""
    address = task_address(task, {name: str(value) for name, value in said.items()})
    return f"{address}#reports-heading"


def alerts_behind(task: MonitoringTask, state: str) -> str:
    return f"{reverse('monitoring_alerts', args=[task.pk])}?{urlencode({'state': state})}"


def narrowed_alerts(alerts: OfReportQuerySet, task: MonitoringTask, state: str) -> OfReportQuerySet:
    if state in AlertState.values:
        return alerts.filter(state=state)
    if state == WAITING:
        return alerts.filter(state__in=UNANSWERED)
    return alerts.filter(_often(task)) if state == IN_A_ROW else alerts


def _often(task: MonitoringTask) -> Q:
    """Found so many periods one after another that somebody looks for themselves."""
    return ~Q(state=AlertState.LAPSED) & Q(in_a_row__gte=task.alert_settings.in_a_row)


def narrowed(reports: PaperQuerySet, task: MonitoringTask, chosen: Mapping[str, str]) -> PaperQuerySet:
    """What is no word of ours narrows nothing."""
    found = reports.filter(_ticked(task, chosen))
    if department := whole_number(chosen["department"], 0):
        found = found.filter(statement__department=department)
    if chosen["of"] in OF:
        found = found.filter(unit__isnull=chosen["of"] == "departments")
    if chosen["state"] in MonitoringState.values:
        found = found.filter(state=chosen["state"])
    elif chosen["state"] == HANDED_IN:
        found = found.exclude(state__in=REPORT_OPEN)
    if chosen["class"]:
        found = found.filter(project_class="" if chosen["class"] == UNNAMED else chosen["class"])
    for name in LIGHTS:
        if chosen[name] in set(Light):
            found = found.filter(**{name: chosen[name]})
    return found


def _ticked(task: MonitoringTask, chosen: Mapping[str, str]) -> Q:
    """By their keys where warnings are asked for: a report with several of them is one row."""
    alerts = MonitoringAlert.objects.filter(report__task=task)
    conditions = {
        "marked": Q(marked=True),
        "paused": Q(paused=True),
        "alerts": Q(pk__in=alerts.filter(state__in=UNANSWERED).values("report")),
        IN_A_ROW: Q(pk__in=alerts.filter(_often(task)).values("report")),
        "amounts": KNOWN,
    }
    condition = Q()
    for name, one in conditions.items():
        if chosen[name]:
            condition &= one
    return condition
