"""预算数: a list of the integrated system, looked at before it is taken over, group by group as chosen."""

import json
from decimal import Decimal

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt, csrf_protect
from django.views.decorators.http import require_http_methods

from departments.lists.plans import shown_problems
from departments.models import FinanceOffice
from departments.permissions.rights import offices_kept
from departments.uploads.limits import LARGEST_FILE
from departments.uploads.refused_file import RefusedFile
from performance.exchange.figures import PERMISSION, Group, plan_of, take_figures
from performance.exchange.figures_list import ListedFigure, NoFigures, read_figures
from performance.http.upload_handlers import MemoryUpload
from performance.models import BudgetFigure, BudgetRound, Upload
from performance.models.importing import ListKind
from performance.steps.refusals import Overtaken, Refused
from performance.views.exchange.lists import READ, list_source

YEARS = range(2000, 2100)


class FiguresForm(forms.Form):
    office = forms.ModelChoiceField(FinanceOffice.objects.none(), label="财政局", empty_label=None)
    year = forms.IntegerField(label="预算年度", min_value=YEARS.start, max_value=YEARS.stop - 1)
    round = forms.ChoiceField(label="轮次", choices=BudgetRound.choices)
    file = forms.FileField(
        label="预算数名单",
        max_length=255,
        help_text="一行一个项目：单位编码、项目编码、项目名称、预算数，可以另有部门编码、项目类别和各项资金；表头写明元或万元。.xlsx、.csv。",
        widget=forms.FileInput(attrs={"accept": ",".join(READ)}),
        error_messages={"required": "请选择一个文件。"},
    )

    def __init__(self, *args, offices, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["office"].queryset = offices

    def clean(self):
        cleaned = super().clean()
        if {"office", "file"} <= cleaned.keys():
            try:
                self.figures = read_figures(list_source(cleaned["file"]), cleaned["office"])
            except RefusedFile as refused:
                self.add_error("file", str(refused))
            except NoFigures as fault:
                self.add_error("file", forms.ValidationError(shown_problems(fault.problems)))
        return cleaned


@csrf_exempt  # only until the upload handler is set, which must come before anything reads the form
@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def budget_figures(request):
    offices = FinanceOffice.objects.visible_to(request.user)
    if not request.user.is_superuser:
        offices = offices.filter(pk__in=offices_kept(request.user, PERMISSION))
    if not offices.exists():
        raise PermissionDenied("预算数由财政绩效科审核人导入。")
    request.upload_handlers = [MemoryUpload(LARGEST_FILE)]
    return _taken(request, offices)


@csrf_protect
def _taken(request, offices):
    sent = (request.POST, request.FILES) if request.method == "POST" else ()
    form = FiguresForm(*sent, offices=offices)
    if sent and form.is_valid():
        upload = _kept(request.user, form)
        return redirect("budget_figures_preview", upload.pk)
    kept = BudgetFigure.objects.filter(unit__department__office__in=offices).order_by()
    rounds = kept.values_list("fiscal_year", "round").distinct()
    context = {"form": form, "rounds": [(year, BudgetRound(step).label) for year, step in sorted(rounds)]}
    return render(request, "performance/exchange/figures.html", context)


def _kept(user, form):
    cleaned = form.cleaned_data
    proposal = {
        "office": cleaned["office"].pk,
        "year": cleaned["year"],
        "round": cleaned["round"],
        "rows": [
            (
                one.unit,
                one.code,
                one.name,
                one.project_class,
                [None if n is None else str(n) for n in one.amounts],
            )
            for one in form.figures
        ],
    }
    return Upload.objects.keep_list(user, ListKind.FIGURES, cleaned["file"].name, proposal)


def _said(upload):
    proposal = json.loads(bytes(upload.reading))
    figures = tuple(
        ListedFigure(unit, code, name, kind, tuple(n if n is None else Decimal(n) for n in amounts))
        for unit, code, name, kind, amounts in proposal["rows"]
    )
    office = get_object_or_404(FinanceOffice, pk=proposal["office"])
    return figures, office, proposal["year"], BudgetRound(proposal["round"])


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def budget_figures_preview(request, pk):
    upload = get_object_or_404(Upload.objects.lists_of(request.user, ListKind.FIGURES), pk=pk)
    figures, office, year, step = _said(upload)
    if request.method == "POST":
        if "cancel" in request.POST:
            upload.delete()
            messages.success(request, "已取消，没有导入。")
            return redirect("budget_figures")
        groups = [group for group in Group if group.value in request.POST.getlist("group")]
        digest = request.POST.get("digest", "")
        try:
            take_figures(
                figures, office, year, step, groups=groups, digest=digest, by=request.user, request=request
            )
        except (Refused, Overtaken) as refusal:
            messages.error(request, str(refusal))
        else:
            upload.delete()
            messages.success(
                request, f"已导入{year}年{step.label}预算数；与文本不同的，列在各文本的审核意见里。"
            )
            return redirect("budget_figures")
    plan = plan_of(figures, office, year, step)
    context = {"upload": upload, "plan": plan, "gone": Group.GONE, "thing": "项目"}
    return render(request, "performance/exchange/figures_preview.html", context)
