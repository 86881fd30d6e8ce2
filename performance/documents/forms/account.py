"""The account of reading a form: what was wrong, what is worth knowing, what carries nothing."""

from __future__ import annotations

from dataclasses import dataclass, field

from performance.documents.blocks import Noise, SourcePlace
from performance.documents.reading import Remark


@dataclass
class Account:
    problems: list[Remark] = field(default_factory=list)
    notices: list[Remark] = field(default_factory=list)
    normalised: list[Remark] = field(default_factory=list)
    noise: list[Noise] = field(default_factory=list)

    def problem(self, place: SourcePlace, message: str, label: str = "", value: str = "") -> None:
        self.problems.append(Remark(place, label, message, value))

    def notice(self, place: SourcePlace, message: str, label: str = "", value: str = "") -> None:
        self.notices.append(Remark(place, label, message, value))
