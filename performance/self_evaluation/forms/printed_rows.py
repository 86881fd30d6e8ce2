"""The rows of a printed form that depend on what is promised: what a person judges, and the indicators."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from decimal import Decimal
from itertools import groupby

from performance.content.model import IndicatorContent
from performance.content.self_evaluation import ResultRow
from performance.documents.blocks import Cell, Style
from performance.scoring.arithmetic import plain
from performance.scoring.score import PartScore
from performance.self_evaluation.card import Card

REASON, MEASURE, SCORE_REASON, SOURCE = "〔原因〕", "〔措施〕", "〔得分说明〕", "〔佐证〕"
EXECUTION = "预算执行率"
_GLUED = re.compile(r"([≥≤＝=><＞＜]?)(\d[\d,]*(?:\.\d+)?)(\D*)")
_LEFT = ("name", "standard", "reason")
Row = tuple[Cell, ...]


def heads_of(card: Card) -> Row:
    side = caption(card.form.side.format(**numbers_in_captions(card)))
    return (side, *(caption(head) for _, head in card.form.columns))


def caption(text: str) -> Cell:
    return Cell(text, style=Style.CAPTION)


def numbers_in_captions(card: Card) -> Mapping[str, str]:
    return {
        "execution_points": plain(card.sheet.execution.points),
        "indicator_points": plain(card.scheme.indicator_points),
    }


def judged_rows(card: Card) -> Iterator[Row]:
    """Each group of the form with its parts; a part of the scheme that the form does not group stands by itself."""
    if not card.form.judged:
        return
    parts = {part.name: part for part in (card.sheet.execution, *card.sheet.parts)}
    groups = {
        group: [parts.pop(name) for name in names if name in parts]
        for group, names in card.form.judged.items()
    }
    groups |= {name: [part] for name, part in parts.items()}
    for group, members in groups.items():
        points = sum((part.points for part in members), Decimal(0))
        for place, part in enumerate(members):
            texts = _judged(part) | {"level1": "" if place else f"{group}（{plain(points)}分）"}
            yield _drawn(card, texts, below={"level1"} if place else set())


def _judged(part: PartScore) -> dict[str, str]:
    rate = "" if part.rate is None else f"{plain(part.rate)}%"
    return {"name": part.name, "value": rate, "points": plain(part.points), "score": shown(part.awarded)}


def indicator_rows(card: Card) -> Iterator[Row]:
    """The points of a family stand inside its cell, as the form has them."""
    rows = list(
        zip(card.promised.content.indicators, card.content.results, card.sheet.indicators, strict=True)
    )
    for level1, family in groupby(rows, key=lambda row: row[0].level1):
        members = list(family)
        points = plain(sum((scored.points for _, _, scored in members), Decimal(0)))
        second: str | None = None
        for place, (indicator, written, scored) in enumerate(members):
            below = {"level1"} if place else set()
            below |= {"level2"} if indicator.level2 == second else set()
            second = indicator.level2
            texts = {
                "level1": f"{level1}（{points}分）",
                "level2": indicator.level2,
                "name": indicator.name,
                "value": written.value if written.applicable else "不适用",
                "points": plain(scored.points),
                "score": shown(scored.awarded),
                "reason": reasons_of(written),
                "standard": indicator.standard,
                **_targets(indicator),
            }
            yield _drawn(card, texts, below)


def _targets(indicator: IndicatorContent) -> dict[str, str]:
    """The target whole, and parted into sign, number and unit, which give the whole again."""
    sign, number, measured = indicator.operator, indicator.value, indicator.unit
    if not (sign or measured) and (glued := _GLUED.fullmatch(number)):
        sign, number, measured = glued.groups()
    return {"target": indicator.target, "sign": sign, "number": number, "measured": measured}


def _drawn(card: Card, texts: Mapping[str, str], below: set[str]) -> Row:
    cells = [Cell(below=True, style=Style.CAPTION)]
    for key, _ in card.form.columns:
        style = Style.TEXT if key in _LEFT else Style.CENTRED
        cells.append(Cell(below=True) if key in below else Cell(texts.get(key, ""), style=style))
    return tuple(cells)


def shown(value: object) -> str:
    return "" if value is None else str(value)


def reasons_of(row: ResultRow) -> str:
    """Everything that is said of a result, each under its name."""
    texts = (
        (REASON, row.reason),
        (MEASURE, row.measure),
        (SCORE_REASON, row.score_reason),
        (SOURCE, row.source),
    )
    return "\n".join(f"{name}{text.strip()}" for name, text in texts if text.strip())
