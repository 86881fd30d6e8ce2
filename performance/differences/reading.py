"""The fields of a row of content as a reader compares them: name, Chinese label, value."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, fields
from decimal import Decimal
from enum import Enum
from functools import lru_cache
from typing import Any

from performance.content.json import plain_decimal
from performance.content.model import (
    EarlierAmount,
    EarlierValue,
    FundLine,
    GoalContent,
    IndicatorContent,
    OwnField,
    PhaseContent,
    ProjectContent,
    SpendingPlan,
    TaskContent,
)
from performance.differences.model import FieldChange

LABELS = {
    "province": "省份",
    "edition": "版本",
    "year": "预算年度",
    "department_code": "部门编码",
    "department_name": "部门名称",
    "attachment": "附件号",
    "mark": "文本状态",
    "prepared_by": "编制单位",
    "reviewed_by": "审核单位",
    "filled_by": "填报人",
    "phone": "联系电话",
    "kind": "种类",
    "title": "标题",
    "text": "正文",
    "indicator_text": "绩效指标",
    "horizon": "期限",
    "summary": "总目标",
    "side": "收支",
    "item": "项目",
    "amount": "当年金额（万元）",
    "share": "占比（%）",
    "earlier_amounts": "以前年度金额（万元）",
    "unit_code": "单位编码",
    "unit_name": "单位名称",
    "code": "项目编码",
    "name": "名称",
    "budget": "预算数（万元）",
    "fiscal_funds": "财政资金（万元）",
    "other_funds": "其他资金（万元）",
    "total_budget": "项目总预算（万元）",
    "annual_budget": "项目本年度预算（万元）",
    "purpose": "资金用途",
    "project_class": "项目类别",
    "continuity": "项目属性",
    "leader": "项目负责人",
    "period": "计划实施时间",
    "fund_nature": "资金性质",
    "organisation": "组织机构",
    "regulations": "管理制度",
    "spending_plan.mode": "资金支出计划·累计方式",
    "spending_plan.march": "资金支出计划·3月底（%）",
    "spending_plan.june": "资金支出计划·6月底（%）",
    "spending_plan.october": "资金支出计划·10月底（%）",
    "spending_plan.december": "资金支出计划·12月底（%）",
    "goals": "绩效目标",
    "phases": "阶段计划",
    "empty_families": "空白指标类",
    "level1": "一级指标",
    "level2": "二级指标",
    "description": "绩效指标描述",
    "value": "指标值",
    "basis": "指标值确定依据",
    "indicator_class": "指标分类",
    "earlier_values": "以前年度指标值",
    "weight": "权重",
    "operator": "指标性质",
    "unit": "度量单位",
    "attribute": "指标属性",
    "direction": "指标方向",
    "standard": "评分标准",
    "data_source": "数据来源",
    "evidence": "佐证资料",
    "core": "核心指标",
    "remark": "备注",
    "fields": "本表其他栏目",
    "form": "表样",
    "department": "主管部门",
    "nature": "项目性质",
    "start_date": "计划开始日期",
    "end_date": "计划完成日期",
    "funds": "资金来源（万元）",
    "mid_term": "中期目标",
    "tasks": "年度主要任务",
}
# Rows of their own, compared as such.
_ROWS = {"sections", "funding", "projects", "indicators", "cover"}


@dataclass(frozen=True, slots=True)
class Read:
    """``text`` is what a reader sees; ``number`` what can be subtracted; ``value`` decides whether it differs."""

    value: object
    text: str
    number: Decimal | None = None


def fields_of(row: Any) -> dict[str, Read]:
    return dict(_fields(row, _names(row)))


def changes_between(old: Any, new: Any) -> tuple[FieldChange, ...]:
    """The fields in which two rows of a kind differ; only these are read."""
    names = [
        name
        for name in _names(new)
        # What a reader sees of empty families are their neighbours, too.
        if getattr(old, name) != getattr(new, name) or name == "empty_families"
    ]
    return changes(dict(_fields(old, names)), dict(_fields(new, names)))


def _names(row: Any) -> tuple[str, ...]:
    return _names_of_kind(type(row))  # type: ignore[arg-type]  # mypy takes a class for unhashable


@lru_cache
def _names_of_kind(kind: type) -> tuple[str, ...]:
    return tuple(field.name for field in fields(kind) if field.name not in _ROWS)


def _fields(row: Any, names: Iterable[str]) -> Iterator[tuple[str, Read]]:
    for name in names:
        value = getattr(row, name)
        if name == "spending_plan":
            plan = value or SpendingPlan()
            printed = "" if value is None else plan.mode.label
            yield "spending_plan.mode", Read(printed, printed)
            for point in ("march", "june", "october", "december"):
                yield f"spending_plan.{point}", _read(getattr(plan, point))
        elif name == "empty_families":
            text = "；".join(_empty_families(row))
            yield name, Read(text, text)
        elif name != "goals" or isinstance(row, ProjectContent):
            yield name, _read(value)


def _empty_families(owner: ProjectContent | GoalContent) -> Iterator[str]:
    """Where each stands is told by its neighbour: a number would change with every row added above."""
    for family in owner.empty_families:
        above = min(family.position, len(owner.indicators))
        where = f"在“{owner.indicators[above - 1].name}”之后" if above else "在最前"
        yield f"{family.level1}/{family.level2}（{where}）"


def _read(value: object) -> Read:
    if isinstance(value, Decimal):
        return Read(value, plain_decimal(value), value)
    if isinstance(value, tuple):
        return Read(value, "\n".join(_line(item) for item in value))
    if isinstance(value, Enum):
        return Read(value, getattr(value, "label", str(value.value)))
    if isinstance(value, GoalContent):
        return Read(value, "\n".join(_goal_lines(value)))
    return Read(value, "" if value is None else str(value))


def _line(item: object) -> str:
    return _LINES[type(item)](item) if type(item) in _LINES else str(item)


def _amount(amount: Decimal | None) -> str:
    return "" if amount is None else plain_decimal(amount)


def _fund_line(line: FundLine) -> str:
    head = f"（{line.column}）" if line.column else ""
    return (
        f"{line.period.label} {line.label or line.source.label}{head}：{_amount(line.amount) or line.printed}"
    )


def _task_line(task: TaskContent) -> str:
    return " · ".join(
        filter(None, (task.name, task.text, task.goal, *map(_line, (*task.funds, *task.fields))))
    )


def _own_line(own: OwnField) -> str:
    return f"{own.group} {own.label}：{own.value}".strip()


def _indicator_line(indicator: IndicatorContent) -> str:
    return f"{indicator.level1}/{indicator.level2}/{indicator.name}：{indicator.target}"


def _phase_line(phase: PhaseContent) -> str:
    return f"{'—'.join(filter(None, (phase.period, phase.end)))}：{phase.text}"


_LINES: Mapping[type, Callable[[Any], str]] = {
    PhaseContent: _phase_line,
    EarlierValue: lambda item: f"{item.year}年：{item.value}",
    EarlierAmount: lambda item: f"{item.year}年：{_amount(item.amount)}",
    FundLine: _fund_line,
    TaskContent: _task_line,
    OwnField: _own_line,
    IndicatorContent: _indicator_line,
}


def _goal_lines(goal: GoalContent) -> Iterator[str]:
    yield from filter(None, (goal.horizon, goal.summary, goal.text))
    yield from map(_line, goal.indicators)
    yield from _empty_families(goal)


_NOTHING = Read(None, "")


def changes(old: Mapping[str, Read], new: Mapping[str, Read]) -> tuple[FieldChange, ...]:
    """The fields that differ; against an empty mapping, those that say something."""
    found = []
    for name in new or old:
        before, after = old.get(name, _NOTHING), new.get(name, _NOTHING)
        if before.value != after.value and (before.text or after.text or (old and new)):
            grown = (
                after.number - before.number
                if before.number is not None and after.number is not None
                else None
            )
            found.append(FieldChange(name, LABELS[name], before.text, after.text, grown))
    return tuple(found)
