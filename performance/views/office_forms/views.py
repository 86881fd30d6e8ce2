"""本局表样: the list of an office's forms, one of them, and the steps that it takes."""

from dataclasses import replace

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt, csrf_protect
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from departments.models import FinanceOffice
from departments.trail.entry import Action
from departments.trail.writing import record
from performance.documents.forms.known import loaded
from performance.http.upload_handlers import MemoryUpload
from performance.models import OfficeForm, OfficeFormExample, OfficeFormState
from performance.office_forms.blank import blank_form, uses_of
from performance.office_forms.services import (
    change_draft,
    draft_form,
    may_keep,
    release_form,
    restore_form,
    retire_form,
)
from performance.office_forms.teaching import next_edition
from performance.steps.refusals import Refused
from performance.views.office_forms.forms import LARGEST_FILE, FormFileForm, FormYearsForm, SeenForm

STEPS = {
    "release": (release_form, "已发布，本局即可在填报日程中选用，导入时按它认表。"),
    "retire": (retire_form, "已停用；用它填报的文本保持不变，可以恢复。"),
    "restore": (restore_form, "已恢复。"),
}


@never_cache
@login_required
@require_safe
def office_forms(request):
    offices = list(FinanceOffice.objects.visible_to(request.user).order_by("division_code"))
    code = request.GET.get("office", "")
    office = next(
        (each for each in offices if each.division_code == code), None if code else next(iter(offices), None)
    )
    if code and office is None:
        raise Http404
    return _listed(request, offices, office, FormFileForm())


def _listed(request, offices, office, files):
    rows = (
        OfficeForm.objects.visible_to(request.user)
        .filter(office=office)
        .select_related(*("office", "drafted_by", "released_by", "replaces"))
    )
    context = {
        "offices": offices,
        "office": office,
        "rows": list(rows.defer("declaration")) if office else [],
        "form": files,
        "may_keep": office is not None and may_keep(request.user, office),
    }
    return render(request, "performance/office_forms/list.html", context)


@csrf_exempt  # only until the upload handler is set, which must come before anything reads the form
@never_cache
@login_required
@require_POST
def import_office_form(request, pk):
    office = get_object_or_404(FinanceOffice.objects.visible_to(request.user), pk=pk)
    if not may_keep(request.user, office):
        raise PermissionDenied("本局表样由本局系统管理员或财政绩效科审核人管理。")
    request.upload_handlers = [MemoryUpload(LARGEST_FILE)]
    return _importing(request, office)


@csrf_protect
def _importing(request, office):
    files = FormFileForm(request.POST, request.FILES)
    if not files.is_valid():
        return _listed(request, [office], office, files)
    try:
        row = draft_form(office, files.cleaned_data["file"], by=request.user, request=request)
    except Refused as refusal:
        _tell(request, refusal)
        return redirect(f"{reverse('office_forms')}?office={office.division_code}")
    messages.success(request, f"已取入为{row}的草稿，请核对后由另一人发布。")
    return redirect("office_form", row.pk)


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def office_form(request, pk):
    """One form as it is printed; sent, what its draft is called and for which years."""
    row = _row(request.user, pk)
    form = loaded(row.declaration)
    keeps = may_keep(request.user, row.office)
    initial = {"title": row.title, "valid_from": row.valid_from or None, "valid_to": row.valid_to or None}
    years = FormYearsForm(initial={**initial, "note": row.note})
    if request.method == "POST":
        if not keeps:
            raise PermissionDenied("本局表样由本局系统管理员或财政绩效科审核人管理。")
        years = FormYearsForm(request.POST)
        seen = SeenForm(request.POST)
        if years.is_valid() and seen.is_valid() and _changed(request, row, form, years, seen):
            return redirect("office_form", row.pk)
    return render(
        request,
        "performance/office_forms/form.html",
        {
            "row": row,
            "declared": form,
            "part": blank_form(form, row.valid_from or timezone.localdate().year),
            "form": years,
            "uses": uses_of(row),
            "may_keep": keeps,
            "is_taught": OfficeFormExample.objects.filter(form=row).exists(),
            "is_draft": row.state == OfficeFormState.DRAFT,
            "may_release": keeps and row.drafted_by_id != request.user.pk,
        },
    )


def _changed(request, row, form, years, seen):
    cleaned = years.cleaned_data
    form = replace(
        form, title=cleaned["title"], valid_from=cleaned["valid_from"], valid_to=cleaned["valid_to"] or 0
    )
    try:
        change_draft(
            row,
            form,
            by=request.user,
            seen=seen.cleaned_data["version"],
            note=cleaned["note"],
            request=request,
        )
    except Refused as refusal:
        _tell(request, refusal)
        return False
    messages.success(request, "已保存。")
    return True


@never_cache
@login_required
@require_POST
def office_form_step(request, pk, step):
    row = _row(request.user, pk)
    if not may_keep(request.user, row.office):
        raise PermissionDenied("本局表样由本局系统管理员或财政绩效科审核人管理。")
    if step not in (*STEPS, "edition"):
        raise Http404
    seen = SeenForm(request.POST)
    if not seen.is_valid():
        messages.error(request, "没有收到页面上的版次，请重新办理。")
        return redirect("office_form", row.pk)
    try:
        if step == "edition":
            row = next_edition(row, by=request.user, request=request)
            done = f"已拟出{row}的草稿，改好后由另一人发布；原来的一版不受影响。"
        else:
            take, done = STEPS[step]
            take(row, by=request.user, seen=seen.cleaned_data["version"], request=request)
    except Refused as refusal:
        _tell(request, refusal)
    else:
        messages.success(request, done)
    return redirect("office_form", row.pk)


@never_cache
@login_required
@require_safe
def office_form_file(request, pk):
    """The form as the file that another office takes in."""
    row = _row(request.user, pk)
    record(Action.EXPORT, by=request.user, subject=row, details="表样文件", request=request)
    name = f"{row.office.division_code}-第{row.number}号表样-{row.title}.toml"
    return HttpResponse(
        row.declaration,
        content_type="application/toml; charset=utf-8",
        headers={"Content-Disposition": content_disposition_header(as_attachment=True, filename=name)},
    )


def _row(user, pk):
    rows = OfficeForm.objects.visible_to(user).select_related(
        *("office", "drafted_by", "released_by", "replaces")
    )
    return get_object_or_404(rows, pk=pk)


def _tell(request, refusal):
    for reason in refusal.reasons:
        messages.error(request, reason)
