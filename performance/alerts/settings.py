"""By what an office judges a period: as data, so that each office and each period can have its own."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from indicators.kinds import LabelledEnum

WHOLE = Decimal(100)
MONTHS = 12
MOST_DAYS = 120  # to answer a warning in
MOST_IN_A_ROW = 12


class Light(LabelledEnum):
    """``NONE`` is a colour of its own: nothing is known, which is neither good nor bad."""

    RED = "red", "红灯"
    YELLOW = "yellow", "黄灯"
    GREEN = "green", "绿灯"
    NONE = "none", "无数据"


class SpendingBase(LabelledEnum):
    """What the spent share is held against; a project without a plan is held against thresholds, or against time."""

    PLAN = "plan", "文本的资金支出计划"
    THRESHOLDS = "thresholds", "固定阈值"
    TIME = "time", "时间进度"


@dataclass(frozen=True, slots=True)
class Threshold:
    """By the end of this month so many percent of the budget are to be spent."""

    month: int
    percent: Decimal


@dataclass(frozen=True, slots=True)
class Bounds:
    """Shares of what is expected, in percent: below ``yellow`` is yellow, below ``red`` red."""

    yellow: Decimal
    red: Decimal


@dataclass(frozen=True, slots=True)
class AlertSettings:
    """``tolerance`` and ``divergence`` are points, ``over`` is percent of the target; None is not judged.

    A reason is compulsory under the colours of ``reasons``. Who has not answered after ``answer_days`` working days is
    escalated, and paused where the office ``pauses``; so many warnings ``in_a_row`` are looked at on the spot.
    """

    base: SpendingBase
    money: Bounds
    goal: Bounds
    thresholds: tuple[Threshold, ...] = ()
    tolerance: Decimal = Decimal(0)
    divergence: Decimal | None = None
    over: Decimal | None = WHOLE
    reasons: tuple[Light, ...] = (Light.RED,)
    answer_days: int = 10
    pauses: bool = False
    in_a_row: int = 3


def faults_of(settings: AlertSettings) -> Iterator[str]:
    """Why these cannot be judged by, each a sentence."""
    for name, bounds in (("资金", settings.money), ("目标", settings.goal)):
        if not 0 <= bounds.red <= bounds.yellow <= WHOLE:
            yield f"{name}的黄灯界限应在红灯界限与 100 % 之间，红灯界限不小于 0。"
    yield from _faults_of_thresholds(settings)
    for name, points in (("允许的差距", settings.tolerance), ("偏离的界限", settings.divergence)):
        if points is not None and not 0 <= points <= WHOLE:
            yield f"{name}应为 0—100 个百分点。"
    if settings.over is not None and settings.over < WHOLE:
        yield "提前超过的界限不小于 100 %。"
    if not (1 <= settings.answer_days <= MOST_DAYS and 1 <= settings.in_a_row <= MOST_IN_A_ROW):
        yield f"答复的工作日为 1—{MOST_DAYS}，连续次数为 1—{MOST_IN_A_ROW}。"


def _faults_of_thresholds(settings: AlertSettings) -> Iterator[str]:
    months = [threshold.month for threshold in settings.thresholds]
    percents = [threshold.percent for threshold in settings.thresholds]
    if any(not 1 <= month <= MONTHS for month in months) or months != sorted(set(months)):
        yield "阈值的月份应为 1—12，从早到晚，不重复。"
    if any(not 0 <= percent <= WHOLE for percent in percents) or percents != sorted(percents):
        yield "阈值应为 0—100 %，后面的不小于前面的。"
    if settings.base is SpendingBase.THRESHOLDS and not settings.thresholds:
        yield "按固定阈值判断的，至少要有一个阈值。"
