"""How far findings stand by explanations alone: in figures, for whoever has to decide whether that will do."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from performance.models import Verdict, Waiver
from performance.review import Finding, Severity

WHOLESALE = 10  # so many findings by one sentence, and nobody has looked at each of them


def sentence_of(reason: str) -> str:
    """What two explanations have in common that say the same, whatever their spaces and final stops."""
    return "".join(reason.split()).rstrip("。.！!；;，,")


@dataclass(frozen=True)
class Explained:
    """``number`` findings stand by an explanation, ``alike`` of them by the same ``sentence``, the most frequent.

    ``unjudged_alike`` of these no reviewer has accepted yet; ``unconsented`` are errors that wait for consent.
    """

    number: int = 0
    alike: int = 0
    sentence: str = ""
    unjudged_alike: int = 0
    unconsented: tuple[Finding, ...] = ()
    rejected: int = 0

    @property
    def share(self) -> int:
        """In whole percent, never rounded up to all of them."""
        return self.alike * 100 // self.number if self.number else 0

    @property
    def is_wholesale(self) -> bool:
        return self.unjudged_alike >= WHOLESALE

    def __str__(self) -> str:
        if not self.number:
            return "没有以说明代替修改的问题"
        same = f"，其中{self.alike}处（{self.share}%）用同一句话" if self.alike > 1 else ""
        return f"以说明代替修改{self.number}处{same}"


def explained(
    answered: Sequence[tuple[Finding, Waiver]], rejected: Sequence[tuple[Finding, Waiver]] = ()
) -> Explained:
    if not answered:
        return Explained(rejected=len(rejected))
    sentences = Counter(sentence_of(waiver.reason) for _, waiver in answered)
    sentence, alike = sentences.most_common(1)[0]
    same = [waiver for _, waiver in answered if sentence_of(waiver.reason) == sentence]
    return Explained(
        len(answered),
        alike,
        same[0].reason,
        sum(waiver.verdict != Verdict.ACCEPTED for waiver in same),
        tuple(
            finding
            for finding, waiver in answered
            if finding.severity is Severity.ERROR and waiver.verdict != Verdict.ACCEPTED
        ),
        len(rejected),
    )
