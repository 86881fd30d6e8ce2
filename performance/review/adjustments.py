"""What an office changes of the rules, within bounds: a file that it keeps, hands on and has applied.

A rule that blocks can neither be switched off nor softened: what a text must have is not an office's to waive.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, replace

from performance.review.engine import rules
from performance.review.findings import Severity
from performance.review.rule_sets import RuleSet

# Threshold: the least and the greatest value.
BOUNDS: Mapping[str, tuple[float, float]] = {
    "min_output_rows": (1, 5),
    "max_family_rows": (4, 20),
    "clone_likeness": (0.6, 1),
    "clone_min_rows": (2, 10),
    "copy_likeness": (0.8, 1),
    "max_expense_words": (1, 10),
    "min_mandate_items": (3, 10),
    "alike_projects": (3, 20),
    "longest_cell": (50, 1000),
}
_SOFT = (Severity.WARNING, Severity.HINT)


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


def adjusted(rule_set: RuleSet, adjustment: Adjustment) -> RuleSet:
    """The rule set of a form as this office applies it."""
    return replace(
        rule_set,
        title=f"{rule_set.title}·{adjustment.name}",
        off=rule_set.off | adjustment.off,
        severities={**rule_set.severities, **(adjustment.severities or {})},
        parameters=replace(rule_set.parameters, **(adjustment.thresholds or {})),  # type: ignore[arg-type]
    )


def read_adjustment(text: str) -> Adjustment:
    """Raises AdjustmentError with everything that is wrong."""
    try:
        plain = json.loads(text)
    except (ValueError, RecursionError) as fault:
        raise AdjustmentError([f"规则调整不是 JSON 文件：{fault}。"]) from None
    if not isinstance(plain, dict):
        raise AdjustmentError(["规则调整应为一个对象：name、off、severities、thresholds。"])
    problems = [*_of_shape(plain)]
    if not problems:
        problems = [*_of_rules(plain), *_of_thresholds(plain)]
    if problems:
        raise AdjustmentError(problems)
    return Adjustment(
        plain["name"],
        frozenset(plain.get("off", ())),
        {code: Severity(word) for code, word in plain.get("severities", {}).items()},
        dict(plain.get("thresholds", {})),
    )


_SHAPE = {"name": str, "off": list, "severities": dict, "thresholds": dict}


def _of_shape(plain: dict[str, object]) -> list[str]:
    problems = [f"不认识的栏目“{key}”。" for key in plain if key not in _SHAPE]
    problems += [
        f"“{key}”的内容类型不对。"
        for key, kind in _SHAPE.items()
        if key in plain and not isinstance(plain[key], kind)
    ]
    if not plain.get("name"):
        problems.append("请在 name 中写明是哪个财政局、哪一年的规则调整。")
    return problems


def _of_rules(plain: dict[str, dict[str, str]]) -> list[str]:
    by_code = {rule.code: rule for rule in rules()}
    words = {severity.value: severity for severity in _SOFT}
    problems = []
    for code in (*plain.get("off", ()), *plain.get("severities", ())):
        rule = by_code.get(str(code))
        if rule is None:
            problems.append(f"没有编号为“{code}”的规则。")
        elif rule.severity is Severity.ERROR:
            problems.append(f"{code}“{rule.title}”是错误，不能停用，也不能改为警告或提示。")
    for code, word in plain.get("severities", {}).items():
        if word not in words:
            problems.append(f"{code}的严重程度“{word}”不对，只能是 warning（警告）或 hint（提示）。")
    return problems


def _of_thresholds(plain: dict[str, dict[str, object]]) -> list[str]:
    problems = []
    for name, value in plain.get("thresholds", {}).items():
        if name not in BOUNDS:
            problems.append(f"没有可以调整的门槛“{name}”；可以调整的有：{'、'.join(BOUNDS)}。")
            continue
        least, most = BOUNDS[name]
        whole = isinstance(least, int) and least != most and name not in _SHARES
        if isinstance(value, bool) or not isinstance(value, int if whole else int | float):
            problems.append(f"门槛“{name}”应为{'整数' if whole else '数'}。")
        elif not least <= value <= most:
            problems.append(f"门槛“{name}”应在{least}与{most}之间。")
    return problems


_SHARES = ("clone_likeness", "copy_likeness")
