"""Hubei: 部门整体绩效目标表, one form for the whole department, with two earlier years. Edition 2024."""

from __future__ import annotations

from collections.abc import Iterator

from indicators.text import normalise_label
from indicators.vocabulary import vocabulary_for
from performance.content.model import (
    CoverContent,
    EarlierAmount,
    FundingLine,
    FundingSide,
    GoalContent,
    GoalKind,
    ProjectContent,
    SectionContent,
    SectionKind,
    StatementContent,
)
from performance.documents.blocks import Heading, Paragraph, Part, Printed, Source, SourceRow, Style
from performance.documents.cells import Amount, Below, Label, Pattern, Percent, Text, Values
from performance.documents.columns import ColumnsPart
from performance.documents.layout import Each, One, Table
from performance.documents.reading import Cursor, Read
from performance.documents.records import Record
from performance.documents.rows import Row
from performance.documents.trees import EARLIER, read_tree, records_of, text_of, tree_records

PROVINCE = "湖北"
TITLE = "部门整体绩效目标表"
UNIT = "单位：万元"
EARLIER_AMOUNTS = ("earlier_amount_1", "earlier_amount_2")
SECTIONS = {SectionKind.MANDATE: "部门职能概述", SectionKind.ANNUAL_TASKS: "年度工作任务"}


def _year(field: str, span: int = 1) -> Pattern:
    return Pattern(rf"(?P<{field}>20\d\d)?\s*年?", f"{{{field}}}年", span, selective=False)


def _level(field: str) -> Text:
    return Text(field, style=Style.CENTRED, carried=True, merged=True)


_LEVELS = (_level("level1"), _level("level2"), Text("name"))
_LEVELS_HEAD = (Label("一级指标"), Label("二级指标"), Label("三级指标"))
_BASIS = (Text("basis", style=Style.CENTRED), Text("indicator_class", style=Style.CENTRED))
_BASIS_HEAD = (Label("指标值确定依据"), Label("指标分类"))

TABLE = Table(
    One(Label("部门（单位）名称"), Text("department_name", 8)),
    One(Label("填报人"), Text("filled_by", 3), Label("联系电话", 2), Text("phone", 3)),
    One(
        Label("部门总体资金情况"),
        Label("总体资金情况", 2),
        Label("当年金额"),
        Label("占比", 2),
        Label("近两年收支金额", 3),
    ),
    One(Below(), Below(2), Below(), Below(2), _year("amounts_year_1"), _year("amounts_year_2", 2)),
    Each(
        "funding",
        Below(),
        Text("side", style=Style.CAPTION, carried=True, merged=True),
        Text("item", style=Style.CAPTION),
        Amount("amount"),
        Percent("share", 2),
        Amount("earlier_amount_1"),
        Amount("earlier_amount_2", 2),
    ),
    *(One(Label(caption), Text(kind.value, 8)) for kind, caption in SECTIONS.items()),
    ColumnsPart(
        Row(
            Label("项目支出情况"),
            Label("项目名称", 2),
            Label("支出项目类别"),
            Label("项目总预算", 2),
            Label("项目本年度预算"),
            Label("项目主要支出方向和用途", 2),
        ),
        Below(),
        Text("name", 2),
        Text("project_class", style=Style.CENTRED),
        Amount("total_budget", 2),
        Amount("annual_budget"),
        Text("purpose", 2),
        name="projects",
    ),
    One(
        Label("整体绩效总目标"),
        Pattern(r"长期目标\s*(?:[（(](?P<summary_horizon>.*)[)）])?", "长期目标（{summary_horizon}）", 4),
        Label("年度目标", 4),
    ),
    One(Below(), Text("long_term_summary", 4), Text("annual_summary", 4)),
    One(
        Pattern(r"长期目标[：:]\s*(?:[（(](?P<horizon>.*)[)）])?", "长期目标：（{horizon}）"),
        Text("long_term_text", 8),
    ),
    ColumnsPart(
        Row(Label("长期绩效指标"), *_LEVELS_HEAD, Label("指标值", 3), *_BASIS_HEAD),
        Below(),
        *_LEVELS,
        Text("value", 3, Style.CENTRED),
        *_BASIS,
        name="long_term_indicators",
    ),
    One(Label("年度目标："), Text("annual_text", 8)),
    One(Label("年度绩效指标"), *_LEVELS_HEAD, Label("指标值", 3), *_BASIS_HEAD),
    One(
        Below(),
        Below(),
        Below(),
        Below(),
        Label("近两年指标值", 2),
        Label("预期当年实现值"),
        Below(),
        Below(),
    ),
    ColumnsPart(
        Row(*(Below(),) * 4, _year("values_year_1"), _year("values_year_2"), *(Below(),) * 3),
        Below(),
        *_LEVELS,
        Text("earlier_1", style=Style.CENTRED),
        Text("earlier_2", style=Style.CENTRED),
        Text("value", style=Style.CENTRED),
        *_BASIS,
        name="annual_indicators",
    ),
    widths=(9, 9, 13, 20, 10, 10, 12, 11, 10),
)


def parse(source: Source, edition: str) -> Read:
    cursor = Cursor(source.rows)
    while cursor.row is not None and not TABLE.parts[0].starts_at(cursor, _never):
        if normalise_label(cursor.row.text).endswith(TITLE) or normalise_label(
            cursor.row.text
        ) == normalise_label(UNIT):
            cursor.advance()
        else:
            cursor.skip()
    values = TABLE.read(cursor, _never)
    while cursor.row is not None:
        cursor.skip()
    content = _content(values, edition, cursor)
    _say_cut_off(content, cursor)
    return Read(content, cursor.report(source))


def _never(row: SourceRow) -> bool:
    return False


def _content(values: Values, edition: str, cursor: Cursor) -> StatementContent:
    amount_years = _years(values, "amounts_year_1", "amounts_year_2")
    value_years = _years(values, "values_year_1", "values_year_2")
    years = (*amount_years, *value_years)
    _say_yearless(values, years, cursor)
    return StatementContent(
        province=PROVINCE,
        edition=edition,
        year=max(years) + 1 if any(years) else None,
        department_name=text_of(values, "department_name"),
        cover=CoverContent(filled_by=text_of(values, "filled_by"), phone=text_of(values, "phone")),
        sections=tuple(
            SectionContent(kind, text=text_of(values, kind.value))
            for kind in SECTIONS
            if text_of(values, kind.value)
        ),
        goals=tuple(goals_of(values, edition, value_years)),
        funding=tuple(
            _funding_line(record, amount_years, cursor) for record in records_of(values, "funding")
        ),
        projects=tuple(ProjectContent(**project) for project in records_of(values, "projects")),  # type: ignore[arg-type]
    )


def _say_yearless(values: Values, years: tuple[int, ...], cursor: Cursor) -> None:
    """What stands in a column without its year cannot be kept: list it."""
    columns = [("近两年收支金额", "funding", field) for field in EARLIER_AMOUNTS]
    columns += [("近两年指标值", "annual_indicators", field) for field in EARLIER]
    for year, (label, group, field) in zip(years, columns, strict=True):
        lost = [str(record[field]) for record in records_of(values, group) if record.get(field)]
        if lost and not year:
            cursor.problem(f"这一列没有写明年份，其中{'、'.join(lost)}未能读入。", label=label)


def _years(values: Values, *fields: str) -> tuple[int, ...]:
    """The printed years; 0 where one is missing, so that the others keep their columns."""
    return tuple(int(text_of(values, field) or 0) for field in fields)


def goals_of(values: Values, edition: str, value_years: tuple[int, ...]) -> Iterator[GoalContent]:
    vocabulary = vocabulary_for(PROVINCE, edition)
    horizon = text_of(values, "horizon") or text_of(values, "summary_horizon")
    for kind, years in ((GoalKind.LONG_TERM, ()), (GoalKind.ANNUAL, value_years)):
        indicators, empty = read_tree(records_of(values, f"{kind.value}_indicators"), vocabulary, years)
        goal = GoalContent(
            kind,
            horizon if kind == GoalKind.LONG_TERM else "",
            text_of(values, f"{kind.value}_summary"),
            text_of(values, f"{kind.value}_text"),
            indicators,
            empty,
        )
        if goal != GoalContent(kind):
            yield goal


def _funding_line(record: Record, years: tuple[int, ...], cursor: Cursor) -> FundingLine:
    label = normalise_label(text_of(record, "side"))
    side = side_called(label)
    if side is None:
        cursor.problem(f"无法识别“{label}”，应为“收入构成”或“支出构成”。", label="部门总体资金情况")
    return funding_line(record, side or FundingSide.EXPENDITURE, years)


def side_called(label: str) -> FundingSide | None:
    return next((side for side in FundingSide if side.label == normalise_label(label)), None)


def funding_line(record: Record, side: FundingSide, years: tuple[int, ...]) -> FundingLine:
    item, amount, share = text_of(record, "item"), record.get("amount"), record.get("share")
    amounts = (record.get(field) for field in EARLIER_AMOUNTS)
    earlier = tuple(EarlierAmount(year, amount) for year, amount in zip(years, amounts, strict=False) if year)  # type: ignore[arg-type]
    return FundingLine(side, item, amount, share, earlier)  # type: ignore[arg-type]


def _say_cut_off(content: StatementContent, cursor: Cursor) -> None:
    """A published form that breaks off loses the last families of its annual tree: say which."""
    long_term, annual = (
        {(i.level1, i.level2): None for goal in content.goals if goal.kind == kind for i in goal.indicators}
        for kind in (GoalKind.LONG_TERM, GoalKind.ANNUAL)
    )
    lost = [family for family in long_term if family not in annual]
    if annual and lost and lost == list(long_term)[-len(lost) :]:
        last = "／".join(list(annual)[-1])
        names = "、".join(dict.fromkeys("／".join(family) for family in lost))
        cursor.notice(f"原文止于“{last}”，其后的{names}没有出现，原文可能被截断。", label="年度绩效指标")


def render(content: StatementContent) -> Printed:
    year = f"{content.year}年" if content.year else ""
    blocks = (Heading(TITLE, 1), Paragraph(UNIT), TABLE.render(table_values(content), titles=3))
    return Printed(f"{content.department_name}{year}{TITLE}", (), (Part(TITLE, blocks),))


def table_values(content: StatementContent) -> Values:
    values: Values = {
        "department_name": content.department_name,
        "filled_by": content.cover.filled_by,
        "phone": content.cover.phone,
    }
    values |= {section.kind.value: section.text for section in content.sections}
    values |= _printed_funding(content) | _printed_goals(content)
    fields = ("name", "project_class", "total_budget", "annual_budget", "purpose")
    values["projects"] = [{f: getattr(project, f) for f in fields} for project in content.projects]
    return values


def _printed_funding(content: StatementContent) -> Record:
    printed: Record = {}
    for n, year in enumerate(earlier_years(content), 1):
        printed[f"amounts_year_{n}"] = year
    records = []
    for line in content.funding:
        earlier = [earlier.amount for earlier in line.earlier_amounts]
        record: Record = {
            "side": line.side.label,
            "item": line.item,
            "amount": line.amount,
            "share": line.share,
        }
        records.append(record | dict(zip(EARLIER_AMOUNTS, earlier, strict=False)))
    return printed | {"funding": records}


def earlier_years(content: StatementContent) -> tuple[int, ...]:
    """The two years before; the form names the later one first beside money, the earlier one beside values."""
    return (content.year - 1, content.year - 2) if content.year else ()


def _printed_goals(content: StatementContent) -> Record:
    years = tuple(reversed(earlier_years(content)))
    printed: Record = {f"values_year_{n}": year for n, year in enumerate(years, 1)}
    for goal in content.goals:
        prefix = goal.kind.value
        printed |= {f"{prefix}_summary": goal.summary, f"{prefix}_text": goal.text}
        printed[f"{prefix}_indicators"] = tree_records(goal.indicators, goal.empty_families, years)
        if goal.kind == GoalKind.LONG_TERM:
            printed |= {"horizon": goal.horizon, "summary_horizon": goal.horizon}
    return printed
