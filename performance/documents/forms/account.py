"""The account of reading a form: what was wrong, what is worth knowing, what carries nothing."""

from __future__ import annotations

from dataclasses import dataclass, field

from performance.documents.blocks import Noise, SourcePlace
from performance.documents.reading import ReadingRemark


@dataclass
class ReadingAccount:
    problems: list[ReadingRemark] = field(default_factory=list)
    notices: list[ReadingRemark] = field(default_factory=list)
    normalised: list[ReadingRemark] = field(default_factory=list)
    noise: list[Noise] = field(default_factory=list)

    def problem(self, place: SourcePlace, message: str, label: str = "", value: str = "") -> None:
        self.problems.append(ReadingRemark(place, label, message, value))

    def notice(self, place: SourcePlace, message: str, label: str = "", value: str = "") -> None:
        self.notices.append(ReadingRemark(place, label, message, value))
