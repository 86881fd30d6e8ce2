"""All projects of a text in one table, and what is done to those that are ticked."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from performance.all_projects.listed import COLUMNS, NAME, ListFilters, listed_projects
from performance.documents.recognition import UnknownLayout
from performance.entry.sheets import is_entered
from performance.entry_forms.opened_fields import ProjectActs
from performance.entry_forms.task_list import TaskState, task_list
from performance.statement_pages.context import visible_statement
from performance.statements.editable_parts import editable_parts
from performance.statements.project_list import place_projects, remove_projects
from performance.statements.selectors import projects_content
from performance.steps.refusals import Refused
from performance.views.all_projects.chosen import (
    REFUSALS,
    address_with,
    say_done,
    say_refused,
    ticked,
)

PAGES = {"replace": "projects_replace", "same": "projects_same", "delete": "projects_delete"}
MOST_IN_AN_ADDRESS = (
    300  # servers take addresses of some 8000 characters, and what is looked for stands in it too
)


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def all_projects(request, pk):
    statement = visible_statement(request.user, pk)
    if request.method == "POST":
        return _act(request, statement)
    try:
        tasks = task_list(statement, request.user)
    except UnknownLayout as missing:
        raise Http404 from missing
    filters = _asked(request.GET)
    parts = editable_parts(statement, request.user)
    context = {
        "statement": statement,
        "tasks": tasks,
        "asked": filters,
        "columns": COLUMNS,
        "heads": [_head(request, column, filters) for column in (NAME, *filters.shown)],
        "rows": [_row(row, filters) for row in listed_projects(tasks, filters)],
        "number": sum(len(unit.projects) for unit in tasks.units),
        "states": TaskState,
        "acts": ProjectActs.of(statement, parts),
        "is_entered": is_entered(statement.province, statement.edition),
    }
    return render(request, "performance/all_projects/table.html", context)


def _asked(params):
    return ListFilters(
        params.get("text", "").strip(),
        params.get("unit", ""),
        params.get("state", ""),
        params.get("sort", ""),
        params.getlist("column"),
    )


def _head(request, column, filters):
    """With the address that sorts by it: the other way round where it is sorted by already."""
    ascends = filters.sort == column.key
    query = request.GET.copy()
    query["sort"] = f"-{column.key}" if ascends else column.key
    order = "ascending" if ascends else "descending" if filters.sort == f"-{column.key}" else ""
    return {"column": column, "order": order, "query": query.urlencode()}


def _row(row, filters):
    return {"listed": row, "cells": [(column, column.of(row)) for column in filters.shown]}


def _act(request, statement):
    """The ticked projects go to a page that shows first what would become of them; a move is done at once."""
    keys, act = ticked(request.POST), request.POST.get("act", "")
    if act in PAGES and len(keys) > MOST_IN_AN_ADDRESS:
        messages.error(
            request,
            f"一次最多勾选{MOST_IN_AN_ADDRESS}个项目，现在勾选了{len(keys)}个。"
            "要在全部项目里查找替换或统一填写的，一个也不勾；要删除的，请分几次。",
        )
        return redirect("all_projects", statement.pk)
    if act in PAGES:
        return redirect(address_with(PAGES[act], statement, keys))
    if act != "move":
        raise Http404
    try:
        _move(request, statement, keys)
    except REFUSALS as refusal:
        say_refused(request, statement, "移动项目", refusal)
    return redirect("all_projects", statement.pk)


def _move(request, statement, keys):
    place = request.POST.get("place", "")
    if not keys:
        raise Refused("请勾选要移动的项目。")
    if not (place.isascii() and place.isdigit() and 0 < len(place) < 5):
        raise Refused("请填写移到第几个，如 1。")
    parts = editable_parts(statement, request.user)
    if not keys <= ProjectActs.of(statement, parts).moves:
        raise Refused("所选的项目有的现在不能由您移动，没有移动。")
    place_projects(statement, keys, int(place), by=request.user, request=request)
    messages.success(request, f"已把{len(keys)}个项目移到本单位第{place}个。")


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def projects_delete(request, pk):
    """Asks first, with what goes along."""
    statement = visible_statement(request.user, pk)
    parts = editable_parts(statement, request.user)
    removals = ProjectActs.of(statement, parts).removals
    if not removals:
        raise PermissionDenied("这份文本现在没有您可以删除的项目。")
    keys = ticked(request.POST if request.method == "POST" else request.GET)
    mine = statement.projects.visible_to(request.user).filter(pk__in=keys & removals)
    chosen = list(mine.select_related("unit"))
    if request.method == "POST" and chosen:
        removed = {project.pk for project in chosen}
        try:
            if removed != keys:
                raise Refused("所选的项目有的已经不在，或者现在不能由您删除，没有删除。")
            remove_projects(statement, removed, by=request.user, request=request)
        except REFUSALS as refusal:
            say_refused(request, statement, "删除项目", refusal)
        else:
            say_done(request, statement, f"已删除{len(chosen)}个项目，也可以在“修改历史与回收站”中逐个恢复。")
        return redirect("all_projects", statement.pk)
    contents = projects_content(mine)
    context = {
        "statement": statement,
        "chosen": list(zip(chosen, contents, strict=True)),
        "left": len(keys) - len(chosen),
        "goals": sum(len(content.goals) for content in contents),
        "indicators": sum(len(content.indicators) for content in contents),
    }
    return render(request, "performance/all_projects/delete.html", context)
