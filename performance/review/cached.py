"""The review of a text that is looked at again and again: pages are opened far more often than texts change."""

from __future__ import annotations

from functools import lru_cache

from performance.content.model import StatementContent
from performance.review import engine
from performance.review.findings import Finding
from performance.review.rule_sets import RuleSet

TEXTS = 32  # in each process; a text of 1,000 projects takes some ten megabytes


@lru_cache(maxsize=TEXTS)
def review(content: StatementContent, rule_set: RuleSet | None = None) -> tuple[Finding, ...]:
    """The same as the live review, for it depends on nothing but the content and the rules, which are compared whole.

    Only for contents out of the database: what a file says may be equal and yet print its numbers with other zeros.
    """
    return engine.review(content, rule_set)
