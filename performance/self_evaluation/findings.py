"""What the rules find in a card, and how far whoever writes it has answered that."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from performance.review.findings import Severity, fingerprint_of
from performance.self_evaluation.card import Card
from performance.self_evaluation.rules.registry import CardRemark, Rule, rules

_RESULT = re.compile(r"result-(\d+)-(.+)")
_ORDER = tuple(Severity)


@dataclass(frozen=True, slots=True)
class CardFinding:
    """One remark of one rule. ``answer`` is the reason that was written for it; it lapses with what was judged."""

    rule: Rule
    remark: CardRemark
    fingerprint: str
    answer: str = ""

    @property
    def severity(self) -> Severity:
        return Severity.HINT if self.remark.undecidable else self.rule.severity

    @property
    def blocks(self) -> bool:
        """An error until it is mended, a warning until it is mended or answered."""
        return self.severity is Severity.ERROR or (self.severity is Severity.WARNING and not self.answer)

    @property
    def sentence(self) -> str:
        unknown = "（无法判断）" if self.remark.undecidable else ""
        return f"{self.remark.message}{unknown}。{self.rule.remedy}"

    def __str__(self) -> str:
        return f"[{self.rule.code} {self.severity.label}] {self.sentence}"


def findings_of(card: Card) -> tuple[CardFinding, ...]:
    """What blocks first, then in the order of the rules."""
    answers = dict(card.content.answers)
    found = []
    for rule in rules():
        for remark in rule.judge(card):
            fingerprint = fingerprint_of((rule.code, *_subject(card, remark.field), remark.evidence))
            found.append(CardFinding(rule, remark, fingerprint, answers.get(fingerprint, "").strip()))
    return tuple(sorted(found, key=lambda finding: _ORDER.index(finding.severity)))


def _subject(card: Card, field: str) -> tuple[str, ...]:
    """A field by the names of its indicator: rows inserted elsewhere change nothing."""
    if found := _RESULT.fullmatch(field):
        return (*card.content.results[int(found[1])].key, found[2])
    return (field,)


def blocking(findings: Iterable[CardFinding]) -> tuple[CardFinding, ...]:
    return tuple(finding for finding in findings if finding.blocks)
