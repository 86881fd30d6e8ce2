"""How a date is shown by a format that says 年, 月 or 日: ``m"月底前"`` shows 6月底前, not the day that is stored."""

from __future__ import annotations

import re
from datetime import date

_TOKENS = re.compile(
    r"""(?P<field>y+|m+|d+)|"(?P<quoted>[^"]*)"|\\(?P<escaped>.)|(?P<other>.)""", re.IGNORECASE
)
_CONDITION = re.compile(r"\[\$-[0-9a-f]+\]", re.IGNORECASE)
_FIELDS = {
    "yyyy": "{0.year:04}",
    "m": "{0.month}",
    "mm": "{0.month:02}",
    "d": "{0.day}",
    "dd": "{0.day:02}",
}
_YEAR_MONTH, _MONTH_DAY = 'yyyy"年"m"月"', 'm"月"d"日"'
CHINESE_DATES = {
    **dict.fromkeys(("27", "36", "50", "52", "57"), _YEAR_MONTH),
    **dict.fromkeys(("28", "29", "51", "53", "54", "58"), _MONTH_DAY),
    "31": 'yyyy"年"m"月"d"日"',
}  # the numbers that a Chinese spreadsheet keeps for its own formats, which it does not spell out


def date_pattern(section: str) -> str:
    """What ``shown_date`` fills, for the section of a format that writes a date in Chinese words; else nothing."""
    if not re.search(r"[年月日]", section):
        return ""
    pattern = ""
    for token in _TOKENS.finditer(_CONDITION.sub("", section)):
        if (field := token["field"]) is None:
            text = next(filter(None, token.group("quoted", "escaped", "other")), "")
            if token["other"] and re.match(r"[a-z\[\]0#?@]", text, re.IGNORECASE):
                return ""  # hours, words of months, Chinese numerals: the day as it is stored says more
            pattern += text.replace("{", "{{").replace("}", "}}")
        elif field.lower() in _FIELDS:
            pattern += _FIELDS[field.lower()]
        else:
            return ""
    return pattern.strip() if "{0." in pattern else ""


def shown_date(day: date, pattern: str) -> str:
    return pattern.format(day)
