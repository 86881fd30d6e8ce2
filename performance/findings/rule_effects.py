"""What an adjustment of an office's rules would change on its texts of the year, before anybody saves it.

Numbers and names of departments only: whoever administers an office reads none of its texts.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from time import process_time

from departments.models import FinanceOffice
from performance.content.model import StatementContent
from performance.models import PerformanceStatement
from performance.review import Finding, RuleSet, Severity, review, rule_set_for, rules
from performance.review.adjustments import Adjustment, adjusted
from performance.review.findings import code_order
from performance.rule_adjustments.in_force import rule_sets_of
from performance.statements.selectors import statement_contents

SECONDS = 15.0  # of processor time for one preview; what was not tried then is said
AT_ONCE = 20  # texts held in memory together

Counts = Counter[Severity]


@dataclass(frozen=True)
class Effect:
    """How often something is said now and how often it would be."""

    name: str
    before: Counts
    after: Counts

    @property
    def levels(self) -> list[tuple[Severity, int, int]]:
        return [(level, self.before[level], self.after[level]) for level in Severity]


@dataclass(frozen=True)
class RuleEffect(Effect):
    """One rule on all texts."""

    code: str
    texts: int


@dataclass(frozen=True)
class TextEffect(Effect):
    """One text that would be judged otherwise."""


@dataclass(frozen=True)
class Effects:
    """``tried`` of ``total`` texts; an office of a thousand departments is too large for one look."""

    rules: tuple[RuleEffect, ...]
    texts: tuple[TextEffect, ...]
    tried: int
    total: int


def effects_of(
    adjustment: Adjustment, office: FinanceOffice, year: int, *, seconds: float = SECONDS
) -> Effects:
    """Against the version in force, on the texts as they are stored now."""
    statements = list(
        PerformanceStatement.objects.filter(department__office=office, fiscal_year=year)
        .select_related("department")
        .order_by("department__code")
    )
    compared = list(_compared(statements, adjustment, seconds))
    return Effects(
        tuple(_by_rule([found for _, *found in compared])),
        tuple(
            TextEffect(str(statement.department), _levels(before), _levels(after))
            for statement, before, after in compared
            if _spoken(before) != _spoken(after)
        ),
        len(compared),
        len(statements),
    )


Found = tuple[Finding, ...]


def _compared(
    statements: Sequence[PerformanceStatement], adjustment: Adjustment, seconds: float
) -> Iterator[tuple[PerformanceStatement, Found, Found]]:
    began = process_time()
    for start in range(0, len(statements), AT_ONCE):
        some = statements[start : start + AT_ONCE]
        contents, in_force = statement_contents(some), rule_sets_of(some)
        for statement in some:
            if process_time() - began > seconds:
                return
            yield statement, *_both(contents[statement.pk], in_force[statement.pk], adjustment)


def _both(content: StatementContent, now: RuleSet, adjustment: Adjustment) -> tuple[Found, Found]:
    """With what the budget, the standards and the years before say of the text: an adjustment leaves that as it is."""
    then = adjusted(rule_set_for(content.province, content.edition), adjustment)
    then = replace(then, planned=now.planned, standards=now.standards, evaluated=now.evaluated)
    return review(content, now), review(content, then)


def _by_rule(compared: Sequence[Sequence[Found]]) -> Iterator[RuleEffect]:
    titles = {rule.code: rule.title for rule in rules()}
    before: Counter[tuple[str, Severity]] = Counter()
    after: Counter[tuple[str, Severity]] = Counter()
    texts: Counter[str] = Counter()
    for old, new in compared:
        was, becomes = _spoken(old), _spoken(new)
        before += was
        after += becomes
        texts.update({key[0] for key in was.keys() | becomes.keys() if was[key] != becomes[key]})
    for code in sorted(texts, key=code_order):
        yield RuleEffect(
            titles.get(code, code),
            Counter({severity: before[code, severity] for severity in Severity}),
            Counter({severity: after[code, severity] for severity in Severity}),
            code,
            texts[code],
        )


def _spoken(findings: Found) -> Counter[tuple[str, Severity]]:
    return Counter((finding.code, finding.severity) for finding in findings)


def _levels(findings: Found) -> Counts:
    return Counter(finding.severity for finding in findings)
