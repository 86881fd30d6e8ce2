"""The projects of a text that one person may change together, and what they said when they were read."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from performance.content.model import ProjectContent
from performance.entry.sheet import EntrySheet
from performance.entry.sheets import project_sheet
from performance.entry_forms.opened_fields import ProjectActs
from performance.models import PerformanceStatement
from performance.statements.editable_parts import editable_parts
from performance.statements.stored_content import StoredContent, stored_content
from projects.models import BudgetProject


@dataclass(frozen=True)
class OpenProject:
    row: BudgetProject
    sheet: EntrySheet[ProjectContent]
    content: ProjectContent

    @property
    def name(self) -> str:
        return self.content.name or self.content.code or "（未填项目名称）"


@dataclass(frozen=True)
class OpenProjects:
    statement: PerformanceStatement
    stored: StoredContent
    projects: tuple[OpenProject, ...]

    def chosen(self, keys: Collection[int]) -> OpenProjects:
        """Those of the keys; all of them where none is named."""
        kept = tuple(one for one in self.projects if one.row.pk in keys) if keys else self.projects
        return OpenProjects(self.statement, self.stored, kept)


def open_projects(statement: PerformanceStatement, user) -> OpenProjects:
    """In printed order. Raises UnknownLayout."""
    acts = ProjectActs.of(statement, editable_parts(statement, user))
    seen = set(statement.projects.visible_to(user).values_list("pk", flat=True))
    stored = stored_content(statement)
    units = {unit.pk: unit for unit in statement.department.units.all()}
    found = []
    for row, content in zip(stored.rows, stored.content.projects, strict=True):
        if row.pk in acts.touched & seen:
            row.unit = units[row.unit_id]
            sheet = project_sheet(statement.province, statement.edition, content.form)
            found.append(OpenProject(row, sheet, content))
    return OpenProjects(statement, stored, tuple(found))
