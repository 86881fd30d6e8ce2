"""审核规则: by which rules an office judges in a year, and how whoever keeps them changes them."""

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

from departments.models import FinanceOffice, Timetable
from departments.trail.entry import Action
from departments.trail.writing import record
from performance.findings.rule_effects import effects_of
from performance.http.upload_handlers import MemoryUpload
from performance.models import RuleAdjustment
from performance.review import Severity, rule_set_for
from performance.review.adjustments import Adjustment, adjustment_to_json, adjustment_to_plain
from performance.rule_adjustments.catalogue import catalogue
from performance.rule_adjustments.in_force import adjustment_of, forgotten
from performance.rule_adjustments.services import may_adjust, save_adjustment
from performance.steps.refusals import Refused
from performance.views.rule_adjustments.forms import (
    LARGEST_FILE,
    AdjustmentFileForm,
    AdjustmentForm,
    SaveForm,
)

YEARS = range(2000, 2100)


@never_cache
@login_required
@require_safe
def rules(request):
    """The rules of one of the reader's offices in a year; without an office, those of the whole country."""
    offices = list(FinanceOffice.objects.visible_to(request.user).order_by("division_code"))
    code = request.GET.get("office", "")
    office = next(
        (each for each in offices if each.division_code == code), None if code else next(iter(offices), None)
    )
    if code and office is None:
        raise Http404
    year = _asked_year(request, office)
    versions = _versions(office, year)
    context = {
        "offices": offices,
        "office": office,
        "year": year,
        "families": catalogue(office, adjustment_of(versions[0]) if versions else None),
        "versions": [(row, adjustment_of(row)) for row in versions],
        "forgotten": forgotten(versions[0]) if versions else [],
        "may_adjust": office is not None and may_adjust(request.user, office),
    }
    return render(request, "performance/rule_adjustments/rules.html", context)


def _asked_year(request, office):
    year = request.GET.get("year", "")
    if year:
        if not (year.isascii() and year.isdecimal() and len(year) == 4 and int(year) in YEARS):
            raise Http404
        return int(year)
    today = timezone.localdate()
    return (office and Timetable.objects.year_at(office, today)) or today.year


def _versions(office, year):
    if office is None:
        return []
    return list(
        RuleAdjustment.objects.filter(office=office, fiscal_year=year)
        .select_related("office", "person")
        .order_by("-version")
    )


@csrf_exempt  # only until the upload handler is set, which must come before anything reads the form
@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def rule_adjustment(request, pk, year):
    """The form; sent, what it would change, which is then saved or changed once more."""
    office = _kept_office(request.user, pk, year)
    request.upload_handlers = [MemoryUpload(LARGEST_FILE)]
    return _adjusting(request, office, year)


def _kept_office(user, pk, year):
    office = get_object_or_404(FinanceOffice.objects.visible_to(user), pk=pk)
    if year not in YEARS:
        raise Http404
    if not may_adjust(user, office):
        raise PermissionDenied("审核规则由本局系统管理员或财政绩效科审核人调整。")
    return office


@csrf_protect
def _adjusting(request, office, year):
    versions = _versions(office, year)
    own = rule_set_for(office.province, "").parameters
    shown, files = _shown(request, versions, office, year), AdjustmentFileForm()
    form = AdjustmentForm(adjustment=shown, own=own)
    if request.method == "POST" and "back" not in request.POST:
        if request.FILES:
            files = AdjustmentFileForm(request.POST, request.FILES)
            if files.is_valid():
                return _preview(request, office, year, versions, files.cleaned_data["file"])
        else:
            form = AdjustmentForm(request.POST, adjustment=shown, own=own)
            if form.is_valid():
                return _preview(request, office, year, versions, form.adjustment())
    context = {
        "office": office,
        "year": year,
        "form": form,
        "files": files,
        "now": versions[0] if versions else None,
    }
    return render(request, "performance/rule_adjustments/edit.html", context)


def _shown(request, versions, office, year):
    """What the fields begin with: what was previewed, an earlier version to go back to, or the version in force."""
    blank = Adjustment(f"{office.name}{year}年")
    if "back" in request.POST:
        previewed = SaveForm({**request.POST.dict(), "reason": "-"})
        return previewed.cleaned_data["adjustment"] if previewed.is_valid() else blank
    wanted = request.GET.get("version", "")
    if wanted == "0":
        return blank
    rows = [row for row in versions if not wanted or str(row.version) == wanted]
    if wanted and not rows:
        raise Http404
    return adjustment_of(rows[0]) if rows else blank


def _preview(request, office, year, versions, adjustment, save=None):
    version = versions[0].version if versions else 0
    adjustment = replace(adjustment, name=f"{office.name}{year}年第{version + 1}版")
    values = {"adjustment": adjustment_to_json(adjustment), "version": version}
    before = adjustment_of(versions[0]) if versions else Adjustment("")
    context = {
        "office": office,
        "year": year,
        "adjustment": adjustment,
        "before": before,
        "is_same": _changes(adjustment) == _changes(before),
        "effects": effects_of(adjustment, office, year),
        "severities": list(Severity),
        "save": save or SaveForm(initial=values),
    }
    return render(request, "performance/rule_adjustments/preview.html", context)


def _changes(adjustment):
    return {**adjustment_to_plain(adjustment), "name": ""}


@never_cache
@login_required
@require_POST
def save_rule_adjustment(request, pk, year):
    office = _kept_office(request.user, pk, year)
    form = SaveForm(request.POST)
    if not form.is_valid():
        if "adjustment" in form.cleaned_data:
            return _preview(
                request, office, year, _versions(office, year), form.cleaned_data["adjustment"], form
            )
        for problem in form.errors.get("adjustment", ["没有收到要保存的调整，请重新办理。"]):
            messages.error(request, problem)
        return redirect("rule_adjustment", office.pk, year)
    cleaned = form.cleaned_data
    try:
        row = save_adjustment(
            office,
            year,
            cleaned["adjustment"],
            by=request.user,
            reason=cleaned["reason"],
            expected_version=cleaned["version"],
            request=request,
        )
    except Refused as refusal:
        for reason in refusal.reasons:
            messages.error(request, reason)
        return redirect("rule_adjustment", office.pk, year)
    messages.success(request, f"已保存{row}，即时生效；各份文本的意见统计在后台重新计算。")
    return redirect(f"{reverse('rules')}?office={office.division_code}&year={year}")


@never_cache
@login_required
@require_safe
def rule_adjustment_file(request, pk, year):
    """The version in force, or an earlier one, as the file that another office or the command reads."""
    office = get_object_or_404(FinanceOffice.objects.visible_to(request.user), pk=pk)
    wanted = request.GET.get("version", "")
    rows = [row for row in _versions(office, year) if not wanted or str(row.version) == wanted]
    if not rows:
        raise Http404
    row = rows[0]
    record(Action.EXPORT, by=request.user, subject=row, details="规则调整文件", request=request)
    name = f"{office.division_code}-{year}-规则调整-第{row.version}版.json"
    return HttpResponse(
        adjustment_to_json(adjustment_of(row)),
        content_type="application/json",
        headers={"Content-Disposition": content_disposition_header(as_attachment=True, filename=name)},
    )
