"""The kinds of things that a 部门预算绩效文本 speaks of, with the words that name them."""

from __future__ import annotations

from indicators.kinds import LabelledEnum


class SectionKind(LabelledEnum):
    """Which narrative section of part one (or of a department form) a text belongs to."""

    OVERALL_GOAL = "overall_goal", "总体绩效目标"
    FUNCTIONAL_GOAL = "functional_goal", "分项绩效目标"
    ARRANGEMENTS = "arrangements", "工作保障措施"
    MANDATE = "mandate", "部门职能"
    ANNUAL_TASKS = "annual_tasks", "年度工作任务"
    DETAILED_GOAL = "detailed_goal", "明细目标"
    ORGANISATION = "organisation", "组织机构"
    REGULATIONS = "regulations", "管理制度"
    PHASE = "phase", "阶段性计划"


class GoalKind(LabelledEnum):
    """Goals of the department as a whole that carry an indicator tree of their own."""

    OVERALL = "overall", "部门绩效目标"
    LONG_TERM = "long_term", "长期目标"
    ANNUAL = "annual", "年度目标"


class FundingSide(LabelledEnum):
    INCOME = "income", "收入构成"
    EXPENDITURE = "expenditure", "支出构成"


class PlanMode(LabelledEnum):
    """How the four checkpoints of a spending plan add up (domain rule: never guessed silently)."""

    UNKNOWN = "", "未定"
    CUMULATIVE = "cumulative", "累计"
    INSTALMENT = "instalment", "分期"


class FundSource(LabelledEnum):
    """Where the money of a project or task comes from."""

    UNKNOWN = "", "未归类"
    TOTAL = "total", "资金总额"
    FISCAL = "fiscal", "财政拨款"
    CURRENT_FISCAL = "current_fiscal", "当年财政拨款"
    CARRIED_OVER = "carried_over", "上年结转资金"
    GENERAL_BUDGET = "general_budget", "一般公共预算"
    GOVERNMENT_FUND = "government_fund", "政府性基金"
    STATE_CAPITAL = "state_capital", "国有资本经营预算"
    SPECIAL_ACCOUNT = "special_account", "财政专户管理资金"
    UNIT = "unit", "单位资金"
    CENTRAL = "central", "中央补助"
    LOCAL = "local", "地方资金"
    OTHER = "other", "其他资金"


class FundPeriod(LabelledEnum):
    """Which years an amount is for; a total over several years is never compared with that of one."""

    ANNUAL = "annual", "本年度"
    WHOLE = "whole", "项目期合计"
