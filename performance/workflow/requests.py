"""What becomes of applications for an adjustment: each move is a conditional update of its row, in the caller's transaction."""

from __future__ import annotations

from collections.abc import Iterable

from django.db.models import F, QuerySet

from performance.exporting.gathering import exportable_by
from performance.models import AdjustmentRequest, PerformanceStatement, RequestState, WorkflowEvent
from performance.steps.locks import WAITING_REQUESTS
from performance.steps.refusals import Overtaken

R = RequestState
OPEN = (*WAITING_REQUESTS, R.ALLOWED)
# Which step is remembered as having led into the state.
_REMEMBERED = {R.AT_FINANCE: "forwarded", R.ALLOWED: "allowed"}


def open_requests(statement: PerformanceStatement) -> QuerySet[AdjustmentRequest]:
    """Those that wait for somebody, or are allowed and not ended."""
    found = AdjustmentRequest.objects.filter(statement=statement, state__in=OPEN)
    return found.select_related("filed", "unit").prefetch_related("parts").order_by("pk")


def at_finance(statement: PerformanceStatement) -> QuerySet[AdjustmentRequest]:
    return open_requests(statement).filter(state=R.AT_FINANCE)


def move(requests: Iterable[AdjustmentRequest], target: RequestState, event: WorkflowEvent) -> None:
    """Raise Overtaken where somebody was quicker."""
    for request in requests:
        seen = AdjustmentRequest.objects.filter(pk=request.pk, state=request.state, version=request.version)
        remembered = {_REMEMBERED.get(target, "ended"): event}
        if seen.update(state=target, version=F("version") + 1, **remembered) != 1:
            raise Overtaken("该调整申请已有他人办理，请刷新后再办理。")


def end(statement: PerformanceStatement, event: WorkflowEvent) -> None:
    """The text has been approved anew, or the adjustment is given up."""
    still_open = AdjustmentRequest.objects.filter(statement=statement, ended=None)
    still_open.update(state=R.ENDED, version=F("version") + 1, ended=event)


def suspend(statement: PerformanceStatement) -> None:
    """No limit holds while the approved text is brought back."""
    AdjustmentRequest.objects.filter(statement=statement, state=R.ALLOWED).update(state=R.ENDED)


def reopen(statement: PerformanceStatement, undone: WorkflowEvent | None) -> None:
    """The approval that ended them is taken back."""
    if undone is not None:
        ended = AdjustmentRequest.objects.filter(statement=statement, ended=undone)
        ended.filter(allowed=None).update(state=R.AT_DEPARTMENT, ended=None)
        ended.update(state=R.ALLOWED, ended=None)


def requests_seen_by(user, statement: PerformanceStatement) -> QuerySet[AdjustmentRequest]:
    """Whoever reads the whole text sees all of them, a unit its own."""
    found = AdjustmentRequest.objects.visible_to(user).filter(statement=statement)
    if not exportable_by(user).filter(pk=statement.pk).exists():
        found = found.exclude(unit=None)
    found = found.select_related("statement__department", "unit", "filed", "allowed", "ended")
    return found.prefetch_related("parts")
