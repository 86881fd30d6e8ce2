"""What can be done with many cards of a text at once: handing in, passing and sending back say nothing of one alone."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable

from departments.permissions.roles import Role
from performance.models import Action, PerformanceStatement, SelfEvaluation
from performance.self_evaluation.people import subject_of
from performance.self_evaluation.transitions import obstacles_to, perform
from performance.steps.table import steps_open_to
from performance.steps.vocabulary import Step
from performance.written.together import BulkTransition

CARDS: BulkTransition[SelfEvaluation] = BulkTransition(subject_of, obstacles_to, perform)
TOGETHER = (Action.SUBMIT, Action.PASS, Action.RETURN)


def chosen_cards(statement: PerformanceStatement, keys: Collection[int] | None, user) -> list[SelfEvaluation]:
    """Those of the text that the user sees; without ``keys`` all of them."""
    visible = SelfEvaluation.objects.visible_to(user).filter(statement=statement)
    chosen = visible if keys is None else visible.filter(pk__in=keys)
    around = ("statement__department__office", "unit", "revision")
    return list(chosen.select_related(*around).order_by("position", "pk"))


def steps_together(
    cards: Iterable[SelfEvaluation], roles_over: Callable[[int | None], frozenset[Role]]
) -> dict[Action, tuple[Step, ...]]:
    """Of each step that whoever has these roles may take with some of the cards, its rows of the table.

    ``roles_over`` says the roles over the key of a unit, or over the department as a whole: no card is asked about alone.
    """
    found: dict[Action, dict[Step, None]] = {}
    for card in cards:
        for step in steps_open_to(roles_over(card.unit_id), subject_of(card), card.state):
            if step.action in TOGETHER:
                found.setdefault(step.action, {})[step] = None
    return {action: tuple(found[action]) for action in TOGETHER if action in found}
