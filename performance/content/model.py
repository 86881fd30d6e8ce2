"""What a 部门预算绩效文本 says, as frozen values: the one shape in the middle of the application.

Readers produce it, reviewers judge it, revisions store it, printers print it. Money is in 万元 unless a
field says otherwise, and ``None`` means “not printed, therefore unknown”, which is never the same as zero.
Texts are kept as printed; what can be derived from them is derived elsewhere.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal

from indicators.kinds import FieldKind as FieldKind
from indicators.targets import target_of
from performance.content.kinds import (  # each under its own name: who imports content finds its words here
    FundingSide as FundingSide,
)
from performance.content.kinds import (
    FundPeriod as FundPeriod,
)
from performance.content.kinds import (
    FundSource as FundSource,
)
from performance.content.kinds import (
    GoalKind as GoalKind,
)
from performance.content.kinds import (
    PlanMode as PlanMode,
)
from performance.content.kinds import (
    SectionKind as SectionKind,
)

# Members that content gained after it was first stored: left out of JSON where they say nothing, so that what
# was written before stays the same to the byte.
LATER = {"later": True}


@dataclass(frozen=True, slots=True)
class OwnField:
    """What a form prints and no other form has: its label, the printed text, and where it stands among its kind.

    ``group`` is the label of the box around it, if there is one.
    """

    label: str
    value: str
    kind: FieldKind = FieldKind.TEXT
    group: str = ""
    position: int = 0


@dataclass(frozen=True, slots=True)
class FundLine:
    """One amount by source; ``column`` is the head it stands under where several amounts stand in a row."""

    source: FundSource
    period: FundPeriod = FundPeriod.ANNUAL
    label: str = ""
    amount: Decimal | None = None
    printed: str = ""
    column: str = ""


@dataclass(frozen=True, slots=True)
class TaskContent:
    """One 年度主要任务 of a department with the money it takes."""

    name: str
    text: str = ""
    goal: str = ""
    funds: tuple[FundLine, ...] = ()
    fields: tuple[OwnField, ...] = ()


@dataclass(frozen=True, slots=True)
class EarlierValue:
    """The printed value of an indicator in a year before the budget year."""

    year: int
    value: str


@dataclass(frozen=True, slots=True)
class IndicatorContent:
    """One 三级指标 with the labels of its two upper levels; ``value`` is the printed text.

    ``core`` is what the form prints to say that the indicator is required: ``★``, ``是``, ``否``.
    """

    level1: str
    level2: str
    name: str
    description: str = ""
    value: str = ""
    basis: str = ""
    indicator_class: str = ""
    earlier_values: tuple[EarlierValue, ...] = ()
    weight: Decimal | None = None
    operator: str = field(default="", metadata=LATER)
    unit: str = field(default="", metadata=LATER)
    attribute: str = field(default="", metadata=LATER)
    direction: str = field(default="", metadata=LATER)
    standard: str = field(default="", metadata=LATER)
    data_source: str = field(default="", metadata=LATER)
    evidence: str = field(default="", metadata=LATER)
    core: str = field(default="", metadata=LATER)
    remark: str = field(default="", metadata=LATER)
    fields: tuple[OwnField, ...] = field(default=(), metadata=LATER)

    @property
    def target(self) -> str:
        """The value with the operator and unit that a form prints in columns of their own."""
        return target_of(self.operator, self.value, self.unit)


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
    end: str = field(default="", metadata=LATER)


@dataclass(frozen=True, slots=True)
class GoalContent:
    """A goal with its tree; ``summary`` is its text in the 整体绩效总目标 box."""

    kind: GoalKind
    horizon: str = ""
    summary: str = ""
    text: str = ""
    indicators: tuple[IndicatorContent, ...] = ()
    empty_families: tuple[EmptyFamily, ...] = ()


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
    form: str = field(default="", metadata=LATER)
    department: str = field(default="", metadata=LATER)
    nature: str = field(default="", metadata=LATER)
    start_date: str = field(default="", metadata=LATER)
    end_date: str = field(default="", metadata=LATER)
    funds: tuple[FundLine, ...] = field(default=(), metadata=LATER)
    mid_term: GoalContent | None = field(default=None, metadata=LATER)
    fields: tuple[OwnField, ...] = field(default=(), metadata=LATER)


@dataclass(frozen=True, slots=True)
class SectionContent:
    """One narrative section; ``indicator_text`` is the 绩效指标 paragraph of a 分项 goal."""

    kind: SectionKind
    title: str = ""
    text: str = ""
    indicator_text: str = ""


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
    form: str = field(default="", metadata=LATER)
    tasks: tuple[TaskContent, ...] = field(default=(), metadata=LATER)
    funds: tuple[FundLine, ...] = field(default=(), metadata=LATER)
    fields: tuple[OwnField, ...] = field(default=(), metadata=LATER)

    def indicators(self) -> Iterator[IndicatorContent]:
        """Every indicator of the text: those of the department's goals, then those of the projects."""
        for goal in self.goals:
            yield from goal.indicators
        for project in self.projects:
            if project.mid_term:
                yield from project.mid_term.indicators
            yield from project.indicators

    def of_kind(self, kind: SectionKind) -> tuple[SectionContent, ...]:
        return tuple(section for section in self.sections if section.kind == kind)
