"""The panel that pages show of a tour. The session knows whether one is under way, so that others ask nothing for it."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpRequest

from performance.models import Tour
from performance.tours.progress import ShownTour, offered_tour, running_tour

UNDER_WAY = "tour"  # in the session: the tour that this person follows
HOME = "home"


@dataclass(frozen=True)
class Panel:
    """``is_here`` says whether the page is the one that the step speaks of; ``is_offer``, that nothing was begun."""

    shown: ShownTour
    is_here: bool
    is_offer: bool


def panel_for(request: HttpRequest, route: str) -> Panel | None:
    """On the first page what is offered; elsewhere what this session follows."""
    followed = request.session.get(UNDER_WAY, "")
    running = running_tour(request.user, followed) if followed else None
    shown = offered_tour(request.user) if running is None and route == HOME else running
    if shown is None:
        return None
    return Panel(shown, shown.at.step.page.route == route, is_offer=running is None)


def follow(request: HttpRequest, tour: Tour) -> None:
    request.session[UNDER_WAY] = tour.value


def leave(request: HttpRequest) -> None:
    request.session.pop(UNDER_WAY, None)
