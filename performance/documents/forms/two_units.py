"""An amount below a line that says 元 and beside a label that says 万元, or the other way round: which is meant?"""

from __future__ import annotations

from decimal import Decimal

from performance.documents.forms.amounts import amount_in_wan

_LIKELY = (Decimal("0.1"), Decimal(10_000))  # the budgets of projects, in 万元


def doubt_of_units(printed: str, unit: str, around: str) -> str:
    """What makes the unit of a label doubtful: the amount is a likely one only in that of the line above."""
    if not unit or not around or unit == around:
        return ""
    beside, above = amount_in_wan(printed, unit), amount_in_wan(printed, around)
    if not beside or not above or _is_likely(beside) or not _is_likely(above):
        return ""
    return (
        f"栏目印“{unit}”，上方印“单位：{around}”：“{printed.strip()}”按前者是{beside:f}万元，"
        f"按后者是{above:f}万元，请核对，改正其中一处。"
    )


def _is_likely(amount: Decimal) -> bool:
    least, most = _LIKELY
    return least <= abs(amount) <= most
