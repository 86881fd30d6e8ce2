"""How far somebody has come in the tours of their roles, and what the panel on their pages shows of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone

from departments.permissions.rights import roles_held
from performance.models import Tour, TourProgress
from performance.tours.addresses import NOT_YET, Addresses
from performance.tours.steps import ROLES, STEPS, TourStep


@dataclass(frozen=True)
class ShownStep:
    """``number`` counts from one; ``address`` is None where the page is of something that is not there yet."""

    step: TourStep
    number: int
    address: str | None

    @property
    def missing(self) -> str:
        return "" if self.address else NOT_YET[self.step.page.of]


@dataclass(frozen=True)
class ShownTour:
    tour: Tour
    progress: TourProgress | None
    steps: Sequence[ShownStep]

    @property
    def at(self) -> ShownStep:
        """The step to be shown; the first where it was not begun, or where what was reached is no more."""
        reached = self.progress.step if self.progress else ""
        return next((shown for shown in self.steps if shown.step.key == reached), self.steps[0])

    @property
    def before(self) -> ShownStep | None:
        return self.steps[self.at.number - 2] if self.at.number > 1 else None

    @property
    def after(self) -> ShownStep | None:
        return self.steps[self.at.number] if self.at.number < len(self.steps) else None

    @property
    def is_running(self) -> bool:
        return bool(self.progress and not self.progress.ended)


def tours_of(user) -> list[ShownTour]:
    """Those of the user's roles, each with all of its steps."""
    own = _own(user)
    known = {row.tour: row for row in TourProgress.objects.filter(user=user, tour__in=own)} if own else {}
    addresses = Addresses(user)
    return [_shown(tour, known.get(tour), addresses) for tour in own]


def offered_tour(user) -> ShownTour | None:
    """What the first page offers: the tour that is under way, or else the first that was neither begun nor declined."""
    open_ones = [shown for shown in tours_of(user) if not (shown.progress and shown.progress.ended)]
    return next((shown for shown in open_ones if shown.is_running), open_ones[0] if open_ones else None)


def running_tour(user, word: str) -> ShownTour | None:
    """The tour of that name, while it is under way."""
    return next((shown for shown in tours_of(user) if shown.tour == word and shown.is_running), None)


def own_tour(user, word: str) -> Tour | None:
    return next((tour for tour in _own(user) if tour == word), None)


def step_of(tour: Tour, key: str) -> TourStep | None:
    return next((step for step in STEPS[tour] if step.key == key), None)


@transaction.atomic
def reach(user, tour: Tour, step: TourStep) -> None:
    """Show this step next, also of a tour that had ended."""
    TourProgress.objects.update_or_create(user=user, tour=tour, defaults={"step": step.key, "ended": None})


@transaction.atomic
def end(user, tour: Tour) -> None:
    """Offer it no more, whether it was seen to its end or declined at once."""
    TourProgress.objects.update_or_create(user=user, tour=tour, defaults={"ended": timezone.now()})


def _own(user) -> list[Tour]:
    held = roles_held(user)
    return [tour for tour in Tour if held & ROLES[tour]]


def _shown(tour: Tour, progress: TourProgress | None, addresses: Addresses) -> ShownTour:
    steps = [
        ShownStep(step, number, addresses.of(step.page)) for number, step in enumerate(STEPS[tour], start=1)
    ]
    return ShownTour(tour, progress, steps)
