"""A15-A17, B14, B16, G5-G7: is it said whose the text and the project are, which years, and in one piece?"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from datetime import date

from indicators.code_lists import CONTINUITIES, FUND_NATURE_WORDS, FUND_NATURES, PROJECT_CLASSES
from indicators.text import normalise_label
from indicators.units import ANY_COUNT_UNIT
from performance.content.model import GoalKind
from performance.review.case import Case
from performance.review.engine import Remark, project_rule, row_rule, statement_rule
from performance.review.findings import Severity, Topic
from performance.review.needs import BOTH_HORIZONS, PROJECTS, ROWS
from performance.review.rule_sets import any_word
from performance.review.similarity import core
from performance.review.tables import Row, Table
from performance.review.thresholds import ALIKE_PROJECTS, Threshold

_MOST_NAMED = 10  # tables of one project whose sums are quoted


@statement_rule(
    "A15",
    Severity.WARNING,
    "表格似被截断",
    Topic.UNCLEAR,
    needs=(BOTH_HORIZONS,),
    reason="复制不全的表格少了后面的指标，审核的只是前半张。",
    source="年度目标表的指标是长期目标表的开头一段，后面整类缺失（湖北表样）。",
    example="长期目标表44条，年度目标表到第34条为止，满意度等类别都没有。",
    remedy="对照原稿补全后面的行。",
    thresholds=(ALIKE_PROJECTS,),
)
def table_is_whole(case: Case) -> Iterator[Remark]:
    """The table of the year does not break off where that of the later years goes on."""
    long_term, annual = case.goal_of(GoalKind.LONG_TERM), case.goal_of(GoalKind.ANNUAL)
    if long_term is None or annual is None or len(annual.rows) < case.parameters.alike_projects:
        return
    lost = len(long_term.rows) - len(annual.rows)
    last = {core(row.indicator.level1) for row in long_term.rows[len(annual.rows) :]}
    there = {core(row.indicator.level1) for row in annual.rows}
    begins_alike = all(
        core(one.indicator.level2) == core(other.indicator.level2)
        for one, other in zip(annual.rows, long_term.rows, strict=False)
    )
    if lost > 1 and begins_alike and last - there:
        yield Remark(
            annual.at(),
            f"长期目标表{len(long_term.rows)}条，年度目标表到第{len(annual.rows)}条“{annual.rows[-1].label}”为止",
            "表格似被截断，缺少" + "、".join(sorted(last - there)) + "。",
            expected="与长期目标表相当的各类指标",
        )


@statement_rule(
    "A17",
    Severity.ERROR,
    "基本信息未填",
    Topic.UNCLEAR,
    reason="不知道是谁的、哪个项目的，就无法审核，也不能公开。",
    source="各省表样的表头：部门名称、项目名称。",
    example="项目名称空白；部门名称空白。",
    remedy="补填部门名称、项目名称。",
)
def names_are_filled(case: Case) -> Iterator[Remark]:
    """Whose the text is, and what each project is called."""
    if not case.owner_name and (case.projects or case.goals):
        yield Remark(case.at("department_name"), "空白", "部门名称未填。", expected="部门全称")
    for table in case.projects:
        if table.project and not table.project.name.strip():
            evidence = table.project.code.strip() or f"第{table.index + 1}个项目"
            yield Remark(table.at("name"), evidence, "项目名称未填。", expected="项目库中的名称")


@row_rule(
    "B16",
    Severity.WARNING,
    "一格写了两个指标",
    Topic.UNCLEAR,
    needs=(ROWS,),
    reason="一个指标值只能对应一个指标，写在一格就不知道数的是哪一个。",
    source="三级指标名称用分号、顿号、斜线或换行隔开，各段都以指标的说法结尾；用分号或换行隔开的，各段都是一件要做的事的也算。",
    example="“培训人数；培训场次”。",
    remedy="拆成两条，各填各的指标值。",
)
def cell_names_one_indicator(row: Row) -> Iterator[Remark]:
    """A cell does not hold two names that each would be an indicator."""
    name = row.indicator.name.strip()
    pieces = [core(piece) for piece in re.split(r"[；;/／、]|\n", name) if core(piece)]
    amount = "量" if _APART.search(name) else "数量"  # 交通流量、车流量监测点 are places of both
    endings = ("率", "满意度", amount, "成本", *row.parameters.kinds_of_names)
    measures = all(len(piece) > 3 and (piece.endswith(endings) or _COUNTED.search(piece)) for piece in pieces)
    work = any_word((*row.parameters.own_work_words, *_BUILT))
    works = all(work.match(piece) for piece in pieces)
    if len(pieces) > 1 and (measures or (works and _APART.search(name))):
        yield Remark(row.at("name"), row.label, "一格写了两个指标。", expected="一条一个指标")


_COUNTED = re.compile(f"(?:{ANY_COUNT_UNIT})数$")
_BUILT = ("新建", "改建", "扩建", "改造", "购置", "配备", "新增")
_APART = re.compile(r"[；;\n]")


@row_rule(
    "B14",
    Severity.WARNING,
    "名称或指标值过长",
    Topic.WORDING,
    needs=(ROWS,),
    reason="预算管理一体化系统的字段有长度，超过的部分会被截掉。",
    source="指标名称、指标值各1000字（规则集 longest_cell），见预算管理一体化技术标准的项目绩效指标表。",
    example="指标值栏贴进了整段实施方案。",
    remedy="缩短，说明写入绩效指标描述。",
    thresholds=(Threshold("longest_cell", "名称、指标值的最大字数", 50, 1000),),
)
def cells_fit_the_exchange(row: Row) -> Iterator[Remark]:
    """Name and value fit into the fields of the budget system."""
    for field, text in (("name", row.indicator.name), ("value", row.indicator.value)):
        if len(text) > row.parameters.longest_cell:
            yield Remark(
                row.at(field),
                f"{len(text)}字：{text[:20]}……",
                "超过系统字段的长度，会被截断。",
                judged=text,
                expected=f"不超过{row.parameters.longest_cell}字",
            )


_DATE = re.compile(
    r"(20\d\d)\s*[.年/-]\s*(1[0-2]|0?[1-9])(?!\d)(?:\s*[.月/-]\s*(3[01]|[12]\d|0?[1-9])(?!\d))?"
)


@project_rule(
    "G5",
    Severity.ERROR,
    "项目实施期起止不对",
    Topic.YEARS,
    needs=(PROJECTS,),
    reason="结束早于开始，或实施期不含预算年度，安排的钱就没有对应的工作。",
    source="项目实施时间与预算年度对照；不含预算年度的为警告。",
    example="“2024.12至2024.1”；2026年的项目实施期为2024.1—2024.12。",
    remedy="核对起止日期。",
)
def period_runs_forward_through_the_year(table: Table) -> Iterator[Remark]:
    """The period of a project ends after it begins, and the budget year lies in it."""
    project = table.project
    text = (project.period or f"{project.start_date}至{project.end_date}") if project else ""
    days = [date(int(y), int(m), min(int(d or 1), 28)) for y, m, d in _DATE.findall(text)]
    year = table.case.content.year
    if len(days) != 2:
        return
    start, end = days
    if end < start:
        yield Remark(
            table.at("period"), normalise_label(text), "结束日期早于开始日期。", expected="先开始，后结束"
        )
    elif year and not start.year <= year <= end.year:
        yield Remark(
            table.at("period"),
            normalise_label(text),
            f"实施期不含预算年度{year}年。",
            expected=f"包含{year}年",
            severity=Severity.WARNING,
        )


@project_rule(
    "G6",
    Severity.HINT,
    "项目类别、属性、资金性质不在选项中",
    Topic.WORDING,
    needs=(PROJECTS,),
    reason="选项以外的写法不能分类汇总。",
    source="预算管理一体化的项目类别和资金性质；表样的项目属性（规则集 continuity_choices）。",
    example="项目属性填“是”；项目类别填“重点项目”。",
    remedy="从选项中选一项。",
)
def choices_are_of_the_lists(table: Table) -> Iterator[Remark]:
    """What is chosen from a list is one of it, or at least names one of it."""
    if table.project is None:
        return
    known = {
        "project_class": ("项目类别", PROJECT_CLASSES, PROJECT_CLASSES),
        "continuity": ("项目属性", CONTINUITIES, table.parameters.continuity_choices),
        "fund_nature": ("资金性质", FUND_NATURES, FUND_NATURE_WORDS),
    }
    for field, (label, choices, words) in known.items():
        printed = normalise_label(getattr(table.project, field))
        if printed and not any(word in printed for word in words):
            yield Remark(table.at(field), printed, f"{label}不是选项之一。", expected="、".join(choices))


@statement_rule(
    "G7",
    Severity.WARNING,
    "同一项目出现两次",
    Topic.MONEY,
    needs=(PROJECTS,),
    reason="同一项目两张表、两个金额，不知道以哪张为准，合计也会多算。",
    source="同一单位、同一名称（不计年份和标点）的项目；编码都填了且不同的不算。",
    example="“设备购置”两张表，一张12万元，一张15万元。",
    remedy="删去多余的一张，或在名称中写明区别。",
)
def project_stands_once(case: Case) -> Iterator[Remark]:
    """No unit has two tables for one project."""
    seen: dict[tuple[str, str], list[Table]] = defaultdict(list)
    for table in case.projects:
        if table.project and (name := core(table.project.name)):
            seen[core(table.project.unit_name), name].append(table)
    for tables in seen.values():
        codes = [normalise_label(table.project.code) for table in tables if table.project]
        if len(tables) < 2 or (all(codes) and len(set(codes)) == len(codes)):
            continue
        sums = [
            f"{table.budget}万元" if table.budget is not None else "未填" for table in tables[:_MOST_NAMED]
        ]
        more = "等" if len(tables) > _MOST_NAMED else ""
        evidence = f"{len(tables)}张表，金额{'、'.join(sums)}{more}"
        for table in tables[1:]:
            yield Remark(
                table.at("name"),
                evidence,
                "同一项目出现两次。",
                expected="一个项目一张表",
            )
