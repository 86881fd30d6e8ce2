"""What a user sees of the review of a stored statement: findings on what the user may see, and their answers."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from departments.permissions.reach import reaches_of
from departments.permissions.roles import Role
from departments.querysets import business_reaches, sees_everything
from performance.content.model import StatementContent
from performance.documents.approved_title import as_approved
from performance.findings.explanations import Explained, explained
from performance.findings.judgement import Judgement, judge
from performance.findings.marked_text import MarkedText, Note, cached_layout, marked_text
from performance.findings.verdicts import verdicts_of
from performance.findings.waivers import ANSWERING, Answers, answered
from performance.models import PerformanceStatement, Verdict, Waiver
from performance.review import Finding, OwnerKind, RuleSet
from performance.review.cached import review
from performance.statements.editable_parts import open_parts
from performance.steps.locks import IN_FORCE, PREPARING
from projects.models import BudgetProject

ELSEWHERE = "与本部门其他单位的项目比较得出"


@dataclass(frozen=True)
class StatementReview:
    """``content`` is what the user may see; ``is_partial`` says that this is not all of the statement.

    ``in_force``: it has been approved, and nobody is adjusting it. ``rejected`` are answers that no longer count;
    ``judgeable`` says by fingerprint what the user may say to an answer. ``rows`` are those of the projects.
    """

    content: StatementContent
    findings: tuple[Finding, ...]
    rule_set: RuleSet
    answers: dict[str, Waiver]
    answerable: frozenset[str]
    is_partial: bool
    in_force: bool
    rejected: Mapping[str, Waiver] = field(default_factory=dict)
    judgeable: Mapping[str, frozenset[Verdict]] = field(default_factory=dict)
    rows: Sequence[BudgetProject] = ()

    @property
    def explained(self) -> Explained:
        """Of what the user sees."""
        given = [(f, self.answers[f.fingerprint]) for f in self.findings if f.fingerprint in self.answers]
        refused = [(f, self.rejected[f.fingerprint]) for f in self.findings if f.fingerprint in self.rejected]
        return explained(given, refused)

    def marked(self, notes: Sequence[Note] = ()) -> MarkedText:
        """Raises UnknownLayout."""
        return marked_text(
            cached_layout(as_approved(self.content) if self.in_force else self.content),
            self.findings,
            rule_set=self.rule_set,
            answers=self.answers,
            answerable=self.answerable,
            rejected=self.rejected,
            judgeable=self.judgeable,
            notes=notes,
        )


def _indexes_in_sight(judgement: Judgement, statement: PerformanceStatement, user) -> list[int]:
    """Whoever reads a department with all its units need not be asked about each project."""
    department = statement.department
    if sees_everything(user) or any(reach.acts_on(department) for reach in business_reaches(user)):
        return list(range(len(judgement.projects)))
    visible = set(statement.projects.visible_to(user).values_list("pk", flat=True))
    return [index for index, pk in enumerate(judgement.projects) if pk in visible]


def review_for(
    statement: PerformanceStatement,
    user,
    judgement: Judgement | None = None,
    given: Answers | None = None,
) -> StatementReview:
    """The whole statement is judged, as it is when it is submitted; findings on projects out of sight are left out.

    To whom some projects are out of sight, the department's own part is no business either.
    """
    judgement = judgement or judge(statement)
    given = given or answered(judgement.findings, statement)
    indexes = _indexes_in_sight(judgement, statement, user)
    is_partial = len(indexes) < len(judgement.projects)
    content = replace(
        judgement.content, projects=tuple(judgement.content.projects[index] for index in indexes)
    )
    findings = tuple(_on(indexes, judgement, content)) if is_partial else judgement.findings
    answers = {finding.fingerprint: waiver for finding, waiver in given.answered}
    answerable = frozenset(_answerable(judgement, answers, statement, user))
    in_force = statement.state in IN_FORCE
    rejected = {finding.fingerprint: waiver for finding, waiver in given.rejected}
    judgeable = dict(_judgeable(judgement, {**answers, **rejected}, statement, user))
    return StatementReview(
        content,
        findings,
        judgement.rule_set,
        answers,
        answerable,
        is_partial,
        in_force,
        rejected,
        judgeable,
        [judgement.rows[index] for index in indexes],
    )


def _judgeable(
    judgement: Judgement, given: Mapping[str, Waiver], statement: PerformanceStatement, user
) -> Iterator[tuple[str, frozenset[Verdict]]]:
    if not given:
        return
    allowed = verdicts_of(statement, user)
    for finding in judgement.findings:
        waiver = given.get(finding.fingerprint)
        may = allowed(judgement.unit_of(finding)) if waiver and waiver.person_id != user.pk else frozenset()
        if may:
            yield finding.fingerprint, may


def _on(indexes: list[int], judgement: Judgement, seen: StatementContent) -> Iterator[Finding]:
    """The findings on the projects kept, counted as these are.

    What can be found only beside projects out of sight does not quote them.
    """
    moved = {before: now for now, before in enumerate(indexes)}
    plain = {
        (finding.code, finding.place.index, finding.evidence, finding.message)
        for finding in review(seen, judgement.rule_set)
    }
    for finding in judgement.findings:
        place = finding.place
        if place.owner is OwnerKind.PROJECT and place.index in moved:
            here = replace(finding, place=replace(place, index=moved[place.index]))
            identity = (here.code, here.place.index, here.evidence, here.message)
            yield here if identity in plain else _without_quotation(here)


def _without_quotation(finding: Finding) -> Finding:
    """The fingerprint stays that of the whole text (``judged``), so that an answer to it still counts."""
    return replace(
        finding,
        evidence=ELSEWHERE,
        message=finding.title,
        expected="",
        judged=finding.judged or finding.evidence,
        mends=(),
    )


def _answerable(
    judgement: Judgement, answers: dict[str, Waiver], statement: PerformanceStatement, user
) -> Iterator[str]:
    """The fingerprints of what the user may answer now, or may take the answer back of."""
    if statement.state not in PREPARING:
        return
    speaks_for, reviews = _voice(statement, user)
    for finding in judgement.findings:
        if finding.waivable and speaks_for(judgement.unit_of(finding)):
            answer = answers.get(finding.fingerprint)
            if answer is None or reviews or answer.person_id == user.pk:
                yield finding.fingerprint


def _voice(statement: PerformanceStatement, user) -> tuple[Callable[[int | None], bool], bool]:
    """For which unit (None: the department's part) the user may answer, and whether as the department's reviewer."""
    here = [
        reach
        for reach in reaches_of(user)
        if reach.department == statement.department_id and reach.role in ANSWERING
    ]
    whole = any(reach.unit is None for reach in here)
    units = set() if whole or not here else open_parts(statement).units & {reach.unit for reach in here}
    reviews = any(reach.role == Role.DEPARTMENT_REVIEWER for reach in here)
    return (lambda unit: whole or unit in units), reviews
