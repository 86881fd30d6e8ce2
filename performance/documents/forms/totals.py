"""The amounts of a project that all forms know, from those that are printed by source and by years."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from performance.content.model import FundLine, FundPeriod, FundSource
from performance.documents.forms.money_words import is_decided

_PARTS_OF_FISCAL = (FundSource.GENERAL_BUDGET, FundSource.CURRENT_FISCAL)


def amounts_by_source(funds: Sequence[FundLine]) -> dict[str, Decimal | None]:
    annual = _annual_total(funds)
    whole = _amount(funds, FundPeriod.WHOLE, FundSource.TOTAL)
    return {
        "budget": annual if annual is not None else whole,
        "fiscal_funds": _fiscal(funds),
        "other_funds": _amount(funds, FundPeriod.ANNUAL, FundSource.OTHER),
        "total_budget": whole,
    }


def contradicting_totals(funds: Sequence[FundLine]) -> list[FundLine]:
    """Totals of the year that differ, where no label says which was granted; columns beside one another may differ."""
    totals = [line for line in _annual_totals(funds) if not line.column]
    differ = len({line.amount for line in totals}) > 1
    return totals if differ and len(_granted(totals)) != 1 else []


def _annual_totals(funds: Sequence[FundLine]) -> list[FundLine]:
    meant = (FundPeriod.ANNUAL, FundSource.TOTAL)
    return [line for line in funds if (line.period, line.source) == meant and line.amount is not None]


def _granted(totals: Sequence[FundLine]) -> set[Decimal | None]:
    return {line.amount for line in totals if is_decided(line.label)}


def _amount(funds: Sequence[FundLine], period: FundPeriod, source: FundSource) -> Decimal | None:
    found = [line.amount for line in funds if (line.period, line.source) == (period, source)]
    return next((amount for amount in found if amount is not None), None)


def _annual_total(funds: Sequence[FundLine]) -> Decimal | None:
    """The total as printed; a form that prints a single amount, of whatever source, prints the total by it."""
    if len(funds) == 1 and funds[0].period is FundPeriod.ANNUAL:
        return funds[0].amount
    totals = _annual_totals(funds)
    granted = _granted(totals)
    if len(granted) == 1:
        return granted.pop()
    return totals[0].amount if totals else None


def _fiscal(funds: Sequence[FundLine]) -> Decimal | None:
    for source in (FundSource.FISCAL, *_PARTS_OF_FISCAL):
        if (amount := _amount(funds, FundPeriod.ANNUAL, source)) is not None:
            return amount
    return None
