"""What a text must have for a rule to be applied to it: else the rule is named as not applicable, with the reason."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from performance.content.model import GoalKind, SectionKind
from performance.review.families import Family
from performance.review.rule_sets import any_word

if TYPE_CHECKING:
    from performance.review.case import Case


@dataclass(frozen=True, slots=True)
class Need:
    """``missing`` says why the rule does not apply where ``met`` is false."""

    missing: str
    met: Callable[[Case], bool]


ROWS = Need("文本没有绩效指标", lambda case: bool(case.rows))
PROJECTS = Need("文本没有预算项目", lambda case: bool(case.projects))
MANY_PROJECTS = Need("文本不足两个预算项目", lambda case: len(case.projects) > 1)
PROJECT_TABLES = Need("表样不印项目绩效目标表", lambda case: case.parameters.project_tables_printed)
NUMBERED_GOALS = Need(
    "表样不给绩效目标印编号", lambda case: case.parameters.goals_numbered and bool(case.projects)
)
PLAN = Need("表样没有资金支出计划栏", lambda case: case.parameters.plan_printed)
CODES = Need("文本没有项目编码", lambda case: case.parameters.code_printed or case.has_codes)
WEIGHTS = Need("文本没有指标权重", lambda case: any(row.indicator.weight is not None for row in case.rows))
NARRATIVES = Need(
    "表样没有立项依据、项目概况等说明栏，也没有中期目标",
    lambda case: any(
        project.mid_term is not None
        or any(any_word(case.parameters.narrative_heads).search(field.label) for field in project.fields)
        for project in case.content.projects
    ),
)
CORE = Need("文本没有“是否核心指标”一栏", lambda case: any(row.indicator.core.strip() for row in case.rows))
ANNUAL_MONEY = Need(
    "文本没有讲年度预算安排的部分",
    lambda case: any(any_word(case.parameters.annual_money_heads).search(head) for head in case.heads),
)
LEVELS = Need(
    "表样不分一级、二级指标",
    lambda case: any(row.indicator.level1.strip() for row in case.rows) or not case.rows,
)
OUTPUT_FAMILIES = Need(
    "文本没有数量、质量、时效指标的划分",
    lambda case: any(row.family in (Family.QUANTITY, Family.QUALITY, Family.TIMELINESS) for row in case.rows),
)
TASKS = Need("文本没有列明资金的年度主要任务", lambda case: any(task.funds for task in case.content.tasks))
EVALUATED = Need("这些项目往年没有已评定的自评", lambda case: bool(case.evaluated))
PLANNED = Need("没有导入预算数", lambda case: bool(case.planned))
STANDARDS = Need(
    "本局本年度没有这些项目的标准指标",
    lambda case: any(case.standards_of(project) for project in case.content.projects),
)
FUNDING = Need("表样没有部门资金情况", lambda case: bool(case.content.funding))
DEPARTMENT_GOALS = Need("表样没有部门整体目标表", lambda case: bool(case.goals))
BOTH_HORIZONS = Need(
    "文本没有长期、年度两张目标表",
    lambda case: None not in (case.goal_of(GoalKind.LONG_TERM), case.goal_of(GoalKind.ANNUAL)),
)
GOALS_AHEAD = Need(
    "文本没有长期（中期）、年度两种目标",
    lambda case: (
        BOTH_HORIZONS.met(case) or any(table.project and table.project.mid_term for table in case.projects)
    ),
)
EARLIER_VALUES = Need(
    "文本没有近两年指标值", lambda case: any(row.indicator.earlier_values for row in case.rows)
)
FUNCTIONAL_GOALS = Need("文本没有分项绩效目标", lambda case: any(case.sections(SectionKind.FUNCTIONAL_GOAL)))
WHOLE_GOAL = Need(
    "文本没有部门的总体绩效目标",
    lambda case: bool(case.goals) or any(case.sections(SectionKind.OVERALL_GOAL)),
)
YEAR = Need("预算年度未知", lambda case: case.content.year is not None)
