"""A department in which every kind of page has something to show, and the addresses of these pages."""

from dataclasses import dataclass, replace

from django.urls import reverse

from departments.models import Membership
from departments.permissions.roles import Role
from performance.content.model import GoalContent, GoalKind
from performance.entry.sheets import department_sheets
from performance.models import PerformanceStatement
from tests.factories import (
    a_content,
    a_department,
    a_member,
    a_project_content,
    a_statement,
    a_template,
    a_unit,
    an_indicator,
    an_office,
    full_content,
)


@dataclass
class PlaceAtWork:
    """Statements by province, and who fills them in."""

    statements: dict[str, PerformanceStatement]
    reviewer: object
    filler: object

    @property
    def statement(self):
        return self.statements["河北"]

    @property
    def project(self):
        return self.statement.projects.first()

    @property
    def project_form(self):
        return reverse("entry_project", args=[self.statement.pk, self.project.pk])

    def sheets(self):
        for province, statement in self.statements.items():
            for sheet in department_sheets(province, statement.edition):
                yield reverse("entry_sheet", args=[statement.pk, sheet.key])

    def pages(self):
        """Addresses of everything that a department's reviewer opens."""
        pk, project = self.statement.pk, self.project.pk
        named = {
            "statements": [],
            "text_check": [],
            "statement_new": [],
            "password_change": [],
            "second_factor": [],
            "statement": [pk],
            "entry": [pk],
            "entry_check": [pk],
            "entry_mends": [pk],
            "all_projects": [pk],
            "projects_replace": [pk],
            "projects_same": [pk],
            "projects_last_year": [pk],
            "projects_delete": [pk],
            "entry_project": [pk, project],
            "copy_project": [pk, project],
            "library_project": [pk, project],
            "project_delete": [pk, project],
            "project_new": [pk, self.project.unit_id],
        }
        yield from (reverse(name, args=args) for name, args in named.items())
        for statement in self.statements.values():
            yield reverse("entry_project", args=[statement.pk, statement.projects.first().pk])
        yield from self.sheets()


def a_place():
    department = a_department(an_office(division_code="130200"))
    unit = a_unit(department)
    a_template(project_class="宣传")
    content = full_content(department, goals=(), funding=())
    statements = {"河北": a_statement(department, content=content)}
    for province in ("湖北", "贵州"):
        other = a_department(an_office(province=province))
        a_unit(other)
        goal = GoalContent(GoalKind.ANNUAL, "2026年", "今年更好", "目标1", indicators=(an_indicator(),))
        said = a_content(other, projects=(a_project_content(),), goals=(goal,), sections=())
        statements[province] = a_statement(other, content=replace(said, province=province, edition="2024"))
    reviewer = a_member(Role.DEPARTMENT_REVIEWER, department)
    for province in ("湖北", "贵州"):
        Membership.objects.create(
            user=reviewer, role=Role.DEPARTMENT_REVIEWER, department=statements[province].department
        )
    return PlaceAtWork(statements, reviewer, a_member(Role.FILLER, unit))
