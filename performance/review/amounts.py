"""Sums of money named in prose: how much, and of which year or part, as far as the words beside it say."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from enum import Enum

from performance.review.rule_sets import Parameters, any_word


class Phase(Enum):
    """What a sum is: this year's money, that of all years, of earlier ones, spent so far, a part, or not said."""

    THIS_YEAR = "本年"
    TOTAL = "总额"
    EARLIER = "上年"
    CUMULATIVE = "累计"
    PART = "其中"
    UNKNOWN = "未注明"


_TEN_THOUSANDS = {
    "元": Decimal("0.0001"),
    "千元": Decimal("0.1"),
    "万元": Decimal(1),
    "百万元": Decimal(100),
    "亿元": Decimal(10_000),
}
_AMOUNT = re.compile(
    r"(?<![0-9.,，])(?P<number>[0-9]{1,3}(?:[,，][0-9]{3}){1,4}(?:\.[0-9]{1,6})?|[0-9]{1,15}(?:\.[0-9]{1,6})?)\s*"
    r"(?P<unit>百万元|千元|万元|亿元|元)(?!/|人民币的)"
)
_CLAUSE_ENDS = "。；;\n"
_BESIDE = 5  # characters before a sum
_BUDGETED = ("经费", "资金", "预算", "安排", "投入")
_PAUSES = "，、,（("


@dataclass(frozen=True, slots=True)
class Amount:
    """``amount`` in 万元; ``clause`` is the sentence in which it stands, without whitespace."""

    amount: Decimal
    printed: str
    phase: Phase
    clause: str
    start: int = 0  # where it stands in its clause


def amounts(text: str, parameters: Parameters, year: int | None) -> Iterator[Amount]:
    """Every sum of a text, in order."""
    for sentence in re.split(f"[{_CLAUSE_ENDS}]", text):
        flat = "".join(sentence.split())
        start = 0
        for found in _AMOUNT.finditer(flat):
            number = Decimal(re.sub("[,，]", "", found["number"])) * _TEN_THOUSANDS[found["unit"]]
            before = flat[start : found.start()]
            start = found.end()
            yield Amount(number, found.group(), _phase(before, parameters, year), flat, found.start())


def _phase(before: str, parameters: Parameters, year: int | None) -> Phase:
    """Told by the words between this sum and the one before it, the nearest first."""
    budgeted = before.endswith(_BUDGETED)
    beside = not budgeted and any_word(parameters.other_money_words).search(before[-_BESIDE:])
    near = re.split(f"[{_PAUSES}]", before)[-1] or before
    for words in (near, before):
        if any_word(parameters.part_words).search(words) or beside:
            return Phase.PART
        years = {int(each) for each in re.findall(r"20[0-9]{2}(?=年)", words)}
        if any_word(parameters.cumulative_words).search(words):
            return Phase.CUMULATIVE
        if any_word(parameters.earlier_words).search(words) or (years and year and max(years) < year):
            return Phase.EARLIER
        if any_word(parameters.total_words).search(words) or (years and year and max(years) > year):
            return Phase.TOTAL
        if any_word(parameters.this_year_words).search(words) or (year and year in years):
            return Phase.THIS_YEAR
    return Phase.UNKNOWN
