"""What a declaration says of its own labels and heads, as text: ``unit_name``, ``fund:annual:total``, ``own``."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from performance.content.model import FundPeriod
from performance.documents.forms.declarable import COLUMNS, FIELDS, LONGEST_TEXT, MOST_WORDS, fund_fault
from performance.documents.forms.words import OwnWords, normalise, tables

OWN = "own"


def own_words_of(raw: object) -> tuple[OwnWords, list[str]]:
    """The words, and what is wrong with any of them."""
    if not isinstance(raw, dict) or raw.keys() - {"labels", "heads"}:
        return OwnWords({}, {}), ["“words”应有 labels、heads，别无他项。"]
    labels, heads = raw.get("labels", {}), raw.get("heads", {})
    problems = [*_faults(labels, "labels"), *_faults(heads, "heads")]
    if problems:
        return OwnWords({}, {}), problems
    meant = {normalise(text): meaning_of(entry) for text, entry in labels.items()}
    problems += [
        f"words：没有“{labels[text]}”这种意思。" for text in labels if meant[normalise(text)] is None
    ]
    problems += [f"words：没有“{key}”这一栏。" for key in heads.values() if key not in COLUMNS | {OWN}]
    known = {text: kind for text, kind in meant.items() if kind is not None}
    return OwnWords(known, {normalise(text): key for text, key in heads.items()}), problems


def _faults(entry: object, where: str) -> Iterator[str]:
    if not isinstance(entry, dict) or len(entry) > MOST_WORDS:
        yield f"words：“{where}”应为至多{MOST_WORDS}个词。"
        return
    for text, key in entry.items():
        if not isinstance(key, str) or not 0 < len(text) <= LONGEST_TEXT:
            yield f"words：“{text[:LONGEST_TEXT]}”应写明它的意思。"


def meaning_of(said: str) -> tuple[str, str] | None:
    """Kind and key of a label by what is written of it, or None if nothing is called so.

    ``fund::fiscal`` is money of the years that the total above it is for.
    """
    kind, _, key = said.partition(":")
    if said == OWN:
        return OWN, "text"
    if kind == "fund":
        period, _, source = key.partition(":")
        known = not fund_fault(f"{period or FundPeriod.ANNUAL.value}:{source}")
        return ("fund", f"{source} {period}".strip()) if known else None
    if kind == "group" and key in groups():
        return "group", key
    return ("field", said) if said in FIELDS else None


def said_of(kind: str, key: str) -> str:
    """A meaning as it is written: the inverse of ``meaning_of``."""
    if kind == "fund":
        source, _, period = key.partition(" ")
        return f"fund:{period}:{source}"
    return {"group": f"group:{key}", OWN: OWN}.get(kind, key)


def groups() -> frozenset[str]:
    return frozenset(key for kind, key in tables().labels.values() if kind == "group")


def plain_words(words: OwnWords) -> Mapping[str, Mapping[str, str]]:
    """As a declaration writes them."""
    labels = {text: said_of(kind, key) for text, (kind, key) in words.labels.items()}
    return {"labels": labels, "heads": words.heads}
