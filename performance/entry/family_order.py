"""Rows of indicators in the order in which the form prints their families."""

from __future__ import annotations

from collections.abc import Sequence

from indicators.text import normalise_label
from indicators.vocabulary import Vocabulary
from performance.entry.answers import Record

DIGITS = "0123456789"


def in_family_order(records: Sequence[Record], vocabulary: Vocabulary) -> list[Record]:
    """Families together, the rows of each as they stood; what the form does not know comes last, then blank rows."""
    places = _places(vocabulary)
    return sorted(records, key=lambda record: _place(record, places))


def stands_in_order(records: Sequence[Record], vocabulary: Vocabulary) -> bool:
    return in_family_order(records, vocabulary) == list(records)


def _places(vocabulary: Vocabulary) -> dict[tuple[str, str], int]:
    """The first place of each family, for a form may print a label twice."""
    families = [
        (normalise_label(category.label), normalise_label(subcategory.label))
        for category in vocabulary.categories
        for subcategory in category.subcategories
    ]
    return {family: families.index(family) for family in families}


def _place(record: Record, places: dict[tuple[str, str], int]) -> tuple[int, int]:
    if not any(record.values()):
        return 2, 0
    level1, level2 = (normalise_label(record.get(level, "")) for level in ("level1", "level2"))
    found = places.get((level1, level2), places.get((level1, level2.rstrip(DIGITS))))
    return (1, 0) if found is None else (0, found)
