"""The templates that an office prints its letters from: what may be named in one, upload, setting aside, taking back."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt, csrf_protect
from django.views.decorators.http import require_POST, require_safe

from departments.file_names import as_file_name
from departments.models import FinanceOffice
from departments.trail.entry import Action
from departments.trail.writing import record, record_refusal
from performance.approval_letters.default_template import NAME, default_template
from performance.approval_letters.placeholders import VOCABULARY
from performance.approval_letters.templates import add_template, keeps_templates, set_in_use
from performance.documents.formats.docx.template import LARGEST
from performance.http.responses import attachment
from performance.http.upload_handlers import MemoryUpload
from performance.models import ApprovalTemplate
from performance.steps.refusals import Refused


@never_cache
@login_required
@require_safe
def approval_templates(request):
    offices = list(FinanceOffice.objects.visible_to(request.user).order_by("division_code"))
    code = request.GET.get("office", "")
    office = next(
        (each for each in offices if each.division_code == code), None if code else next(iter(offices), None)
    )
    if office is None and code:
        raise Http404
    return _shown(request, offices, office)


def _shown(request, offices, office, faults=()):
    rows = ApprovalTemplate.objects.visible_to(request.user).filter(office=office).defer("content")
    rows = list(rows.select_related("office", "person").order_by("-pk")) if office else []
    context = {
        "offices": offices,
        "office": office,
        "rows": rows,
        "used": next((row.pk for row in rows if not row.retired), None),
        "may_keep": office is not None and keeps_templates(request.user, office),
        "single": VOCABULARY.single,
        "repeated": VOCABULARY.repeated,
        "required": VOCABULARY.required,
        "faults": faults,
    }
    return render(request, "performance/approval_letters/templates.html", context)


@csrf_exempt  # only until the upload handler is set, which must come before anything reads the form
@never_cache
@login_required
@require_POST
def upload_approval_template(request, pk):
    office = get_object_or_404(FinanceOffice.objects.visible_to(request.user), pk=pk)
    if not keeps_templates(request.user, office):
        raise PermissionDenied("批复文模板由本局系统管理员或财政绩效科审核人管理。")
    request.upload_handlers = [MemoryUpload(LARGEST)]
    return _uploaded(request, office)


@csrf_protect
def _uploaded(request, office):
    file = request.FILES.get("file")
    if file is None:
        return _shown(request, [office], office, ["没有收到文件，请选择一个 .docx 文件。"])
    try:
        row = add_template(office, file.name, file.read(), by=request.user, request=request)
    except Refused as refusal:
        record_refusal(by=request.user, subject=office, details=f"批复文模板：{refusal}", request=request)
        return _shown(request, [office], office, refusal.reasons)
    messages.success(request, f"“{row.name}”已经核对无误，以后办理的批复文用它；已办理的仍用原来的模板。")
    return _back(office)


@never_cache
@login_required
@require_POST
def approval_template_use(request, pk):
    row = _row(request.user, pk)
    if not keeps_templates(request.user, row.office):
        raise PermissionDenied("批复文模板由本局系统管理员或财政绩效科审核人管理。")
    used = request.POST.get("used") == "1"
    try:
        set_in_use(row, used=used, by=request.user, request=request)
    except Refused as refusal:
        messages.error(request, str(refusal))
        record_refusal(by=request.user, subject=row, details=f"批复文模板：{refusal}", request=request)
    else:
        messages.success(request, f"“{row.name}”已{'恢复' if used else '停用，可以恢复'}。")
    return _back(row.office)


@never_cache
@login_required
@require_safe
def approval_template_file(request, pk):
    row = _row(request.user, pk)
    record(Action.EXPORT, by=request.user, subject=row, details="批复文模板", request=request)
    return attachment(bytes(row.content), as_file_name(row.name))


@never_cache
@login_required
@require_safe
def default_approval_template(request):
    return attachment(default_template(), NAME)


def _row(user, pk):
    return get_object_or_404(ApprovalTemplate.objects.visible_to(user).select_related("office"), pk=pk)


def _back(office):
    return redirect(f"{reverse('approval_templates')}?office={office.division_code}")
