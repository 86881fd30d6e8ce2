"""What is asked of whoever teaches a form: each label and head of the example, and what it was taken for."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from performance.content.model import FundPeriod
from performance.documents.forms.own_words import OWN, meaning_of, said_of
from performance.documents.forms.words import OwnWords, head_of, label_of, normalise

CONTENT = "content"  # a text of the example, not of the form
GROUP = "group:other"


@dataclass(frozen=True)
class LabelSlot:
    """``said`` is what the label means as a declaration writes it; ``sure`` where all forms mean so by it."""

    text: str
    said: str
    sample: str = ""
    sure: bool = True

    @property
    def name(self) -> str:
        return normalise(self.text)


@dataclass(frozen=True)
class HeadSlot:
    """``key`` is the column that a head names; blank for one that is kept under its own head."""

    text: str
    key: str
    sample: str = ""
    sure: bool = True

    @property
    def name(self) -> str:
        return normalise(self.text)


@dataclass(frozen=True)
class Answers:
    """What a person said of labels and heads, by their names; what is not said is proposed."""

    labels: Mapping[str, str] = field(default_factory=dict)
    heads: Mapping[str, str] = field(default_factory=dict)

    def said_of(self, text: str) -> str:
        """What a label means, or ``""`` for a text that nobody knows."""
        if (meaning := self.labels.get(normalise(text))) is not None:
            return meaning
        label = label_of(text)
        return said_of(label.kind, label.key) if label is not None else ""

    def as_words(self) -> OwnWords:
        """What was said, for whoever reads the example."""
        meant = {name: meaning_of(meaning) for name, meaning in self.labels.items()}
        known = {name: kind for name, kind in meant.items() if kind is not None}
        return OwnWords(known, {name: key or OWN for name, key in self.heads.items()})


def words_for(labels: Iterable[LabelSlot], heads: Iterable[HeadSlot]) -> OwnWords | None:
    """What a declaration must say of its labels and heads, because all forms do not mean so by them."""
    own, columns = {}, {}
    for slot in labels:
        label, meant = label_of(slot.text), meaning_of(slot.said)
        if meant is not None and (label is None or said_of(label.kind, label.key) != slot.said):
            own[slot.name] = meant
    for head in heads:
        if head_of(head.text) != head.key and not (head.key == "" and head_of(head.text) == OWN):
            columns[head.name] = head.key or OWN
    return OwnWords(own, columns) if own or columns else None


def period_of(said: str, above: FundPeriod | None) -> str:
    """A fund's meaning with its period, that of the total above it where the label names none."""
    _, period, source = said.split(":")
    return f"{period or (above or FundPeriod.ANNUAL).value}:{source}"
