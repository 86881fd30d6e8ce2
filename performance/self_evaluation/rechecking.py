"""The finance office checks how well a card was written, line by line, before it grades what was done."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from django.db import transaction
from django.http import HttpRequest

from departments.trail.entry import Action as Trailed
from departments.trail.writing import record
from performance.models import RecheckSheet, SelfEvaluation
from performance.scoring.arithmetic import plain
from performance.self_evaluation.checks import (
    faults_of_points,
    faults_of_words,
    read_points,
    why_not_checked,
)
from performance.self_evaluation.recheck_lines import LINES
from performance.self_evaluation.services import locked_card
from performance.steps.refusals import Overtaken, Refused

DECIMALS = 2


@dataclass(frozen=True)
class Checked:
    """As typed. ``seen`` is the number of the latest sheet on the page, 0 for none."""

    points: Mapping[str, str]
    opinion: str = ""
    seen: int = 0


@transaction.atomic
def recheck(
    evaluation: SelfEvaluation, checked: Checked, *, by, request: HttpRequest | None = None
) -> RecheckSheet:
    """Raises Refused with everything that is wrong, or Overtaken where somebody else has checked meanwhile."""
    evaluation = locked_card(evaluation)
    if reason := why_not_checked(evaluation, by):
        raise Refused(reason)
    latest = evaluation.rechecks.select_related("person").first()
    if (latest.number if latest else 0) != checked.seen:
        raise Overtaken("他人已填写复核表，请核对后再填。")
    if faults := list(_faults(checked)):
        raise Refused(*faults)
    sheet = RecheckSheet.objects.create(
        evaluation=evaluation,
        number=checked.seen + 1,
        version=evaluation.version,
        points={line.code: str(read_points(checked.points.get(line.code, ""), DECIMALS)) for line in LINES},
        opinion=checked.opinion.strip(),
        person=by,
    )
    details = f"填写复核表，{plain(sheet.total)}分"
    record(Trailed.EDIT, by=by, subject=evaluation, details=details, request=request)
    return sheet


def _faults(checked: Checked) -> Iterator[str]:
    for line in LINES:
        yield from faults_of_points(line.label, checked.points.get(line.code, ""), line.points, DECIMALS)
    yield from faults_of_words("复核意见", checked.opinion)
