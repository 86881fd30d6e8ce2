"""The sheet on which the finance office checks a card: written on the page of the card, and printed."""

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
from performance.models import RecheckSheet
from performance.self_evaluation.checks import shown_to
from performance.self_evaluation.printed_recheck import printed_recheck
from performance.self_evaluation.recheck_lines import LINES
from performance.self_evaluation.rechecking import Checked, recheck
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
def evaluation_recheck(request, pk):
    row = FACE.visible(request.user, pk)
    points = {line.code: request.POST.get(f"recheck-{line.code}", "")[:LONGEST_POINTS] for line in LINES}
    checked = Checked(points, request.POST.get("opinion", ""), seen_number(request.POST.get("seen")))
    try:
        sheet = recheck(row, checked, by=request.user, request=request)
    except Refused as refusal:
        return refused(request, FACE, row, refusal, Shown(status=409, more={"checked": checked}))
    messages.success(request, f"已保存复核表，合计 {sheet.total} 分。")
    return redirect("evaluation", pk)


@never_cache
@login_required
@require_safe
def recheck_file(request, pk, suffix):
    sheets = RecheckSheet.objects.visible_to(request.user)
    around = ("evaluation__statement__department__office", "evaluation__unit", "person")
    sheet = get_object_or_404(sheets.select_related(*around), pk=pk)
    if not shown_to(sheet.evaluation, request.user):
        raise Http404
    written = WRITERS[suffix](printed_recheck(sheet))
    record(
        Action.EXPORT, by=request.user, subject=sheet.evaluation, details=f"复核表.{suffix}", request=request
    )
    return attachment(written, as_file_name(f"{sheet.evaluation}复核表.{suffix}"))
