"""Indicators picked from the library into a form: everything but the target value, which people decide."""

import re
from dataclasses import dataclass

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from indicators.library import levels_in, search_templates
from indicators.models import IndicatorTemplate
from indicators.project_classes import WHOLE_DEPARTMENT, class_of
from performance.entry.answers import Answers, said_rows
from performance.entry.field_specs import GROUP_TITLES, is_tree
from performance.entry.rows import blank_row
from performance.entry_forms.opened_fields import closed_in, why_not
from performance.entry_forms.saving import Posted, save_form
from performance.statement_pages.context import visible_statement
from performance.statements.services import StatementMoved
from performance.steps.refusals import Refused
from performance.views.entry_forms.access import (
    closed_because,
    may_edit,
    opened,
    visible_project,
)
from performance.views.entry_forms.form import address_of
from performance.views.indicator_library.forms import LibrarySearch
from projects.models import ProjectLocked

PER_PAGE = 30
MOST_AT_ONCE = 100
KEY = re.compile("[0-9]{1,15}")


@dataclass(frozen=True)
class Offer:
    """A template with the levels that the statement's form prints for it."""

    template: IndicatorTemplate
    level1: str
    level2: str

    def row(self):
        return {
            "level1": self.level1,
            "level2": self.level2,
            "name": self.template.name,
            "description": self.template.description,
        }


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def library_sheet(request, pk, key):
    return _library(request, opened(visible_statement(request.user, pk), key=key))


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def library_project(request, pk, project):
    statement = visible_statement(request.user, pk)
    return _library(request, opened(statement, project=visible_project(request, statement, project)))


def _library(request, form):
    if not may_edit(request.user, form.statement, form.unit):
        raise PermissionDenied(closed_because(form.statement, form.unit))
    params = request.POST if request.method == "POST" else request.GET
    groups = [group for group in form.sheet.groups if is_tree(group)]
    group = params.get("group") or next(iter(groups), "")
    if group not in groups:
        raise Http404
    if closed_in(form).has_group(group):
        raise PermissionDenied(why_not(GROUP_TITLES[group], form.project))
    return _add(request, form, group) if request.method == "POST" else _show(request, form, group)


def _show(request, form, group):
    params = {"project_class": _class_of(form), **request.GET.dict()}
    search = LibrarySearch({**params, "group": group})
    page = Paginator(_found(form, search), PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "statement": form.statement,
        "project": form.project,
        "title": form.project or form.sheet.title,
        "address": address_of(form),
        "group": group,
        "group_title": GROUP_TITLES[group],
        "search": search,
        "page": page,
        "offers": _offers(form, page),
        "wider": f"?group={group}&project_class=" if params.get("project_class") else "",
    }
    return render(request, "performance/indicator_library/library.html", context)


def _class_of(form):
    return class_of(form.project.name) if form.project else WHOLE_DEPARTMENT


def _found(form, search):
    if not search.is_valid():
        return IndicatorTemplate.objects.none()
    params = {name: search.cleaned_data[name] for name in ("family", "project_class", "text")}
    return search_templates(**_whose(form), **params)


def _whose(form):
    return {"office_code": form.statement.department.office.division_code, "province": form.content.province}


def _offers(form, templates):
    return [Offer(template, *levels_in(form.vocabulary, template)) for template in templates]


def _add(request, form, group):
    """Without script the picked indicators are saved with the form; their values are left to be filled in."""
    chosen = request.POST.getlist("template")[:MOST_AT_ONCE]
    numbers = [int(number) for number in chosen if KEY.fullmatch(number)]
    picked = search_templates(**_whose(form)).filter(pk__in=numbers)
    if not numbers or not picked:
        messages.error(request, "没有选中指标。")
        return redirect(request.get_full_path())
    blank = blank_row(form.sheet, group)
    rows = [{field: offer.row().get(field, "") for field in blank} for offer in _offers(form, picked)]
    records = {**form.answers.records, group: [*said_rows(form.answers.records[group]), *rows]}
    posted = Posted(Answers(form.answers.texts, records), form.answers, form.statement.version)
    try:
        save_form(form, posted, by=request.user, request=request)
    except (Refused, ProjectLocked, StatementMoved) as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, f"已从指标库添加{len(rows)}个指标，请填写指标值。")
    return redirect(address_of(form))
