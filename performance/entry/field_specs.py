"""What a form needs to know of a cell besides its place: its name where no caption stands before it, and its limits."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from indicators.code_lists import CONTINUITIES, FUND_NATURES, PROJECT_CLASSES
from performance.content.model import FundingSide


@dataclass(frozen=True)
class FieldSpec:
    """``lines`` above one asks for running text; ``only`` lets nothing but the ``choices`` be written anew.

    ``ticks``: any of the choices, drawn as boxes. ``named``: the label holds whatever caption stands beside the field.
    ``counted``: the form prints the number of the row before it.
    """

    label: str = ""
    lines: int = 0
    max_length: int | None = None
    choices: tuple[str, ...] = ()
    only: bool = False
    ticks: bool = False
    named: bool = False
    counted: bool = False


LINE, PARAGRAPH, ESSAY = 1, 3, 8  # rows of a field that may hold several lines

# By field, or by group and field where a group means something of its own.
FIELD_SPECS: Mapping[str, FieldSpec] = {
    "unit_code": FieldSpec("预算单位"),
    "code": FieldSpec("项目编码", max_length=64),
    "name": FieldSpec("项目名称", max_length=300),
    "purpose": FieldSpec("资金用途", PARAGRAPH),
    "project_class": FieldSpec("项目类别", max_length=100, choices=PROJECT_CLASSES, only=True),
    "continuity": FieldSpec("项目属性", max_length=100, choices=CONTINUITIES, only=True),
    "leader": FieldSpec("项目负责人", max_length=100),
    "phone": FieldSpec("联系电话", max_length=100),
    "period": FieldSpec("项目计划实施时间", max_length=200),
    "fund_nature": FieldSpec("资金性质", max_length=200, choices=FUND_NATURES, only=True),
    "organisation": FieldSpec("组织机构", PARAGRAPH),
    "regulations": FieldSpec("管理制度", PARAGRAPH),
    "goal": FieldSpec("绩效目标", PARAGRAPH),
    "goals.item": FieldSpec("目标", PARAGRAPH),
    "phases.period": FieldSpec("时段", max_length=200),
    "phases.text": FieldSpec("实施内容", PARAGRAPH),
    "level1": FieldSpec("一级指标", max_length=100),
    "level2": FieldSpec("二级指标", max_length=100),
    "indicators.name": FieldSpec("三级指标", LINE, 500),
    "long_term_indicators.name": FieldSpec("三级指标", LINE, 500),
    "annual_indicators.name": FieldSpec("三级指标", LINE, 500),
    "description": FieldSpec("指标解释", LINE),
    "value": FieldSpec("指标值", LINE),
    "basis": FieldSpec("指标值确定依据", LINE),
    "indicator_class": FieldSpec("指标分类", max_length=100),
    "earlier_1": FieldSpec(lines=LINE),
    "earlier_2": FieldSpec(lines=LINE),
    "attachment": FieldSpec("附件号", max_length=100),
    "mark": FieldSpec("文本状态", max_length=100),
    "prepared_by": FieldSpec("编制单位", max_length=200),
    "reviewed_by": FieldSpec("审核单位", max_length=200),
    "filled_by": FieldSpec("填报人", max_length=100),
    "department_name": FieldSpec("部门名称", max_length=200),
    "overall_goal": FieldSpec("总体绩效目标", ESSAY),
    "arrangements": FieldSpec("工作保障措施", ESSAY),
    "functional_goal.title": FieldSpec("标题", LINE, 300, counted=True),
    "functional_goal.text": FieldSpec("绩效目标", PARAGRAPH),
    "functional_goal.indicator_text": FieldSpec("绩效指标", PARAGRAPH),
    "detailed_goal.title": FieldSpec("名称", LINE, 300),
    "detailed_goal.text": FieldSpec("明细目标", PARAGRAPH),
    "phase.title": FieldSpec("时段", LINE, 300),
    "phase.text": FieldSpec("计划内容", PARAGRAPH),
    "mandate": FieldSpec("部门职能", PARAGRAPH),
    "annual_tasks": FieldSpec("年度工作任务", PARAGRAPH),
    "long_term_summary": FieldSpec("整体绩效总目标：长期目标", PARAGRAPH),
    "annual_summary": FieldSpec("整体绩效总目标：年度目标", PARAGRAPH),
    "horizon": FieldSpec("长期目标的期限", max_length=200),
    "long_term_text": FieldSpec("长期目标", PARAGRAPH),
    "annual_text": FieldSpec("年度目标", PARAGRAPH),
    "side": FieldSpec("收支", choices=tuple(side.label for side in FundingSide), only=True),
    "item": FieldSpec("资金项目", max_length=200),
}
NO_SPEC = FieldSpec()

GROUP_TITLES = {
    "goals": "绩效目标",
    "phases": "本年度实施计划",
    "indicators": "绩效指标",
    "long_term_indicators": "长期绩效指标",
    "annual_indicators": "年度绩效指标",
    "mid_indicators": "中期绩效指标",
    "tasks": "年度主要任务",
    "funding": "资金情况",
    "functional_goal": "分项绩效目标",
    "detailed_goal": "明细目标",
    "phase": "目标阶段性计划",
}

# Printed from what is known elsewhere: a form shows these and asks nothing.
READONLY = frozenset(
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


def field_spec_of(group: str, field: str) -> FieldSpec:
    return FIELD_SPECS.get(f"{group}.{field}") or FIELD_SPECS.get(field, NO_SPEC)


def is_tree(group: str) -> bool:
    return group.endswith("indicators")
