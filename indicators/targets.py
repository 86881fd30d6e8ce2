"""What an indicator aims at, where a form prints its sign, number and unit in columns of their own."""

from __future__ import annotations

QUALITATIVE = frozenset(("定性", "定量", "文字描述", "无"))  # stand where other rows have ≥, ≤ or =


def target_of(operator: str, value: str, unit: str) -> str:
    """The whole of the target as one text, as forms without these columns print it."""
    sign = operator if operator not in QUALITATIVE else ""
    return f"{sign}{value}{unit}" if value else ""
