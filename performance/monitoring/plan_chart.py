"""One project's plan against what was spent, drawn in whole pixels on the server: it is there without a script too."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, cast

from performance.overview.figure import Figure

WIDTH = 400  # of the drawing; the page stretches it
ROW, WORDS, BAR, GAP = 58, 14, 12, 3
WHOLE = Decimal(100)
PLANNED, SPENT = "planned", "spent"
NAMES = {PLANNED: "应支出", SPENT: "已支出"}


@dataclass(frozen=True)
class Bar:
    kind: str
    top: int
    length: int


@dataclass(frozen=True)
class Period:
    words: str
    baseline: int
    bars: tuple[Bar, ...]


@dataclass(frozen=True)
class PlanChart:
    """``full`` is where all of the budget is spent; ``says`` is what somebody hears who does not see it."""

    periods: tuple[Period, ...]
    height: int
    full: int
    says: str
    width: int = WIDTH
    bar: int = BAR
    names = NAMES


def plan_chart(figure: Figure) -> PlanChart:
    """Of ``plan_against_actual``: what was to be spent by each period and what was; what is unknown draws nothing."""
    shares: list[Any] = [(row[0].value, *row[3:5]) for row in cast("Sequence[Any]", figure.rows)]
    largest = max([WHOLE, *(share for _, *both in shares for share in both if share is not None)])
    periods = tuple(_period(number, label, both, largest) for number, (label, *both) in enumerate(shares))
    return PlanChart(
        periods,
        ROW * len(shares),
        _length(WHOLE, largest),
        "；".join(period.words for period in periods),
    )


def _period(number: int, label: str, both: Sequence[Decimal | None], largest: Decimal) -> Period:
    top = ROW * number
    captions = (
        f"{NAMES[kind]} {'—' if share is None else f'{share.normalize():f} %'}"
        for kind, share in zip(NAMES, both, strict=True)
    )
    bars = tuple(
        Bar(kind, top + WORDS + GAP + place * (BAR + GAP), _length(share, largest))
        for place, (kind, share) in enumerate(zip(NAMES, both, strict=True))
        if share is not None
    )
    return Period(f"{label}：{'，'.join(captions)}", top + WORDS - GAP, bars)


def _length(share: Decimal, largest: Decimal) -> int:
    return int(share * WIDTH / largest)
