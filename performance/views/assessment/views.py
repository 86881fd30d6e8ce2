"""The criteria sheets of a statement: those that were sent, and the one that is being written."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from departments.file_names import as_file_name
from departments.trail.entry import Action
from departments.trail.writing import record, record_refusal
from performance.assessment.criteria import CRITERIA, FULL_POINTS
from performance.assessment.key_projects import key_projects_of, mark_key_projects
from performance.assessment.printed_sheet import SHEET_FORMATS, SHEET_WRITERS, printed_sheet
from performance.assessment.services import (
    FINANCE_REVIEWERS,
    SHEET_READERS,
    carried_over,
    drafts_among,
    faults_of,
    sheets_about,
    sheets_of,
    total_of,
    write_sheet,
)
from performance.documents.formats.unprintable import Unprintable
from performance.http.responses import attachment
from performance.http.whole_numbers import DIGITS_OF_A_KEY, whole_number
from performance.models import ReviewSheet, Stage
from performance.statement_pages.context import visible_statement
from performance.steps.refusals import Refused
from performance.steps.table import steps_open_to
from performance.steps.vocabulary import Effect, Subject
from performance.views.assessment.forms import SheetForm
from performance.views.comments.views import back_from
from performance.workflow.offers import roles_here


class SheetFormatConverter:
    """A format in which a sheet is printed; anything else is 404."""

    regex = "|".join(SHEET_WRITERS)

    def to_python(self, value):
        return value

    def to_url(self, value):
        return value


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def review_sheets(request, pk, project=None):
    """Of the whole text, or of one key project.

    A sheet is the finance side's own until it is sent; then the department reads it as well.
    """
    statement = visible_statement(request.user, pk)
    roles = roles_here(request.user, statement).everywhere
    if not roles & SHEET_READERS:
        raise Http404
    about = None if project is None else get_object_or_404(key_projects_of(statement), pk=project)
    sheets = sheets_of(statement)
    context = sheets_context(request.user, statement, sheets, request.POST or None, about)
    form = context["form"]
    if request.method == "POST" and form and form.is_valid() and _written(request, statement, form, about):
        return redirect(back_from(request, statement))
    context |= {"statement": statement, "back": back_from(request, statement)}
    if about is None and roles & FINANCE_REVIEWERS:
        context["markable"] = statement.projects.order_by("unit__position", "unit__code", "position", "pk")
    return render(request, "performance/assessment/sheets.html", context)


@never_cache
@login_required
@require_POST
def key_projects(request, pk):
    """``key`` names each project that is a key project from now on."""
    statement = visible_statement(request.user, pk)
    if not roles_here(request.user, statement).everywhere & FINANCE_REVIEWERS:
        raise Http404
    keys = {whole_number(word, 0, digits=DIGITS_OF_A_KEY) for word in request.POST.getlist("key")}
    try:
        mark_key_projects(statement, keys, by=request.user, request=request)
        messages.success(request, "重点项目已保存，各有一张审核表。" if keys else "没有重点项目。")
    except Refused as refusal:
        for reason in refusal.reasons:
            messages.error(request, reason)
    return redirect("review_sheets", statement.pk)


def sheets_context(user, statement, sheets, sent=None, project=None, projects=None):
    """The sheet that this reader writes now of the text or of a key project, and those that were sent.

    ``projects`` are all of the text, where they have been read.
    """
    keys = key_projects_of(statement) if projects is None else [one for one in projects if one.is_key]
    own = sheets_about(sheets, project)
    roles = roles_here(user, statement).everywhere
    steps = steps_open_to(roles, Subject.STATEMENT, statement.state)
    writes = statement.state in Stage.values and any(Effect.SEND_SHEET in step.effects for step in steps)
    draft = next(iter(drafts_among(own, statement)), None)
    carried = carried_over(statement, own) if writes and draft is None else None
    return {
        "form": SheetForm(sent, sheet=draft or carried, carried=draft is None) if writes else None,
        "draft": draft if roles & FINANCE_REVIEWERS else None,
        "carried": carried,
        "project": project,
        "required": statement.department.office.requires_review_sheet,
        "formats": SHEET_FORMATS,
        "sent": [_shown(sheet) for sheet in own if sheet.sent],
        "of_projects": [] if project else _of_key_projects(keys, statement, sheets, roles),
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
    return attachment(written, as_file_name(f"{sheet}.{suffix}"))


def _of_key_projects(keys, statement, sheets, roles):
    """Each key project with what has been written of it in the review that goes on, and how often it was sent."""
    rows = []
    for project in keys:
        own = sheets_about(sheets, project)
        draft = next(iter(drafts_among(own, statement)), None) if roles & FINANCE_REVIEWERS else None
        lacking = list(faults_of(draft)) if draft else []
        rows.append(
            {
                "project": project,
                "draft": draft,
                "lacking": lacking,
                "sent": sum(sheet.sent for sheet in own),
            }
        )
    return rows


def _written(request, statement, form, project):
    cleaned_data = form.cleaned_data
    try:
        write_sheet(
            statement,
            by=request.user,
            marks=form.marks(),
            grade=cleaned_data["grade"],
            opinion=cleaned_data["opinion"],
            decision=cleaned_data["decision"],
            project=project,
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
