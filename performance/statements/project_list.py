"""Which projects a statement has, and in what order: each change is a save of the whole content."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import replace
from itertools import pairwise

from django.db import transaction
from django.http import HttpRequest

from departments.models import BudgetUnit, Department
from departments.trail.entry import Action
from departments.trail.writing import record as record_in_trail
from performance.content.model import ProjectContent, StatementContent
from performance.models import PerformanceStatement
from performance.models.history import Source
from performance.statements.budget_years import years_refusal
from performance.statements.chosen_forms import chosen_form, new_project
from performance.statements.proposed_standards import proposed_standards
from performance.statements.selectors import statement_content
from performance.statements.services import save_content
from performance.steps.refusals import Refused
from projects.models import BudgetProject

Listed = list[tuple[int | None, int, ProjectContent]]  # row, unit and content of each project, in order


@transaction.atomic
def begin_statement(
    department: Department, year: int, *, by, request: HttpRequest | None = None
) -> PerformanceStatement:
    """A blank statement in the form that the office has chosen for the year. Raises Refused."""
    if PerformanceStatement.objects.filter(department=department, fiscal_year=year).exists():
        raise Refused(f"“{department.name}”{year}年的绩效文本已经存在。")
    if refusal := years_refusal(department.office, year):
        raise Refused(refusal)
    chosen = chosen_form(department.office, year)
    content = StatementContent(
        chosen.province,
        chosen.edition,
        year,
        department_code=department.code,
        department_name=department.name,
        form=chosen.form,
    )
    statement = save_content(content, department=department, year=year, by=by).statement
    record_in_trail(Action.EDIT, by=by, subject=statement, details="新建绩效文本", request=request)
    return statement


def project_after(statement: PerformanceStatement, project: BudgetProject, user) -> BudgetProject | None:
    """The one that follows in the user's task list: of the same unit, else the first of the next unit."""
    by_unit = statement.projects.visible_to(user).order_by("unit__position", "unit__code", "position", "pk")
    listed = list(by_unit.only("name", "code"))
    return next((after for before, after in pairwise(listed) if before == project), None)


def add_project(
    statement: PerformanceStatement,
    unit: BudgetUnit,
    *,
    code: str,
    name: str,
    with_standards: bool = False,
    by,
    request=None,
) -> BudgetProject:
    """A project behind the others of its unit. Raises Refused, ContentRefused or StatementMoved.

    ``with_standards`` it begins with the ★ standard indicators of its kind, whose targets are to be filled in.
    """

    def changed(listed: Listed) -> Listed:
        new = replace(new_project(statement, unit), code=code, name=name)
        if with_standards:
            new = replace(new, indicators=proposed_standards(statement, new))
        return _behind_its_unit(listed, unit, new)

    before = set(statement.projects.values_list("pk", flat=True))
    _change(statement, changed, f"新增项目“{name}”（{unit}）", by, request)
    return statement.projects.exclude(pk__in=before).get()


def _behind_its_unit(listed: Listed, unit: BudgetUnit, new: ProjectContent) -> Listed:
    own = [n for n, (_, owner, _) in enumerate(listed) if owner == unit.pk]
    at = own[-1] + 1 if own else len(listed)
    return [*listed[:at], (None, unit.pk, new), *listed[at:]]


def add_projects(
    statement: PerformanceStatement,
    prepared: Callable[[PerformanceStatement], list[tuple[BudgetUnit, ProjectContent]]],
    details: str,
    *,
    by,
    request=None,
) -> int:
    """What ``prepared`` makes under the lock, each behind the others of its unit; tells how many were added."""
    with transaction.atomic():
        locked = PerformanceStatement.objects.select_for_update(of=("self",), no_key=True)
        current = locked.select_related("department__office").get(pk=statement.pk)
        added = prepared(current)

        def changed(listed: Listed) -> Listed:
            for unit, content in added:
                listed = _behind_its_unit(listed, unit, content)
            return listed

        _change(current, changed, f"{details}：{len(added)}个", by, request)
    return len(added)


def remove_project(statement: PerformanceStatement, project: BudgetProject, *, by, request=None) -> None:
    def changed(listed: Listed) -> Listed:
        return [entry for entry in listed if entry[0] != project.pk]

    _change(statement, changed, f"删除项目“{project}”（{project.unit}）", by, request)


def remove_projects(statement: PerformanceStatement, keys: Collection[int], *, by, request=None) -> None:
    def changed(listed: Listed) -> Listed:
        return [entry for entry in listed if entry[0] not in keys]

    _change(statement, changed, f"删除{len(keys)}个项目", by, request)


def place_projects(
    statement: PerformanceStatement, keys: Collection[int], place: int, *, by, request=None
) -> None:
    """Let the projects stand together in their unit, the first of them at a place counted from 1."""

    def changed(listed: Listed) -> Listed:
        for unit in dict.fromkeys(owner for _, owner, _ in listed):
            own = [n for n, (_, owner, _) in enumerate(listed) if owner == unit]
            moved = [listed[n] for n in own if listed[n][0] in keys]
            rest = [listed[n] for n in own if listed[n][0] not in keys]
            at = min(max(place, 1), len(rest) + 1) - 1
            for n, entry in zip(own, [*rest[:at], *moved, *rest[at:]], strict=True):
                listed[n] = entry
        return listed

    _change(statement, changed, f"调整{len(keys)}个项目的顺序", by, request)


def move_project(
    statement: PerformanceStatement, project: BudgetProject, *, by_places: int, by, request=None
) -> None:
    """Change places with the project of the same unit that many places further down (or up)."""

    def changed(listed: Listed) -> Listed:
        own = [n for n, (_, owner, _) in enumerate(listed) if owner == project.unit_id]
        here = next(place for place, n in enumerate(own) if listed[n][0] == project.pk)
        there = here + by_places
        if not 0 <= there < len(own):
            return listed
        listed[own[here]], listed[own[there]] = listed[own[there]], listed[own[here]]
        return listed

    _change(statement, changed, f"调整项目“{project}”的顺序", by, request)


def _change(
    statement: PerformanceStatement,
    changed: Callable[[Listed], Listed],
    details: str,
    by,
    request: HttpRequest | None,
) -> None:
    with transaction.atomic():
        current = PerformanceStatement.objects.select_for_update(no_key=True).get(pk=statement.pk)
        content = statement_content(current)
        keys: Sequence[tuple[int, int]] = current.projects.values_list("pk", "unit_id")
        before = [(pk, unit, project) for (pk, unit), project in zip(keys, content.projects, strict=True)]
        after = changed(list(before))
        if after == before:
            return
        save_content(
            replace(content, projects=tuple(project for _, _, project in after)),
            department=current.department,
            year=current.fiscal_year,
            expected_version=current.version,
            by=by,
            rows=[row for row, _, _ in after],
            source=Source.PROJECTS,
            note=details,
        )
        record_in_trail(Action.EDIT, by=by, subject=current, details=details, request=request)
