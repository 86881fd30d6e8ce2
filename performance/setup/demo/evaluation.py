"""The year before, evaluated: approved texts with invented results, one card at each place on its way to a grade."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from departments.models import Department
from departments.permissions.roles import Role
from performance.content.self_evaluation import CardContent
from performance.models import Action, EvaluationTimetable, SelfEvaluation
from performance.self_evaluation.card import Card
from performance.self_evaluation.services import card_of, open_cards, save_card
from performance.self_evaluation.walking import perform
from performance.setup.demo.cycle import DAYS, PUBLISHED, TEXTS, moved_years, person, text_of, walk
from performance.statements.services import save_content

ACTUALS = TEXTS / "hebei-actuals.json"
DIVISION = "130200"
SCHEME = "national-cost-2021"
# By department, one for each project of its text; a card that nobody has begun is not in it.
WALKS: dict[str, tuple[tuple[Action, ...] | None, ...]] = {
    "405": ((Action.SUBMIT, Action.PASS, Action.GRADE), (Action.SUBMIT, Action.PASS)),
    "406": ((Action.SUBMIT,), None),
}
TAKEN_BY = {
    Action.SUBMIT: Role.FILLER,
    Action.PASS: Role.DEPARTMENT_REVIEWER,
    Action.GRADE: Role.FINANCE_SECTION_REVIEWER,
}


def begin_evaluation(today: date) -> list[SelfEvaluation]:
    """The cards of last year; to be called once there are accounts."""
    year = today.year - 1
    departments = Department.objects.filter(office__division_code=DIVISION, code__in=WALKS)
    begun = []
    for number, department in enumerate(departments.select_related("office").order_by("code")):
        EvaluationTimetable.objects.get_or_create(
            office=department.office,
            fiscal_year=year,
            defaults={"opens": today - DAYS, "closes": today + DAYS, "scheme": SCHEME},
        )
        content = text_of(department, year, 10 * number)
        statement = save_content(content, department=department, year=year).statement
        walk(statement, PUBLISHED)
        open_cards(statement, by=person(Role.DEPARTMENT_REVIEWER, department))
        cards = statement.evaluations.filter(unit__isnull=False).order_by("position")
        for card, actions in zip(cards, WALKS[department.code], strict=True):
            if actions is not None:
                _evaluate(card, actions)
                card.refresh_from_db()
            begun.append(card)
    return begun


def _evaluate(card: SelfEvaluation, actions: tuple[Action, ...]) -> None:
    department = card.statement.department
    filler = person(Role.FILLER, department, card.unit)
    content = _filled(card_of(card))
    save_card(card, content, by=filler, expected_version=card.version)
    for action in actions:
        card.refresh_from_db()
        by = person(TAKEN_BY[action], department, card.unit)
        perform(card, action, by=by, expected_version=card.version)


def _filled(card: Card) -> CardContent:
    """What was reached, as the file of results says of a project of this name."""
    text = ACTUALS.read_text(encoding="utf-8")
    written = json.loads(text)["year"]
    year = card.row.statement.fiscal_year
    told: Mapping[str, Any] = json.loads(moved_years(text, written, year))["projects"][card.row.label]
    funds = tuple(replace(row, **told["funds"].get(row.source, {})) for row in card.content.funds)
    results = tuple(replace(row, **told["results"][row.name]) for row in card.content.results)
    return replace(card.content, funds=funds, results=results, **told["texts"])
