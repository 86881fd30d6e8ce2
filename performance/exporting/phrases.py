"""Find any of many phrases in a text, however it is spaced, in a time that does not grow with their number."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable

from performance.exporting.folded_text import fold

_KEY = 2  # so many first characters lead to the lengths that are worth a look


class Phrases:
    """Of phrases that begin at one place the longest is found; spaces, case and invisible signs tell nothing apart."""

    def __init__(self, phrases: Iterable[str]) -> None:
        self._phrases = {folded for phrase in phrases if (folded := _tight(phrase))}
        lengths: dict[str, set[int]] = defaultdict(set)
        for phrase in self._phrases:
            lengths[phrase[:_KEY]].add(len(phrase))
        self._lengths = {key: sorted(found, reverse=True) for key, found in lengths.items()}

    def replaced(self, text: str, replacement: Callable[[str], str]) -> str:
        """The text with each phrase in it replaced by what ``replacement`` makes of it as it stands."""
        if not self._phrases:
            return text
        seen = fold(text, _tight_sign)
        done, at, pieces = 0, 0, []
        while at < len(seen.folded):
            length = self._length_at(seen.folded, at)
            if length:
                start, end = seen.span(at, at + length)
                pieces += [text[done:start], replacement(text[start:end])]
                done = end
            at += length or 1
        return "".join([*pieces, text[done:]])

    def _length_at(self, text: str, at: int) -> int:
        """The length of the longest phrase that begins here, or zero."""
        for key in range(_KEY, 0, -1):
            for length in self._lengths.get(text[at : at + key], ()):
                if text[at : at + length] in self._phrases:
                    return length
        return 0


def _tight(phrase: str) -> str:
    return fold(phrase, _tight_sign).folded


def _tight_sign(sign: str) -> str:
    return "" if sign.isspace() else sign.casefold()
