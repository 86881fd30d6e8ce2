"""The page from which texts leave for the finance bureau: choose departments, take a package or a summary."""

from io import BytesIO

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db import transaction
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from departments.keys import RowsField, is_key
from departments.models import FinanceOffice
from performance.documents.convert import Unreadable
from performance.documents.formats.unprintable import Unprintable
from performance.exporting.gathering import exportable_by, goes_unasked
from performance.exporting.jobs import AT_ONCE, is_answered_at_once, start_export
from performance.exporting.requests import REPORTED, file_name, record_export, title_of, write_export
from performance.http.responses import attachment
from performance.jobs.queueing import TooManyJobs
from performance.models import JobKind


class PackagePlaceForm(forms.Form):
    """Which office and year; offers those in which the user may take anything out."""

    office = forms.ModelChoiceField(FinanceOffice.objects.none(), label="财政局", empty_label=None)
    year = forms.TypedChoiceField(label="预算年度", coerce=int)

    def __init__(self, query, statements):
        offices = FinanceOffice.objects.filter(departments__statements__in=statements.order_by()).distinct()
        years = sorted(set(statements.order_by().values_list("fiscal_year", flat=True)), reverse=True)
        first = {"office": getattr(offices.first(), "pk", ""), "year": years[0] if years else ""}
        super().__init__({**first, **{name: query[name] for name in first if name in query}})
        self.statements = statements
        self.fields["office"].queryset = offices
        self.fields["year"].choices = [(year, f"{year}年") for year in years]

    def chosen(self):
        if not self.is_valid():
            return self.statements.none()
        office, year = self.cleaned_data["office"], self.cleaned_data["year"]
        return self.statements.filter(department__office=office, fiscal_year=year)


class ChosenTextsForm(forms.Form):
    """What is to be made of which texts."""

    kind = forms.ChoiceField(error_messages={"invalid_choice": "没有“%(value)s”这种材料。"})
    statement = RowsField(
        None,
        error_messages={
            "required": "请至少选择一个部门。",
            "invalid_choice": "所选的部门不在您的查看范围内。",
            "invalid_pk_value": "所选的部门不在您的查看范围内。",
        },
    )

    def __init__(self, data, statements, kinds):
        super().__init__(data)
        self.fields["statement"].queryset = statements
        self.fields["kind"].choices = [(kind, kind.label) for kind in kinds]

    def clean_kind(self):
        return JobKind(self.cleaned_data["kind"])


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def packages(request):
    statements = exportable_by(request.user)
    form = None
    if request.method == "POST":
        form = ChosenTextsForm(request.POST, statements, REPORTED)
        if form.is_valid():
            return made(request, form.cleaned_data["kind"], form.cleaned_data["statement"], page="packages")
    return render(
        request, "performance/exporting/packages.html", offered(request, statements, REPORTED, form)
    )


def offered(request, statements, kinds, asked):
    """What a page on which texts are chosen shows."""
    place = PackagePlaceForm(request.GET, statements)
    here = place.chosen().select_related("approved_revision").defer("approved_revision__content")
    return {
        "place": place,
        "statements": here,
        "chosen": _chosen(here, asked),
        "kinds": list(kinds),
        "asked": asked,
        "at_once": AT_ONCE,
    }


def _chosen(here, asked):
    """What was asked for is asked for again, were anything amiss; until then, what is decided."""
    if asked is None:
        return {statement.pk for statement in here if goes_unasked(statement)}
    return {int(key) for key in asked.data.getlist("statement") if is_key(key)}


def made(request, kind, statements, *, page):
    """A few texts at once, more or large ones by the worker; what is refused is told on the page of that name."""
    try:
        if not is_answered_at_once(kind, statements):
            start_export(kind, statements, by=request.user, request=request)
            messages.success(request, "任务已经开始，完成后可在本页下载。")
            return redirect("jobs")
        stream = BytesIO()
        write_export(kind, statements, stream)
    except (TooManyJobs, Unreadable, Unprintable) as fault:
        messages.error(request, str(fault))
        return redirect(f"{reverse(page)}?{request.GET.urlencode()}")
    with transaction.atomic():
        record_export(kind, statements, by=request.user, request=request)
    return attachment(stream.getvalue(), file_name(kind, title_of(statements)))
