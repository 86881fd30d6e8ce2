"""The spot check of a card: written on the page of the card, and printed."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from departments.file_names import as_file_name
from departments.trail.entry import Action
from departments.trail.writing import record
from performance.http.responses import attachment
from performance.models import SpotCheck
from performance.self_evaluation.checks import shown_to
from performance.self_evaluation.services import card_of
from performance.self_evaluation.spot_checks.checking import (
    GivenPoints,
    SeenMaterial,
    Spotted,
    lines_in,
    spot_check,
)
from performance.self_evaluation.spot_checks.printing import printed_spot_check
from performance.statement_pages.form_files import WRITERS
from performance.steps.refusals import Refused
from performance.views.self_evaluation.face import FACE
from performance.views.written.face import Shown
from performance.views.written.pages import refused
from performance.views.written.posted import seen_number

LONGEST_POINTS = 10


@never_cache
@login_required
@require_POST
def evaluation_spot_check(request, pk):
    row = FACE.visible(request.user, pk)
    spotted = _posted(request.POST, len(lines_in(card_of(row))))
    try:
        sheet = spot_check(row, spotted, by=request.user, request=request)
    except Refused as refusal:
        return refused(request, FACE, row, refusal, Shown(status=409, more={"spotted": spotted}))
    messages.success(request, f"已保存抽查表，抽查得分 {sheet.total} 分。")
    return redirect("evaluation", pk)


def _posted(post, lines):
    return Spotted(
        [
            GivenPoints(post.get(f"spot-{place}", "")[:LONGEST_POINTS], post.get(f"spot-reason-{place}", ""))
            for place in range(lines)
        ],
        [
            SeenMaterial(name, post.get(f"material-{place}", ""), post.get(f"material-note-{place}", ""))
            for place, name in enumerate(post.getlist("material"))
        ],
        post.get("opinion", ""),
        seen_number(post.get("version")),
        seen_number(post.get("seen")),
    )


@never_cache
@login_required
@require_safe
def spot_check_file(request, pk, suffix):
    around = ("evaluation__statement__department__office", "evaluation__unit", "person")
    sheet = get_object_or_404(SpotCheck.objects.visible_to(request.user).select_related(*around), pk=pk)
    if not shown_to(sheet.evaluation, request.user):
        raise Http404
    written = WRITERS[suffix](printed_spot_check(sheet))
    details = f"抽查表.{suffix}"
    record(Action.EXPORT, by=request.user, subject=sheet.evaluation, details=details, request=request)
    return attachment(written, as_file_name(f"{sheet.evaluation}抽查表.{suffix}"))
