"""Every rule with what is said about it; pages, submission, docs/evaluation-rules.md and the tests read it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from importlib import import_module

from performance.content.model import IndicatorContent
from performance.content.self_evaluation import ResultRow
from performance.review.findings import Severity
from performance.scoring.methods import IndicatorScore
from performance.self_evaluation.card import Card

_ROOMS = ("money", "results", "promises", "wording")


@dataclass(frozen=True, slots=True)
class CardRemark:
    """What one rule says of one field; ``evidence`` quotes what was judged. ``undecidable`` means 无法判断."""

    field: str
    message: str
    evidence: str = ""
    undecidable: bool = False


Judge = Callable[[Card], Iterable[CardRemark]]


@dataclass(frozen=True, slots=True)
class Rule:
    code: str
    severity: Severity
    title: str
    reason: str
    source: str
    remedy: str
    judge: Judge


@dataclass(frozen=True, slots=True)
class Result:
    """One indicator: what was promised, what is written and how it scores."""

    place: int
    promised: IndicatorContent
    row: ResultRow
    scored: IndicatorScore

    @property
    def lost(self) -> bool:
        return self.scored.awarded is not None and self.scored.awarded < self.scored.points

    @property
    def full(self) -> bool:
        return self.scored.awarded is not None and self.scored.awarded >= self.scored.points


_RULES: dict[str, Rule] = {}


def rule(
    code: str, severity: Severity, title: str, *, reason: str, source: str, remedy: str
) -> Callable[[Judge], Judge]:
    def registered(judge: Judge) -> Judge:
        _RULES[code] = Rule(code, severity, title, reason, source, remedy, judge)
        return judge

    return registered


@cache
def rules() -> tuple[Rule, ...]:
    for room in _ROOMS:
        import_module(f"performance.self_evaluation.rules.{room}")
    return tuple(sorted(_RULES.values(), key=lambda one: int(one.code.removeprefix("SE"))))


def results_of(card: Card) -> Iterator[Result]:
    """Those that count."""
    rows = zip(card.promised.content.indicators, card.content.results, card.sheet.indicators, strict=True)
    for place, (promised, row, scored) in enumerate(rows):
        if scored.applicable:
            yield Result(place, promised, row, scored)
