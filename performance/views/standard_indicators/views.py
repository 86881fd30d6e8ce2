"""标准指标: what an office expects projects to be measured by, and the lists by which it says so."""

import json
from dataclasses import astuple

import tablib
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt, csrf_protect
from django.views.decorators.http import require_http_methods, require_safe

from departments.lists.flat_files import FlatWorkbook
from departments.models import FinanceOffice
from departments.permissions.rights import offices_kept
from departments.uploads.limits import LARGEST_FILE
from performance.http.responses import attachment
from performance.http.upload_handlers import MemoryUpload
from performance.indicator_library.standard_list import HEADS, ListedStandard, NoStandards
from performance.indicator_library.standards import PERMISSION, Group, plan_of, take_standards
from performance.models import StandardIndicator, Upload
from performance.models.importing import ListKind
from performance.steps.refusals import Overtaken, Refused
from performance.views.standard_indicators.forms import StandardFilter, StandardsForm

PER_PAGE = 50


@csrf_exempt  # only until the upload handler is set, which must come before anything reads the form
@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def standard_indicators(request):
    request.upload_handlers = [MemoryUpload(LARGEST_FILE)]
    return _listed(request)


@csrf_protect
def _listed(request):
    kept = _kept_offices(request.user)
    if request.method == "POST" and not kept.exists():
        raise PermissionDenied("标准指标由财政绩效科审核人导入。")
    sent = (request.POST, request.FILES) if request.method == "POST" else ()
    form = StandardsForm(*sent, offices=kept, initial={"year": timezone.localdate().year + 1})
    if sent and form.is_valid():
        return redirect("standard_indicators_preview", _kept_list(request.user, form).pk)
    found, choice = _found(request)
    context = {
        "choice": choice,
        "page": Paginator(found, PER_PAGE).get_page(request.GET.get("page")),
        "form": form if kept.exists() else None,
    }
    return render(request, "performance/standard_indicators/list.html", context)


@never_cache
@login_required
@require_safe
def standard_indicators_file(request):
    """What is in force, in the form in which it can be changed and read in again; without any, the heads alone."""
    found, choice = _found(request)
    office = choice.cleaned_data.get("office") if choice.is_bound and choice.is_valid() else None
    if office is None:
        raise Http404
    heads = [names[0] for names in HEADS.values()]
    table = tablib.Dataset(*(_row(one) for one in found), headers=heads)
    name = f"{office.name}{choice.cleaned_data['year']}年标准指标.xlsx"
    return attachment(FlatWorkbook().export_data(table), name)


def _row(one):
    texts = {key: getattr(one, key) for key in HEADS}
    texts |= {key: "是" if value else "否" for key, value in texts.items() if isinstance(value, bool)}
    texts["direction"] = one.get_direction_display()
    return ["" if value is None else str(value) for value in texts.values()]


def _kept_offices(user):
    offices = FinanceOffice.objects.visible_to(user)
    return offices if user.is_superuser else offices.filter(pk__in=offices_kept(user, PERMISSION))


def _found(request):
    """The indicators in force that were asked for, and the form that asks."""
    offices = FinanceOffice.objects.visible_to(request.user).order_by("division_code")
    first = offices.first()
    initial = {"office": first and first.pk, "year": timezone.localdate().year, **request.GET.dict()}
    visible = StandardIndicator.objects.visible_to(request.user)
    classes = visible.exclude(project_class="").order_by("project_class")
    choice = StandardFilter(
        initial, offices=offices, classes=classes.values_list("project_class", flat=True).distinct()
    )
    if not choice.is_valid():
        return visible.none(), choice
    cleaned = choice.cleaned_data
    found = visible.filter(office=cleaned["office"]).in_force(cleaned["year"])
    if cleaned["project_class"]:
        found = found.filter(project_class=cleaned["project_class"])
    return found.order_by("code"), choice


def _kept_list(user, form):
    cleaned = form.cleaned_data
    proposal = {
        "office": cleaned["office"].pk,
        "year": cleaned["year"],
        "rows": [astuple(one) for one in form.listed],
    }
    return Upload.objects.keep_list(user, ListKind.STANDARDS, cleaned["file"].name, proposal)


def _said(upload):
    proposal = json.loads(bytes(upload.reading))
    listed = tuple(ListedStandard(*row[:-1], tuple(row[-1])) for row in proposal["rows"])
    return listed, get_object_or_404(FinanceOffice, pk=proposal["office"]), proposal["year"]


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def standard_indicators_preview(request, pk):
    upload = get_object_or_404(Upload.objects.lists_of(request.user, ListKind.STANDARDS), pk=pk)
    proposal = _said(upload)
    if request.method == "POST":
        if "cancel" in request.POST:
            upload.delete()
            messages.success(request, "已取消，没有导入。")
            return redirect("standard_indicators")
        if _taken(request, proposal):
            upload.delete()
            return redirect("standard_indicators")
    try:
        plan = plan_of(*proposal)
    except NoStandards as fault:  # somebody has begun later versions meanwhile
        upload.delete()
        messages.error(request, str(fault))
        return redirect("standard_indicators")
    context = {"upload": upload, "plan": plan, "gone": Group.GONE, "thing": "指标"}
    return render(request, "performance/standard_indicators/preview.html", context)


def _taken(request, proposal):
    groups = [group for group in Group if group.value in request.POST.getlist("group")]
    try:
        take_standards(
            *proposal,
            groups=groups,
            digest=request.POST.get("digest", ""),
            by=request.user,
            request=request,
        )
    except (Refused, Overtaken, NoStandards) as refusal:
        messages.error(request, str(refusal))
        return False
    messages.success(request, f"已导入{proposal[2]}年标准指标；文本缺少的，列在各文本的审核意见里。")
    return True
