"""Settings as plain data, in shipped files and beside a stored task; whatever is wrong is said at once."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

from performance.alerts.settings import (
    AlertSettings,
    Bounds,
    Light,
    SpendingBase,
    Threshold,
    faults_of,
)

SHIPPED = Path(__file__).with_name("shipped")


class WrongSettings(ValueError):
    """Settings that cannot be used; one sentence for each fault."""


@dataclass(frozen=True, slots=True)
class ShippedSettings:
    id: str
    name: str
    place: str
    description: str
    settings: AlertSettings


@cache
def shipped_settings() -> Mapping[str, ShippedSettings]:
    """Every one by its id, the national one first."""
    found = []
    for path in SHIPPED.glob("*.toml"):
        raw = tomllib.loads(path.read_text(encoding="utf-8"))
        about = {key: raw.pop(key) for key in ("name", "place", "description")}
        found.append(ShippedSettings(path.stem, **about, settings=from_plain(raw)))
    found.sort(key=lambda one: (one.place != "全国", one.place, one.id))
    return {one.id: one for one in found}


def to_plain(settings: AlertSettings) -> dict[str, Any]:
    """Numbers as text: nothing is rounded on its way through JSON."""

    def text(number: Decimal | None) -> str:
        return "" if number is None else f"{number:f}"

    return {
        "base": settings.base.value,
        "money": {"yellow": text(settings.money.yellow), "red": text(settings.money.red)},
        "goal": {"yellow": text(settings.goal.yellow), "red": text(settings.goal.red)},
        "thresholds": [{"month": each.month, "percent": text(each.percent)} for each in settings.thresholds],
        "tolerance": text(settings.tolerance),
        "divergence": text(settings.divergence),
        "over": text(settings.over),
        "reasons": [light.value for light in settings.reasons],
        "answer_days": settings.answer_days,
        "pauses": settings.pauses,
        "in_a_row": settings.in_a_row,
    }


def from_plain(plain: Mapping[str, Any]) -> AlertSettings:
    """Every key is there and no other."""
    rest = dict(plain)
    try:
        settings = AlertSettings(
            base=SpendingBase(rest.pop("base")),
            money=_bounds(rest.pop("money")),
            goal=_bounds(rest.pop("goal")),
            thresholds=tuple(
                Threshold(int(each["month"]), Decimal(str(each["percent"])))
                for each in rest.pop("thresholds")
            ),
            tolerance=Decimal(str(rest.pop("tolerance"))),
            divergence=_number(rest.pop("divergence")),
            over=_number(rest.pop("over")),
            reasons=tuple(Light(word) for word in rest.pop("reasons")),
            answer_days=int(rest.pop("answer_days")),
            pauses=bool(rest.pop("pauses")),
            in_a_row=int(rest.pop("in_a_row")),
        )
    except KeyError as missing:
        raise WrongSettings(f"缺“{missing.args[0]}”。") from missing
    except (ArithmeticError, TypeError, ValueError) as wrong:
        raise WrongSettings(f"参数读不懂：{wrong}") from wrong
    faults = [f"多出“{key}”。" for key in rest] + list(faults_of(settings))
    if faults:
        raise WrongSettings("\n".join(faults))
    return settings


def _bounds(plain: Mapping[str, Any]) -> Bounds:
    return Bounds(Decimal(str(plain["yellow"])), Decimal(str(plain["red"])))


def _number(text: Any) -> Decimal | None:
    return None if text == "" else Decimal(str(text))
