"""Guizhou: 部门整体支出绩效目标表 in 万元 and one 项目绩效目标表 in 元 per project. Edition 2024."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial

from indicators.text import normalise_label
from indicators.vocabulary import vocabulary_for
from performance.content.model import (
    FundingLine,
    FundingSide,
    GoalContent,
    GoalKind,
    PhaseContent,
    ProjectContent,
    SectionContent,
    SectionKind,
    StatementContent,
)
from performance.content.own_numbers import counted
from performance.documents.blocks import Anchor, Block, Part, Printed, Source, SourceRow, Style
from performance.documents.cells import Amount, Below, Label, Pattern, Text, Values
from performance.documents.columns import ColumnsPart
from performance.documents.layout import Each, One, Table
from performance.documents.layouts import guizhou_cover as cover
from performance.documents.locations import Location, Subject, is_of_tree, own_anchors, tree_anchors
from performance.documents.numbers import MoneyUnit
from performance.documents.reading import Cursor, Read
from performance.documents.records import Record
from performance.documents.rows import Row
from performance.documents.trees import read_tree, records_of, text_of, tree_records

PROVINCE = "贵州"
VOCABULARY = vocabulary_for(PROVINCE, "2024")
FRAGMENT = "指标"  # what a page break leaves of the merged captions 绩效指标 and 产出指标
SECTION_TEXTS = (SectionKind.MANDATE, SectionKind.ORGANISATION, SectionKind.REGULATIONS)
SECTION_LISTS = (SectionKind.DETAILED_GOAL, SectionKind.PHASE)


class IndicatorRow(Row):
    """A row of indicators whose level labels a page break may have pushed into other columns.

    Labels that do not stand in their own columns are found by the vocabulary, whatever their place; the
    cells behind them are name, value and description.
    """

    def arrange(self, source: Sequence[str]) -> list[str] | None:
        picked = super().arrange(source)
        if picked is None or not self._labels_in_place(picked):
            return self._by_vocabulary(source)
        if picked[2].strip() and not picked[1].strip():
            picked[1] = _parent(picked[2])
        return picked

    @staticmethod
    def _labels_in_place(picked: Sequence[str]) -> bool:
        _, level1, level2, name, *rest = picked
        known1 = not level1.strip() or VOCABULARY.category(level1) is not None
        known2 = not level2.strip() or VOCABULARY.subcategory(level2) is not None
        return known1 and known2 and bool(name.strip() or not any(text.strip() for text in rest))

    def _by_vocabulary(self, source: Sequence[str]) -> list[str] | None:
        level1 = level2 = ""
        texts = list(source)
        while texts:
            if not level1 and not level2 and VOCABULARY.category(texts[0]):
                level1 = texts[0]
            elif not level2 and VOCABULARY.subcategory(texts[0]):
                level2 = texts[0]
            elif texts[0].strip() and normalise_label(texts[0]) != FRAGMENT:
                break
            texts.pop(0)
        filled = [text for text in texts if text.strip()]
        if any(text.strip() for text in texts[3:]) or not (level1 or level2 or len(filled) > 1):
            return None
        return ["", level1 or _parent(level2), level2, *texts[:3], *[""] * (3 - len(texts))]


def _parent(level2: str) -> str:
    category = VOCABULARY.parent_of(level2)
    return category.label if category else ""


def _tree(*captions: Label, description_span: int) -> ColumnsPart:
    return ColumnsPart(
        Row(*captions),
        Below(),
        Text("level1", style=Style.CENTRED, carried=True, merged=True),
        Text("level2", style=Style.CENTRED, carried=True, merged=True),
        Text("name"),
        Text("value", style=Style.CENTRED),
        Text("description", description_span),
        name="indicators",
        row=IndicatorRow,
    )


DEPARTMENT = Table(
    One(Label("部门(单位)基本情况"), Label("部门(单位)名称"), Text("department_name", 5)),
    One(Below(), Label("部门(单位)职能描述"), Text("mandate", 5)),
    ColumnsPart(
        Row(
            Label("部门(单位)资金情况"),
            Label("支出预算(本级)"),
            Label("名称"),
            Pattern(r"(?P<year>20\d\d)?\s*年度预算金额[(（]万元[)）]", "{year}年度预算金额(万元)", 4),
        ),
        Below(),
        Below(),
        Text("item", style=Style.CENTRED),
        Amount("amount", 4),
        name="funding",
    ),
    One(Label("部门(单位)绩效目标", 2), Text("goal", 5)),
    Each(
        "detailed_goal", Label("部门(单位)明细目标", 2), Text("title", style=Style.CENTRED), Text("text", 4)
    ),
    One(Label("保障绩效目标实现的措施"), Label("组织机构"), Text("organisation", 5)),
    One(Below(), Label("相关管理制度"), Text("regulations", 5)),
    Each("phase", Label("部门(单位)目标阶段性计划", 2), Text("title", style=Style.CENTRED), Text("text", 4)),
    _tree(
        Label("绩效指标", implied=True),
        Label("一级"),
        Label("二级"),
        Label("三级"),
        Label("指标值"),
        Label("指标解释及计算公式", 2),
        description_span=2,
    ),
    widths=(11, 14, 15, 22, 11, 14, 13),
)

PROJECT = Table(
    One(Label("项目基本情况"), Label("项目名称"), Text("name", 4)),
    One(Below(), Label("项目负责人"), Text("leader", 2), Label("联系电话"), Text("phone")),
    One(Below(), Label("项目类别"), Text("project_class", 4)),
    One(Below(), Label("项目属性"), Text("continuity", 4)),
    One(Label("项目计划实施时间"), Text("period", 5)),
    One(
        Label("项目资金情况"),
        Label("预算资金(元)"),
        Amount("budget", unit=MoneyUnit.YUAN),
        Label("资金性质"),
        Text("fund_nature", 2),
    ),
    One(Label("年度目标"), Text("goal", 5)),
    Each("phases", Below(), Label("本年度实施计划"), Text("period", style=Style.CENTRED), Text("text", 3)),
    One(Below(), Label("保障绩效目标实现的措施"), Label("组织机构:"), Text("organisation", 3)),
    One(Below(), Below(), Label("管理制度:"), Text("regulations", 3)),
    _tree(
        Label("绩效目标情况"),
        Label("一级指标"),
        Label("二级指标"),
        Label("三级指标"),
        Label("指标值"),
        Label("指标解释及计算公式"),
        description_span=1,
    ),
    widths=(12, 15, 19, 23, 12, 24),
)


def parse(source: Source, edition: str) -> Read:
    cursor = Cursor(source.rows)
    head = cover.Head()
    department: Values = {}
    projects: list[ProjectContent] = []
    while cursor.row is not None:
        if DEPARTMENT.parts[0].starts_at(cursor, cover.is_heading):
            department = DEPARTMENT.read(cursor, _ends_department)
        elif PROJECT.parts[0].starts_at(cursor, cover.is_heading):
            projects.append(project_of(PROJECT.read(cursor, cover.is_heading)))
        else:
            head = cover.read_line(cursor, head)
    name = text_of(department, "department_name") or head.department_name
    if head.department_name and normalise_label(head.department_name) != normalise_label(name):
        cursor.notice(f"封面的部门名称“{head.department_name}”与表中“{name}”不一致。", label="部门(单位)名称")
    content = StatementContent(
        province=PROVINCE,
        edition=edition,
        year=int(text_of(department, "year") or 0) or head.year,
        department_name=name,
        cover=head.content,
        sections=tuple(sections_of(department)),
        goals=tuple(goals_of(department)),
        funding=tuple(
            FundingLine(FundingSide.EXPENDITURE, text_of(line, "item"), line.get("amount"))  # type: ignore[arg-type]
            for line in records_of(department, "funding")
        ),
        projects=tuple(projects),
    )
    return Read(content, cursor.report(source))


def _ends_department(row: SourceRow) -> bool:
    """A heading, or the first row of a project's table where its heading is missing."""
    return cover.is_heading(row) or any(normalise_label(cell) == "项目基本情况" for cell in row.cells[:1])


def sections_of(values: Values) -> Iterator[SectionContent]:
    for kind in SectionKind:
        if kind in SECTION_TEXTS and text_of(values, kind):
            yield SectionContent(kind, text=text_of(values, kind))
        if kind in SECTION_LISTS:
            for record in records_of(values, kind):
                yield SectionContent(kind, text_of(record, "title"), text_of(record, "text"))


def goals_of(values: Values) -> Iterator[GoalContent]:
    indicators, empty = read_tree(records_of(values, "indicators"), VOCABULARY)
    if indicators or empty or text_of(values, "goal"):
        yield GoalContent(
            GoalKind.OVERALL, text=text_of(values, "goal"), indicators=indicators, empty_families=empty
        )


def project_of(values: Values) -> ProjectContent:
    indicators, empty = read_tree(records_of(values, "indicators"), VOCABULARY)
    goal = text_of(values, "goal")
    return ProjectContent(
        name=text_of(values, "name"),
        leader=text_of(values, "leader"),
        phone=text_of(values, "phone"),
        project_class=text_of(values, "project_class"),
        continuity=text_of(values, "continuity"),
        period=text_of(values, "period"),
        fund_nature=text_of(values, "fund_nature"),
        organisation=text_of(values, "organisation"),
        regulations=text_of(values, "regulations"),
        budget=values.get("budget"),  # type: ignore[arg-type]
        goals=(goal,) if goal else (),
        phases=tuple(
            PhaseContent(text_of(phase, "period"), text_of(phase, "text"))
            for phase in records_of(values, "phases")
        ),
        indicators=indicators,
        empty_families=empty,
    )


def _project_blocks(content: StatementContent, project: ProjectContent) -> tuple[Block, ...]:
    return *cover.project_heading(content), PROJECT.render(project_values(project), titles=1)


def render(content: StatementContent) -> Printed:
    blocks = (*cover.department_heading(content), DEPARTMENT.render(department_values(content), titles=1))
    parts = [Part("部门整体支出绩效目标表", blocks)]
    for number, project in enumerate(content.projects, 1):
        blocks_of_project = partial(_project_blocks, content, project)
        parts.append(Part(f"{counted(project.name, number, '.')}项目绩效目标表", blocks_of_project))
    return Printed(cover.title(content), tuple(cover.lines(content)), tuple(parts))


def department_values(content: StatementContent) -> Record:
    values: Record = {"department_name": content.department_name, "year": content.year}
    values |= {kind: "\n".join(s.text for s in content.of_kind(kind)) for kind in SECTION_TEXTS}
    for kind in SECTION_LISTS:
        values[kind] = [{"title": s.title, "text": s.text} for s in content.of_kind(kind)]
    values["funding"] = [{"item": line.item, "amount": line.amount} for line in content.funding]
    for goal in content.goals:
        values |= {"goal": goal.text, "indicators": tree_records(goal.indicators, goal.empty_families)}
    return values


def project_values(project: ProjectContent) -> Record:
    values: Record = {field: getattr(project, field) for field in PROJECT.fields if field != "goal"}
    values["goal"] = "\n".join(project.goals)
    values["phases"] = [{"period": phase.period, "text": phase.text} for phase in project.phases]
    values["indicators"] = tree_records(project.indicators, project.empty_families)
    return values


PRINTED_AS = {"goals": Anchor("goal"), "phases": Anchor("period", "phases")}


def locate(content: StatementContent, subject: Subject) -> Location:
    if subject.owner == "project":
        return Location(1 + subject.index, own_anchors(subject, PRINTED_AS))
    if subject.owner == "section":
        return Location(0, (_section_anchor(content, subject),))
    if subject.owner == "funding":
        return Location(0, (Anchor(subject.field, "funding", subject.index),))
    if subject.owner == "goal":
        return Location(0, (*(tree_anchors(subject) if is_of_tree(subject) else ()), Anchor("goal")))
    return Location(0, (Anchor(subject.field),))


def _section_anchor(content: StatementContent, subject: Subject) -> Anchor:
    kind = content.sections[subject.index].kind
    before = sum(section.kind == kind for section in content.sections[: subject.index])
    return Anchor(subject.field, kind.value, before) if kind in SECTION_LISTS else Anchor(kind.value)
