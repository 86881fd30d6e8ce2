"""Hebei: cover, part one in prose, and one table per project."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from indicators.vocabulary import vocabulary_for
from performance.content.model import (
    PlanMode,
    ProjectContent,
    SectionContent,
    SectionKind,
    SpendingPlan,
    StatementContent,
)
from performance.documents.cells import Label, Text, Values
from performance.documents.layout import Each, One, Table
from performance.documents.layouts import hebei
from performance.documents.layouts.hebei_prose import SECTIONS
from performance.documents.trees import records_of
from performance.entry.sheet import MODE, EntrySheet
from performance.entry.sheets.cover import cover_sheet
from performance.entry.sheets.keeping import section_text, text_section, texts_of, unprinted, with_sections

PROVINCE = hebei.PROVINCE
ONE_TEXT = (SectionKind.OVERALL_GOAL, SectionKind.ARRANGEMENTS)
GOAL = SectionKind.FUNCTIONAL_GOAL
GOAL_FIELDS = ("title", "text", "indicator_text")
UNPRINTED = ("indicator_class", "earlier_values", "weight")

# Printed as headings and paragraphs: this is the table that they would be.
PART_ONE = Table(
    One(Label(SECTIONS[SectionKind.OVERALL_GOAL]), Text(SectionKind.OVERALL_GOAL.value, 3)),
    Each(GOAL.value, *map(Text, GOAL_FIELDS)),
    One(Label(SECTIONS[SectionKind.ARRANGEMENTS]), Text(SectionKind.ARRANGEMENTS.value, 3)),
    widths=(1, 1, 1, 1),
)


def part_one_values(content: StatementContent) -> Values:
    values: Values = {kind.value: section_text(content, kind) for kind in ONE_TEXT}
    goals = [{f: getattr(section, f) for f in GOAL_FIELDS} for section in content.of_kind(GOAL)]
    return values | {GOAL.value: goals}


def said_in_part_one(content: StatementContent, values: Values) -> StatementContent:
    return with_sections(content, tuple(SECTIONS), _sections(content, values))


def _sections(content: StatementContent, values: Values) -> Iterator[SectionContent]:
    for kind in SECTIONS:
        if kind in ONE_TEXT:
            yield from text_section(content, kind, values[kind.value])
        else:
            for record in records_of(values, kind.value):
                yield SectionContent(kind, **texts_of(record, GOAL_FIELDS))


def project_values(project: ProjectContent) -> Values:
    plan = project.spending_plan
    return hebei.project_values(project) | {MODE: plan.mode if plan else PlanMode.UNKNOWN}


def _project_sheet(edition: str) -> EntrySheet[ProjectContent]:
    vocabulary = vocabulary_for(PROVINCE, edition)

    def entered(project: ProjectContent, values: Values) -> ProjectContent:
        entered = hebei.project_of(values, vocabulary)
        return replace(
            entered,
            **{field: getattr(project, field) for field in UNCHANGED},
            spending_plan=_plan(project, entered, values),
            indicators=unprinted(project, entered.indicators, UNPRINTED),
        )

    return EntrySheet("project", "预算项目绩效目标表", hebei.TABLES[edition], project_values, entered)


UNCHANGED = (
    "unit_code",
    "unit_name",
    "total_budget",
    "annual_budget",
    "project_class",
    "continuity",
    "leader",
    "phone",
    "period",
    "fund_nature",
    "organisation",
    "regulations",
    "phases",
)


def _plan(project: ProjectContent, entered: ProjectContent, values: Values) -> SpendingPlan | None:
    """The percentages as typed, under the mode that was chosen and not the one that they suggest."""
    mode = values[MODE]
    assert isinstance(mode, PlanMode)  # noqa: S101 - narrows what the sheet gives
    assert entered.spending_plan  # noqa: S101 - likewise
    plan = replace(entered.spending_plan, mode=mode)
    return plan if project.spending_plan or plan != SpendingPlan() else None


DEPARTMENT = (
    cover_sheet(
        {
            "department_name": "部门名称",
            "mark": "文本状态",
            "prepared_by": "编制单位",
            "reviewed_by": "审核单位",
        }
    ),
    EntrySheet("part-one", "第一部分 部门整体绩效目标", PART_ONE, part_one_values, said_in_part_one),
)
PROJECTS = {edition: _project_sheet(edition) for edition in hebei.EDITIONS}
