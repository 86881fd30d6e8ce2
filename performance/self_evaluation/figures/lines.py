"""The lines of a card kept when it is handed in."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from performance.models import SelfEvaluation
from performance.models.scored_lines import LARGEST_RATE, ScoredLine
from performance.scoring.score import PartScore
from performance.self_evaluation.card import Card

MUCH = Decimal(130)  # percent of a target beyond which it was set too low


def keep_lines(evaluation: SelfEvaluation, card: Card) -> None:
    """In the place of those of before; within the transaction of whoever hands the card in."""
    evaluation.lines.all().delete()
    ScoredLine.objects.bulk_create(_lines(evaluation, card))


def _lines(evaluation: SelfEvaluation, card: Card) -> Iterator[ScoredLine]:
    sheet, common = card.sheet, {"evaluation": evaluation, "office_code": evaluation.office_code}
    parts: tuple[PartScore, ...] = (sheet.execution, *sheet.parts)
    for position, part in enumerate(parts):
        reason = card.content.funds_reason if part is sheet.execution else ""
        yield ScoredLine(
            position=position,
            name=part.name,
            points=part.points,
            awarded=part.awarded,
            rate=_kept(part.rate),
            reason=reason,
            **common,
        )
    promised = card.promised.content.indicators
    for position, (one, row, scored) in enumerate(
        zip(promised, card.content.results, sheet.indicators, strict=True), len(parts)
    ):
        if scored.applicable:
            yield ScoredLine(
                position=position,
                level1=row.level1,
                level2=row.level2,
                name=row.name,
                target=one.target,
                actual=row.value,
                points=scored.points,
                awarded=scored.awarded,
                rate=_kept(scored.rate),
                exceeded=scored.rate is not None and scored.rate > MUCH,
                reason=row.reason,
                **common,
            )


def _kept(rate: Decimal | None) -> Decimal | None:
    return rate if rate is not None and abs(rate) < LARGEST_RATE else None
