"""One asking for one step: what guards look at and what the step works on, each read once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from django.contrib.auth.models import User

from departments.models import BudgetUnit
from performance.assessment.key_projects import key_projects_of
from performance.content.model import StatementContent
from performance.findings.judgement import Judgement, judge
from performance.findings.waivers import Answers, answered
from performance.models import (
    Action,
    AdjustmentRequest,
    Comment,
    PerformanceStatement,
    ReviewSheet,
    Stage,
    UnitSubmission,
    WorkflowEvent,
)
from performance.steps.table import OF_REQUESTS
from performance.steps.transitions import target_of, undone_by
from performance.steps.vocabulary import BEFORE, Step
from performance.workflow.applications import Application
from projects.models import BudgetProject

# Of the text itself these are the same for every step that it could take.
OF_THE_TEXT = ("handed_in", "last_event", "passed", "sheets", "key_projects")


@dataclass
class StepContext:
    """``submission`` is the share of a unit that walks; without one, the statement itself does.

    ``request`` is what an adjustment applies for; ``application`` the one that is decided, where it is not all that wait.
    """

    statement: PerformanceStatement
    submission: UnitSubmission | None
    step: Step
    by: User
    reason: str = ""
    units: Sequence[BudgetUnit] = ()
    request: Application | None = None
    application: AdjustmentRequest | None = None

    @property
    def subject(self) -> PerformanceStatement | UnitSubmission:
        return self.submission or self.statement

    @property
    def unit(self) -> BudgetUnit | None:
        return self.submission.unit if self.submission else None

    @property
    def projects(self):
        """The projects that walk along."""
        gathered = self.statement.projects
        return gathered.filter(unit=self.unit) if self.unit else gathered

    @cached_property
    def judgement(self) -> Judgement:
        return judge(self.statement)

    @cached_property
    def answers(self) -> Answers:
        """How far the findings about what walks are answered."""
        judgement = self.judgement
        findings = judgement.of_unit(self.unit) if self.unit else judgement.findings
        return answered(findings, self.statement)

    @property
    def content(self) -> StatementContent:
        """What walks: the text, or of it a unit's projects alone."""
        judgement = self.judgement
        if self.unit is None:
            return judgement.content
        own = zip(judgement.content.projects, judgement.units, strict=True)
        projects = tuple(project for project, unit in own if unit == self.unit.pk)
        return replace(judgement.content, sections=(), goals=(), funding=(), projects=projects)

    @cached_property
    def last_event(self) -> WorkflowEvent | None:
        own = self.statement.events.filter(unit=self.unit).exclude(action__in=OF_REQUESTS)
        return own.order_by("-pk").first()

    @cached_property
    def handed_in(self) -> WorkflowEvent | None:
        """The last time that what walks was handed in."""
        submitted = self.statement.events.filter(unit=self.unit, action=Action.SUBMIT)
        return submitted.order_by("-pk").first()

    @cached_property
    def passed(self) -> WorkflowEvent | None:
        """The review that led to where the text is now."""
        passed = self.statement.events.filter(unit=None, action=Action.PASS, target=self.statement.state)
        return passed.order_by("-pk").first()

    @cached_property
    def undone(self) -> WorkflowEvent | None:
        """The latest event of those that the step takes back."""
        return undone_by(self.step, self.statement.events.filter(unit=self.unit))

    @property
    def target(self) -> str:
        """The state that the step leads to: one that takes another back, where that came from."""
        return target_of(self.step, self.undone if self.step.target is BEFORE else None)

    @cached_property
    def drafts(self) -> list[int | None]:
        return drafts_on(self.statement, self.by)

    @cached_property
    def sheets(self) -> list[ReviewSheet]:
        """Those that have been begun for the review that goes on: the text's own, and those of key projects."""
        return [] if self.submission else begun_sheets(self.statement)

    @property
    def sheet(self) -> ReviewSheet | None:
        """The text's own."""
        return next((one for one in self.sheets if not one.project_label), None)

    @cached_property
    def key_projects(self) -> list[BudgetProject]:
        return [] if self.submission else list(key_projects_of(self.statement))


def begun_sheets(statement: PerformanceStatement) -> list[ReviewSheet]:
    if statement.state not in Stage.values:
        return []
    begun = ReviewSheet.objects.filter(statement=statement, stage=statement.state, event=None)
    return list(begun.prefetch_related("marks").order_by("pk"))


def drafts_on(statement: PerformanceStatement, user) -> list[int | None]:
    """Of each comment that the user keeps as a draft on the text, the unit whose project it is on."""
    own = Comment.objects.drafts_of(user).on_text(statement)
    return list(own.order_by().values_list("unit", flat=True))
