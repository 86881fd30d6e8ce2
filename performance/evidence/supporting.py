"""Files that a text rests on (依据文件): open to whoever may write the part that they belong to, as long as that is open."""

from __future__ import annotations

from dataclasses import dataclass

from departments.permissions.reach import refresh_reaches
from performance.models import Evidence, PerformanceStatement, Revision
from performance.statements.adjustment_scope import opened_by_adjustment
from performance.statements.editable_parts import Parts, editable_parts, open_parts
from performance.steps.refusals import Refused


def lock_statement(statement: PerformanceStatement) -> PerformanceStatement:
    locked = PerformanceStatement.objects.select_for_update(of=("self",), no_key=True).select_related(
        "department__office"
    )
    found = locked.filter(pk=statement.pk).first()
    if found is None:
        raise Refused("文本已被删除，不能上传、移除和恢复依据文件。")
    return found


def closed_by_adjustment(statement: PerformanceStatement) -> frozenset[tuple[int, str]]:
    """By unit and name, the approved projects of which the adjustment under way opens nothing: their files stand still too."""
    opened = opened_by_adjustment(statement)
    if opened is None or statement.approved_revision_id is None:
        return frozenset()
    closed = statement.projects.exclude(pk__in=opened.projects)
    (approved,) = Revision.objects.filter(pk=statement.approved_revision_id).values_list(
        "project_keys", flat=True
    )
    if approved:  # an older revision does not know its rows
        closed = closed.filter(pk__in=approved)
    return frozenset(closed.values_list("unit", "name"))


@dataclass(frozen=True)
class Supported:
    """Whose files they are: a project's by its unit and name, or the department's own."""

    unit: int | None
    project: str = ""

    @classmethod
    def by(cls, file: Evidence) -> Supported:
        return cls(file.unit_id, file.project)

    def locked(self, statement: PerformanceStatement) -> PerformanceStatement:
        return lock_statement(statement)

    def why_not(self, statement: PerformanceStatement, user) -> str:
        """Why this person cannot put files here now, or nothing; asked under the lock of the text."""
        opened = open_parts(statement)
        if not self.is_in(opened):
            state = statement.get_state_display()
            return f"这一部分目前已锁定（文本为“{state}”），不能上传、移除和恢复依据文件。"
        refresh_reaches(user)
        if not self.is_in(editable_parts(statement, user, opened)):
            return "这一部分不由您填报，不能上传、移除和恢复依据文件。"
        if (self.unit, self.project) in closed_by_adjustment(statement):
            return (
                f"本次调整没有开放项目“{self.project}”，不能上传、移除和恢复它的依据文件；"
                "需要一并调整的，在“调整申请”中追加申请。"
            )
        return ""

    def is_in(self, parts: Parts) -> bool:
        return parts.department if self.unit is None else self.unit in parts.units
