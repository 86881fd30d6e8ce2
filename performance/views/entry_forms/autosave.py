"""Saving while somebody types. Never submits, never lengthens the session; the same text twice writes once."""

from django.contrib.auth.decorators import login_required
from django.db import transaction
from django.http import Http404, JsonResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from departments.permissions.reach import refresh_reaches
from performance.content.json import ContentError
from performance.entry_forms.saving import FormClosed, save_locked_form
from performance.models import PerformanceStatement
from performance.statements.editable_parts import Parts, editable_parts
from performance.statements.known_at_lock import with_what_is_beside
from performance.statements.services import StatementMoved
from performance.statements.stored_content import stored_content
from performance.steps.available import submissions_of
from performance.steps.refusals import Refused
from performance.views.entry_forms.access import closed_because, opened
from performance.views.entry_forms.page_state import comments_beside, page_state_of
from performance.views.entry_forms.posted import posted_form, taken_over, who_else
from projects.models import ProjectLocked


@never_cache
@login_required
@require_POST
def autosave_sheet(request, pk, key):
    return _autosave(request, pk, lambda statement: opened(statement, key=key))


@never_cache
@login_required
@require_POST
def autosave_project(request, pk, project):
    return _autosave(request, pk, lambda statement: _locked_project_form(statement, request.user, project))


def _autosave(request, pk, form_of):
    """The statement is found, locked and read once; what its page is told is worked out when the lock is gone."""
    request.sent_by_itself = True
    try:
        with transaction.atomic():
            form = form_of(_locked_statement(request.user, pk))
            posted = posted_form(request, form)
            outcome = save_locked_form(form, posted, by=request.user, autosave=True, request=request)
    except FormClosed:
        return JsonResponse({"refused": closed_because(form.statement, form.unit)}, status=409)
    except (Refused, ProjectLocked, StatementMoved, ContentError) as refusal:
        return JsonResponse({"refused": str(refusal)}, status=409)
    if outcome.conflict:
        conflict = f"{who_else(outcome, request.user)}也修改了这张表，自动保存已暂停。请点“保存”，查看改动并选择保留谁的内容。"
        return JsonResponse({"conflict": conflict})
    response = _told(outcome, request.user)
    if request.GET.get("commented"):  # a page without comments has nothing to move to where its row is now
        response["comments"] = comments_beside(outcome.form, request.user)
    return JsonResponse(response)


def _locked_statement(user, pk):
    """In a transaction, and until its end: nobody else saves what is read and written here.

    Who need not wait for the lock may do what their roles said a moment ago; who waits has them read once more.
    """
    refresh_reaches(user)  # the transaction may have waited to begin
    visible = PerformanceStatement.objects.visible_to(user).select_related("department__office")
    known = with_what_is_beside(visible, user)
    free = known.select_for_update(of=("self",), no_key=True, skip_locked=True).filter(pk=pk).first()
    if free is not None:
        free.waited_for = False
        return free
    return get_object_or_404(known.select_for_update(of=("self",), no_key=True), pk=pk)


def _locked_project_form(statement, user, pk):
    """The form of a project out of the one reading under the lock; whoever fills it in need not be looked for anew."""
    stored, shares = stored_content(statement), submissions_of(statement)
    units = {share.unit_id: share.unit for share in shares}
    project = next((row for row in stored.rows if row.pk == pk), None)
    if project is None:
        raise Http404
    project.unit = units[project.unit_id]
    if project.unit_id not in editable_parts(statement, user, Parts(True, frozenset(units))).units:
        get_object_or_404(statement.projects.visible_to(user), pk=pk)
    return opened(statement, project=project, known=stored, of_units=shares)


def _told(outcome, user):
    """What came of the save, with what stands in the form now."""
    merged = taken_over(outcome)
    return {
        **page_state_of(outcome.form),
        "merged": merged,
        "taken": f"{who_else(outcome, user)}的改动已一并显示" if merged else "",
        "saved_at": f"{timezone.localtime(outcome.at):%H:%M}" if outcome.at else "",
        "problems": outcome.read.problems,
        "refusals": list(outcome.refusals),
        "conversions": outcome.read.conversions,
    }
