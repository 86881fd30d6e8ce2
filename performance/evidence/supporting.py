"""Files that a text rests on (依据文件): open to whoever may write the part that they belong to, as long as that is open."""

from __future__ import annotations

from dataclasses import dataclass

from departments.permissions.reach import read_reaches_anew
from performance.models import PerformanceStatement
from performance.statements.editable_parts import Parts, editable_parts, open_parts


def lock_statement(statement: PerformanceStatement) -> PerformanceStatement:
    locked = PerformanceStatement.objects.select_for_update(of=("self",)).select_related("department__office")
    return locked.get(pk=statement.pk)


@dataclass(frozen=True)
class Supported:
    """Whose files they are: a unit's by its key, or the department's own."""

    unit: int | None

    def locked(self, statement: PerformanceStatement) -> PerformanceStatement:
        return lock_statement(statement)

    def why_not(self, statement: PerformanceStatement, user) -> str:
        """Why this person cannot put files here now, or nothing; asked under the lock of the text."""
        opened = open_parts(statement)
        if not self.is_in(opened):
            state = statement.get_state_display()
            return f"这一部分目前已锁定（文本为“{state}”），不能上传、移除和恢复依据文件。"
        read_reaches_anew(user)
        if not self.is_in(editable_parts(statement, user, opened)):
            return "这一部分不由您填报，不能上传、移除和恢复依据文件。"
        return ""

    def is_in(self, parts: Parts) -> bool:
        return parts.department if self.unit is None else self.unit in parts.units
