"""Mechanical cures before they are done: what each field says and would say, one by one or a whole kind at once."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from departments.trail.writing import record_refusal
from performance.entry_forms.mending import mend, mendable
from performance.entry_forms.suggestions import suggestions
from performance.findings.judgement import judge
from performance.statement_pages.context import visible_statement
from performance.statements.editable_parts import editable_parts
from performance.steps.refusals import Refused
from performance.views.all_projects.chosen import say_done
from performance.views.entry_forms.posted import posted_version


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def entry_mends(request, pk):
    """``mend`` names a finding and one of its ways, ``kind`` all of a rule that leave nothing to choose."""
    statement = visible_statement(request.user, pk)
    if request.method == "POST":
        _mend(request, statement)
        return redirect("entry_mends", pk)
    judgement = judge(statement)
    context = {
        "statement": statement,
        "kinds": mendable(statement, request.user, judgement),
        "suggested": suggestions(statement, request.user, judgement),
        "edits": bool(editable_parts(statement, request.user)),
    }
    return render(request, "performance/entry_forms/mends.html", context)


def _mend(request, statement):
    try:
        chosen = _chosen(request, statement)
        number = mend(statement, chosen, by=request.user, version=posted_version(request), request=request)
    except Refused as refusal:
        for reason in refusal.reasons:
            messages.error(request, reason)
        record_refusal(by=request.user, subject=statement, details=f"直接改正：{refusal}", request=request)
    else:
        say_done(request, statement, f"已改正 {number} 处；改前的内容留在“修改历史与回收站”里。")


def _chosen(request, statement):
    if code := request.POST.get("kind"):
        kinds = {kind.first.code: kind for kind in mendable(statement, request.user, judge(statement))}
        plain = kinds[code].plain if code in kinds else []
        return {each.finding.fingerprint: 0 for each in plain}
    mark, _, way = request.POST.get("mend", "").partition(":")
    return {mark: int(way)} if mark and way.isdecimal() and len(way) < 4 else {}
