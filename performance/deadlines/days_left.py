"""The last day for something, and how long that is from today."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.utils import timezone


@dataclass(frozen=True)
class Deadline:
    """The last day to send, and how many days are left: below zero when it has passed."""

    closes: date
    left: int

    @property
    def words(self) -> str:
        if self.left < 0:
            return f"已超过{-self.left}天"
        return f"还有{self.left}天" if self.left else "今天截止"


def until(closes: date) -> Deadline:
    return Deadline(closes, (closes - timezone.localdate()).days)
