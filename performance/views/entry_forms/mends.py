"""Mechanical cures before they are done: what each field says and would say, one by one or a whole kind at once."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import JsonResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from departments.trail.writing import record_refusal
from performance.entry_forms.mending import mend, mendable
from performance.entry_forms.suggestions import suggestions
from performance.findings.judgement import judge
from performance.statement_pages.context import visible_statement
from performance.statements.editable_parts import editable_parts
from performance.steps.refusals import Refused
from performance.views.all_projects.chosen import say_done
from performance.views.entry_forms.access import opened, visible_project
from performance.views.entry_forms.page_state import comments_beside, page_state_of
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


@never_cache
@login_required
@require_POST
def mend_project(request, pk, project):
    statement = visible_statement(request.user, pk)
    row = visible_project(request, statement, project)
    return _mend_here(request, lambda: opened(visible_statement(request.user, pk), project=row))


@never_cache
@login_required
@require_POST
def mend_sheet(request, pk, key):
    return _mend_here(request, lambda: opened(visible_statement(request.user, pk), key=key))


def _mend_here(request, form_now):
    """From an open page of a form, which has saved what was written there and takes over what changes by the cure.

    The version of the text sees to it that nothing else has changed since the page was told of it.
    """
    form = form_now()
    before = form.answers
    try:
        number = mend(
            form.statement,
            _ways(request.POST.getlist("mend")),
            by=request.user,
            version=posted_version(request),
            request=request,
        )
    except Refused as refusal:
        _record_refusal(request, form.statement, refusal)
        return JsonResponse({"refused": str(refusal)}, status=409)
    form = form_now()
    response = page_state_of(form)
    if request.GET.get("commented"):
        response["comments"] = comments_beside(form, request.user)
    nothing = {"problems": {}, "refusals": [], "conversions": {}, "taken": ""}
    return JsonResponse(
        {
            **response,
            **nothing,
            "saved_at": f"{timezone.localtime():%H:%M}",
            "merged": _changed(before, form.answers),
            "mended": number,
        }
    )


def _changed(before, after):
    """What the page is to show anew."""
    texts = {name: text for name, text in after.texts.items() if before.texts.get(name) != text}
    groups = {group: rows for group, rows in after.records.items() if before.records.get(group) != rows}
    return {"texts": texts, "groups": groups}


def _mend(request, statement):
    try:
        chosen = _chosen(request, statement)
        number = mend(statement, chosen, by=request.user, version=posted_version(request), request=request)
    except Refused as refusal:
        for reason in refusal.reasons:
            messages.error(request, reason)
        _record_refusal(request, statement, refusal)
    else:
        say_done(request, statement, f"已改正 {number} 处；改前的内容留在“修改历史与回收站”里。")


def _chosen(request, statement):
    if code := request.POST.get("kind"):
        kinds = {kind.first.code: kind for kind in mendable(statement, request.user, judge(statement))}
        plain = kinds[code].plain if code in kinds else []
        return {each.finding.fingerprint: 0 for each in plain}
    return _ways([request.POST.get("mend", "")])


def _ways(named):
    """By the mark of a finding, which of its ways; what names nothing is left out."""
    parts = (one.partition(":") for one in named)
    return {mark: int(way) for mark, _, way in parts if mark and way.isdecimal() and len(way) < 4}


def _record_refusal(request, statement, refusal):
    record_refusal(by=request.user, subject=statement, details=f"直接改正：{refusal}", request=request)
