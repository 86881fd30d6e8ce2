"""Which declared form a card is printed in: by the heads and labels it shows, never by its title alone."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from indicators.text import normalise_label
from performance.documents.forms.draft import Draft
from performance.documents.forms.form import Form
from performance.documents.forms.known import readable
from performance.documents.forms.words import normalise

ENOUGH = 0.8  # of the labels on both sides
MARGIN = 0.03
_TITLE_COUNTS = 0.02  # less than one label: a national title tells forms of equal labels apart, nothing more


@dataclass(frozen=True, slots=True)
class Likeness:
    """How much of the form's labels a card shows, and how much of the card's labels the form explains."""

    form: Form
    shown: float
    explained: float
    score: float


def likenesses(draft: Draft) -> list[Likeness]:
    """Every form of the card's kind that the reader knows, the likest first."""
    rows = [row for tree in (draft.year, draft.mid) for row in tree.indicators]
    empty = [row for tree in (draft.year, draft.mid) for row in tree.empty]
    families = (*(row.level1 for row in rows), *(row.level1 for row in empty))
    found = frozenset(filter(None, map(normalise, (*draft.labels, *draft.heads, *families))))
    kinds = ("list",) if draft.is_listed else ("project",) if draft.is_project else ("department",)
    forms = [form for form in readable() if form.kind in kinds]
    return sorted((_likeness(form, found, draft.title) for form in forms), key=lambda like: -like.score)


def form_of(draft: Draft) -> tuple[Form | None, Sequence[Likeness]]:
    """The form of a card, if one is like enough, and all that were weighed."""
    weighed = likenesses(draft)
    best = weighed[0] if weighed else None
    if best is None or best.score < ENOUGH:
        return None, weighed
    return best.form, weighed


def _likeness(form: Form, found: frozenset[str], title: str) -> Likeness:
    common = len(form.labels & found)
    shown = common / len(form.labels)
    explained = common / len(found) if found else 0.0
    both = 2 * shown * explained / (shown + explained) if common else 0.0
    titled = _TITLE_COUNTS if title and normalise_label(title).endswith(normalise_label(form.title)) else 0.0
    return Likeness(form, shown, explained, both + titled)
