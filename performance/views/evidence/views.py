"""Files beside a card or a report: put there; of these and of a text looked at, taken away and put back."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt, csrf_protect
from django.views.decorators.http import require_POST, require_safe

from performance.evidence.services import (
    add_evidence,
    read_evidence,
    remove_evidence,
    restore_evidence,
)
from performance.evidence.supporting import Supported
from performance.http.responses import attachment
from performance.http.upload_handlers import MemoryUpload
from performance.http.whole_numbers import whole_number
from performance.models import Evidence
from performance.steps.refusals import Refused
from performance.views.evidence.chosen_files import AT_ONCE, chosen_files
from performance.views.monitoring.face import FACE as REPORT
from performance.views.self_evaluation.face import FACE as CARD


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
    indicator = request.POST.get("indicator", "")
    try:
        place = whole_number(indicator, -1) if indicator else None
        files = chosen_files(request)
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
    around = ("evaluation__statement", "report__task", "report__statement", "statement__department")
    return get_object_or_404(Evidence.objects.visible_to(user).select_related(*around), pk=pk)


def _changed(request, pk, change, words):
    file = _visible(request.user, pk)
    try:
        change(_holder(file), file, by=request.user, request=request)
    except Refused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, words.format(file.name))
    return redirect(_page_of(file))


def _face(file):
    return CARD if file.evaluation_id else REPORT


def _holder(file):
    return Supported.by(file) if file.is_supporting else _face(file).kind


def _page_of(file):
    if file.is_supporting:
        return reverse("supporting_files", args=[file.statement_id])
    return f"{_face(file).address(file.paper)}#evidence"
