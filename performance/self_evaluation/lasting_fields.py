"""Names of a card's fields that stay when the card is led to another approved text, whose indicators may stand in another order."""

from __future__ import annotations

from collections import Counter
from hashlib import sha256

from performance.content.self_evaluation import RESULT_FIELDS, CardContent
from performance.self_evaluation.card import result_field
from performance.self_evaluation.page_fields import ANSWER, labels_of

OF_KEY = 16  # characters that tell an indicator from the others of its card


def lasting_fields(content: CardContent) -> dict[str, str]:
    """By the names of the page's fields; what answers a finding is no field of the card."""
    names = {name: name for name in labels_of(content) if not name.startswith(ANSWER)}
    met: Counter[str] = Counter()
    for place, row in enumerate(content.results):
        key = sha256("\n".join(row.key).encode()).hexdigest()[:OF_KEY]
        met[key] += 1  # as ``fitted_rows`` has it: the first of a name is the first of that name
        for name in RESULT_FIELDS:
            field = result_field(place, name)
            names[field] = f"result-{key}-{met[key]}-{name}"
    return {field: name for field, name in names.items() if not field.endswith("-unused")}


def labels_of_lasting(content: CardContent) -> dict[str, str]:
    """What a page calls them, in the order of the page."""
    labels = labels_of(content)
    return {name: labels[field] for field, name in lasting_fields(content).items()}
