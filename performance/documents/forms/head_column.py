"""One column of a list and what stands in it."""

from __future__ import annotations

from dataclasses import dataclass

from performance.documents.forms.words import Label


@dataclass(frozen=True, slots=True)
class HeadColumn:
    """What stands below a head: ``scope`` is ``indicator``, ``project`` (of a flat list) or ``own``.

    ``over`` is the head of several columns that stands above it.
    """

    key: str
    scope: str
    text: str
    start: int
    end: int
    side: int | None = None
    label: Label | None = None
    money: str = ""
    over: str = ""
