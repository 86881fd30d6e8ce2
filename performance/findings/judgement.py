"""What the rules find in a stored statement, and whose each finding is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from departments.models import BudgetUnit
from performance.content.model import StatementContent
from performance.models import PerformanceStatement
from performance.review import Finding, OwnerKind, RuleSet
from performance.review.remembered import review
from performance.rule_adjustments.in_force import rule_set_of
from performance.statements.selectors import gathered_rows, statement_content


@dataclass(frozen=True)
class Judgement:
    """``projects`` and ``units`` say for each project of the content which row it is and whose, by primary key."""

    content: StatementContent
    projects: Sequence[int]
    units: Sequence[int]
    findings: tuple[Finding, ...]
    rule_set: RuleSet

    def unit_of(self, finding: Finding) -> int | None:
        """The unit whose project a finding is about; None for the department's own part."""
        place = finding.place
        return self.units[place.index] if place.owner is OwnerKind.PROJECT else None

    def of_unit(self, unit: BudgetUnit) -> tuple[Finding, ...]:
        return tuple(finding for finding in self.findings if self.unit_of(finding) == unit.pk)


def judge(statement: PerformanceStatement) -> Judgement:
    """Judge the whole text, for some rules compare projects with one another and with the department's part."""
    content = statement_content(statement)
    rows = gathered_rows(statement)
    rule_set = rule_set_of(statement)
    findings = review(content, rule_set)
    return Judgement(content, [pk for pk, _ in rows], [unit for _, unit in rows], findings, rule_set)
