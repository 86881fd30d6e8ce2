"""How much of the year's budget is to be spent by a day, and of what that was taken."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction
from functools import lru_cache
from itertools import accumulate

from performance.alerts.period import Period
from performance.alerts.settings import MONTHS, AlertSettings, SpendingBase, Threshold
from performance.content.model import PlanMode, SpendingPlan
from performance.scoring.arithmetic import percent

CHECKPOINTS = (3, 6, 10, 12)
DAYS = 1_000  # a few years of them: the indicators of a period all ask about the same one


@dataclass(frozen=True, slots=True)
class Expected:
    """A share of the budget; None where nothing is asked for by that day yet."""

    share: Fraction | None
    words: str


@lru_cache(maxsize=DAYS)
def time_share(day: date, year: int) -> Fraction:
    """How much of the year is over at the end of the day, by months: 1–7月 is seven twelfths."""
    if day.year != year:
        return Fraction(int(day.year > year))
    return Fraction(day.month - 1, MONTHS) + Fraction(day.day, monthrange(day.year, day.month)[1] * MONTHS)


def expected_spending(period: Period, settings: AlertSettings) -> Expected:
    """By the plan of the text where the office goes by plans and it has a readable one."""
    planned = planned_shares(period.plan) if settings.base is SpendingBase.PLAN else ()
    if planned:
        return _last_reached(planned, period, "资金支出计划")
    if settings.thresholds and settings.base is not SpendingBase.TIME:
        return _last_reached(settings.thresholds, period, "阈值")
    share = time_share(period.cutoff, period.year)
    return Expected(share, f"时间进度 {percent(share)}")


def planned_shares(plan: SpendingPlan | None) -> tuple[Threshold, ...]:
    """The checkpoints as running totals; none where they do not come to 100 %, or it cannot be told how they add up."""
    printed = plan.checkpoints() if plan else ()
    known = [(month, share) for month, share in zip(CHECKPOINTS, printed, strict=False) if share is not None]
    shares = tuple(share for _, share in known)
    readings = {
        PlanMode.CUMULATIVE: shares,
        PlanMode.INSTALMENT: tuple(accumulate(shares)),
    }
    possible = {
        reading
        for mode, reading in readings.items()
        if plan and plan.mode in (mode, PlanMode.UNKNOWN) and _is_plan(reading)
    }
    if len(possible) != 1:
        return ()
    return tuple(Threshold(month, share) for (month, _), share in zip(known, possible.pop(), strict=True))


def _is_plan(shares: tuple[Decimal, ...]) -> bool:
    return bool(shares) and shares[0] >= 0 and list(shares) == sorted(shares) and shares[-1] == 100


def _last_reached(shares: Iterable[Threshold], period: Period, name: str) -> Expected:
    """What no checkpoint has asked for yet is not expected: between two the earlier one holds."""
    elapsed = time_share(period.cutoff, period.year) * MONTHS
    reached = [each for each in shares if each.month <= elapsed]
    if not reached:
        return Expected(None, f"{name}尚未要求支出")
    last = reached[-1]
    share = Fraction(last.percent) / 100
    return Expected(share, f"{name}{last.month}月底 {percent(share)}")


def share_of(amount: Decimal | None, whole: Decimal | None) -> Fraction | None:
    if amount is None or not whole or whole < 0:
        return None
    return Fraction(amount) / Fraction(whole)
