"""The year before, evaluated: approved texts with invented results, one card at each place on its way to the public."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from departments.models import Department
from departments.permissions.roles import Role
from performance.comments.services import answer, resolve
from performance.content.self_evaluation import CardContent
from performance.documents.blocks import Block, Cell, Heading, Part, Printed, Style, TableBlock
from performance.documents.formats.pdf.writer import Marks, pdf_bytes
from performance.evidence.services import Offered, add_evidence
from performance.models import Action, EvaluationState, EvaluationTimetable, SelfEvaluation
from performance.self_evaluation.card import Card
from performance.self_evaluation.commenting import comment_on_card
from performance.self_evaluation.lasting_fields import labels_of_lasting
from performance.self_evaluation.rechecking import Checked, recheck
from performance.self_evaluation.services import card_of, open_cards, save_card
from performance.self_evaluation.transitions import perform
from performance.self_evaluation.uses import Decided, decide, usual_decision
from performance.self_evaluation.writing import CARD
from performance.setup.demo.cycle import DAYS, PUBLISHED, TEXTS, moved_years, person, text_of, walk
from performance.statements.services import save_content

ACTUALS = TEXTS / "hebei-actuals.json"
SCHEME = "national-cost-2021"
HANDED_IN = (Action.SUBMIT,)
AT_FINANCE = (*HANDED_IN, Action.PASS)
GRADED = (*AT_FINANCE, Action.GRADE)
# By division and department, one for each project of its text; None for a card that nobody has begun.
WALKS: dict[tuple[str, str], tuple[tuple[Action, ...] | None, ...]] = {
    ("130200", "405"): ((*GRADED, Action.PUBLISH), AT_FINANCE),
    ("130200", "406"): ((*HANDED_IN, Action.RETURN), None),
    ("130682", "731"): (HANDED_IN, GRADED),
}
TAKEN_BY = {
    Action.SUBMIT: Role.FILLER,
    Action.PASS: Role.DEPARTMENT_REVIEWER,
    Action.RETURN: Role.DEPARTMENT_REVIEWER,
    Action.GRADE: Role.FINANCE_SECTION_REVIEWER,
    Action.PUBLISH: Role.FINANCE_SECTION_REVIEWER,
}

DISCUSSED = (Action.RETURN, Action.GRADE)


def begin_evaluation(today: date) -> list[SelfEvaluation]:
    """The cards of last year; to be called once there are accounts."""
    year = today.year - 1
    departments = Department.objects.select_related("office").order_by("office__division_code", "code")
    begun = []
    for number, department in enumerate(
        one for one in departments if (one.office.division_code, one.code) in WALKS
    ):
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
        walks = WALKS[department.office.division_code, department.code]
        for card, actions in zip(cards, walks, strict=True):
            if actions is not None:
                _evaluate(card, actions)
                card.refresh_from_db()
            begun.append(card)
    return begun


def _evaluate(card: SelfEvaluation, actions: tuple[Action, ...]) -> None:
    """Filled in and sent on its way; the finance office checks what comes to it, and decides what it has graded."""
    department = card.statement.department
    filler = person(Role.FILLER, department, card.unit)
    script = _told_of(card)
    save_card(card, _filled(card_of(card), script), by=filler, expected_version=card.version)
    _prove(card, script, filler)
    for action in actions:
        card.refresh_from_db()
        by = person(TAKEN_BY[action], department, card.unit)
        reason = script["returned"] if action is Action.RETURN else ""
        if action in DISCUSSED:
            _discuss(card, script, by, settled=action is Action.GRADE)
        perform(card, action, by=by, expected_version=card.version, reason=reason)
        _look_at(card, script)


def _told_of(card: SelfEvaluation) -> Mapping[str, Any]:
    """What the file of results says of a project of this name."""
    text = ACTUALS.read_text(encoding="utf-8")
    written = json.loads(text)["year"]
    year = card.statement.fiscal_year
    told: Mapping[str, Any] = json.loads(moved_years(text, written, year))["projects"][card.label]
    return told


def _filled(card: Card, script: Mapping[str, Any]) -> CardContent:
    funds = tuple(replace(row, **script["funds"].get(row.source, {})) for row in card.content.funds)
    results = tuple(replace(row, **script["results"][row.name]) for row in card.content.results)
    return replace(card.content, funds=funds, results=results, **script["texts"])


def _prove(card: SelfEvaluation, script: Mapping[str, Any], by) -> None:
    names = [row.name for row in card_of(card).content.results]
    for proof in script["evidence"]:
        file = Offered(proof["name"], _printed(proof))
        add_evidence(CARD, card, [file], indicator=names.index(proof["indicator"]), by=by)


def _printed(proof: Mapping[str, Any]) -> bytes:
    title = proof["name"].removesuffix(".pdf")
    rows = tuple(tuple(Cell(text, style=Style.CENTRED) for text in row) for row in proof["rows"])
    blocks: tuple[Block, ...] = (Heading(title, 1), TableBlock(rows, (20,) * len(rows[0])))
    return pdf_bytes(
        Printed(title, (title,), (Part(title, blocks),), has_cover=False), marks=Marks(draft=False)
    )


def _discuss(card: SelfEvaluation, script: Mapping[str, Any], by, *, settled: bool) -> None:
    """What a reviewer writes beside the fields. The unit has answered the first of it, or all before it is settled."""
    filler = person(Role.FILLER, card.statement.department, card.unit)
    names = {label: name for name, label in labels_of_lasting(card_of(card).content).items()}
    for number, remark in enumerate(script["remarks"]):
        comment = comment_on_card(card, by=by, text=remark["text"], field=names[remark["field"]])
        if settled or number == 0:
            answer(comment, by=filler, text=remark["answer"])
        if settled:
            resolve(comment, by=by)


def _look_at(card: SelfEvaluation, script: Mapping[str, Any]) -> None:
    by = person(Role.FINANCE_SECTION_REVIEWER, card.statement.department)
    card.refresh_from_db()
    if card.state == EvaluationState.FINANCE:
        recheck(card, Checked(**script["recheck"]), by=by)
    elif card.state == EvaluationState.GRADED and (usual := usual_decision(card)):
        decide(card, Decided(usual.value), by=by)
