"""The review: what a 部门预算绩效文本 leaves to be desired, each finding with its place, evidence and remedy."""

import performance.review.rules  # noqa: F401  (registers every rule)
from performance.review.account import Outcome, ReviewAccount, account_of, account_to_plain
from performance.review.engine import Rule, Scope, review, rules
from performance.review.findings import (
    Finding,
    FindingGroup,
    OwnerKind,
    Severity,
    TextPlace,
    Topic,
    finding_to_plain,
    group,
)
from performance.review.rule_sets import RuleSet, rule_set_for
from performance.review.score import Score, lowest, median_of, score_to_plain, scores

__all__ = [
    "Finding",
    "FindingGroup",
    "Outcome",
    "OwnerKind",
    "ReviewAccount",
    "Rule",
    "RuleSet",
    "Scope",
    "Score",
    "Severity",
    "TextPlace",
    "Topic",
    "account_of",
    "account_to_plain",
    "finding_to_plain",
    "group",
    "lowest",
    "median_of",
    "review",
    "rule_set_for",
    "rules",
    "score_to_plain",
    "scores",
]
