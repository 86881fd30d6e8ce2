"""All cards that somebody sees: a list of them, a list of their lines, the figures of a year; each a workbook too."""

from dataclasses import fields

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from departments.file_names import as_file_name
from departments.models import Department
from departments.trail.entry import Action
from departments.trail.writing import record
from performance.documents.formats.unprintable import Unprintable
from performance.documents.formats.xlsx.flat_workbook import TOTAL
from performance.http.responses import attachment
from performance.models import EvaluationState
from performance.overview.workbook import figures_workbook
from performance.scoring.scheme_files import grade_names
from performance.self_evaluation.commenting import waiting_on
from performance.self_evaluation.figures.narrowing import UNGRADED, FigureFilters, cards_asked, lines_asked
from performance.self_evaluation.figures.overview import figures_of_year, without_lines
from performance.self_evaluation.figures.reasons import ALL_KINDS
from performance.self_evaluation.figures.rows import cards_figure, lines_figure
from performance.views.self_evaluation.lists import YEARS

OF_A_PAGE = 100


class Narrowing(forms.Form):
    """``lines`` says of which list: some filters are of lines alone, some of cards."""

    year = forms.IntegerField(label="年度", required=False, min_value=YEARS[0], max_value=YEARS[-1])
    department = forms.ModelChoiceField(
        Department.objects.none(), label="部门", required=False, empty_label="全部"
    )
    state = forms.ChoiceField(label="状态", required=False)
    grade = forms.ChoiceField(label="自评等级", required=False)
    final_grade = forms.ChoiceField(label="复核等级", required=False)
    drawn = forms.BooleanField(label="只列抽中的", required=False)
    words = forms.CharField(label="名称、编码", required=False, max_length=100, strip=True)
    name = forms.CharField(label="评分内容", required=False, max_length=1000)
    reason = forms.ChoiceField(label="原因", required=False)
    lost = forms.BooleanField(label="只列失分的", required=False)
    exceeded = forms.BooleanField(label="只列超过三成的", required=False)

    def __init__(self, query, user, lines):
        super().__init__(query)
        for name in ("drawn", "words") if lines else ("name", "reason", "lost", "exceeded"):
            del self.fields[name]
        self.fields["department"].queryset = Department.objects.business_of(user).order_by("code")
        self.fields["state"].choices = [("", "全部"), *EvaluationState.choices]
        grades = [("", "全部"), *((name, name) for name in grade_names()), (UNGRADED, "没有等级")]
        for name in ("grade", "final_grade"):
            self.fields[name].choices = grades
        if lines:
            self.fields["reason"].choices = [("", "全部"), *((kind, kind) for kind in ALL_KINDS)]

    @property
    def asked(self):
        """What cannot be understood is a fault of the form, and narrows nothing."""
        cleaned = self.cleaned_data
        department = cleaned.get("department")
        known = {one.name: cleaned[one.name] for one in fields(FigureFilters) if cleaned.get(one.name)}
        return FigureFilters(**known | ({"department": department.pk} if department else {}))


@never_cache
@login_required
@require_safe
def evaluation_list(request, as_workbook=False):
    def figure_of(cards):
        return cards_figure(cards, waiting_on(cards, request.user))

    return _answered(request, as_workbook, "evaluation_list", "自评表一览", cards_asked, figure_of)


@never_cache
@login_required
@require_safe
def evaluation_lines(request, as_workbook=False):
    return _answered(
        request, as_workbook, "evaluation_lines", "自评逐项得分", lines_asked, lines_figure, lines=True
    )


def _answered(request, as_workbook, route, title, found, figure_of, *, lines=False):
    form = Narrowing(request.GET, request.user, lines)
    rows = found(request.user, form.asked) if form.is_valid() else []
    if as_workbook:
        if form.errors:
            raise Http404
        return _workbook(request, title, [figure_of(list(rows))], route)
    page = Paginator(rows, OF_A_PAGE).get_page(request.GET.get("page"))
    figure = figure_of(list(page))
    context = {"title": title, "form": form, "route": route, "page": page, "figure": figure}
    status = 400 if form.errors else 200
    return render(request, "performance/self_evaluation/list.html", context, status=status)


@never_cache
@login_required
@require_safe
def evaluation_figures(request, year, as_workbook=False):
    if year not in YEARS:
        raise Http404
    figures, title = figures_of_year(request.user, year), f"{year}年绩效自评分析"
    if as_workbook:
        return _workbook(request, title, figures, "evaluations")
    context = {
        "title": title,
        "year": year,
        "years": [one for one in (year - 1, year + 1) if one in YEARS],
        "figures": figures,
        "without_lines": without_lines(request.user, year),
    }
    return render(request, "performance/self_evaluation/figures.html", context)


def _workbook(request, title, figures, route):
    try:
        written = figures_workbook(title, figures, TOTAL)
    except Unprintable as fault:
        messages.error(request, str(fault))
        return redirect(route)
    record(Action.EXPORT, by=request.user, details=f"{title}.xlsx", request=request)
    return attachment(written, as_file_name(f"{title}.xlsx"))
