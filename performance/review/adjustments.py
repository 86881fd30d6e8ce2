"""What an office changes of the rules, within bounds: kept with the office, exported as a file and read back.

A rule that blocks can neither be switched off nor softened: what a text must have is not an office's to waive.
"""

from __future__ import annotations

import json
import typing
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache

from performance.review.engine import Rule, rules
from performance.review.findings import Severity, code_order
from performance.review.rule_sets import RuleSet
from performance.review.thresholds import Threshold

SOFT = (Severity.WARNING, Severity.HINT)


class AdjustmentError(ValueError):
    """``problems`` are sentences, all of them."""

    def __init__(self, problems: list[str]) -> None:
        self.problems = problems
        super().__init__("\n".join(problems))


@dataclass(frozen=True)
class Adjustment:
    """``name`` says whose it is and of which year, as printed in every account of a review."""

    name: str
    off: frozenset[str] = frozenset()
    severities: Mapping[str, Severity] | None = None
    thresholds: Mapping[str, float] | None = None

    def __str__(self) -> str:
        """What it changes, in words."""
        parts = [f"停用{'、'.join(sorted(self.off, key=code_order))}"] if self.off else []
        severities = sorted((self.severities or {}).items(), key=lambda pair: code_order(pair[0]))
        parts += [f"{code}改为{severity.label}" for code, severity in severities]
        labels = thresholds()
        parts += [f"“{labels[name].label}”改为{value}" for name, value in (self.thresholds or {}).items()]
        return "；".join(parts) or "不作调整"


@cache
def thresholds() -> Mapping[str, Threshold]:
    """All that may be moved, by name, in the order of the rules."""
    return {each.name: each for rule in rules() for each in rule.thresholds}


def adjusted(rule_set: RuleSet, adjustment: Adjustment) -> RuleSet:
    """The rule set of a form as this office applies it."""
    return replace(
        rule_set,
        title=f"{rule_set.title}·{adjustment.name}",
        silenced=rule_set.silenced | adjustment.off,
        office_severities={**rule_set.office_severities, **(adjustment.severities or {})},
        parameters=replace(rule_set.parameters, **(adjustment.thresholds or {})),  # type: ignore[arg-type]
    )


def adjustment_to_plain(adjustment: Adjustment) -> dict[str, object]:
    severities = {code: severity.value for code, severity in (adjustment.severities or {}).items()}
    return {
        "name": adjustment.name,
        "off": sorted(adjustment.off, key=code_order),
        "severities": severities,
        "thresholds": dict(adjustment.thresholds or {}),
    }


def adjustment_to_json(adjustment: Adjustment) -> str:
    return json.dumps(adjustment_to_plain(adjustment), ensure_ascii=False, indent=2) + "\n"


def read_adjustment(text: str) -> Adjustment:
    """Raises AdjustmentError with everything that is wrong."""
    try:
        plain = json.loads(text)
    except (ValueError, RecursionError) as fault:
        raise AdjustmentError([f"规则调整不是 JSON 文件：{fault}。"]) from None
    return adjustment_from_plain(plain)


def adjustment_from_plain(plain: object) -> Adjustment:
    """Raises AdjustmentError with everything that is wrong."""
    if not isinstance(plain, dict):
        raise AdjustmentError(["规则调整应为一个对象：name、off、severities、thresholds。"])
    problems = [*_of_shape(plain)]
    if not problems:
        problems = [*_of_rules(plain), *_of_thresholds(plain)]
    if not plain.get("name"):
        problems.insert(0, "请在 name 中写明是哪个财政局、哪一年的规则调整。")
    if problems:
        raise AdjustmentError(problems)
    return _adjustment(plain)


def _adjustment(plain: Mapping[str, typing.Any]) -> Adjustment:
    return Adjustment(
        plain["name"],
        frozenset(plain.get("off", ())),
        {code: Severity(word) for code, word in plain.get("severities", {}).items()},
        dict(plain.get("thresholds", {})),
    )


def surviving(plain: Mapping[str, typing.Any]) -> tuple[Adjustment, list[str]]:
    """What of a stored adjustment the rules of today still know, and what of it they do not, in sentences.

    Rules come, go and change their weight between releases; what an office once chose must not keep a text from review.
    """
    by_code = {rule.code: rule for rule in rules() if rule.is_adjustable}
    known = thresholds()
    kept = {
        "name": plain["name"],
        "off": [code for code in plain["off"] if code in by_code],
        "severities": {code: word for code, word in plain["severities"].items() if code in by_code},
        "thresholds": {
            name: value
            for name, value in plain["thresholds"].items()
            if name in known and not known[name].problem_of(value)
        },
    }
    return _adjustment(kept), [*_of_rules(plain), *_of_thresholds(plain)]


_SHAPE = {"name": str, "off": list, "severities": dict, "thresholds": dict}


def _of_shape(plain: Mapping[str, object]) -> Iterator[str]:
    yield from (f"不认识的栏目“{key}”。" for key in plain if key not in _SHAPE)
    for key, kind in _SHAPE.items():
        if key in plain and not isinstance(plain[key], kind):
            yield f"“{key}”的内容类型不对。"


def _of_rules(plain: Mapping[str, typing.Any]) -> Iterator[str]:
    by_code: dict[str, Rule] = {rule.code: rule for rule in rules()}
    for code in (*plain.get("off", ()), *plain.get("severities", ())):
        rule = by_code.get(str(code))
        if rule is None:
            yield f"没有编号为“{code}”的规则。"
        elif not rule.is_adjustable:
            yield f"{code}“{rule.title}”是错误，不能停用，也不能改为警告或提示。"
    words = {severity.value for severity in SOFT}
    for code, word in plain.get("severities", {}).items():
        if word not in words:
            yield f"{code}的严重程度“{word}”不对，只能是 warning（警告）或 hint（提示）。"


def _of_thresholds(plain: Mapping[str, typing.Any]) -> Iterator[str]:
    known = thresholds()
    for name, value in plain.get("thresholds", {}).items():
        if name not in known:
            yield f"没有可以调整的门槛“{name}”；可以调整的有：{'、'.join(known)}。"
        elif problem := known[name].problem_of(value):
            yield problem
