"""The review: what a 部门预算绩效文本 leaves to be desired, each finding with its place, evidence and remedy."""

import performance.review.rules  # noqa: F401  (registers every rule)
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

__all__ = [
    "Finding",
    "FindingGroup",
    "OwnerKind",
    "Rule",
    "RuleSet",
    "Scope",
    "Severity",
    "TextPlace",
    "Topic",
    "finding_to_plain",
    "group",
    "review",
    "rule_set_for",
    "rules",
]
