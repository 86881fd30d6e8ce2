"""What the rules find in a stored statement, and whose each finding is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from departments.models import BudgetUnit
from performance.content.model import StatementContent
from performance.models import PerformanceStatement
from performance.review import Finding, OwnerKind, RuleSet
from performance.review.cached import review
from performance.rule_adjustments.in_force import rule_set_of
from performance.statements.stored_content import stored_content
from projects.models import BudgetProject


@dataclass(frozen=True)
class Judgement:
    """``rows`` are those of the projects of the content; ``projects`` and ``units`` their primary keys and whose they are."""

    content: StatementContent
    rows: Sequence[BudgetProject]
    findings: tuple[Finding, ...]
    rule_set: RuleSet

    @cached_property
    def projects(self) -> Sequence[int]:
        return [row.pk for row in self.rows]

    @cached_property
    def units(self) -> Sequence[int]:
        return [row.unit_id for row in self.rows]

    def unit_of(self, finding: Finding) -> int | None:
        """The unit whose project a finding is about; None for the department's own part."""
        place = finding.place
        return self.units[place.index] if place.owner is OwnerKind.PROJECT else None

    def of_unit(self, unit: BudgetUnit) -> tuple[Finding, ...]:
        return tuple(finding for finding in self.findings if self.unit_of(finding) == unit.pk)


def judge(statement: PerformanceStatement) -> Judgement:
    """Judge the whole text, for some rules compare projects with one another and with the department's part."""
    stored = stored_content(statement)
    rule_set = rule_set_of(statement)
    findings = review(stored.content, rule_set)
    return Judgement(stored.content, stored.rows, findings, rule_set)
