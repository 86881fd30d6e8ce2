"""A card is spot-checked by those who grade it: every line gets points beside its own, and the grade follows them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.db import transaction
from django.http import HttpRequest

from departments.trail.entry import Action as Trailed
from departments.trail.writing import record
from performance.models import MaterialState, SelfEvaluation, SpotCheck
from performance.scoring.arithmetic import plain
from performance.scoring.schemes import WHOLE
from performance.scoring.second_column import Line, lines_of, with_points, words_of
from performance.self_evaluation.card import Card
from performance.self_evaluation.checks import (
    faults_of_points,
    faults_of_words,
    in_force,
    read_points,
    why_not_checked,
)
from performance.self_evaluation.services import card_of, locked_card
from performance.self_evaluation.spot_checks.drawing import drawn_in_force
from performance.self_evaluation.spot_checks.materials import REQUIRED
from performance.steps.refusals import Overtaken, Refused
from performance.written.rows import LONGEST

LONGEST_NOTE = 200


@dataclass(frozen=True)
class SeenMaterial:
    """A material as somebody found it."""

    name: str
    state: str
    note: str = ""


@dataclass(frozen=True)
class GivenPoints:
    """The points of one line as typed, and why they are others than its own."""

    points: str
    reason: str = ""


@dataclass(frozen=True)
class Spotted:
    """As typed, in the order of the lines and of the required materials.

    ``version`` is that of the card on the page, ``seen`` the number of its latest spot check, 0 for none.
    """

    scores: Sequence[GivenPoints]
    materials: Sequence[SeenMaterial]
    opinion: str
    version: int
    seen: int = 0


def required_of(evaluation: SelfEvaluation) -> tuple[str, ...]:
    """What the lists ask for on which the card was drawn; of a card that was not, what is usual."""
    materials = [name for drawn in drawn_in_force(evaluation) for name in drawn.draw.materials]
    return tuple(dict.fromkeys(materials)) or REQUIRED


def lines_in(card: Card) -> tuple[Line, ...]:
    keys = [(one.level1, one.level2, one.name) for one in card.promised.content.indicators]
    return lines_of(card.sheet, keys)


def spot_check_in_force(evaluation: SelfEvaluation) -> SpotCheck | None:
    return in_force(evaluation.spot_checks.all())


@transaction.atomic
def spot_check(
    evaluation: SelfEvaluation, spotted: Spotted, *, by, request: HttpRequest | None = None
) -> SpotCheck:
    """Raises Refused with everything that is wrong, or Overtaken where somebody was quicker."""
    evaluation = locked_card(evaluation)
    if reason := why_not_checked(evaluation, by):
        raise Refused(reason)
    latest = evaluation.spot_checks.first()
    if (evaluation.version, latest.number if latest else 0) != (spotted.version, spotted.seen):
        raise Overtaken("本表在您打开之后已有变化，或他人已填写抽查表，请核对后再填。")
    card = card_of(evaluation)
    lines, required = lines_in(card), required_of(evaluation)
    # Drawn meanwhile, or drawn no more: what was found is never put down to another material.
    if [one.name for one in spotted.materials] != [*required]:
        raise Overtaken("本表应提供的材料在您打开之后已有变化，没有保存，请核对后再填。")
    if faults := list(_faults(card, lines, spotted)):
        raise Refused(*faults)
    points = [_points(given, card) for given in spotted.scores]
    checked = with_points(card.sheet, points)
    if checked.total is None or checked.total > WHOLE:
        raise Refused(f"抽查得分未定：{checked.words}。")
    sheet = SpotCheck.objects.create(
        evaluation=evaluation,
        number=spotted.seen + 1,
        version=evaluation.version,
        scores=[
            _plain(*each) for each in zip(lines, points, (one.reason for one in spotted.scores), strict=True)
        ],
        materials=[
            {"name": seen.name, "state": seen.state, "note": seen.note.strip()} for seen in spotted.materials
        ],
        total=checked.total,
        words=words_of(lines, points, checked),
        opinion=spotted.opinion.strip(),
        person=by,
    )
    record(
        Trailed.EDIT,
        by=by,
        subject=evaluation,
        details=f"填写抽查表，{plain(sheet.total)}分",
        request=request,
    )
    return sheet


def _points(given: GivenPoints, card: Card) -> Decimal:
    points = read_points(given.points, card.scheme.decimals)
    assert points is not None  # noqa: S101 - _faults has looked
    return points


def _plain(line: Line, points: Decimal, reason: str) -> dict[str, object]:
    return {
        "key": list(line.key),
        "points": plain(line.points),
        "own": "" if line.own is None else plain(line.own),
        "checked": plain(points),
        "reason": reason.strip(),
    }


def _faults(card: Card, lines: Sequence[Line], spotted: Spotted) -> Iterator[str]:
    if len(spotted.scores) != len(lines):
        yield "提交的内容不完整，没有保存，请重新打开后再填。"
        return
    for line, given in zip(lines, spotted.scores, strict=True):
        faults = list(faults_of_points(line.name, given.points, line.points, card.scheme.decimals))
        yield from faults
        if not faults and _points(given, card) != line.own:
            yield from faults_of_words(f"“{line.name}”的抽查得分与自评不同的理由", given.reason)
        elif len(given.reason) > LONGEST:
            yield f"“{line.name}”的理由有{len(given.reason)}字，最多{LONGEST}字。"
    for seen in spotted.materials:
        if seen.state not in MaterialState.values:
            yield f"请选择“{seen.name}”的状态。"
        if len(seen.note) > LONGEST_NOTE:
            yield f"“{seen.name}”的说明有{len(seen.note)}字，最多{LONGEST_NOTE}字。"
    yield from faults_of_words("抽查意见", spotted.opinion)
