"""A second column of points beside those of a card: given by whoever checks it, added up as the first one is."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from performance.scoring.arithmetic import plain
from performance.scoring.score import PartScore, ScoreSheet, totalled

Key = tuple[str, ...]  # of an indicator its levels and its name, of any other part its name alone


@dataclass(frozen=True, slots=True)
class Line:
    """What has points of its own; ``own`` are those that the card gave itself, ``words`` how they came about."""

    key: Key
    points: Decimal
    own: Decimal | None
    words: str = ""

    @property
    def name(self) -> str:
        return self.key[-1]


def lines_of(sheet: ScoreSheet, indicators: Sequence[Key]) -> tuple[Line, ...]:
    """``indicators`` names those of the sheet. One that is not applicable has no points to be given."""
    parts = (sheet.execution, *sheet.parts)
    named = zip(indicators, sheet.indicators, strict=True)
    return (
        *(Line((part.name,), part.points, part.awarded, part.words) for part in parts),
        *(Line(key, one.points, one.awarded, one.words) for key, one in named if one.applicable),
    )


def with_points(sheet: ScoreSheet, points: Sequence[Decimal]) -> ScoreSheet:
    """The sheet with other points, in the order of its lines."""
    given = iter(points)
    execution = _given(sheet.execution, given)
    parts = tuple(_given(part, given) for part in sheet.parts)
    indicators = tuple(
        replace(one, awarded=next(given), problem="") if one.applicable else one for one in sheet.indicators
    )
    blank = replace(sheet, total=None, grade="", words="", missing=0)
    return totalled(replace(blank, execution=execution, parts=parts, indicators=indicators))


def _given(part: PartScore, points: Iterator[Decimal]) -> PartScore:
    return replace(part, awarded=next(points), problem="")


def words_of(lines: Sequence[Line], points: Sequence[Decimal], checked: ScoreSheet) -> str:
    """What was changed, and what that makes."""
    changes = [
        f"“{line.name}”{'未定' if line.own is None else plain(line.own)} → {plain(now)}"
        for line, now in zip(lines, points, strict=True)
        if line.own != now
    ]
    summary = f"抽查改变{len(changes)}项：{'，'.join(changes)}" if changes else "抽查与自评逐项相同"
    return f"{summary}；{checked.words}"
