"""Deadlines as they are printed: ``2026.12.31``, ``2026年12月底前``, ``12月底``, ``20261231`` …"""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date

from indicators.kinds import Precision

_YEAR = r"(?P<year>(?:19|20)[0-9]{2})"
_YEAR_WORD = rf"(?:{_YEAR}|[本当])年"
_MONTH = r"(?P<month>[0-9]{1,2})"
_DAY = r"(?P<day>[0-9]{1,2})"
_START = r"(?:于|在|截至|截止到?)?(?:[0-9年月日号./-]{4,11}(?:至|到|~|—{1,2}))?"
_DONE = "完成|办结|建成|到位|竣工|完工|拨付|发放|开工|投入使用|投用|验收|交付|启动|报送|公布|发布"
_END = rf"(?:之前|以前|前|止)?(?P<rest>(?:全部|全面|基本|陆续|均)?(?:{_DONE}).*)?"


def _shape(body: str) -> re.Pattern[str]:
    return re.compile(_START + body + _END, re.DOTALL)


# What can only be a date, even behind a comparator.
_CERTAIN = (
    _shape(rf"{_YEAR}[-./年]{_MONTH}[-./月]{_DAY}[日号]?"),
    _shape(rf"(?:{_YEAR_WORD})?{_MONTH}月份?(?:{_DAY}[日号]|[底末])"),
    _shape(rf"{_YEAR}年{_MONTH}月份?"),
    _shape(rf"(?:{_YEAR}|[本当])?年[底末]"),
)
# What is a date only where nothing is compared: “≤12月” is a number of months.
_LIKELY = (
    _shape(rf"(?:[本当]年)?{_MONTH}月份?"),
    _shape(rf"(?:{_YEAR_WORD}(?:度内|度|内)?|年度?内)"),
    _shape(rf"(?:{_YEAR_WORD}度?)?第?(?P<quarter>[一二三四])季度[底末内]?"),
    _shape(rf"{_YEAR}[-./](?P<month>0[1-9]|1[0-2])"),
)
_COMPACT = re.compile(rf"{_YEAR}(?P<month>[0-9]{{2}})(?P<day>[0-9]{{2}})")


@dataclass(frozen=True, slots=True)
class Deadline:
    """``day`` is None where the year is not known or the printed date does not exist."""

    day: date | None
    precision: Precision
    rest: str = ""


def read_deadline(text: str, year: int | None, *, compared: bool) -> Deadline | None:
    """The deadline that a squeezed text is, if it is one; ``year`` fills in a year not printed."""
    for shape in _CERTAIN if compared else _CERTAIN + _LIKELY:
        if found := shape.fullmatch(text):
            return _deadline(found.groupdict(), year)
    if found := _COMPACT.fullmatch(text):
        deadline = _deadline(found.groupdict(), year)
        return deadline if deadline.day else None
    return None


def _deadline(printed: dict[str, str | None], year: int | None) -> Deadline:
    year = int(printed.get("year") or 0) or year
    month, day = printed.get("month"), printed.get("day")
    if quarter := printed.get("quarter"):
        month = str(3 * ("一二三四".index(quarter) + 1))
    precision = Precision.DAY if day else Precision.MONTH if month else Precision.YEAR
    return Deadline(_day(year, int(month or 12), int(day or 0)), precision, printed.get("rest") or "")


def _day(year: int | None, month: int, day: int) -> date | None:
    """A calendar day, the last of its month for day 0; None if there is no such day."""
    if year is None or not 1 <= month <= 12:
        return None
    try:
        return date(year, month, day or monthrange(year, month)[1])
    except ValueError:
        return None
