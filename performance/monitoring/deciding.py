"""What the finance office does with several reports of a period at once: marks them, and takes one step with each."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db import transaction
from django.http import HttpRequest

from departments.models import FinanceOffice
from departments.permissions.reach import reaches_of
from departments.trail.entry import Action as Trailed
from departments.trail.writing import record, record_refusal
from performance.models import Action, MonitoringReport, MonitoringState, MonitoringTask
from performance.monitoring.people import subject_of
from performance.monitoring.services import lock_reports, why_closed
from performance.monitoring.walking import obstacles_to, perform
from performance.steps.monitoring_table import FINANCE, MONITORING_STEPS
from performance.steps.people import roles_of
from performance.steps.refusals import Refused
from performance.steps.table import step_from
from performance.steps.vocabulary import Subject

MOST = 200  # reports decided about at once
MARKS = {"mark": "标为重点关注", "unmark": "取消重点关注"}
# What the finance office does with a report that has come to it; the same steps with that of a department.
TOGETHER = {
    step.action: step
    for step in MONITORING_STEPS
    if step.subject is Subject.MONITORING
    and step.roles == FINANCE
    and MonitoringState.FINANCE in step.sources
}


@dataclass(frozen=True)
class Prospect:
    """One of the chosen reports, and why the step cannot be taken with it."""

    row: MonitoringReport
    obstacles: tuple[str, ...] = ()


@dataclass(frozen=True)
class Decided:
    """What became of the chosen ones: each is a matter of its own, one that is refused keeps none of the others back."""

    done: tuple[MonitoringReport, ...]
    refused: tuple[Prospect, ...]


def may_decide(row: MonitoringReport, user) -> bool:
    """Whoever reviews the text of this department at the finance office."""
    return not roles_of(user, row.statement, row.unit).isdisjoint(FINANCE)


def decides_at(user, office: FinanceOffice) -> bool:
    """Whether the person decides about any report there at all."""
    return any(reach.office == office.pk and reach.role in FINANCE for reach in reaches_of(user))


def why_not_marked(row: MonitoringReport, user) -> str:
    if closed := why_closed(row.task):
        return closed
    return "" if may_decide(row, user) else "重点关注由财政局的审核人标记。"


def mark_reports(
    rows: Iterable[MonitoringReport], *, marked: bool, by, request: HttpRequest | None = None
) -> int:
    """All of them or none; how many were not so yet. Raises Refused, which goes into the trail as well."""
    chosen = list(rows)
    try:
        return _marked([row.pk for row in chosen], by, request, marked=marked)
    except Refused as refusal:
        record_refusal(by=by, subject=chosen[0].task, details=f"重点关注：{refusal}", request=request)
        raise


@transaction.atomic
def _marked(keys: Sequence[int], by, request: HttpRequest | None, *, marked: bool) -> int:
    locked = MonitoringReport.objects.filter(pk__in=lock_reports(keys)).order_by("pk")
    rows = list(locked.select_related("task", "statement__department__office", "unit"))
    faults = dict.fromkeys(why for row in rows if (why := why_not_marked(row, by)))
    if faults:
        raise Refused(*faults)
    changed = [row for row in rows if row.marked != marked]
    MonitoringReport.objects.filter(pk__in=[row.pk for row in changed]).update(marked=marked)
    words = "标为财政重点关注" if marked else "取消财政重点关注"
    for row in changed:
        record(Trailed.EDIT, by=by, subject=row, details=words, request=request)
    return len(changed)


def prospects_of(rows: Iterable[MonitoringReport], action: Action, user) -> tuple[Prospect, ...]:
    """With each why it could not be done now, as the page of the report would say."""
    return tuple(Prospect(row, tuple(_obstacles(row, action, user))) for row in rows)


def _obstacles(row: MonitoringReport, action: Action, user) -> tuple[str, ...]:
    step = step_from(subject_of(row), row.state, action)
    if step is None:
        return (f"目前为“{row.get_state_display()}”，不能{action.label}。",)
    if roles_of(user, row.statement, row.unit).isdisjoint(step.roles):
        return (f"“{step.label}”须由{'、'.join(role.label for role in step.roles)}办理。",)
    return obstacles_to(row, step, user)


def decide_together(
    rows: Iterable[tuple[MonitoringReport, int]],
    action: Action,
    *,
    by,
    reason: str = "",
    key: str = "",
    request: HttpRequest | None = None,
) -> Decided:
    """One step with each, from the version that the person saw of it; ``key`` names the click."""
    done: list[MonitoringReport] = []
    refused: list[Prospect] = []
    for row, version in rows:
        try:
            perform(
                row,
                action,
                by=by,
                expected_version=version,
                reason=reason,
                key=f"{key}-{row.pk}" if key else "",
                request=request,
            )
        except Refused as refusal:
            refused.append(Prospect(row, tuple(refusal.reasons)))
        else:
            done.append(row)
    return Decided(tuple(done), tuple(refused))


def chosen_reports(task: MonitoringTask, keys: Iterable[int], user) -> list[MonitoringReport]:
    """Those of the period that the user sees."""
    visible = MonitoringReport.objects.visible_to(user).filter(task=task, pk__in=list(keys)[:MOST])
    around = ("task__office", "statement__department__office", "unit", "latest")
    return list(visible.select_related(*around).order_by("statement__department__code", "position", "pk"))
