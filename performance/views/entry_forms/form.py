"""A form of a statement: shown, saved on request, and its conflicts put before whoever saves second."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from performance.comments.anchors import Spot
from performance.comments.services import side_among
from performance.content.json import ContentError
from performance.entry.answers import posted_answers
from performance.entry.rows import rearranged, row_act
from performance.entry_forms.field_comments import comments_of
from performance.entry_forms.form_page import entry_page, field_labels
from performance.entry_forms.opened_form import digest_of
from performance.entry_forms.saving import save_form
from performance.exporting.statement_file import PROJECT_PRINTS
from performance.language_model.endpoint import endpoint
from performance.models import Anchor
from performance.self_evaluation.uses import results_before
from performance.statement_pages.comment_board import board_of_form, word_of
from performance.statement_pages.context import visible_statement
from performance.statements.project_list import project_after
from performance.statements.services import StatementMoved
from performance.steps.refusals import Refused
from performance.views.entry_forms.access import (
    closed_because,
    may_edit,
    opened,
    visible_project,
)
from performance.views.entry_forms.posted import (
    label_of,
    posted_form,
    posted_page,
    posted_version,
    typed,
    who_else,
)
from performance.workflow.offers import roles_here
from projects.models import ProjectLocked

NOT_SAVED = "本次没有保存，所填内容仍在下面，可以先复制出来，再重新打开表单。"


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def entry_sheet(request, pk, key):
    return _answer(request, opened(visible_statement(request.user, pk), key=key))


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def entry_project(request, pk, project):
    statement = visible_statement(request.user, pk)
    return _answer(request, opened(statement, project=visible_project(request, statement, project)))


def address_of(form):
    if form.project:
        return reverse("entry_project", args=[form.statement.pk, form.project.pk])
    return reverse("entry_sheet", args=[form.statement.pk, form.sheet.key])


def _answer(request, form):
    editable = may_edit(request.user, form.statement, form.unit)
    if request.method != "POST":
        return _show(request, form, editable=editable)
    if not editable:
        messages.error(request, closed_because(form.statement, form.unit))
        return _show(request, form, editable=False, status=403)
    if request.POST.get("act") == "restore":
        return _show_as_typed(request, form, posted_answers(form.sheet, request.POST))
    act = row_act(request.POST.get("act", ""), form.sheet)
    return _rearrange(request, form, act) if act else _save(request, form)


def _show_as_typed(request, form, answers, status=200, **context):
    """The page again as it was sent: what it showed first stays what a save is held against."""
    sent = {
        "base": request.POST.get("base", ""),
        "page": posted_page(request),
        "version": posted_version(request),
    }
    return _show(
        request, form, editable=True, status=status, answers=answers, unsaved=True, **sent, **context
    )


def _rearrange(request, form, act):
    """Rows are added and moved on the page alone; nothing is stored before somebody saves."""
    answers, row = rearranged(posted_answers(form.sheet, request.POST), act, form.sheet, form.vocabulary)
    first = form.sheet.of_group(act.group)[0].name(row)
    return _show_as_typed(request, form, answers, focus=f"f-{first}")


def _save(request, form):
    try:
        outcome = save_form(form, posted_form(request, form), by=request.user, request=request)
    except (Refused, ProjectLocked, StatementMoved, ContentError) as refusal:
        answers = posted_answers(form.sheet, request.POST)
        return _show_as_typed(request, form, answers, 409, refusals=(f"{refusal}{NOT_SAVED}",))
    if outcome.conflict:
        return _show_conflict(request, outcome)
    _say_what_happened(request, outcome)
    if outcome.refusals or outcome.read.problems:
        return _show(
            request,
            outcome.form,
            editable=True,
            answers=outcome.answers,
            problems=outcome.read.problems,
            refusals=tuple(outcome.refusals),
            page=posted_page(request),
        )
    return redirect(_address_afterwards(request, outcome.form))


def _address_afterwards(request, form):
    """The form itself, the next project of the list, or the list where none follows or nothing else was asked for."""
    if "leave" not in request.POST:
        return address_of(form)
    following = _following(request, form) if request.POST["leave"] == "next" else None
    if following is None:
        return reverse("entry", args=[form.statement.pk])
    return reverse("entry_project", args=[form.statement.pk, following.pk])


def _following(request, form):
    return project_after(form.statement, form.project, request.user) if form.project else None


def _say_what_happened(request, outcome):
    if outcome.at:
        left = "，但有内容不能按所填的保存，见下" if outcome.read.problems else ""
        messages.success(request, f"已保存 {timezone.localtime(outcome.at):%H:%M}{left}。")
    labels = field_labels(outcome.form, outcome.answers) if outcome.read.conversions else {}
    for name, conversion in outcome.read.conversions.items():
        messages.info(request, f"{labels.get(name, '金额')}：{conversion}")
    if outcome.merged.taken:
        labels = _labels_as_sent(request, outcome.form)
        changed = "、".join(dict.fromkeys(label_of(taken, labels) for taken in outcome.merged.taken))
        messages.warning(
            request, f"{who_else(outcome, request.user)}在您填写期间修改了：{changed}。已一并保留。"
        )


def _show(request, form, *, editable, status=200, **shown):
    comments = comments_of(form, request.user)
    page = entry_page(form, request.user, editable=editable, comments=comments.beside, **shown)
    roles = roles_here(request.user, form.statement)
    address = address_of(form)
    commented = "?commented=1" if comments.names else ""
    context = {
        "form": page,
        "statement": form.statement,
        "project": form.project,
        "prints": PROJECT_PRINTS,
        "autosave": f"{address}autosave/{commented}",
        "mending": f"{address}mends/{commented}",
        "comments": board_of_form(comments, roles),
        "may_comment": side_among(roles.anywhere if form.unit is None else roles.over(form.unit.pk))
        is not None,
        "commented_at": word_of(Spot(Anchor.PROJECT, form.project.pk)) if form.project else "",
        "own_page": address,
        "closed": "" if page.editable else closed_because(form.statement, form.unit),
        "following": _following(request, form),
        "asks_model": endpoint() is not None,
    }
    if form.project:
        year = form.statement.fiscal_year
        before = results_before([form.project], year, request.user)
        context["results_before"] = before.get(form.project, ())
    if form.sheet.elsewhere:
        context["projects"] = form.statement.projects.visible_to(request.user)
    return render(request, "performance/entry_forms/form.html", context, status=status)


def _labels_as_sent(request, form):
    return field_labels(form, posted_answers(form.sheet, request.POST))


def _show_conflict(request, outcome):
    labels = _labels_as_sent(request, outcome.form)
    context = {
        "above": (reverse("entry", args=[outcome.form.statement.pk]), "填报"),
        "title": outcome.form.project or outcome.form.sheet.title,
        "address": address_of(outcome.form),
        "points": [(point, label_of(point, labels)) for point in outcome.merged.open],
        "others": outcome.others,
        "who": who_else(outcome, request.user),
        "seen": digest_of(outcome.form.answers),
        "typed": typed(request),
    }
    return render(request, "performance/entry_forms/conflict.html", context)
