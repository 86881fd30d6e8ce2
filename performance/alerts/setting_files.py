"""Settings as plain data, in shipped files and beside a stored task; whatever is wrong is said at once."""

from __future__ import annotations

import re
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
# Written out: what stands for a huge or an endless number is none.
_NUMBER = re.compile(r"[0-9]{1,9}(\.[0-9]{1,6})?")


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
                Threshold(_whole(each["month"]), _number(each["percent"])) for each in rest.pop("thresholds")
            ),
            tolerance=_number(rest.pop("tolerance")),
            divergence=_number_or_none(rest.pop("divergence")),
            over=_number_or_none(rest.pop("over")),
            reasons=_lights(rest.pop("reasons")),
            answer_days=_whole(rest.pop("answer_days")),
            pauses=_flag(rest.pop("pauses")),
            in_a_row=_whole(rest.pop("in_a_row")),
        )
    except KeyError as missing:
        raise WrongSettings(f"缺“{missing.args[0]}”。") from missing
    except (TypeError, ValueError) as wrong:
        raise WrongSettings(f"参数读不懂：{wrong}") from wrong
    faults = [f"多出“{key}”。" for key in rest] + list(faults_of(settings))
    if faults:
        raise WrongSettings("\n".join(faults))
    return settings


def _bounds(plain: Mapping[str, Any]) -> Bounds:
    return Bounds(_number(plain["yellow"]), _number(plain["red"]))


def _number(written: Any) -> Decimal:
    text = str(written) if isinstance(written, (int, float, str)) else ""
    if not _NUMBER.fullmatch(text):
        raise ValueError(f"“{text[:20]}”不是数。")
    return Decimal(text)


def _number_or_none(written: Any) -> Decimal | None:
    return None if written == "" else _number(written)


def _whole(written: Any) -> int:
    number = _number(written)
    if number != int(number):
        raise ValueError(f"“{number}”不是整数。")
    return int(number)


def _flag(written: Any) -> bool:
    if not isinstance(written, bool):
        raise TypeError(f"“{str(written)[:20]}”不是是或否。")
    return written


def _lights(written: Any) -> tuple[Light, ...]:
    if not isinstance(written, list) or len(written) > len(Light):
        raise TypeError("颜色应为一列，各写一次。")
    return tuple(Light(word) for word in written)
