"""Guizhou: cover, the department's form, and one table per project."""

from __future__ import annotations

from dataclasses import replace

from performance.content.model import (
    FundingLine,
    FundingSide,
    GoalContent,
    GoalKind,
    ProjectContent,
    SectionKind,
    StatementContent,
)
from performance.documents.cells import Values
from performance.documents.layouts import guizhou
from performance.documents.records import Record
from performance.documents.trees import records_of, text_of
from performance.entry.sheet import EntrySheet
from performance.entry.sheets.cover import cover_sheet
from performance.entry.sheets.keeping import text_section, unprinted, with_sections

PROVINCE = guizhou.PROVINCE
UNPRINTED = ("basis", "indicator_class", "earlier_values", "weight")
ORDER = list(SectionKind)
SECTIONS = (*guizhou.SECTION_TEXTS, *guizhou.SECTION_LISTS)


def said_in_form(content: StatementContent, values: Values) -> StatementContent:
    sections = [section for section in guizhou.sections_of(values) if section.kind in guizhou.SECTION_LISTS]
    for kind in guizhou.SECTION_TEXTS:
        sections += text_section(content, kind, text_of(values, kind.value))
    sections.sort(key=lambda section: ORDER.index(section.kind))
    return replace(
        with_sections(content, SECTIONS, sections),
        department_name=text_of(values, "department_name"),
        funding=_funding(content, records_of(values, "funding")),
        goals=_goals(content, values),
    )


def _funding(content: StatementContent, records: list[Record]) -> tuple[FundingLine, ...]:
    """The lines as entered; side, share and earlier amounts, which this form does not print, stay with their item."""
    old = {line.item: line for line in content.funding}
    return tuple(
        replace(
            old.get(text_of(record, "item"), FundingLine(FundingSide.EXPENDITURE, "")),
            item=text_of(record, "item"),
            amount=record.get("amount"),  # type: ignore[arg-type]
        )
        for record in records
    )


def _goals(content: StatementContent, values: Values) -> tuple[GoalContent, ...]:
    old = next((goal for goal in content.goals if goal.kind is GoalKind.OVERALL), None)
    goals = [
        replace(
            goal,
            horizon=old.horizon if old else "",
            summary=old.summary if old else "",
            indicators=unprinted(old, goal.indicators, UNPRINTED),
        )
        for goal in guizhou.goals_of(values)
    ]
    return (*goals, *(goal for goal in content.goals if goal.kind is not GoalKind.OVERALL))


def said_of_project(project: ProjectContent, values: Values) -> ProjectContent:
    content = guizhou.project_of(values)
    printed = [field for field in guizhou.PROJECT.fields if field != "goal"]
    goals = project.goals if "\n".join(project.goals) == text_of(values, "goal") else content.goals
    return replace(
        project,
        **{field: getattr(content, field) for field in (*printed, "phases", "empty_families")},
        goals=goals,
        indicators=unprinted(project, content.indicators, UNPRINTED),
    )


DEPARTMENT = (
    cover_sheet(
        {
            "attachment": "附件号",
            "prepared_by": "编制单位",
            "filled_by": "经办人",
            "phone": "联系电话",
        }
    ),
    EntrySheet(
        "department",
        "部门整体支出绩效目标表",
        guizhou.DEPARTMENT,
        guizhou.department_values,
        said_in_form,
    ),
)
PROJECTS = {
    "2024": EntrySheet("project", "项目绩效目标表", guizhou.PROJECT, guizhou.project_values, said_of_project)
}
