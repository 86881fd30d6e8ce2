"""Which projects of a text are key projects (重点项目): the finance office says so, and each has a sheet of its own."""

from __future__ import annotations

from collections.abc import Collection

from django.db import transaction
from django.db.models import QuerySet
from django.http import HttpRequest

from departments.trail.entry import Action as Trailed
from departments.trail.writing import record
from performance.models import PerformanceStatement, ReviewSheet
from performance.steps.refusals import Refused
from projects.models import BudgetProject


def key_projects_of(statement: PerformanceStatement) -> QuerySet[BudgetProject]:
    return statement.projects.filter(is_key=True).order_by("unit__position", "unit__code", "position", "pk")


def label_of(project: BudgetProject) -> str:
    return f"{project.code} {project.name}".strip() or "没有名称的项目"


@transaction.atomic
def mark_key_projects(
    statement: PerformanceStatement, keys: Collection[int], *, by, request: HttpRequest | None = None
) -> None:
    """These are the key projects from now on, and no others. Who may say so is asked by the caller."""
    statement = PerformanceStatement.objects.select_for_update(no_key=True).get(pk=statement.pk)
    projects = {project.pk: project for project in statement.projects.all()}
    if set(keys) - projects.keys():
        raise Refused("有的项目不在这份文本中，请刷新页面后再标。")
    marked = [one for one in projects.values() if one.pk in keys and not one.is_key]
    unmarked = [one for one in projects.values() if one.pk not in keys and one.is_key]
    begun = ReviewSheet.objects.filter(statement=statement, event=None, project__in=unmarked)
    if named := "、".join(f"“{one.project_label}”" for one in begun):
        raise Refused(f"{named}已有填写的审核表，不能取消重点；请先清空审核表。")
    if not marked and not unmarked:
        return
    for changed, is_key in ((marked, True), (unmarked, False)):
        BudgetProject.objects.filter(pk__in=[one.pk for one in changed]).update(is_key=is_key)
    told = [
        f"{words}：{'、'.join(map(label_of, changed))}"
        for words, changed in (("标为重点项目", marked), ("取消重点项目", unmarked))
        if changed
    ]
    record(Trailed.EDIT, by=by, subject=statement, details="；".join(told), request=request)
