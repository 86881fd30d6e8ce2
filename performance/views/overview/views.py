"""The overview of an office, a department or a unit: its figures, the rows behind each, and both as workbooks."""

from django import forms
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from departments.models import FinanceOffice
from performance.overview.dashboard import KEYS, NoSuchRows, dashboard, rows_behind
from performance.overview.landing import beginning_of, current_year, offices_of, years_of
from performance.overview.scope import ABOVE, MODELS, Level, Scope, total_label
from performance.overview.years import over_the_years
from performance.views.overview.figures_file import figures_file

PER_PAGE = 100


class LevelConverter:
    regex = "|".join(Level)

    def to_python(self, value):
        return Level(value)

    def to_url(self, value):
        return str(value)


class FigureConverter:
    regex = "|".join(KEYS)

    def to_python(self, value):
        return value

    def to_url(self, value):
        return value


class OfficeChoice(forms.Form):
    office = forms.ModelChoiceField(FinanceOffice.objects.none(), label="财政局", empty_label=None)

    def __init__(self, query, user):
        super().__init__(query)
        self.fields["office"].queryset = offices_of(user)


@never_cache
@login_required
@require_safe
def overview(request):
    """Leads to where this person begins to look."""
    choice = OfficeChoice(request.GET, request.user)
    office = choice.cleaned_data["office"] if choice.is_valid() else None
    scope = beginning_of(request.user, office)
    if scope is None:
        return render(request, "performance/overview/empty.html")
    return redirect(scope.page())


@never_cache
@login_required
@require_safe
def overview_place(request, level, pk, year, as_workbook=False):
    scope = _scope(request, level, pk, year)
    figures = dashboard(scope, timezone.localdate())
    title = f"{scope.place.name}{year}年总览"
    if as_workbook:
        return figures_file(request, title, figures, about=scope.place, total_label=total_label(scope))
    offices = offices_of(request.user) if level is Level.OFFICE else FinanceOffice.objects.none()
    choice = OfficeChoice({"office": pk}, request.user) if len(offices) > 1 else None
    context = {
        **_place(scope),
        "title": title,
        "figures": figures,
        "years": years_of(scope),
        "choice": choice,
    }
    return render(request, "performance/overview/place.html", context)


@never_cache
@login_required
@require_safe
def overview_rows(request, level, pk, year, figure, as_workbook=False):
    scope = _scope(request, level, pk, year)
    try:
        rows = rows_behind(scope, figure, request.GET.dict(), timezone.localdate())
    except NoSuchRows as fault:
        raise Http404 from fault
    title = f"{scope.place.name}{year}年{rows.title}"
    if as_workbook:
        return figures_file(request, title, [rows], about=scope.place, total_label=total_label(scope))
    page = Paginator(list(rows.cells()), PER_PAGE).get_page(request.GET.get("page"))
    context = {**_place(scope), "title": title, "figure": rows, "page": page}
    return render(request, "performance/overview/rows.html", context)


@never_cache
@login_required
@require_safe
def overview_years(request, level, pk, as_workbook=False):
    scope = _scope(request, level, pk, timezone.localdate().year)
    figures = over_the_years(scope)
    title = f"{scope.place.name}历年对比"
    if as_workbook:
        return figures_file(request, title, figures, about=scope.place, total_label=total_label(scope))
    context = {**_place(scope), "latest": current_year(scope), "title": title, "figures": figures}
    return render(request, "performance/overview/years.html", context)


def _scope(request, level, pk, year):
    seen = MODELS[level].objects.business_of(request.user).select_related(*ABOVE[level])
    return Scope(level, get_object_or_404(seen, pk=pk), year, request.user)


def _place(scope):
    """What every page of a place shows: where it belongs."""
    above = {
        Level.OFFICE: lambda: (),
        Level.DEPARTMENT: lambda: ((Level.OFFICE, scope.place.office),),
        Level.UNIT: lambda: (
            (Level.OFFICE, scope.office),
            (Level.DEPARTMENT, scope.place.department),
        ),
    }[scope.level]()
    return {"scope": scope, "place": scope.place, "level": scope.level, "year": scope.year, "above": above}
