"""Amounts of money as forms print them, in whatever unit, in 万元."""

from __future__ import annotations

import re
import unicodedata
from decimal import Decimal

from indicators.text import normalise_label
from performance.content.model import FundPeriod, FundSource
from performance.documents.numbers import MoneyUnit, plain_number, read_number

PER_WAN = {unit.label: unit.per_wan for unit in MoneyUnit}
FUND = "fund"
BLANKS = frozenset(
    ("", "-", "—", "——", "－", "–", "/", "\\", "无", "--", "……", "…", "...", "......", "不涉及")
)

_AROUND = re.compile(r"^(?:人民币|共计?|合计|总计)|整$|[(,;。]其中.*$")
_UNIT_BEHIND = re.compile(r"\((亿元|百万元|万元|千元|元)\)$")
_BROKEN = re.compile(r"\d[ \t]*\n\s*\d")
_GROUPED = re.compile(r"(?<!\d)\d{1,3}(?:,\d{3})+(?!\d)")
_IN_TEN_THOUSANDS = re.compile(r"(?<=[\d百千])万$")


def fund_name(source: FundSource, period: FundPeriod) -> str:
    """How the place of an amount is called: in anchors, and as a field of a page."""
    return f"{FUND}_{period.value}_{source.value}"


def is_blank(text: str) -> bool:
    """Whether a cell is printed to say that nothing stands there."""
    return normalise_label(text) in BLANKS


def amount_in_wan(text: str, unit: str) -> Decimal | None:
    """An amount in 万元; None where nothing is printed. Raises ValueError for what is no number."""
    if is_blank(text):
        return None
    plain = re.sub(r"\s", "", unicodedata.normalize("NFKC", text))
    if _BROKEN.search(text) and not _GROUPED.search(plain):
        raise ValueError(text)  # one number or two
    plain = _UNIT_BEHIND.sub(r"\1", _AROUND.sub("", plain).lstrip("¥￥"))
    plain = _IN_TEN_THOUSANDS.sub("万元", plain)
    for name, per_wan in PER_WAN.items():  # 万元 stands before 元, with which it ends
        if plain.endswith(name):
            return _scaled(read_number(plain.removesuffix(name)), per_wan)
    return _scaled(read_number(plain), PER_WAN[unit])


def says_plainly(text: str) -> bool:
    """Whether a text says its amount as a number, with or without commas: then the amount alone says it again."""
    return plain_number(text.strip().replace(",", ""))


def looks_like_amount(text: str) -> bool:
    try:
        return amount_in_wan(text, "万元") is not None
    except ValueError:
        return False


def _scaled(number: Decimal, per_wan: Decimal) -> Decimal:
    return number / per_wan
