"""What a form needs to know of a cell besides its place: its name where no caption stands before it, and its limits."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from performance.content import FundingSide


@dataclass(frozen=True)
class Ask:
    """``lines`` above one asks for running text; ``only`` lets nothing but the ``choices`` be chosen."""

    label: str = ""
    lines: int = 0
    max_length: int | None = None
    choices: tuple[str, ...] = ()
    only: bool = False


LINE, PARAGRAPH, ESSAY = 1, 3, 8  # rows of a field that may hold several lines

# By field, or by group and field where a group means something of its own.
ASKS: Mapping[str, Ask] = {
    "unit_code": Ask("预算单位"),
    "code": Ask("项目编码", max_length=64),
    "name": Ask("项目名称", max_length=300),
    "purpose": Ask("资金用途", PARAGRAPH),
    "project_class": Ask("项目类别", max_length=100, choices=("人员类", "运转类", "特定目标类")),
    "continuity": Ask("项目属性", max_length=100, choices=("新增项目", "延续项目")),
    "leader": Ask("项目负责人", max_length=100),
    "phone": Ask("联系电话", max_length=100),
    "period": Ask("项目计划实施时间", max_length=200),
    "fund_nature": Ask("资金性质", max_length=200),
    "organisation": Ask("组织机构", PARAGRAPH),
    "regulations": Ask("管理制度", PARAGRAPH),
    "goal": Ask("绩效目标", PARAGRAPH),
    "goals.item": Ask("目标", PARAGRAPH),
    "phases.period": Ask("时段", max_length=200),
    "phases.text": Ask("实施内容", PARAGRAPH),
    "level1": Ask("一级指标", max_length=100),
    "level2": Ask("二级指标", max_length=100),
    "indicators.name": Ask("三级指标", LINE, 500),
    "long_term_indicators.name": Ask("三级指标", LINE, 500),
    "annual_indicators.name": Ask("三级指标", LINE, 500),
    "description": Ask("指标解释", LINE),
    "value": Ask("指标值", LINE),
    "basis": Ask("指标值确定依据", LINE),
    "indicator_class": Ask("指标分类", max_length=100),
    "earlier_1": Ask(lines=LINE),
    "earlier_2": Ask(lines=LINE),
    "attachment": Ask("附件号", max_length=100),
    "mark": Ask("文本状态", max_length=100),
    "prepared_by": Ask("编制单位", max_length=200),
    "reviewed_by": Ask("审核单位", max_length=200),
    "filled_by": Ask("填报人", max_length=100),
    "department_name": Ask("部门名称", max_length=200),
    "overall_goal": Ask("总体绩效目标", ESSAY),
    "arrangements": Ask("工作保障措施", ESSAY),
    "functional_goal.title": Ask("标题", LINE, 300),
    "functional_goal.text": Ask("绩效目标", PARAGRAPH),
    "functional_goal.indicator_text": Ask("绩效指标", PARAGRAPH),
    "detailed_goal.title": Ask("名称", LINE, 300),
    "detailed_goal.text": Ask("明细目标", PARAGRAPH),
    "phase.title": Ask("时段", LINE, 300),
    "phase.text": Ask("计划内容", PARAGRAPH),
    "mandate": Ask("部门职能", PARAGRAPH),
    "annual_tasks": Ask("年度工作任务", PARAGRAPH),
    "long_term_summary": Ask("整体绩效总目标：长期目标", PARAGRAPH),
    "annual_summary": Ask("整体绩效总目标：年度目标", PARAGRAPH),
    "horizon": Ask("长期目标的期限", max_length=200),
    "long_term_text": Ask("长期目标", PARAGRAPH),
    "annual_text": Ask("年度目标", PARAGRAPH),
    "side": Ask("收支", choices=tuple(side.label for side in FundingSide), only=True),
    "item": Ask("资金项目", max_length=200),
}
NOTHING = Ask()

GROUP_TITLES = {
    "goals": "绩效目标",
    "phases": "本年度实施计划",
    "indicators": "绩效指标",
    "long_term_indicators": "长期绩效指标",
    "annual_indicators": "年度绩效指标",
    "funding": "资金情况",
    "functional_goal": "分项绩效目标",
    "detailed_goal": "明细目标",
    "phase": "目标阶段性计划",
}

# Printed from what is known elsewhere: a form shows these and asks nothing.
GIVEN = frozenset(
    (
        "unit_code",
        "year",
        "amounts_year_1",
        "amounts_year_2",
        "values_year_1",
        "values_year_2",
        "summary_horizon",
    )
)


def ask_of(group: str, field: str) -> Ask:
    return ASKS.get(f"{group}.{field}") or ASKS.get(field, NOTHING)


def is_tree(group: str) -> bool:
    return group.endswith("indicators")
