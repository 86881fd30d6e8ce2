"""What a 部门预算绩效文本 says, as frozen values: the one shape in the middle of the application.

Readers produce it, reviewers judge it, revisions store it, printers print it. Money is in 万元 unless a
field says otherwise, and ``None`` means “not printed, therefore unknown”, which is never the same as zero.
Texts are kept as printed; what can be derived from them is derived elsewhere.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal

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


@dataclass(frozen=True, slots=True)
class EarlierValue:
    """The printed value of an indicator in a year before the budget year."""

    year: int
    value: str


@dataclass(frozen=True, slots=True)
class IndicatorContent:
    """One 三级指标 with the labels of its two upper levels; ``value`` is the printed text."""

    level1: str
    level2: str
    name: str
    description: str = ""
    value: str = ""
    basis: str = ""
    indicator_class: str = ""
    earlier_values: tuple[EarlierValue, ...] = ()
    weight: Decimal | None = None


@dataclass(frozen=True, slots=True)
class EmptyFamily:
    """A 二级 family printed without any indicator; ``position`` indicators are printed before it."""

    level1: str
    level2: str
    position: int


@dataclass(frozen=True, slots=True)
class SpendingPlan:
    """Planned spending at the four checkpoints in percent of the budget."""

    mode: PlanMode = PlanMode.UNKNOWN
    march: Decimal | None = None
    june: Decimal | None = None
    october: Decimal | None = None
    december: Decimal | None = None

    def checkpoints(self) -> tuple[Decimal | None, ...]:
        return (self.march, self.june, self.october, self.december)


@dataclass(frozen=True, slots=True)
class PhaseContent:
    """One step of an implementation plan; ``period`` as printed, such as ``2024-01-01至2024-12-31``."""

    period: str
    text: str


@dataclass(frozen=True, slots=True)
class ProjectContent:
    """One 预算项目 and its table. Amounts in 万元, whatever unit its table is printed in."""

    unit_code: str = ""
    unit_name: str = ""
    code: str = ""
    name: str = ""
    budget: Decimal | None = None
    fiscal_funds: Decimal | None = None
    other_funds: Decimal | None = None
    total_budget: Decimal | None = None
    annual_budget: Decimal | None = None
    purpose: str = ""
    project_class: str = ""
    continuity: str = ""
    leader: str = ""
    phone: str = ""
    period: str = ""
    fund_nature: str = ""
    organisation: str = ""
    regulations: str = ""
    spending_plan: SpendingPlan | None = None
    goals: tuple[str, ...] = ()
    phases: tuple[PhaseContent, ...] = ()
    indicators: tuple[IndicatorContent, ...] = ()
    empty_families: tuple[EmptyFamily, ...] = ()


@dataclass(frozen=True, slots=True)
class SectionContent:
    """One narrative section; ``indicator_text`` is the 绩效指标 paragraph of a 分项 goal."""

    kind: SectionKind
    title: str = ""
    text: str = ""
    indicator_text: str = ""


@dataclass(frozen=True, slots=True)
class GoalContent:
    """A department-wide goal with its tree; ``summary`` is its text in the 整体绩效总目标 box."""

    kind: GoalKind
    horizon: str = ""
    summary: str = ""
    text: str = ""
    indicators: tuple[IndicatorContent, ...] = ()
    empty_families: tuple[EmptyFamily, ...] = ()


@dataclass(frozen=True, slots=True)
class EarlierAmount:
    year: int
    amount: Decimal | None


@dataclass(frozen=True, slots=True)
class FundingLine:
    """One line of the department's income or expenditure; ``share`` in percent as printed."""

    side: FundingSide
    item: str
    amount: Decimal | None = None
    share: Decimal | None = None
    earlier_amounts: tuple[EarlierAmount, ...] = ()


@dataclass(frozen=True, slots=True)
class CoverContent:
    """What the cover and the head of the form say about who made the text."""

    attachment: str = ""
    mark: str = ""
    prepared_by: str = ""
    reviewed_by: str = ""
    filled_by: str = ""
    phone: str = ""


@dataclass(frozen=True, slots=True)
class StatementContent:
    """A whole 部门预算绩效文本: ``province`` and ``edition`` name the layout it is printed in."""

    province: str
    edition: str
    year: int | None = None
    department_code: str = ""
    department_name: str = ""
    cover: CoverContent = field(default_factory=CoverContent)
    sections: tuple[SectionContent, ...] = ()
    goals: tuple[GoalContent, ...] = ()
    funding: tuple[FundingLine, ...] = ()
    projects: tuple[ProjectContent, ...] = ()

    def indicators(self) -> Iterator[IndicatorContent]:
        """Every indicator of the text: those of the department's goals, then those of the projects."""
        for goal in self.goals:
            yield from goal.indicators
        for project in self.projects:
            yield from project.indicators

    def of_kind(self, kind: SectionKind) -> tuple[SectionContent, ...]:
        return tuple(section for section in self.sections if section.kind == kind)
