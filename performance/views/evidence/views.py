"""Files beside a card or a report: put there, looked at, taken away and put back."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt, csrf_protect
from django.views.decorators.http import require_POST, require_safe

from departments.uploads.evidence_gate import LARGEST
from departments.uploads.limits import MEGABYTE
from performance.evidence.services import (
    Offered,
    add_evidence,
    read_evidence,
    remove_evidence,
    restore_evidence,
)
from performance.http.responses import attachment
from performance.http.upload_handlers import MemoryUpload
from performance.http.whole_numbers import whole_number
from performance.models import Evidence
from performance.steps.refusals import Refused
from performance.views.monitoring.face import FACE as REPORT
from performance.views.self_evaluation.face import FACE as CARD

AT_ONCE = 5 * LARGEST


@csrf_exempt  # only until the upload handler is set, which must come before anything reads the form
@never_cache
@login_required
@require_POST
def evaluation_evidence(request, pk):
    return _added(request, CARD, pk)


@csrf_exempt
@never_cache
@login_required
@require_POST
def monitoring_evidence(request, pk):
    return _added(request, REPORT, pk)


def _added(request, face, pk):
    row = face.visible(request.user, pk)
    request.upload_handlers = [MemoryUpload(AT_ONCE)]
    return _stored(request, face, row)


@csrf_protect
def _stored(request, face, row):
    files = [Offered(file.name, file.read()) for file in request.FILES.getlist("files")]
    indicator = request.POST.get("indicator", "")
    try:
        if sum(len(file.content) for file in files) > AT_ONCE:
            raise Refused(f"一次最多上传 {AT_ONCE // MEGABYTE} MB，请分几次上传。")
        place = whole_number(indicator, -1) if indicator else None
        added = add_evidence(face.kind, row, files, indicator=place, by=request.user, request=request)
    except Refused as refusal:
        for reason in refusal.reasons:
            messages.error(request, reason)
    else:
        messages.success(request, f"已上传{len(added)}个文件：{'、'.join(file.name for file in added)}。")
    return redirect(f"{face.address(row)}#evidence")


@never_cache
@login_required
@require_safe
def evidence(request, pk):
    file = read_evidence(request.user, pk, request=request)
    return attachment(bytes(file.content), file.name)


@never_cache
@login_required
@require_POST
def evidence_remove(request, pk):
    return _changed(request, pk, remove_evidence, "已移除“{}”；可以在已移除的文件中恢复。")


@never_cache
@login_required
@require_POST
def evidence_restore(request, pk):
    return _changed(request, pk, restore_evidence, "已恢复“{}”。")


def _visible(user, pk):
    around = ("evaluation__statement", "report__task", "report__statement")
    return get_object_or_404(Evidence.objects.visible_to(user).select_related(*around), pk=pk)


def _changed(request, pk, change, words):
    file = _visible(request.user, pk)
    face = CARD if file.evaluation_id else REPORT
    try:
        change(face.kind, file, by=request.user, request=request)
    except Refused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, words.format(file.name))
    return redirect(f"{face.address(file.paper)}#evidence")
