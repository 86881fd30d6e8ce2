"""What was judged: which rules were applied to a text, which do not apply to it, and which could not be decided.

Nothing found says something only beside this: it is not the same as nothing looked at.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass

from indicators.kinds import LabelledEnum
from performance.content.model import StatementContent
from performance.review.case import Case
from performance.review.engine import Rule, rules
from performance.review.findings import Finding
from performance.review.rule_sets import RuleSet, rule_set_for


class Outcome(LabelledEnum):
    """What became of a rule on one text."""

    APPLIED = "applied", "已审核"
    NOT_APPLICABLE = "not_applicable", "不适用"
    UNDECIDED = "undecided", "无法判断"


@dataclass(frozen=True, slots=True)
class RuleOutcome:
    """``reason`` says why a rule does not apply, or what was missing to decide."""

    code: str
    title: str
    outcome: Outcome
    reason: str = ""


@dataclass(frozen=True, slots=True)
class ReviewAccount:
    """``catalogue`` and ``rule_set`` change whenever anything is changed that findings depend on.

    ``left_out`` says which part of the text no rule looks at; empty where all of it is judged.
    """

    catalogue: str
    rule_set: str
    outcomes: tuple[RuleOutcome, ...]
    left_out: str = ""

    def of(self, outcome: Outcome) -> tuple[RuleOutcome, ...]:
        return tuple(each for each in self.outcomes if each.outcome is outcome)

    @property
    def applied(self) -> tuple[RuleOutcome, ...]:
        return self.of(Outcome.APPLIED)

    @property
    def not_applicable(self) -> tuple[RuleOutcome, ...]:
        return self.of(Outcome.NOT_APPLICABLE)

    @property
    def undecided(self) -> tuple[RuleOutcome, ...]:
        return self.of(Outcome.UNDECIDED)

    def __str__(self) -> str:
        parts = [f"{len(self.applied)}条规则已审核"]
        parts += [f"{len(self.not_applicable)}条不适用"] if self.not_applicable else []
        parts += [f"{len(self.undecided)}条无法判断"] if self.undecided else []
        return f"{'，'.join(parts)}（规则目录 {self.catalogue}，规则集 {self.rule_set}）。{self.left_out}"


def account_of(
    content: StatementContent, findings: Iterable[Finding], rule_set: RuleSet | None = None
) -> ReviewAccount:
    """The account of a review that found these findings."""
    applied = rule_set or rule_set_for(content.province, content.edition)
    case = Case(
        content,
        applied.parameters,
        planned=applied.planned,
        standards=applied.standards,
        evaluated=applied.evaluated,
    )
    missing: dict[str, list[str]] = {}
    for finding in findings:
        if finding.undecidable:
            missing.setdefault(finding.code, []).append(finding.message)
    outcomes = tuple(_outcome(rule, case, applied, missing.get(rule.code, [])) for rule in rules())
    return ReviewAccount(_catalogue(), f"{applied.title} {applied.digest}", outcomes, _left_out(content))


def _left_out(content: StatementContent) -> str:
    """Of mid-term goals the words are judged, and the indicators not yet."""
    number = sum(len(project.mid_term.indicators) for project in content.projects if project.mid_term)
    return f"中期绩效指标{number}条没有审核，请人工核对。" if number else ""


def _outcome(rule: Rule, case: Case, rule_set: RuleSet, missing: list[str]) -> RuleOutcome:
    if rule.code in rule_set.off:
        return RuleOutcome(rule.code, rule.title, Outcome.NOT_APPLICABLE, "规则集停用了这条规则")
    if rule.code in rule_set.silenced:
        return RuleOutcome(rule.code, rule.title, Outcome.NOT_APPLICABLE, "本局停用了这条规则")
    for need in rule.needs:
        if not need.met(case):
            return RuleOutcome(rule.code, rule.title, Outcome.NOT_APPLICABLE, need.missing)
    if missing:
        times = f"（{len(missing)}处）" if len(missing) > 1 else ""
        return RuleOutcome(rule.code, rule.title, Outcome.UNDECIDED, missing[0].rstrip("。") + times)
    return RuleOutcome(rule.code, rule.title, Outcome.APPLIED)


def _catalogue() -> str:
    """How many rules there are, and a mark that changes with any of them."""
    catalogue = "".join(f"{rule.code}{rule.severity}{rule.title}{rule.source}" for rule in rules())
    return f"{len(rules())}条 {_digest(catalogue)}"


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:8]


def account_to_plain(account: ReviewAccount) -> dict[str, object]:
    """An account as JSON says it."""
    return {
        "catalogue": account.catalogue,
        "rule_set": account.rule_set,
        "left_out": account.left_out,
        "rules": [
            {
                "code": each.code,
                "title": each.title,
                "outcome": each.outcome.value,
                "reason": each.reason,
            }
            for each in account.outcomes
        ],
    }
