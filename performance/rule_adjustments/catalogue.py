"""The rules as an office applies them, for its people to read: what docs/rules.md says of all offices."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from departments.models import FinanceOffice
from performance.review import Severity, rule_set_for, rules
from performance.review.adjustments import Adjustment, adjusted
from performance.review.engine import Rule
from performance.review.marked_precision import precision
from performance.review.rule_sets import Parameters
from performance.review.rules_doc import FAMILIES

_PARAMETERS = re.compile(r"[ 、]?\b(?:" + "|".join(Parameters.__dataclass_fields__) + r")\b ?", re.ASCII)


@dataclass(frozen=True)
class AppliedRule:
    """``severity`` is the office's; ``is_changed`` says that it, or a threshold, is not that of the catalogue."""

    rule: Rule
    severity: Severity
    is_off: bool
    is_changed: bool
    thresholds: tuple[tuple[str, float], ...]
    precision: tuple[int, int] | None

    @property
    def source(self) -> str:
        """Without the names of parameters, which mean nothing to whoever reads a page."""
        return _PARAMETERS.sub("", self.rule.source)


@dataclass(frozen=True)
class AppliedFamily:
    letter: str
    title: str
    rules: tuple[AppliedRule, ...]


def catalogue(office: FinanceOffice | None, adjustment: Adjustment | None) -> tuple[AppliedFamily, ...]:
    """In the order of the codes; without an office, as the rules hold for the whole country."""
    own = rule_set_for(office.province if office else "", "")
    held = adjusted(own, adjustment) if adjustment else own
    applied = tuple(_applied(adjustment or Adjustment(""), held))
    return tuple(
        AppliedFamily(letter, title, tuple(each for each in applied if each.rule.code.startswith(letter)))
        for letter, title in FAMILIES.items()
    )


def _applied(adjustment: Adjustment, held) -> Iterator[AppliedRule]:
    moved = adjustment.thresholds or {}
    for rule in rules():
        severity = held.severities.get(rule.code, rule.severity)
        yield AppliedRule(
            rule,
            held.office_severities.get(rule.code, severity),
            rule.code in held.off | held.silenced,
            rule.code in {*adjustment.off, *(adjustment.severities or {})}
            or any(each.name in moved for each in rule.thresholds),
            tuple((each.label, getattr(held.parameters, each.name)) for each in rule.thresholds),
            precision(rule.code),
        )
