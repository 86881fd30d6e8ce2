"""Whose papers a workbook holds, and what stood in each when it was made: against that its cells are held."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any, ClassVar, Self

from performance.importing.template.signed import SignedIdentity


@dataclass(frozen=True)
class PaperIdentity:
    """A sheet: of which row, held against which approved text. ``base`` are its texts, without those that are blank."""

    title: str
    row: int
    revision: int
    base: dict[str, str]


@dataclass(frozen=True)
class Papers(SignedIdentity):
    """``owner`` is the key of the period or the text, ``of`` its name."""

    owner: int
    of: str
    papers: tuple[PaperIdentity, ...]

    def payload(self) -> dict[str, Any]:
        return asdict(self)

    @classmethod
    def of_payload(cls, payload: dict[str, Any]) -> Self:
        papers = tuple(PaperIdentity(**paper) for paper in payload.pop("papers"))
        return cls(**payload, papers=papers)

    def said(self) -> list[tuple[str, str]]:
        return [("属于", self.of), ("份数", f"{len(self.papers)}")]


@dataclass(frozen=True)
class ReportPapers(Papers):
    salt: ClassVar[str] = "performance.importing.written.reports"
    called: ClassVar[str] = "监控报告的离线工作簿"


@dataclass(frozen=True)
class CardPapers(Papers):
    salt: ClassVar[str] = "performance.importing.written.cards"
    called: ClassVar[str] = "自评表的离线工作簿"
