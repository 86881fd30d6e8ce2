"""What the weights of an indicator tree add up to, family by family, in words beside the grid."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from performance.documents.numbers import read_number
from performance.entry.answers import Record


def weights_in_words(records: Sequence[Record]) -> str:
    """The sum and that of each 一级指标 in the order of the rows; nothing where no row asks for a weight.

    The script of the page says the same words while they change (``entry/weights.js``).
    """
    if not any("weight" in record for record in records):
        return ""
    sums: dict[str, Decimal] = {}
    for record in records:
        weight = _number(record["weight"])
        if weight is not None:
            family = "".join(record.get("level1", "").split())
            sums[family] = sums.get(family, Decimal(0)) + weight
    families = "、".join(f"{family}{_plain(total)}" for family, total in sums.items() if family)
    total = _plain(sum(sums.values(), Decimal(0)))
    return f"权重合计{total}（{families}）" if families else f"权重合计{total}"


def _number(text: str) -> Decimal | None:
    try:
        return read_number(text.strip().removesuffix("%").removesuffix("分"))
    except ValueError:
        return None


def _plain(number: Decimal) -> str:
    return f"{number.normalize():f}"
