"""The statement of a department for a year, and what it says besides its projects."""

from performance.models.funding import EarlierAmount, FundingLine
from performance.models.goals import PerformanceGoal
from performance.models.narrative import NarrativeSection
from performance.models.statement import PerformanceStatement

__all__ = ["EarlierAmount", "FundingLine", "NarrativeSection", "PerformanceGoal", "PerformanceStatement"]
