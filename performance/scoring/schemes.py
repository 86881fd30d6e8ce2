"""A scoring scheme: how many points a part of an evaluation can get, and by which rules it gets them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from indicators.kinds import CategoryKind, LabelledEnum

WHOLE = Decimal(100)


class AtMost(LabelledEnum):
    """How an actual above a target of “at most” is scored."""

    INVERSE = "inverse", "指标值 ÷ 完成值"
    LINEAR = "linear", "1 − 超出部分 ÷ 指标值，超出一倍不得分"


class Equal(LabelledEnum):
    """How an actual beside a target of “equal” is scored."""

    PASS_FAIL = "pass_fail", "相等得满分，不等不得分"
    RATIO = "ratio", "两数之比，小的作分子"


class ScoreEntry(LabelledEnum):
    """What the person who scores may do with a score that can be computed."""

    TYPED = "typed", "由填报人录入，系统只作核对"
    PROPOSED = "proposed", "系统建议，可以改，改了须说明理由"
    LOCKED = "locked", "由系统计算，不能改"


class Method(LabelledEnum):
    """How an indicator gets its points."""

    RATIO = "ratio", "比率分值法"
    YES_NO = "yes_no", "是否评分法"
    BANDS = "bands", "分级评分法"
    DEDUCTION = "deduction", "缺项扣分法"
    FULL_ABOVE = "full_above", "满意值赋分法"
    PER_ITEM = "per_item", "按数累加法"


@dataclass(frozen=True, slots=True)
class FamilyPoints:
    """The points of all indicators of some kinds together.

    Where a text has no such indicator, ``passes`` says to which families how many of the points go instead;
    points that go nowhere are not applicable, and the rest is scaled to the whole.
    """

    name: str
    kinds: tuple[CategoryKind, ...]
    points: Decimal
    passes: Mapping[str, Decimal]


@dataclass(frozen=True, slots=True)
class JudgedPart:
    """Points that a person gives for how the work was managed, whatever the indicators are."""

    name: str
    points: Decimal


@dataclass(frozen=True, slots=True)
class Band:
    """A step of qualitative results: between ``low`` and ``high`` percent of the points for any of ``words``."""

    name: str
    low: Decimal
    high: Decimal
    words: frozenset[str]


@dataclass(frozen=True, slots=True)
class Grade:
    name: str
    at_least: Decimal


@dataclass(frozen=True, slots=True)
class Limits:
    """Completion rates in percent beyond which a reason is due, or nothing is scored; None where there is no limit.

    The last two hold for core indicators only where ``core_only`` says so.
    """

    over_reason: Decimal | None = None
    over_zero: Decimal | None = None
    under_zero: Decimal | None = None
    core_only: bool = False


@dataclass(frozen=True, slots=True)
class Scheme:
    """The scheme of a place. Without ``families``, the points that are left are spread over all indicators.

    ``texts`` says how many characters a text of the card may have there, ``self_praise`` by how much the points of
    the finance office are multiplied where its grade is one, two, three below that of the card. Where it has a
    ``recheck``, nothing is graded before its six lines are.
    """

    id: str
    name: str
    place: str
    description: str
    unverified: bool
    execution: Decimal
    execution_reason: Decimal
    families: tuple[FamilyPoints, ...]
    parts: tuple[JudgedPart, ...]
    methods: tuple[Method, ...]
    at_most: AtMost
    equal: Equal
    entry: ScoreEntry
    limits: Limits
    bands: tuple[Band, ...]
    grades: tuple[Grade, ...]
    decimals: int
    texts: Mapping[str, int] = field(default_factory=dict)
    self_praise: tuple[Decimal, ...] = ()
    recheck: bool = False

    @property
    def indicator_points(self) -> Decimal:
        """What the indicators can get together."""
        return WHOLE - self.execution - sum((part.points for part in self.parts), Decimal(0))

    def grade_of(self, total: Decimal) -> str:
        return next(grade.name for grade in self.grades if total >= grade.at_least)
