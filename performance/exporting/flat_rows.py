"""Content as lists for machines: a row for each project, a row for each indicator, under names that stay."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from indicators.values import parse_value
from performance.content.model import IndicatorContent, ProjectContent, StatementContent
from performance.documents.formats.xlsx.flat_workbook import FlatSheet, Value, WorkbookColumn


@dataclass(frozen=True, slots=True)
class Origin:
    """Whose text it is: the registered codes, which the text itself may not print."""

    office_code: str
    department_code: str
    department_name: str
    state: str
    revision: int | None

    @property
    def cells(self) -> tuple[Value, ...]:
        return (self.office_code, self.department_code, self.department_name)


ORIGIN = (
    WorkbookColumn("财政区划代码"),
    WorkbookColumn("部门编码"),
    WorkbookColumn("部门名称", 24),
    WorkbookColumn("预算年度", 10),
)
PROJECTS = (
    *ORIGIN,
    *(WorkbookColumn("状态", 12), WorkbookColumn("批复稿次", 10), WorkbookColumn("序号", 8)),
    *(
        WorkbookColumn("单位编码"),
        WorkbookColumn("单位名称", 24),
        WorkbookColumn("项目编码", 26),
        WorkbookColumn("项目名称", 30, names_row=True),
    ),
    *(
        WorkbookColumn("预算数（万元）"),
        WorkbookColumn("财政资金（万元）"),
        WorkbookColumn("其他资金（万元）"),
    ),
    *(WorkbookColumn("项目总预算（万元）"), WorkbookColumn("项目本年度预算（万元）")),
    *(
        WorkbookColumn("项目类别", 20),
        WorkbookColumn("项目属性"),
        WorkbookColumn("计划实施时间", 20),
        WorkbookColumn("资金性质", 20),
    ),
    *(
        WorkbookColumn("资金用途", 40),
        WorkbookColumn("支出计划方式"),
        WorkbookColumn("3月底（%）"),
        WorkbookColumn("6月底（%）"),
    ),
    *(
        WorkbookColumn("10月底（%）"),
        WorkbookColumn("12月底（%）"),
        WorkbookColumn("绩效目标", 40),
        WorkbookColumn("指标数", 10),
    ),
)
INDICATORS = (
    *ORIGIN,
    *(
        WorkbookColumn("归属", 14),
        WorkbookColumn("项目编码", 26),
        WorkbookColumn("项目名称", 30),
        WorkbookColumn("序号", 8),
    ),
    *(
        WorkbookColumn("一级指标", 16),
        WorkbookColumn("二级指标", 20),
        WorkbookColumn("三级指标", 30, names_row=True),
        WorkbookColumn("绩效指标描述", 40),
    ),
    *(
        WorkbookColumn("指标值", 20),
        WorkbookColumn("比较符号", 10),
        WorkbookColumn("数值"),
        WorkbookColumn("数值上限"),
        WorkbookColumn("计量单位", 10),
    ),
    *(
        WorkbookColumn("指标值确定依据", 30),
        WorkbookColumn("指标分类"),
        WorkbookColumn("权重", 10),
        WorkbookColumn("以前年度指标值", 24),
    ),
)
_OF_PROJECT = "项目"


def flat_sheets(texts: Iterable[tuple[Origin, StatementContent]]) -> tuple[FlatSheet, FlatSheet]:
    """项目 and 指标 of any number of texts."""
    texts = list(texts)
    projects = [row for origin, content in texts for row in _projects(origin, content)]
    indicators = [row for origin, content in texts for row in _indicators(origin, content)]
    return FlatSheet("项目", PROJECTS, projects), FlatSheet("指标", INDICATORS, indicators)


def amount_of(project: ProjectContent) -> Decimal | None:
    """Forms without 预算数 print the year's budget instead."""
    return project.annual_budget if project.budget is None else project.budget


def _projects(origin: Origin, content: StatementContent) -> Iterator[Sequence[Value]]:
    for number, project in enumerate(content.projects, 1):
        plan = project.spending_plan
        yield (
            *origin.cells,
            *(content.year, origin.state, origin.revision, number),
            *(project.unit_code, project.unit_name, project.code, project.name),
            *(project.budget, project.fiscal_funds, project.other_funds),
            *(project.total_budget, project.annual_budget),
            *(
                project.project_class,
                project.continuity,
                project.period,
                project.fund_nature,
                project.purpose,
            ),
            plan.mode.label if plan else None,
            *(plan.checkpoints() if plan else (None,) * 4),
            "\n".join(project.goals),
            len(project.indicators),
        )


def _indicators(origin: Origin, content: StatementContent) -> Iterator[Sequence[Value]]:
    owners = [(goal.kind.label, "", "", goal.indicators) for goal in content.goals]
    owners += [(_OF_PROJECT, project.code, project.name, project.indicators) for project in content.projects]
    for kind, code, name, indicators in owners:
        for number, indicator in enumerate(indicators, 1):
            head = (*origin.cells, content.year, kind, code, name, number)
            yield (*head, *_indicator(indicator, content.year))


def _indicator(indicator: IndicatorContent, year: int | None) -> Sequence[Value]:
    value = parse_value(indicator.target, year)
    earlier = "；".join(f"{one.year}年：{one.value}" for one in indicator.earlier_values)
    return (
        *(indicator.level1, indicator.level2, indicator.name, indicator.description),
        *(indicator.target, value.comparator.value, value.number, value.upper, value.unit),
        *(indicator.basis, indicator.indicator_class, indicator.weight, earlier),
    )
