"""Hubei: the department's form, and a sheet for each of the projects that it lists."""

from __future__ import annotations

from dataclasses import replace

from performance.content.model import (
    FundingLine,
    FundingSide,
    GoalContent,
    GoalKind,
    ProjectContent,
    StatementContent,
)
from performance.documents.cells import Amount, Label, Spec, Text, Values
from performance.documents.columns import ColumnsPart
from performance.documents.layout import One, Table
from performance.documents.layouts import hubei
from performance.documents.trees import records_of, text_of
from performance.entry.sheet import EntrySheet
from performance.entry.sheets.keeping import text_section, texts_of, unprinted, with_sections

PROVINCE = hubei.PROVINCE
LISTED = "projects"
KINDS = (GoalKind.LONG_TERM, GoalKind.ANNUAL)
UNPRINTED = {
    GoalKind.LONG_TERM: ("description", "earlier_values", "weight"),
    GoalKind.ANNUAL: ("description", "weight"),
}


def said_in_form(content: StatementContent, values: Values) -> StatementContent:
    years = hubei.earlier_years(content)
    sections = [
        section
        for kind in hubei.SECTIONS
        for section in text_section(content, kind, text_of(values, kind.value))
    ]
    return replace(
        with_sections(content, tuple(hubei.SECTIONS), sections),
        department_name=text_of(values, "department_name"),
        cover=replace(content.cover, **texts_of(values, ("filled_by", "phone"))),
        funding=tuple(_funding_line(record, years) for record in records_of(values, "funding")),
        goals=_goals(content, values, years),
    )


def _funding_line(record: Values, years: tuple[int, ...]) -> FundingLine:
    side = hubei.side_called(text_of(record, "side"))
    return hubei.funding_line(record, side or FundingSide.EXPENDITURE, years)


def _goals(content: StatementContent, values: Values, years: tuple[int, ...]) -> tuple[GoalContent, ...]:
    """Both goals. What the box above repeats of the horizon is printed from it, not asked for."""
    entered = hubei.goals_of(values | {"summary_horizon": ""}, content.edition, tuple(reversed(years)))
    old = {goal.kind: goal for goal in content.goals}
    goals = [
        replace(goal, indicators=unprinted(old.get(goal.kind), goal.indicators, UNPRINTED[goal.kind]))
        for goal in entered
    ]
    return (*goals, *(goal for goal in content.goals if goal.kind not in KINDS))


def _listed() -> ColumnsPart:
    part = next(part for part in hubei.TABLE.parts if part.name == LISTED)
    assert isinstance(part, ColumnsPart)  # noqa: S101 - narrows the declared piece
    return part


def _project_table() -> Table:
    """The columns of the list under one another, each behind its caption."""
    pairs = zip(_listed().header.cells[1:], _listed().record.cells[1:], strict=True)
    rows = (One(_over(caption, 1), _over(cell, 3)) for caption, cell in pairs)
    return Table(*rows, widths=(1, 1, 1, 1))


def _over(cell: Spec, span: int) -> Spec:
    assert isinstance(cell, Label | Text | Amount)  # noqa: S101 - narrows the declared cells
    return replace(cell, span=span)


PROJECT_FIELDS = ("name", "project_class", "total_budget", "annual_budget", "purpose")


def project_values(project: ProjectContent) -> Values:
    return {field: getattr(project, field) for field in PROJECT_FIELDS}


def said_of_project(project: ProjectContent, values: Values) -> ProjectContent:
    return replace(project, **{field: values[field] for field in PROJECT_FIELDS})  # type: ignore[arg-type]


DEPARTMENT = (
    EntrySheet(
        "department", hubei.TITLE, hubei.TABLE, hubei.table_values, said_in_form, frozenset((LISTED,))
    ),
)
PROJECTS = {"2024": EntrySheet("project", "项目支出情况", _project_table(), project_values, said_of_project)}
