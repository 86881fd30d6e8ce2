"""The figures of the projects, found by what a promise of the department calls them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import NamedTuple

from indicators.units import UnitKind, kind_of_unit
from performance.review.claims import Claim
from performance.review.naming import is_called
from performance.review.overlap import MOST_LOOKED_AT, OverlapIndex
from performance.review.rule_sets import any_word
from performance.review.similarity import core, is_subsequence, pairs
from performance.review.tables import Row, Table

ENOUGH = 0.5  # share of what a promise says that an indicator says too
_LITTLE = 0.1


class Meant(NamedTuple):
    """The rows that a claim may mean, in the order of the text, and whether all were looked at."""

    rows: list[Row]
    complete: bool


class Figures:
    def __init__(self, tables: Iterable[Table]) -> None:
        self._rows: dict[UnitKind | None, list[Row]] = defaultdict(list)
        self._rates: dict[str, list[Row]] = defaultdict(list)
        self._index: dict[UnitKind | None, OverlapIndex] = {}
        self._telling: dict[int, frozenset[str]] = {}
        for table in tables:
            for row in table.rows:
                if row.lower_is_better or not row.has_number:
                    continue
                self._rows[_measure(row.unit)].append(row)
                if row.unit == "%" and row.name:
                    self._rates[row.name].append(row)
        self._lengths = sorted({len(name) for name in self._rates})

    def meant(self, section: str, claim: Claim, fillers: tuple[str, ...]) -> Meant:
        """Rates have general names, so their project must be spoken of in the section too."""
        if claim.unit == "%":
            return self._rates_meant(section, claim)
        measure = _measure(claim.unit)
        if measure not in self._index:
            self._index[measure] = OverlapIndex(pairs(row.indicator.name) for row in self._rows[measure])
        alike = self._index[measure].sharing(claim.wanted(fillers), ENOUGH)
        rows = [self._rows[measure][number] for number in alike.numbers]
        return Meant(rows or self._called_shorter(measure, claim), alike.complete)

    def _called_shorter(self, measure: UnitKind | None, claim: Claim) -> list[Row]:
        """The one indicator whose name the promise only says at greater length: 保障儿童, 保障孤儿和留守儿童."""
        found = self._index[measure].sharing(pairs(claim.noun), _LITTLE).numbers
        rows = [self._rows[measure][number] for number in found]
        called = [row for row in rows if row.unit == claim.unit and is_called(row, claim.noun)]
        return called if len(called) == 1 else []

    def _rates_meant(self, section: str, claim: Claim) -> Meant:
        named = [
            row for name in self._names_in(core(claim.noun)) for row in self._rates[name][:MOST_LOOKED_AT]
        ]
        named.sort(key=lambda row: (row.table.index, row.number))
        words = _threes(core(section))
        looked_at = named[:MOST_LOOKED_AT]
        rows = [row for row in looked_at if not words.isdisjoint(self._telling_of(row.table))]
        return Meant(rows, complete=len(named) < MOST_LOOKED_AT)

    def _names_in(self, noun: str) -> Iterator[str]:
        for length in self._lengths:
            for name in {noun[start : start + length] for start in range(len(noun) - length + 1)}:
                if name in self._rates:
                    yield name

    def _telling_of(self, table: Table) -> frozenset[str]:
        """Three characters in a row of the project's name, unless any project could be called so.

        The name of the owner, also shortened, stands in goals and projects alike and tells nothing.
        """
        if table.index not in self._telling:
            fillers = any_word(table.parameters.claim_fillers)
            name = core(table.project.name) if table.project else ""
            owner = core(table.case.owner_name)
            self._telling[table.index] = frozenset(
                three
                for three in _threes(name)
                if not fillers.search(three) and not is_subsequence(three, owner)
            )
        return self._telling[table.index]


@lru_cache(maxsize=64)  # a section is asked for by each of its promises
def _threes(text: str) -> frozenset[str]:
    return frozenset(text[start : start + 3] for start in range(len(text) - 2))


def _measure(unit: str) -> UnitKind | None:
    """The kind in which the same thing may be counted here and there: people also by their visits."""
    kind = kind_of_unit(unit)
    return UnitKind.PERSON if kind is UnitKind.VISIT else kind
