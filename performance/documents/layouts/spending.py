"""How a printed spending plan is meant, where its figures leave only one reading (domain rule C2)."""

from __future__ import annotations

from decimal import Decimal

from performance.content.model import PlanMode, SpendingPlan

FULL = Decimal(100)


def deduced_mode(plan: SpendingPlan) -> PlanMode:
    """The mode under which the printed percentages are right; UNKNOWN where both or neither would be."""
    known = [percent for percent in plan.checkpoints() if percent is not None]
    cumulative = known == sorted(known) and plan.december == FULL
    instalment = sum(known) == FULL
    if cumulative == instalment:
        return PlanMode.UNKNOWN
    return PlanMode.CUMULATIVE if cumulative else PlanMode.INSTALMENT
