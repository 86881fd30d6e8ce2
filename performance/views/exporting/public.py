"""What anybody may read without signing in, and the page on which a department decides what that is."""

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.template.loader import render_to_string
from django.utils.safestring import mark_safe
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from departments.file_names import as_file_name
from departments.models import FinanceOffice
from departments.permissions.roles import Role
from performance.documents.formats.html.cells import html_parts
from performance.documents.formats.unprintable import Unprintable
from performance.documents.recognition import UnknownLayout
from performance.exporting.gathering import exportable_by
from performance.exporting.public_edition import kept, mark_of, mark_of_list
from performance.exporting.publication import (
    SUFFIXES,
    decide_withholding,
    decider_of,
    decides_publication,
    public_file,
    public_printed,
    published,
)
from performance.http.responses import attachment
from performance.models import PerformanceStatement
from performance.self_evaluation.published_cards import published_cards
from performance.steps.refusals import Refused
from performance.views.exporting.public_page import public_page

REASON_LENGTH = 500


class PublicSuffix:
    """The suffix of a file of the public edition."""

    regex = "|".join(suffix[1:] for suffix in SUFFIXES)

    def to_python(self, value):
        return f".{value}"

    def to_url(self, value):
        return value[1:]


def _listed(division, year) -> list[PerformanceStatement]:
    return list(published().filter(department__office__division_code=division, fiscal_year=year))


def _mark_of_list(request, division, year):
    return mark_of_list(_listed(division, year))


def _mark(request, division, year, department, suffix=""):
    statement = published_statement(division, year, department)
    evaluated = "+" if published_cards(statement).exists() else ""
    return f"{suffix}{evaluated}{mark_of(statement, statement.published_revision)}"


@public_page(_mark_of_list)
def public_list(request, division, year):
    """An office that publishes nothing, or nothing of the year, is no address."""
    office = get_object_or_404(FinanceOffice, division_code=division, publishes=True)
    statements = _listed(division, year)
    if not statements:
        raise Http404
    context = {"office": office, "year": year, "statements": statements, "suffixes": SUFFIXES}
    return render(request, "performance/exporting/public/list.html", context)


@public_page(_mark)
def public_statement(request, division, year, department):
    statement = published_statement(division, year, department)
    revision = statement.published_revision
    try:
        text = kept(mark_of(statement, revision), "page", lambda: _printed(statement, revision))
    except UnknownLayout as fault:
        raise Http404 from fault
    evaluations = published_cards(statement).exists()
    context = {"statement": statement, "evaluations": evaluations, "suffixes": SUFFIXES}
    context["text"] = mark_safe(text)  # noqa: S308  (a template made it)
    return render(request, "performance/exporting/public/statement.html", context)


def _printed(statement, revision) -> str:
    printed = public_printed(statement, revision)
    context = {"printed": printed, "parts": html_parts(printed)}
    return str(render_to_string("performance/statements/_printed.html", context))


@public_page(_mark)
def public_download(request, division, year, department, suffix):
    statement = published_statement(division, year, department)
    try:
        return _file(statement, statement.published_revision, suffix)
    except (UnknownLayout, Unprintable) as fault:
        raise Http404 from fault


class Withholding(forms.Form):
    """One project, and why the public does not read it; without a reason it does."""

    project = forms.IntegerField(widget=forms.HiddenInput)
    reason = forms.CharField(
        label="不公开的理由",
        required=False,
        max_length=REASON_LENGTH,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    because = forms.CharField(label="恢复公开的理由", required=False, max_length=REASON_LENGTH)


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def publication(request, pk):
    """Whoever sees the whole text sees what the public would, and who decides on it now."""
    statement = _whole(request.user, pk)
    projects = statement.projects.select_related("unit")
    if request.method == "POST":
        return _decided(request, statement, projects)
    context = {
        "statement": statement,
        "projects": projects,
        "withheld": sum(bool(project.withheld_reason) for project in projects),
        "decides": decides_publication(request.user, statement),
        "decider": decider_of(statement),
        "gives_reasons": decider_of(statement) is Role.PERFORMANCE_SECTION_REVIEWER,
        "suffixes": SUFFIXES,
        "longest": REASON_LENGTH,
    }
    return render(request, "performance/exporting/public/publication.html", context)


@never_cache
@login_required
@require_safe
def publication_preview(request, pk, suffix):
    """The public edition of the approved text, before it is published."""
    statement = _whole(request.user, pk)
    if statement.approved_revision is None:
        raise Http404
    try:
        return _file(statement, statement.approved_revision, suffix)
    except (UnknownLayout, Unprintable) as fault:
        messages.error(request, str(fault))
        return redirect("publication", pk)


def _decided(request, statement, projects):
    form = Withholding(request.POST)
    if not form.is_valid():
        messages.error(request, f"没有保存：理由最多 {REASON_LENGTH} 字。")
        return redirect("publication", statement.pk)
    project = get_object_or_404(projects, pk=form.cleaned_data["project"])
    reason = form.cleaned_data["reason"]
    try:
        decide_withholding(
            project,
            reason,
            because=form.cleaned_data["because"],
            by=request.user,
            statement=statement,
            request=request,
        )
    except Refused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, f"已保存：项目“{project}”{'不公开' if reason.strip() else '公开'}。")
    return redirect("publication", statement.pk)


def _whole(user, pk):
    return get_object_or_404(exportable_by(user).select_related("approved_revision"), pk=pk)


def published_statement(division, year, department) -> PerformanceStatement:
    return get_object_or_404(
        published(),
        department__office__division_code=division,
        department__code=department,
        fiscal_year=year,
    )


def _file(statement, revision, suffix):
    name = as_file_name(f"{statement}-公开版{suffix}")
    return attachment(public_file(statement, revision, suffix), name)
