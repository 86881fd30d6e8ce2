"""Old and new text as one run of segments: what stayed, what went, what came."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from indicators.kinds import LabelledEnum

# A number or a Latin word is one token: ``12.50`` becomes ``13.50`` as a whole, not by one digit.
_WORDS = re.compile(r"[A-Za-z0-9.,%]+|.", re.DOTALL)
_SENTENCES = re.compile(r"[^。；;\n]*[。；;\n]|[^。；;\n]+")
_TOO_LARGE = 1_000_000  # pairs of tokens; beyond this, whole sentences are compared


class Mark(LabelledEnum):
    EQUAL = "equal", "未变"
    DELETE = "delete", "删去"
    INSERT = "insert", "增加"


@dataclass(frozen=True, slots=True)
class Segment:
    mark: Mark
    text: str


def marked(old: str, new: str) -> tuple[Segment, ...]:
    """Equal and deleted segments together say the old text, equal and inserted ones the new."""
    old_words, new_words = _WORDS.findall(old), _WORDS.findall(new)
    if len(old_words) * len(new_words) > _TOO_LARGE:
        old_words, new_words = _SENTENCES.findall(old), _SENTENCES.findall(new)
    return tuple(_segments(old_words, new_words))


def _segments(old: Sequence[str], new: Sequence[str]) -> Iterator[Segment]:
    for tag, i1, i2, j1, j2 in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if tag == "equal":
            yield Segment(Mark.EQUAL, "".join(old[i1:i2]))
            continue
        if i1 < i2:
            yield Segment(Mark.DELETE, "".join(old[i1:i2]))
        if j1 < j2:
            yield Segment(Mark.INSERT, "".join(new[j1:j2]))
