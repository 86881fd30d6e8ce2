"""Projects come, go and change places."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from performance.differences.opened import OpenedKind
from performance.entry.answers import doubt_of
from performance.entry_forms.opened_fields import ProjectActs, why_not
from performance.statement_pages.context import visible_statement
from performance.statements.editable_parts import editable_parts
from performance.statements.project_list import add_project, move_project, remove_project
from performance.statements.selectors import projects_content
from performance.statements.services import ContentRefused, StatementMoved
from performance.steps.refusals import Refused
from performance.views.entry_forms.access import (
    closed_because,
    visible_project,
    visible_unit,
)
from performance.views.entry_forms.forms import NewProjectForm
from projects.models import ProjectLocked

REFUSALS = (Refused, ProjectLocked, StatementMoved)
PLACES = {"up": -1, "down": 1}


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def project_new(request, pk, unit):
    statement = visible_statement(request.user, pk)
    unit = visible_unit(request, statement, unit)
    if unit.pk not in _acts(request, statement, unit).additions:
        raise PermissionDenied(why_not(OpenedKind.ADDITION.label))
    form = NewProjectForm(request.POST or None, has_standards=statement.has_standards)
    if request.method == "POST" and form.is_valid():
        try:
            project = add_project(statement, unit, **form.cleaned_data, by=request.user, request=request)
        except ContentRefused as refusal:
            form.add_error(None, list(refusal.problems))
        except REFUSALS as refusal:
            form.add_error(None, str(refusal))
        else:
            begun = projects_content(statement.projects.filter(pk=project.pk))[0].indicators
            also = f"，带出{len(begun)}个必选的标准指标，请填写指标值" if begun else ""
            messages.success(request, f"已新建项目“{project.name}”{also}。")
            if doubt := doubt_of(project.name):
                messages.warning(request, f"项目名称{doubt}")
            return redirect("entry_project", statement.pk, project.pk)
    context = {"statement": statement, "unit": unit, "form": form}
    return render(request, "performance/entry_forms/project_new.html", context)


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def project_delete(request, pk, project):
    """Asks first: a project goes with its goals and indicators."""
    statement = visible_statement(request.user, pk)
    project = visible_project(request, statement, project)
    if project.pk not in _acts(request, statement, project.unit).removals:
        raise PermissionDenied(why_not(OpenedKind.REMOVAL.label, project))
    if request.method == "POST":
        name = project.name
        try:
            remove_project(statement, project, by=request.user, request=request)
        except REFUSALS as refusal:
            messages.error(request, str(refusal))
        else:
            messages.success(request, f"已删除项目“{name}”，可以在“修改历史与回收站”中恢复。")
        return redirect("entry", statement.pk)
    content = projects_content(statement.projects.filter(pk=project.pk))[0]
    figures = {"goals": len(content.goals), "indicators": len(content.indicators)}
    context = {"statement": statement, "project": project, **figures}
    return render(request, "performance/entry_forms/project_delete.html", context)


@never_cache
@login_required
@require_POST
def project_move(request, pk, project):
    statement = visible_statement(request.user, pk)
    project = visible_project(request, statement, project)
    if request.POST.get("to") not in PLACES:
        raise Http404
    places = PLACES[request.POST["to"]]
    try:
        move_project(statement, project, by_places=places, by=request.user, request=request)
    except REFUSALS as refusal:
        messages.error(request, str(refusal))
    return redirect("entry", statement.pk)


def _acts(request, statement, unit):
    parts = editable_parts(statement, request.user)
    if unit.pk not in parts.units:
        raise PermissionDenied(closed_because(statement, unit))
    return ProjectActs.of(statement, parts)
