"""Reports of a period decided about together, and those that the finance office marks."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from performance.models import MonitoringReport
from performance.monitoring.deciding import (
    MARKS,
    REPORTS,
    chosen_reports,
    mark_reports,
    steps_together,
)
from performance.monitoring.narrowing import FILTERS, chosen_of, narrowed, task_address
from performance.steps.refusals import Refused
from performance.views.monitoring.tasks import visible_task
from performance.views.written.together import Papers, RequestedStep, take_or_ask, versions_sent
from performance.written.together import label_of

PAPERS = Papers(REPORTS, "监控报告", "份", "部门汇总", "monitoring_report", "report")


@never_cache
@login_required
@require_POST
def monitoring_decide(request, pk):
    """Where none is chosen, a step is asked about all that are shown and can take it; a mark is of chosen ones."""
    task = visible_task(request.user, pk)
    versions, steps = versions_sent(request, PAPERS), steps_together(request.user)
    chosen = request.POST.get("action", "")
    step = next((action for action in steps if action.value == chosen), None)
    reports = MonitoringReport.objects.visible_to(request.user).filter(task=task)
    shown = narrowed(reports, task, chosen_of(request.POST)) if versions is None else reports
    rows = chosen_reports(shown, versions, steps.get(step, ()))
    back = task_address(task, request.POST)
    if rows and chosen in MARKS and versions:
        _mark(request, rows, marked=chosen == "mark")
        one = request.POST.get("back") == "report"
        return redirect("monitoring_report", rows[0].pk) if one else redirect(back)
    if not rows or step is None:
        messages.error(request, "没有可办的：请先勾选监控报告，再选择要办的事项。")
        return redirect(back)
    return take_or_ask(request, PAPERS, _asked(request, task, step, steps[step], back), rows, versions)


def _asked(request, task, action, steps, back):
    return RequestedStep(
        action,
        label_of(steps),
        any(step.needs_reason for step in steps),
        address=reverse("monitoring_decide", args=[task.pk]),
        back=back,
        trail=((reverse("monitoring"), "执行监控"), (back, str(task))),
        kept=tuple((name, request.POST[name]) for name in FILTERS if request.POST.get(name)),
    )


def _mark(request, rows, *, marked):
    try:
        number = mark_reports(rows, marked=marked, by=request.user, request=request)
    except Refused as refusal:
        for reason in refusal.reasons:
            messages.error(request, reason)
    else:
        words = "标为" if marked else "不再是"
        messages.success(request, f"{number}份监控报告{words}重点关注。")
