"""Reports of a period decided about together: first what will become of each, then, once confirmed, what has."""

import secrets

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from performance.http.whole_numbers import whole_number
from performance.models import Action
from performance.monitoring.deciding import (
    MARKS,
    MOST,
    TOGETHER,
    chosen_reports,
    decide_together,
    mark_reports,
    prospects_of,
)
from performance.monitoring.narrowing import FILTERS, task_address
from performance.steps.refusals import Refused
from performance.views.monitoring.tasks import visible_task
from performance.written.rows import LONGEST

LONGEST_KEY = 40
SHOWN = 20
STEPS = {action.value: step for action, step in TOGETHER.items()}


@never_cache
@login_required
@require_POST
def monitoring_decide(request, pk):
    task = visible_task(request.user, pk)
    versions = dict(_chosen(request.POST.getlist("report")))
    rows = chosen_reports(task, versions, request.user)
    asked = request.POST.get("action", "")
    back = redirect(task_address(task, request.POST))
    if not rows or asked not in {*MARKS, *STEPS}:
        messages.error(request, "请先勾选监控报告，再选择要办的事项。")
        return back
    if asked in MARKS:
        _mark(request, rows, marked=asked == "mark")
        one = request.POST.get("back") == "report"
        return redirect("monitoring_report", rows[0].pk) if one else back
    action = Action(asked)
    reason = request.POST.get("reason", "")[:LONGEST].strip()
    if request.POST.get("confirmed") != "1" or (STEPS[asked].needs_reason and not reason):
        return _confirmation(request, task, rows, action)
    pairs = [(row, versions[row.pk]) for row in rows]
    key = request.POST.get("key", "")[:LONGEST_KEY]
    decided = decide_together(pairs, action, by=request.user, reason=reason, key=key, request=request)
    if decided.done:
        messages.success(request, f"已对{len(decided.done)}份监控报告办理“{STEPS[asked].label}”。")
    for prospect in decided.refused[:SHOWN]:
        messages.error(request, f"{prospect.row.label}没有办理：{' '.join(prospect.obstacles)}")
    if (more := len(decided.refused) - SHOWN) > 0:
        messages.error(request, f"另有{more}份没有办理。")
    return back


def _mark(request, rows, *, marked):
    try:
        number = mark_reports(rows, marked=marked, by=request.user, request=request)
    except Refused as refusal:
        for reason in refusal.reasons:
            messages.error(request, reason)
    else:
        words = "标为" if marked else "不再是"
        messages.success(request, f"{number}份监控报告{words}重点关注。")


def _confirmation(request, task, rows, action):
    step, tried = TOGETHER[action], request.POST.get("confirmed") == "1"
    prospects = prospects_of(rows, action, request.user)
    able = [prospect.row for prospect in prospects if not prospect.obstacles]
    context = {
        "task": task,
        "action": action.value,
        "label": step.label,
        "able": able,
        "unable": [prospect for prospect in prospects if prospect.obstacles],
        "needs_reason": step.needs_reason,
        "missing": tried and step.needs_reason,
        "reason": request.POST.get("reason", "")[:LONGEST],
        "longest": LONGEST,
        "key": secrets.token_urlsafe(12),
        "kept": [(name, request.POST[name]) for name in FILTERS if request.POST.get(name)],
        "back": task_address(task, request.POST),
    }
    status = 409 if tried else 200
    return render(request, "performance/monitoring/decide.html", context, status=status)


def _chosen(words):
    """Keys with the versions that were on the page; what is neither was not sent by it."""
    for word in words[:MOST]:
        key, _, version = word.partition(":")
        chosen, seen = whole_number(key, None), whole_number(version, None)
        if chosen is not None and seen is not None:
            yield chosen, seen
