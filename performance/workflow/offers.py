"""What a page offers its reader: the steps of a statement and of the units' shares, with what stands in their way."""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field

from departments.models import BudgetUnit
from departments.permissions.reach import reaches_of
from departments.permissions.roles import SEPARATED_POWERS, Role
from departments.querysets import sees_everything
from performance.findings.judgement import Judgement
from performance.findings.waivers import Answers
from performance.models import PerformanceStatement, UnitState, UnitSubmission
from performance.steps.available import has_approved, submissions_of
from performance.steps.table import steps_open_to
from performance.steps.vocabulary import Effect, Guard, Step, Subject
from performance.workflow.cautions import cautions
from performance.workflow.context import OF_THE_TEXT, StepContext
from performance.workflow.figures import figures_of
from performance.workflow.guards import obstacles


@dataclass(frozen=True)
class UserRoles:
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
    """A step with the sentences that stand in its way, and what it is about. ``key`` names the click that takes it.

    ``cautions`` do not stand in its way, but are to be read before.
    """

    step: Step
    obstacles: tuple[str, ...] = ()
    figures: tuple[tuple[str, str], ...] = ()
    cautions: tuple[str, ...] = ()
    key: str = field(default_factory=lambda: secrets.token_urlsafe(12))

    @property
    def files_request(self) -> bool:
        """Asked for on a page of its own, which has room for the parts."""
        return Effect.FILE_REQUEST in self.step.effects

    @property
    def chooses_units(self) -> bool:
        return Effect.OPEN_UNITS in self.step.effects


@dataclass(frozen=True)
class Share:
    """The share of a unit as the reader sees it. What stands in the way of its steps is told when one is asked for."""

    submission: UnitSubmission
    offers: tuple[Offer, ...]


@dataclass(frozen=True)
class StepPanel:
    user_roles: UserRoles
    offers: tuple[Offer, ...]
    shares: tuple[Share, ...]
    returnable: tuple[BudgetUnit, ...]


def roles_here(user, statement: PerformanceStatement) -> UserRoles:
    """What a page is drawn for: taking a step asks ``roles_of`` at its own moment."""
    department = statement.department
    everywhere: set[Role] = set()
    at_unit: dict[int, frozenset[Role]] = {}
    for reach in reaches_of(user):
        if reach.acts_on(department):
            everywhere.add(reach.role)
        elif reach.unit and reach.department == department.pk:
            at_unit[reach.unit] = at_unit.get(reach.unit, frozenset()) | {reach.role}
    return UserRoles(frozenset(everywhere), at_unit)


def step_panel(
    statement: PerformanceStatement,
    user,
    judgement: Judgement,
    answers: Answers,
    known: Mapping[str, object],
) -> StepPanel:
    """In a number of queries that does not depend on how many units or projects there are.

    ``known`` is what whoever asks has read already, by its name in the StepContext; the drafts are among it.
    """
    user_roles = roles_here(user, statement)
    every = submissions_of(statement)
    in_sight = [
        share
        for share in every
        if sees_everything(user) or user_roles.over(share.unit_id).difference(SEPARATED_POWERS)
    ]
    read_once = {"judgement": judgement, "drafts": known["drafts"]}
    of_text = {"answers": answers, **read_once, **known}
    return StepPanel(
        user_roles,
        tuple(_offers_of_text(statement, user, user_roles, of_text)),
        tuple(
            Share(share, tuple(_offers_of(statement, share, user, user_roles, read_once)))
            for share in in_sight
        ),
        tuple(share.unit for share in every if share.state == UnitState.PASSED),
    )


def _offers_of_text(statement: PerformanceStatement, user, user_roles: UserRoles, read_once: dict):
    """What the guards of one step have read of the text stands for the next."""
    for step in steps_open_to(user_roles.everywhere, Subject.STATEMENT, statement.state):
        if Guard.IN_FORCE not in step.guards or has_approved(statement):
            context = StepContext(statement, None, step, user)
            _tell(context, read_once)
            figures = figures_of(context) if step.confirms else ()
            yield Offer(step, obstacles(context), figures, cautions(context))
            read_once |= {name: value for name, value in vars(context).items() if name in OF_THE_TEXT}


def _offers_of(
    statement: PerformanceStatement, share: UnitSubmission, user, user_roles: UserRoles, read_once: dict
):
    for step in steps_open_to(user_roles.over(share.unit_id), Subject.UNIT, share.state):
        idle = Guard.NO_PROJECTS not in step.guards or share.unit_id not in read_once["judgement"].units
        if statement.state in step.during and idle:
            context = StepContext(statement, share, step, user)
            _tell(context, read_once)
            yield Offer(step, cautions=cautions(context))


def _tell(context: StepContext, read_once: dict) -> None:
    """What the page has read, for every one of its offers."""
    for name, value in read_once.items():
        setattr(context, name, value)
