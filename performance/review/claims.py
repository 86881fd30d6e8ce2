"""Quantities promised in prose: what is counted, how many, in which unit."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from functools import lru_cache

from indicators.units import COUNT_UNITS, MEASURE_UNITS, UnitKind, kind_of_unit
from performance.review.similarity import pairs

_SIZES = (UnitKind.LENGTH, UnitKind.AREA, UnitKind.VOLUME, UnitKind.MASS)
_CHINESE_SIZES = tuple(unit for unit in MEASURE_UNITS if kind_of_unit(unit) in _SIZES and unit[0] >= "一")


def _claims_in(*units: str) -> re.Pattern[str]:
    one_of = "|".join(sorted((*COUNT_UNITS, "天", "%", *units), key=len, reverse=True))
    return re.compile(_BEFORE + rf"(?P<scale>万)?(?P<unit>{one_of})(?!月|工作日|百分点)(?P<more>以上)?")


_BEFORE = (
    r"(?P<noun>[^0-9，。；、：:,;（）()%]{2,40}?)"
    r"(?P<sign>不少于|不低于|至少|达到|达|为|超过|≥|共|总计达?)?"
    r"(?P<number>(?!20[0-9]{2}[卷版届级])(?:[0-9]{1,3}(?:,[0-9]{3}){1,4}|[0-9]{1,15})(?:\.[0-9]{1,10})?)"
)
_COUNTED = _claims_in()
_COUNTED_OR_MEASURED = _claims_in(*_CHINESE_SIZES, "‰")
_QUOTES = str.maketrans("", "", '“”"《》')


@dataclass(frozen=True, slots=True)
class Claim:
    """One promised quantity; ``printed`` is the clause it was read from; of a span no more is promised than that."""

    printed: str
    noun: str
    number: Decimal
    unit: str

    is_span: bool = False
    start: int = field(default=0, compare=False)  # where it stands in the text without spaces

    @property
    def measure(self) -> tuple[Decimal, UnitKind | None]:
        """Number and kind of unit: what an indicator that keeps the promise says too."""
        return self.number, kind_of_unit(self.unit)

    def wanted(self, fillers: tuple[str, ...]) -> frozenset[str]:
        """The pairs of characters of what is counted, general words left out."""
        return _telling(self.noun, fillers)


@lru_cache(maxsize=2048)
def _telling(noun: str, fillers: tuple[str, ...]) -> frozenset[str]:
    for word in fillers:
        noun = noun.replace(word, " ")
    return frozenset(pair for piece in noun.split() if len(piece) > 1 for pair in pairs(piece))


@lru_cache(maxsize=1024)  # several rules ask for those of one goal
def claims(text: str, *, sizes: bool = False) -> tuple[Claim, ...]:
    """Every promised quantity of a text, in order; with ``sizes`` also lengths, areas, volumes and masses."""
    pattern = _COUNTED_OR_MEASURED if sizes else _COUNTED
    return tuple(
        Claim(
            found.group(),
            found["noun"].translate(_QUOTES),
            Decimal(found["number"].replace(",", "")) * (10_000 if found["scale"] else 1),
            found["unit"],
            start=found.start(),
        )
        for found in pattern.finditer("".join(text.split()))
    )


_QUANTITY = re.compile(
    r"(?<![0-9.,])(?P<number>(?:[0-9]{1,3}(?:,[0-9]{3}){1,4}|[0-9]{1,15})(?:\.[0-9]{1,10})?)(?P<scale>万)?"
    rf"(?P<unit>{'|'.join(sorted((*COUNT_UNITS, *_CHINESE_SIZES, '天', '%', '‰'), key=len, reverse=True))})(?!月|工作日|百分点)"
)


def quantities(text: str) -> Iterator[tuple[str, Decimal, str]]:
    """Every number with a unit, whatever words stand before it: as printed, with its number and its unit."""
    for found in _QUANTITY.finditer("".join(text.split())):
        number = Decimal(found["number"].replace(",", "")) * (10_000 if found["scale"] else 1)
        yield found.group(), number, found["unit"]


_SPAN = re.compile(
    r"(?P<before>[^0-9，。；、：:,;（）()]{0,20})(?P<number>[0-9]{1,4}(?:\.[0-9]{1,2})?)"
    r"(?P<unit>分钟|小时|个?工作日|天|日)(?:以|之)?内(?P<after>[^0-9，。；、：:,;（）()]{0,20})"
)


def spans(text: str) -> Iterator[Claim]:
    """Every time within which something is to be done: 故障24小时内修复 is of 故障修复."""
    for found in _SPAN.finditer("".join(text.split())):
        noun = (found["before"] + found["after"]).translate(_QUOTES)
        yield Claim(found.group(), noun, Decimal(found["number"]), found["unit"], is_span=True)
