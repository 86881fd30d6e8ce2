"""What people write beside an approved text, verbatim: numbers as typed, and what is wrong in any of it, by field."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Protocol, TypeVar

from performance.content.model import FundSource, IndicatorContent
from performance.documents.numbers import MoneyUnit, read_amount, read_number

FUND, MORE = "fund-", "more-"  # before the names of fields that are money
DIGITS = 12  # of an amount in 万元 before the point; more is another unit
LONGEST = 2000
DIGITS_ALONE = "请只写数字。"
Written = tuple[str, str, str]  # the field, what is written in it, and what it is called


@dataclass(frozen=True)
class Fault:
    """A sentence about a field, which is named as the page names it; ``blank`` where it says only that nothing is there."""

    field: str
    sentence: str
    blank: bool = False


def fund_field(source: str, column: str) -> str:
    return f"{FUND}{FundSource(source).value}-{column}"


def read_numbers(written: Iterable[Written]) -> tuple[dict[str, Decimal], tuple[Fault, ...]]:
    """Every number that is written, and what cannot be read as one; and what stands among the funds, or in the form's own tables, is money."""
    numbers: dict[str, Decimal] = {}
    faults = []
    for field, text, label in written:
        if not text.strip():
            continue
        try:
            numbers[field] = _number(text, money=field.startswith((FUND, MORE)))
        except ValueError:
            faults.append(Fault(field, f"{label}“{text.strip()}”不是可以读懂的数，{DIGITS_ALONE}"))
    return numbers, tuple(faults)


def too_long(written: Iterable[Written]) -> tuple[Fault, ...]:
    return tuple(
        Fault(field, f"{label}有{len(text)}字，最多{LONGEST}字。")
        for field, text, label in written
        if len(text) > LONGEST
    )


def wrong_sums(
    numbers: Mapping[str, Decimal], columns: Mapping[str, str], sources: Iterable[FundSource]
) -> Iterator[Fault]:
    """The total is that of its sources, where both are written."""
    for column, label in columns.items():
        total = numbers.get(fund_field(FundSource.TOTAL, column))
        fields = [fund_field(source, column) for source in sources if source is not FundSource.TOTAL]
        parts = [numbers[field] for field in fields if field in numbers]
        if total is not None and parts and sum(parts) != total:
            yield Fault(
                fund_field(FundSource.TOTAL, column),
                f"{label}：资金总额 {total:f} 万元，各来源合计 {sum(parts):f} 万元，不相等。",
            )


class OfIndicator(Protocol):
    @property
    def key(self) -> tuple[str, str, str]: ...


Row = TypeVar("Row", bound=OfIndicator)


def fitted_rows(
    rows: Iterable[Row], indicators: Iterable[IndicatorContent], blank: Callable[[str, str, str], Row]
) -> tuple[Row, ...]:
    """The same answers, one for each indicator that is promised now; the first of a name to the first of that name."""
    waiting: dict[tuple[str, str, str], list[Row]] = {}
    for row in rows:
        waiting.setdefault(row.key, []).append(row)
    return tuple(
        waiting[key].pop(0) if waiting.get(key := (one.level1, one.level2, one.name)) else blank(*key)
        for one in indicators
    )


def _number(text: str, *, money: bool) -> Decimal:
    number = read_amount(text, MoneyUnit.WAN) if money else read_number(text)
    if number < 0 or number.adjusted() >= DIGITS:
        raise ValueError(text)
    return number
