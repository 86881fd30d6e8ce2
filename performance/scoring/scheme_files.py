"""The shipped schemes, one TOML file each; whatever is wrong in a file is said at once, when it is first read."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

from indicators.kinds import CategoryKind
from indicators.text import normalise_label
from performance.content.self_evaluation import TEXTS
from performance.scoring.schemes import (
    WHOLE,
    AtMost,
    Band,
    Equal,
    FamilyPoints,
    Grade,
    JudgedPart,
    Limits,
    Method,
    Scheme,
    ScoreEntry,
)

SHIPPED = Path(__file__).with_name("shipped")
KEYS: Mapping[str, type] = {
    "name": str,
    "place": str,
    "description": str,
    "unverified": bool,
    "execution": int,
    "execution_reason": int,
    "methods": list,
    "at_most": str,
    "equal": str,
    "entry": str,
    "decimals": int,
    "families": list,
    "parts": list,
    "bands": list,
    "grades": list,
    "limits": dict,
    "texts": dict,
    "self_praise": list,
    "recheck": bool,
}
OPTIONAL = {"unverified", "families", "parts", "limits", "texts", "self_praise", "recheck"}
MOST, FINEST = 1000, 4  # of any number; so many decimals


class WrongScheme(ValueError):
    """A scheme that cannot be used; each problem names the file and the place."""


@cache
def shipped_schemes() -> Mapping[str, Scheme]:
    """Every scheme by its id, national ones first."""
    schemes = [read_scheme(path.stem, path.read_text(encoding="utf-8")) for path in SHIPPED.glob("*.toml")]
    schemes.sort(key=lambda scheme: (scheme.place != "全国", scheme.place, scheme.id))
    return {scheme.id: scheme for scheme in schemes}


@cache
def grade_names() -> tuple[str, ...]:
    """Those of every scheme, the best first."""
    return tuple(
        dict.fromkeys(grade.name for scheme in shipped_schemes().values() for grade in scheme.grades)
    )


def read_scheme(scheme_id: str, text: str) -> Scheme:
    """The scheme that a file declares."""
    try:
        raw = tomllib.loads(text, parse_float=Decimal)
    except (
        ValueError,
        RecursionError,
    ) as wrong:  # the latter where one level stands in another, thousands deep
        raise WrongScheme(f"{scheme_id}：不是 TOML 文件：{wrong}") from wrong
    problems = [f"多出“{key}”。" for key in raw.keys() - KEYS]
    problems += [f"缺“{key}”。" for key in KEYS.keys() - OPTIONAL - raw.keys()]
    problems += [
        f"“{key}”的类型不对。" for key, kind in KEYS.items() if type(raw.get(key)) not in (kind, type(None))
    ]
    scheme = None
    if not problems:
        try:
            scheme = _scheme(scheme_id, raw)
        except (AttributeError, KeyError, TypeError, ValueError) as wrong:
            problems.append(f"有一处读不懂：{wrong}。")
        else:
            problems = list(_faults(scheme))
    if scheme is None or problems:
        raise WrongScheme("\n".join(f"{scheme_id}：{problem}" for problem in sorted(problems)))
    return scheme


def _scheme(scheme_id: str, raw: dict[str, Any]) -> Scheme:
    return Scheme(
        id=scheme_id,
        name=raw["name"],
        place=raw["place"],
        description=raw["description"],
        unverified=raw.get("unverified", False),
        execution=_number(raw["execution"]),
        execution_reason=_number(raw["execution_reason"]),
        families=tuple(_family(**family) for family in raw.get("families", ())),
        parts=tuple(
            JudgedPart(_text(part["name"]), _number(part["points"])) for part in raw.get("parts", ())
        ),
        methods=tuple(Method(word) for word in raw["methods"]),
        at_most=AtMost(raw["at_most"]),
        equal=Equal(raw["equal"]),
        entry=ScoreEntry(raw["entry"]),
        limits=_limits(**raw.get("limits", {})),
        bands=tuple(_band(**band) for band in raw["bands"]),
        grades=tuple(Grade(_text(grade["name"]), _number(grade["at_least"])) for grade in raw["grades"]),
        decimals=raw["decimals"],
        texts=_lengths(raw.get("texts", {})),
        recheck=raw.get("recheck", False),
        self_praise=tuple(map(_number, raw.get("self_praise", ()))),
    )


def _family(
    name: str, kinds: list[str], points: int, passes: Mapping[str, int] | None = None
) -> FamilyPoints:
    passed = {other: _number(share) for other, share in (passes or {}).items()}
    return FamilyPoints(_text(name), tuple(CategoryKind(kind) for kind in kinds), _number(points), passed)


def _limits(*, core_only: bool = False, **limits: int) -> Limits:
    return Limits(core_only=core_only, **{key: _number(limit) for key, limit in limits.items()})


def _lengths(raw: Mapping[str, int]) -> Mapping[str, int]:
    if unknown := raw.keys() - TEXTS.keys():
        raise KeyError("、".join(sorted(unknown)))
    return {name: int(_number(length)) for name, length in raw.items()}


def _band(name: str, low: int, high: int, words: list[str]) -> Band:
    return Band(_text(name), _number(low), _number(high), frozenset(normalise_label(word) for word in words))


def _number(value: object) -> Decimal:
    """Points and percents are whole or have a few decimals, and none is negative."""
    if isinstance(value, int | Decimal) and not isinstance(value, bool):
        number = Decimal(value)
        if number.is_finite() and 0 <= number <= MOST and number == round(number, FINEST):
            return number
    raise ValueError(f"“{value}”应为 0 至 {MOST} 的数")


def _text(value: object) -> str:
    if isinstance(value, str) and value.strip():
        return value
    raise ValueError(f"“{value}”应为文字")


def _faults(scheme: Scheme) -> Iterator[str]:
    """What the parts say of each other."""
    if not 0 <= scheme.decimals <= FINEST:
        yield f"小数应为 0 至 {FINEST} 位。"
    yield from _faults_of_points(scheme)
    yield from _faults_of_steps(scheme)


def _faults_of_points(scheme: Scheme) -> Iterator[str]:
    names = [family.name for family in scheme.families]
    if scheme.families and sum(family.points for family in scheme.families) != scheme.indicator_points:
        yield f"各类指标的分值合计应为{scheme.indicator_points}。"
    if scheme.indicator_points <= 0:
        yield "没有留给指标的分值。"
    kinds = [kind for family in scheme.families for kind in family.kinds]
    if len(kinds) != len(set(kinds)):
        yield "有一类指标列在两处。"
    for family in scheme.families:
        if unknown := family.passes.keys() - set(names):
            yield f"{family.name}的分值转给了没有的“{'、'.join(sorted(unknown))}”。"
        if family.passes and sum(family.passes.values()) != family.points:
            yield f"{family.name}转出的分值合计应为{family.points}。"


def _faults_of_steps(scheme: Scheme) -> Iterator[str]:
    if [band.high for band in scheme.bands] != [WHOLE, *(band.low for band in scheme.bands[:-1])]:
        yield "定性档次应从 100 % 起，一档接一档。"
    if not scheme.bands or scheme.bands[-1].low != 0 or not scheme.grades or scheme.grades[-1].at_least != 0:
        yield "定性档次和等级都应到 0 为止。"
    if list(scheme.grades) != sorted(scheme.grades, key=lambda grade: -grade.at_least):
        yield "等级应从高到低。"
    if list(scheme.self_praise) != sorted(scheme.self_praise, reverse=True) or any(
        factor > 1 for factor in scheme.self_praise
    ):
        yield "自评高于复核的折算系数应从大到小，不超过 1。"
    words = [word for band in scheme.bands for word in band.words]
    if len(words) != len(set(words)):
        yield "有一个等次词列在两档。"
