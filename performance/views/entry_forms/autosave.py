"""Saving while somebody types. Never submits, never lengthens the session; the same text twice writes once."""

from django.contrib.auth.decorators import login_required
from django.db import transaction
from django.http import JsonResponse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from performance.content.json import ContentError
from performance.entry_forms.saving import FormClosed, save_locked_form
from performance.statements.services import StatementMoved
from performance.steps.refusals import Refused
from performance.views.entry_forms.access import (
    closed_because,
    locked_statement,
    opened,
    visible_project,
)
from performance.views.entry_forms.posted import posted_form, taken_over, who_else
from performance.views.entry_forms.told import comments_beside, told_of
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
    def form_of(statement):
        return opened(statement, project=visible_project(request, statement, project))

    return _autosave(request, pk, form_of)


def _autosave(request, pk, form_of):
    """The statement is found, locked and read once; what its page is told is reckoned when the lock is gone."""
    request.sent_by_itself = True
    try:
        with transaction.atomic():
            form = form_of(locked_statement(request.user, pk))
            posted = posted_form(request, form)
            outcome = save_locked_form(form, posted, by=request.user, autosave=True, request=request)
    except FormClosed:
        return JsonResponse({"refused": closed_because(form.statement, form.unit)}, status=409)
    except (Refused, ProjectLocked, StatementMoved, ContentError) as refusal:
        return JsonResponse({"refused": str(refusal)}, status=409)
    if outcome.conflict:
        conflict = f"{who_else(outcome, request.user)}也修改了这张表，自动保存已暂停。请点“保存”，查看改动并选择保留谁的内容。"
        return JsonResponse({"conflict": conflict})
    told = _told(outcome, request.user)
    if request.GET.get("commented"):  # a page without comments has nothing to move to where its row is now
        told["comments"] = comments_beside(outcome.form, request.user)
    return JsonResponse(told)


def _told(outcome, user):
    """What came of the save, with what stands in the form now."""
    merged = taken_over(outcome)
    return {
        **told_of(outcome.form),
        "merged": merged,
        "taken": f"{who_else(outcome, user)}的改动已一并显示" if merged else "",
        "saved_at": f"{timezone.localtime(outcome.at):%H:%M}" if outcome.at else "",
        "problems": outcome.read.problems,
        "refusals": list(outcome.refusals),
        "conversions": outcome.read.conversions,
    }
