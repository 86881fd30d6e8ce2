"""The criteria sheets of a statement: those that were sent, and the one that is being written."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.text import get_valid_filename
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from departments.trail.entry import Action
from departments.trail.writing import record, record_refusal
from performance.assessment.criteria import CRITERIA, FULL_POINTS
from performance.assessment.printed_sheet import SHEET_WRITERS, printed_sheet
from performance.assessment.services import (
    FINANCE_REVIEWERS,
    SHEET_READERS,
    carried_over,
    draft_among,
    sheets_of,
    total_of,
    write_sheet,
)
from performance.documents.formats.unprintable import Unprintable
from performance.http.responses import attachment
from performance.models import ReviewSheet, Stage
from performance.statement_pages.context import visible_statement
from performance.steps.refusals import Refused
from performance.steps.table import steps_open_to
from performance.steps.vocabulary import Effect, Subject
from performance.views.assessment.forms import SheetForm
from performance.views.comments.views import back_from
from performance.workflow.offers import roles_here


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def review_sheets(request, pk):
    """A sheet is the finance side's own until it is sent; then the department reads it as well."""
    statement = visible_statement(request.user, pk)
    if not roles_here(request.user, statement).everywhere & SHEET_READERS:
        raise Http404
    context = sheets_context(request.user, statement, sheets_of(statement), request.POST or None)
    form = context["form"]
    if request.method == "POST" and form and form.is_valid() and _written(request, statement, form):
        return redirect(back_from(request, statement))
    context |= {"statement": statement, "back": back_from(request, statement)}
    return render(request, "performance/assessment/sheets.html", context)


def sheets_context(user, statement, sheets, sent=None):
    """The sheet that this reader writes now, and those that were sent."""
    roles = roles_here(user, statement).everywhere
    steps = steps_open_to(roles, Subject.STATEMENT, statement.state)
    writes = statement.state in Stage.values and any(Effect.SEND_SHEET in step.effects for step in steps)
    draft = draft_among(sheets, statement)
    carried = carried_over(statement, sheets) if writes and draft is None else None
    return {
        "form": SheetForm(sent, sheet=draft or carried, carried=draft is None) if writes else None,
        "draft": draft if roles & FINANCE_REVIEWERS else None,
        "carried": carried,
        "required": statement.department.office.requires_review_sheet,
        "suffixes": SHEET_WRITERS,
        "sent": [_shown(sheet) for sheet in sheets if sheet.sent],
        "full_points": FULL_POINTS,
    }


@never_cache
@login_required
@require_safe
def sheet_print(request, pk, suffix):
    """The same readers as of the page: what was not sent is the finance side's own."""
    found = ReviewSheet.objects.select_related("statement__department", "reviewer", "event")
    sheet = get_object_or_404(found.prefetch_related("marks"), pk=pk)
    statement = visible_statement(request.user, sheet.statement_id)
    roles = roles_here(request.user, statement).everywhere
    if not roles & (SHEET_READERS if sheet.sent else FINANCE_REVIEWERS):
        raise Http404
    try:
        written = SHEET_WRITERS[suffix](printed_sheet(sheet))
    except Unprintable as fault:
        messages.error(request, str(fault))
        return redirect("review_sheets", statement.pk)
    record(Action.EXPORT, by=request.user, subject=statement, details=f"{sheet}.{suffix}", request=request)
    return attachment(written, get_valid_filename(f"{sheet}.{suffix}"))


def _written(request, statement, form):
    cleaned_data = form.cleaned_data
    try:
        write_sheet(
            statement,
            by=request.user,
            marks=form.marks(),
            grade=cleaned_data["grade"],
            opinion=cleaned_data["opinion"],
            decision=cleaned_data["decision"],
            request=request,
        )
    except Refused as refusal:
        for reason in refusal.reasons:
            messages.error(request, reason)
        record_refusal(by=request.user, subject=statement, details=f"审核表：{refusal}", request=request)
        return False
    messages.success(request, "审核表已保存，办理通过或退回时一并送出。")
    return True


def _shown(sheet):
    marks = {mark.criterion: mark for mark in sheet.marks.all()}
    return sheet, [(criterion, marks.get(criterion.code)) for criterion in CRITERIA], total_of(sheet)
