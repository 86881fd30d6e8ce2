"""A draft that was begun by mistake: who began it, or reviews for the department, may delete it while it is blank."""

from __future__ import annotations

from django.db import transaction
from django.http import HttpRequest

from departments.permissions.roles import Role
from departments.trail.entry import Action
from departments.trail.writing import record as record_in_trail
from performance.models import PerformanceStatement, StatementState
from performance.steps.people import roles_of
from performance.steps.refusals import Refused

# Rows that somebody has put under a statement, by the names of the relations that lead to them.
WRITTEN = (
    *("sections", "goals", "funding", "tasks", "funds", "fields"),
    *("comments", "events", "revisions", "sheets", "evidence"),
)
COVER = ("attachment", "mark", "prepared_by", "reviewed_by", "filled_by", "phone")


def is_empty_draft(statement: PerformanceStatement) -> bool:
    """Nothing has ever been filled in, sent or said: what was written and taken out again may still be wanted back."""
    return (
        statement.state == StatementState.DRAFTING
        and statement.version == 1
        and not any(getattr(statement, column) for column in COVER)
        and not statement.projects.exists()
        and not any(getattr(statement, relation).exists() for relation in WRITTEN)
    )


def may_delete(statement: PerformanceStatement, user) -> bool:
    return _is_theirs(statement, user) and is_empty_draft(statement)


def _is_theirs(statement: PerformanceStatement, user) -> bool:
    """Theirs who began it as long as they belong there, and the department's."""
    if statement.begun_by_id == user.pk:
        return PerformanceStatement.objects.visible_to(user).filter(pk=statement.pk).exists()
    return Role.DEPARTMENT_REVIEWER in roles_of(user, statement)


@transaction.atomic
def delete_empty_draft(statement: PerformanceStatement, *, by, request: HttpRequest | None = None) -> None:
    """Raises Refused where somebody has written something meanwhile, or where it is not this person's to delete."""
    statement = PerformanceStatement.objects.select_for_update(of=("self",)).get(pk=statement.pk)
    if not _is_theirs(statement, by):
        raise Refused("只有新建的人和部门审核人可以删除空白的绩效文本。")
    if not is_empty_draft(statement):
        raise Refused(f"“{statement}”已有内容或办理记录，不能删除。")
    record_in_trail(Action.EDIT, by=by, subject=statement, details="删除空白的绩效文本", request=request)
    if not PerformanceStatement.objects.filter(pk=statement.pk, version=statement.version).delete()[0]:
        raise Refused(f"“{statement}”刚有修改，没有删除。")
