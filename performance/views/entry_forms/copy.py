"""Taking over from last year, or from another project of the unit: shown first, then added, never replacing."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from performance.entry.copying import copied
from performance.entry_forms.copy_sources import sources_for
from performance.entry_forms.form_page import field_labels
from performance.entry_forms.opened_fields import closed_in
from performance.entry_forms.opened_form import digest_of
from performance.entry_forms.saving import Posted, save_form
from performance.statement_pages.context import visible_statement
from performance.statements.services import StatementMoved
from performance.steps.refusals import Refused
from performance.views.entry_forms.access import (
    closed_because,
    may_edit,
    opened,
    visible_project,
)
from performance.views.entry_forms.form import address_of
from performance.views.entry_forms.posted import MODE_LABEL
from projects.models import ProjectLocked


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def copy_sheet(request, pk, key):
    return _copy(request, opened(visible_statement(request.user, pk), key=key))


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def copy_project(request, pk, project):
    statement = visible_statement(request.user, pk)
    return _copy(request, opened(statement, project=visible_project(request, statement, project)))


def _copy(request, form):
    if not may_edit(request.user, form.statement, form.unit):
        raise PermissionDenied(closed_because(form.statement, form.unit))
    sources = sources_for(form, request.user)
    source_id = request.POST.get("source") or request.GET.get("source") or ""
    chosen = next((source for source in sources if source.key == source_id), None)
    taken = _taken(form, chosen) if chosen else None
    if request.method == "POST" and taken and request.POST.get("seen") == digest_of(form.answers):
        return _add(request, form, taken, chosen)
    context = {
        "statement": form.statement,
        "project": form.project,
        "title": form.project or form.sheet.title,
        "address": address_of(form),
        "sources": sources,
        "chosen": chosen,
        "additions": list(_labelled(form, taken.additions)) if taken else [],
        "left_behind": chosen.left_behind(form.sheet) if chosen else [],
        "seen": digest_of(form.answers),
        "moved": request.method == "POST",
    }
    return render(request, "performance/entry_forms/copy.html", context)


def _taken(form, source):
    """What the source adds, where the form is open."""
    closed = closed_in(form)
    return copied(form.sheet, form.answers, closed.kept(source.answers(form.sheet), form.answers))


def _add(request, form, taken, source):
    posted = Posted(taken.answers, form.answers, form.statement.version)
    try:
        outcome = save_form(form, posted, by=request.user, request=request)
    except (Refused, ProjectLocked, StatementMoved) as refusal:
        messages.error(request, str(refusal))
    else:
        for refusal in outcome.refusals:
            messages.error(request, refusal)
        if outcome.at:
            messages.success(request, f"已从“{source.title}”增加{len(taken.additions)}处内容。")
    return redirect(address_of(form))


def _labelled(form, additions):
    labels = field_labels(form, form.answers)
    for addition in additions:
        group = f"{form.sheet.title_of(addition.group)}（增加一行）" if addition.group else ""
        yield group or labels.get(addition.field, MODE_LABEL), addition.text
