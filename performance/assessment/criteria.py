"""The criteria of the review of performance goals: four dimensions, eight points to look at, one hundred points."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from performance.models import Grade


@dataclass(frozen=True, slots=True)
class Criterion:
    """``points`` are the most that a key project can get here."""

    code: str
    dimension: str
    label: str
    points: int
    question: str


CRITERIA = (
    Criterion("form", "完整性", "规范完整性", 10, "各项内容是否按规定的格式填全？"),
    Criterion("clarity", "完整性", "明确清晰性", 10, "目标是否说清做什么、为谁做、做到什么程度？"),
    Criterion("goal_relevance", "相关性", "目标相关性", 15, "目标是否符合部门职能和事业发展规划？"),
    Criterion("indicator_soundness", "相关性", "指标科学性", 15, "指标是否由目标而来，可衡量，类型正确？"),
    Criterion("performance_adequacy", "适当性", "绩效合理性", 15, "指标值与历史数据、行业标准相比是否恰当？"),
    Criterion("funding_adequacy", "适当性", "资金匹配性", 15, "资金规模与要达到的绩效是否匹配？"),
    Criterion("attainability", "可行性", "实现可能性", 10, "能否在规定的时间内实现？"),
    Criterion("conditions", "可行性", "条件充分性", 10, "组织、制度和实施条件是否具备？"),
)
BY_CODE = {criterion.code: criterion for criterion in CRITERIA}
FULL_POINTS = sum(criterion.points for criterion in CRITERIA)

# The least total of each grade.
GRADES = (
    (Decimal(90), Grade.EXCELLENT),
    (Decimal(80), Grade.GOOD),
    (Decimal(60), Grade.FAIR),
    (Decimal(0), Grade.POOR),
)


def grade_of(total: Decimal) -> Grade:
    return next(grade for least, grade in GRADES if total >= least)
