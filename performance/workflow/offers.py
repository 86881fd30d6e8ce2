"""What a page offers its reader: the steps of a statement and of the units' shares, with what stands in their way."""

from __future__ import annotations

import secrets
from dataclasses import dataclass, field

from departments.models import BudgetUnit
from departments.querysets import sees_everything
from departments.reach import reaches_of
from departments.roles import SEPARATED_POWERS, Role
from performance.judgement import Judgement
from performance.models import PerformanceStatement, UnitState, UnitSubmission
from performance.waivers import Answers
from performance.workflow.buttons import has_approved, submissions_of
from performance.workflow.guards import obstacles
from performance.workflow.occasion import Occasion
from performance.workflow.steps import STEPS, drawn_from
from performance.workflow.vocabulary import Effect, Guard, Step, Subject


@dataclass(frozen=True)
class Held:
    """The roles of a user here: those that reach the whole department, and those at single units."""

    everywhere: frozenset[Role]
    at_unit: dict[int, frozenset[Role]]

    @property
    def anywhere(self) -> frozenset[Role]:
        """Of the head of a text everybody speaks who has a part in it."""
        return self.everywhere.union(*self.at_unit.values())

    def over(self, unit: int | None) -> frozenset[Role]:
        return self.everywhere if unit is None else self.everywhere | self.at_unit.get(unit, frozenset())


@dataclass(frozen=True)
class Offer:
    """A step with the sentences that stand in its way. ``key`` names the click that takes it."""

    step: Step
    obstacles: tuple[str, ...] = ()
    key: str = field(default_factory=lambda: secrets.token_urlsafe(12))

    @property
    def chooses_units(self) -> bool:
        return Effect.OPEN_UNITS in self.step.effects


@dataclass(frozen=True)
class Share:
    """The share of a unit as the reader sees it. What stands in the way of its steps is told when one is asked for."""

    submission: UnitSubmission
    offers: tuple[Offer, ...]


@dataclass(frozen=True)
class Standing:
    held: Held
    offers: tuple[Offer, ...]
    shares: tuple[Share, ...]
    returnable: tuple[BudgetUnit, ...]


def roles_here(user, statement: PerformanceStatement) -> Held:
    """What a page is drawn for: taking a step asks ``roles_of`` at its own moment."""
    department = statement.department
    everywhere: set[Role] = set()
    at_unit: dict[int, frozenset[Role]] = {}
    for reach in reaches_of(user):
        if reach.acts_on(department):
            everywhere.add(reach.role)
        elif reach.unit and reach.department == department.pk:
            at_unit[reach.unit] = at_unit.get(reach.unit, frozenset()) | {reach.role}
    return Held(frozenset(everywhere), at_unit)


def standing_of(statement: PerformanceStatement, user, judgement: Judgement, answers: Answers) -> Standing:
    """In a number of queries that does not depend on how many units or projects there are."""
    held = roles_here(user, statement)
    every = submissions_of(statement)
    in_sight = [
        share
        for share in every
        if sees_everything(user) or held.over(share.unit_id).difference(SEPARATED_POWERS)
    ]
    return Standing(
        held,
        tuple(
            _offer(statement, step, user, judgement, answers)
            for step in _open(Subject.STATEMENT, statement, held.everywhere)
            if Guard.IN_FORCE not in step.guards or has_approved(statement)
        ),
        tuple(Share(share, tuple(_offers_of(statement, share, held, judgement))) for share in in_sight),
        tuple(share.unit for share in every if share.state == UnitState.PASSED),
    )


def _open(subject: Subject, walker, roles: frozenset[Role]) -> list[Step]:
    return [
        step for step in STEPS if drawn_from(step, subject, walker.state) and roles.intersection(step.roles)
    ]


def _offer(
    statement: PerformanceStatement, step: Step, user, judgement: Judgement, answers: Answers
) -> Offer:
    occasion = Occasion(statement, None, step, user)
    occasion.judgement, occasion.answers = judgement, answers
    return Offer(step, obstacles(occasion))


def _offers_of(statement: PerformanceStatement, share: UnitSubmission, held: Held, judgement: Judgement):
    for step in _open(Subject.UNIT, share, held.over(share.unit_id)):
        idle = Guard.NO_PROJECTS not in step.guards or share.unit_id not in judgement.units
        if statement.state in step.during and idle:
            yield Offer(step)
