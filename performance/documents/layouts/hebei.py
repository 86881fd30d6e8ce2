"""Hebei: part one in prose, part two one table per project. Editions 2020 (效果指标) and 2023 onwards."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from functools import partial

from indicators.text import half_width
from indicators.vocabulary import Vocabulary, vocabulary_for
from performance.content.model import PlanMode, ProjectContent, SpendingPlan, StatementContent
from performance.content.own_numbers import counted, without_number
from performance.documents.blocks import (
    Anchor,
    Block,
    Heading,
    Part,
    Printed,
    Source,
    SourceRow,
    Style,
    TableBlock,
)
from performance.documents.cells import (
    Amount,
    Below,
    Items,
    Label,
    Pattern,
    Percent,
    Text,
    Values,
)
from performance.documents.columns import ColumnsPart
from performance.documents.layout import One, Table
from performance.documents.layouts import hebei_prose as prose
from performance.documents.layouts.spending import deduced_mode
from performance.documents.locations import Location, Subject, own_anchors
from performance.documents.money_label import MoneyLabel
from performance.documents.numbers import MoneyUnit
from performance.documents.reading import Cursor, Read
from performance.documents.rows import Row
from performance.documents.trees import read_tree, records_of, text_of, tree_records

PROVINCE = "河北"
OLD_EDITION, OLD_SIGN = "2020", "效果指标"  # renamed 效益指标 later
CHECKPOINTS = ("march", "june", "october", "december")
FUNDS = ("budget", "fiscal_funds", "other_funds")


@dataclass(frozen=True)
class Edition:
    """What drifted between the years: the mark behind a number, and whether percentages carry their sign."""

    name: str
    mark: str
    signed: bool


EDITIONS = {
    edition.name: edition
    for edition in (Edition("2020", mark="、", signed=False), Edition("2023", mark=".", signed=True))
}


def spending_plan(edition: Edition) -> ColumnsPart:
    percents = [Percent(c, span, edition.signed) for c, span in zip(CHECKPOINTS, (2, 1, 1, 2), strict=True)]
    return ColumnsPart(
        Row(
            Label("资金支出计划（%）"),
            Label("3月底", 2),
            Label("6月底"),
            Label("10月底"),
            Label("12月底", 2),
        ),
        Below(),
        *percents,
    )


def project_table(edition: Edition) -> Table:
    """预算项目绩效目标表, in 万元, on the grid of seven columns that the official form has."""
    return Table(
        One(
            Pattern(
                # Brackets and a dash belong to the code: without one they are the first signs of the name.
                r"(?:[\[【(（](?=[\d０-９]))?(?P<unit_code>[\d０-９]*)(?:(?<=[\d０-９])\s*[\])】）])?"
                r"(?:(?<=[\d０-９\])】）])\s*[-—－])?\s*(?P<unit_name>.*)",
                "{unit_code}{unit_name}",
                4,
                Style.BARE,
                False,
            ),
            MoneyLabel("money_unit", 3),
        ),
        One(Label("项目编码"), Text("code", 2), Label("项目名称"), Text("name", 3)),
        One(
            Label("预算规模及资金用途"),
            Label("预算数"),
            Amount("budget"),
            Label("其中：财政资金"),
            Amount("fiscal_funds"),
            Label("其他资金"),
            Amount("other_funds"),
        ),
        One(Below(), Text("purpose", 6)),
        spending_plan(edition),
        One(Label("绩效目标"), Items("goals", edition.mark, 6)),
        ColumnsPart(
            Row(
                Label("一级指标"),
                Label("二级指标"),
                Label("三级指标"),
                Label("绩效指标描述"),
                Label("指标值"),
                Label("指标值确定依据", 2),
            ),
            Text("level1", style=Style.CENTRED, carried=True, merged=True),
            Text("level2", style=Style.CENTRED, carried=True),
            Text("name"),
            Text("description"),
            Text("value", style=Style.CENTRED),
            Text("basis", 2),
            name="indicators",
            vocabulary=vocabulary_for(PROVINCE, edition.name),
        ),
        widths=(13, 14, 17, 19, 13, 11, 9),
    )


HEADER_ROW = 7  # rows above the captions of the indicators: they are repeated on each further page
TABLES = {name: project_table(edition) for name, edition in EDITIONS.items()}
PROJECT_FIELDS = TABLES["2023"].fields  # the editions differ in looks only


def parse(source: Source, edition: str) -> Read:
    cursor = Cursor(source.rows)
    cover, sections = prose.read_part_one(cursor)
    vocabulary = vocabulary_for(PROVINCE, edition)
    projects = tuple(_read_projects(cursor, edition, vocabulary))
    _complain_of_strangers(projects, cursor)
    content = StatementContent(
        province=PROVINCE,
        edition=edition,
        year=cover.year or _year_of(projects),
        department_code=_department_code(projects),
        department_name=cover.department_name or _department_name(projects),
        cover=cover.content,
        sections=sections,
        projects=projects,
    )
    return Read(content, cursor.report(source))


def _complain_of_strangers(projects: tuple[ProjectContent, ...], cursor: Cursor) -> None:
    """Units of two departments in one text are two texts: their codes begin differently."""
    named = {project.unit_code[:3]: project for project in reversed(projects) if project.unit_code}
    if len(named) > 1:
        units = "、".join(f"{p.unit_code}{p.unit_name}" for p in reversed(named.values()))
        cursor.problem(f"文件里有{len(named)}个部门的项目（{units}），请按部门分开后再导入。", label="单位")


def _read_projects(cursor: Cursor, edition: str, vocabulary: Vocabulary) -> list[ProjectContent]:
    projects: list[ProjectContent] = []
    while (row := cursor.row) is not None:
        if prose.is_part_two_heading(row):
            cursor.advance()
            continue
        title = prose.project_title(row)
        if title is not None:
            cursor.advance()
        elif not _starts_table(cursor):
            cursor.skip()
            continue
        before = cursor.place
        values = TABLES[edition].read(cursor, _stop)
        project = project_of(values, vocabulary)
        if values.get("money_unit") == MoneyUnit.YUAN.label:
            cursor.notice("本表以元计，金额已按万元读入。", label="单位", place=before)
        printed = without_number(project.name, len(projects) + 1)  # the heading has the number already
        if title is not None and not (prose.same(title, project.name) or prose.same(title, printed)):
            cursor.notice(
                f"标题“{title}”与表中项目名称“{project.name}”不一致。", label="项目名称", place=before
            )
        projects.append(project)
    return projects


def _starts_table(cursor: Cursor) -> bool:
    first, second, *_ = TABLES["2023"].parts
    return first.starts_at(cursor, _stop) or second.starts_at(cursor, _stop)


def _stop(row: SourceRow) -> bool:
    return prose.project_title(row) is not None or prose.is_part_two_heading(row)


def project_of(values: Values, vocabulary: Vocabulary) -> ProjectContent:
    """The project that a table says; the reverse of ``project_values``."""
    percents = {c: values.get(c) for c in CHECKPOINTS}
    plan = SpendingPlan(**percents)  # type: ignore[arg-type]
    indicators, empty = read_tree(records_of(values, "indicators"), vocabulary)
    goals = values.get("goals", ())
    per_wan = (
        MoneyUnit.YUAN.per_wan if values.get("money_unit") == MoneyUnit.YUAN.label else MoneyUnit.WAN.per_wan
    )
    return ProjectContent(
        unit_code=half_width(text_of(values, "unit_code")),
        unit_name=text_of(values, "unit_name"),
        code=unbroken(half_width(text_of(values, "code"))),
        name=unbroken(text_of(values, "name")),
        purpose=text_of(values, "purpose"),
        **{f: _in_wan(values.get(f), per_wan) for f in FUNDS},  # type: ignore[arg-type]
        spending_plan=SpendingPlan(deduced_mode(plan), *plan.checkpoints()),
        goals=goals,  # type: ignore[arg-type]
        indicators=indicators,
        empty_families=empty,
    )


def unbroken(text: str) -> str:
    """A code or name that a narrow cell has broken over lines; blanks within a line are its own."""
    return "".join(line.strip() for line in text.split("\n"))


def _in_wan(amount: object, per_wan: Decimal) -> object:
    return amount / per_wan if isinstance(amount, Decimal) and per_wan != 1 else amount


def _year_of(projects: tuple[ProjectContent, ...]) -> int | None:
    """The year that most project codes, or else most project names, speak of."""
    return prose.commonest_year([p.code for p in projects], [p.name for p in projects])


def _department_code(projects: tuple[ProjectContent, ...]) -> str:
    """Unit codes begin with the three digits of their department."""
    codes = {project.unit_code[:3] for project in projects if project.unit_code}
    return codes.pop() if len(codes) == 1 else ""


def _department_name(projects: tuple[ProjectContent, ...]) -> str:
    """The department's own unit has the lowest code; 本级 tells it from its subordinates."""
    units = sorted((project.unit_code, project.unit_name) for project in projects)
    return units[0][1].removesuffix("本级") if units else ""


def render(content: StatementContent) -> Printed:
    edition = EDITIONS[content.edition]
    parts = [Part("第一部分 部门整体绩效目标", tuple(prose.print_part_one(content)))]
    if content.projects:
        parts.append(Part(prose.PART_TWO, tuple(Heading(line, 1) for line in prose.PART_TWO.split())))
    for number, project in enumerate(content.projects, 1):
        title = f"{counted(project.name, number, edition.mark)}绩效目标表"
        parts.append(Part(title, partial(_project_blocks, title, project, edition)))
    return Printed(prose.title(content), tuple(prose.cover_lines(content)), tuple(parts))


def _project_blocks(title: str, project: ProjectContent, edition: Edition) -> tuple[Block, ...]:
    return Heading(title, 3), print_project(project, edition)


def print_project(project: ProjectContent, edition: Edition) -> TableBlock:
    return TABLES[edition.name].render(project_values(project), header=range(HEADER_ROW, HEADER_ROW + 1))


def project_values(project: ProjectContent) -> Values:
    plan = project.spending_plan or SpendingPlan(PlanMode.UNKNOWN)
    values: Values = {field: getattr(project, field) for field in PROJECT_FIELDS}
    values |= dict(zip(CHECKPOINTS, plan.checkpoints(), strict=True))
    values["indicators"] = tree_records(project.indicators, project.empty_families)
    return values


PROJECTS_FROM = 2  # parts before them: part one, and the heading of part two
PRINTED_AS = {"spending_plan": Anchor("march"), "unit_name": Anchor("unit_code")}


def locate(content: StatementContent, subject: Subject) -> Location:
    if subject.owner == "project":
        return Location(PROJECTS_FROM + subject.index, own_anchors(subject, PRINTED_AS))
    section = (Anchor(subject.field, "sections", subject.index),) if subject.owner == "section" else ()
    return Location(0, section)
