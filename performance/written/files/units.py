"""What the amounts of a file count: as it says itself."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from itertools import takewhile

from indicators.text import normalise_label
from performance.documents.blocks import SourceRow
from performance.documents.numbers import names_unit, read_number
from performance.written.files.account import RowAccount

_LONGEST_OF_UNIT = 40
_UNIT = re.compile(
    r"[（(](?:金额)?(?:单位[:：])?(?:人民币)?([百千万亿]*元)[)）]|单位[:：](?:人民币)?([百千万亿]*元)"
)


def units_in(account: RowAccount, rows: range) -> list[str]:
    """The units of money that these rows name, each once."""
    cells = (cell for number in rows for cell in account.rows[number].cells)
    return list(dict.fromkeys(unit for cell in cells for unit in _units_of(cell)))


def units_said(row: SourceRow) -> list[str]:
    """The units of money that a row says of what stands below it: 单位：元."""
    return [
        unit
        for cell in row.cells
        if "单位:" in normalise_label(cell[:_LONGEST_OF_UNIT])
        for unit in _units_of(cell)
    ]


def _units_of(cell: str) -> list[str]:
    if len(cell) >= _LONGEST_OF_UNIT:
        return []
    return [one or other for one, other in _UNIT.findall(normalise_label(cell))]


def in_unit(text: str, unit: str) -> str:
    """The amount as it stands; with its unit where the form would take it for 万元."""
    if unit in ("", "万元") or not text or names_unit(text):
        return text
    return f"{text}{unit}" if is_number(text) else text


def stated_unit(
    account: RowAccount, head: int, is_money: Callable[[SourceRow], bool], remarks: list[str]
) -> str:
    """What the amounts of a paper count: as their own head says, or else what stands before. Two units are one too many."""
    own = (number for number in range(head) if is_money(account.rows[number]))
    found_units = (
        (number, found) for number in own if (found := units_in(account, range(number, number + 1)))
    )
    first, units = next(found_units, (head, []))
    near = takewhile(lambda row: not any(map(is_number, row.cells)), reversed(account.rows[:first]))
    above = next((found for row in near if (found := units_said(row))), units)  # not of another table
    if len(units) == 1 and above != units:
        remarks.append(
            f"表头的金额单位是{units[0]}，上面又写了“单位：{'、'.join(above)}”，金额按{units[0]}读入，请逐个核对。"
        )
    units = units or units_in(account, range(head))
    if len(units) > 1:
        remarks.append(f"文件里写了几种金额单位（{'、'.join(units)}），金额按{units[0]}读入，请逐个核对。")
    if units and units[0] != "万元":
        remarks.append(f"文件的金额单位是{units[0]}，金额连同单位填入，计算时换算为万元。")
    return units[0] if units else ""


def shift_of(cells: Sequence[str], heads: Sequence[str], label: int, first: int) -> int:
    """By how many cells amounts stand before their captions, the ``first`` of them: a number stands where none belongs.

    Below a caption that nobody asks for, 上年决算数, one belongs.
    """
    head = heads[label] if label < len(heads) else ""
    numbers = (
        place
        for place in range(label + 1, min(first, len(cells)))
        if is_number(cells[place]) and (place >= len(heads) or heads[place].strip() in ("", head.strip()))
    )
    return next(numbers, first) - first


def is_number(text: str) -> bool:
    try:
        read_number(text)
    except ValueError:
        return False
    return True
