"""Answers to findings: why one may stand, and taking that back."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_POST

from performance.findings.verdicts import judge_answers
from performance.findings.waivers import answer_findings, withdraw_answer
from performance.models import PerformanceStatement, Verdict
from performance.steps.refusals import Refused
from performance.views.comments.views import back_from

CHECK = "check"  # what forms of the page before 报送 say of themselves, to be led back there


@login_required
@require_POST
def answer(request, pk):
    statement = _visible(request, pk)
    chosen = request.POST.getlist("finding")
    try:
        answer_findings(
            statement, chosen, by=request.user, reason=request.POST.get("reason", ""), request=request
        )
    except Refused as refusal:
        return _back(request, pk, refusal)
    messages.success(request, f"已保存对 {len(set(chosen))} 处问题的说明。")
    return _back(request, pk)


@login_required
@require_POST
def withdraw(request, pk):
    statement = _visible(request, pk)
    try:
        withdraw_answer(statement, request.POST.get("finding", ""), by=request.user, request=request)
    except Refused as refusal:
        return _back(request, pk, refusal)
    messages.success(request, "说明已撤销。")
    return _back(request, pk)


@login_required
@require_POST
def judge(request, pk):
    """Back to the page that the form stood on: the review desk, or that of the statement."""
    statement = _visible(request, pk)
    verdict, chosen = request.POST.get("verdict", ""), request.POST.getlist("finding")
    try:
        objection = request.POST.get("objection", "")
        judge_answers(statement, chosen, verdict, by=request.user, objection=objection, request=request)
    except Refused as refusal:
        for reason in refusal.reasons:
            messages.error(request, reason)
    else:
        messages.success(request, f"已记下：{Verdict(verdict).label} {len(set(chosen))} 处问题的说明。")
    return redirect(back_from(request, statement))


def _visible(request, pk):
    return get_object_or_404(PerformanceStatement.objects.visible_to(request.user), pk=pk)


def _back(request, pk, refusal=None):
    for reason in refusal.reasons if refusal else ():
        messages.error(request, reason)
    return redirect("entry_check" if request.POST.get("from") == CHECK else "statement", pk)
