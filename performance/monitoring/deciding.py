"""What the finance office does with several reports of a period at once: marks them, and takes one step with each."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence

from django.db import transaction
from django.db.models import QuerySet
from django.http import HttpRequest

from departments.models import FinanceOffice
from departments.permissions.reach import reaches_of
from departments.permissions.rights import roles_held
from departments.trail.entry import Action as Trailed
from departments.trail.writing import record, record_refusal
from performance.models import Action, MonitoringReport
from performance.monitoring.people import subject_of
from performance.monitoring.services import lock_reports, why_closed
from performance.monitoring.transitions import obstacles_to, perform
from performance.steps.monitoring_table import FINANCE, MONITORING_STEPS
from performance.steps.people import roles_of
from performance.steps.refusals import Refused
from performance.steps.vocabulary import Step
from performance.written.together import MOST, BulkTransition

MARKS = {"mark": "标为重点关注", "unmark": "取消重点关注"}
# Taken back is one report alone, for a reason of its own.
TOGETHER = tuple(step for step in MONITORING_STEPS if step.action not in (Action.RECALL, Action.REVOKE))
REPORTS: BulkTransition[MonitoringReport] = BulkTransition(subject_of, obstacles_to, perform)


def steps_together(user) -> dict[Action, tuple[Step, ...]]:
    """What the user, by his roles, may do with many at once; whether with a report there is told of each."""
    held = roles_held(user)
    found: dict[Action, tuple[Step, ...]] = {}
    for step in TOGETHER:
        if held.intersection(step.roles):
            found[step.action] = (*found.get(step.action, ()), step)
    return found


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


def chosen_reports(
    reports: QuerySet[MonitoringReport], keys: Collection[int] | None, steps: Iterable[Step] = ()
) -> list[MonitoringReport]:
    """Of these reports; without ``keys`` those from which one of the steps leads on."""
    sources = {source for step in steps for source in step.sources}
    chosen = reports.filter(state__in=sources) if keys is None else reports.filter(pk__in=keys)
    around = ("task__office", "statement__department__office", "unit", "latest")
    return list(
        chosen.select_related(*around).order_by("statement__department__code", "position", "pk")[:MOST]
    )
