"""Reading a document with an account of it: what was placed, what was not, what was wrong and where."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import groupby

from performance.content.model import StatementContent
from performance.documents.blocks import PagePicture, Source, SourcePlace, SourceRow
from performance.documents.mirror import Mirror


def character_count(text: str) -> int:
    """How many non-blank characters a text has: the measure of “nothing was dropped”."""
    return sum(map(len, text.split()))


@dataclass(frozen=True, slots=True)
class ReadingRemark:
    """A sentence about a place in the document; ``label`` is the printed caption it stands under.

    ``value`` is what is printed there, if the sentence speaks of one cell.
    """

    place: SourcePlace | None
    label: str
    message: str
    value: str = ""

    def __str__(self) -> str:
        where = [str(self.place)] if self.place else []
        if self.label:
            where.append(f"“{self.label}”")
        return f"{' '.join(where)}：{self.message}" if where else self.message


@dataclass(frozen=True, slots=True)
class Unplaced:
    """Characters of the source that no part of the layout asked for."""

    place: SourcePlace
    text: str


@dataclass(frozen=True, slots=True)
class Likely:
    """A form that a document may be printed in, and the share that says so: of its labels, or of the text placed."""

    name: str
    share: float
    measure: str = "相同栏目"

    @property
    def percent(self) -> int:
        return int(min(self.share, 1.0) * 100)


@dataclass(frozen=True, slots=True)
class Report:
    """The account of one reading. ``problems`` mean that something was not understood.

    ``normalised`` are cells that were understood, but say it otherwise than the content keeps it. ``uncertain`` are
    cells of a scan whose text may not be what stands there. ``likely`` is the form it was read as, and the next best.
    """

    characters: int
    noise: tuple[tuple[str, int], ...]
    unplaced: tuple[Unplaced, ...]
    problems: tuple[ReadingRemark, ...]
    notices: tuple[ReadingRemark, ...]
    normalised: tuple[ReadingRemark, ...] = ()
    uncertain: tuple[ReadingRemark, ...] = ()
    likely: tuple[Likely, ...] = ()

    @property
    def percent(self) -> int:
        """The share in whole per cent; never a hundred for less than all."""
        whole = int(self.placed_share * 100)
        return whole if self.complete else min(whole, 99)

    @property
    def placed_share(self) -> float:
        """Share of the non-blank characters, known noise left out, that went into the content."""
        carrying = self.characters - sum(count for _, count in self.noise)
        lost = sum(character_count(piece.text) for piece in self.unplaced)
        return 1.0 if carrying == 0 else (carrying - lost) / carrying

    @property
    def shortfall(self) -> str:
        """What a review of this reading cannot be: a verdict on the text. Empty for a complete reading."""
        if self.complete:
            return (
                f"文件是扫描件，有{len(self.uncertain)}格的文字没有把握，请先核对" if self.uncertain else ""
            )
        return f"文件没有读全（读入{self.percent}%的文字），不能判断有没有问题，请先处理没有读懂的内容"

    @property
    def complete(self) -> bool:
        return not self.unplaced and not self.problems

    def complaints(self) -> list[str]:
        """All that keeps this reading from being complete, one addressed sentence each."""
        lost = [
            f"{place}：这段文字未能归入任何栏目：{''.join(f'“{_short(piece.text)}”' for piece in pieces)}。"
            for place, pieces in groupby(self.unplaced, key=lambda piece: piece.place)
        ]
        return [str(problem) for problem in self.problems] + lost


@dataclass(frozen=True, slots=True)
class Read:
    """``mirror`` is the source beside it, where somebody is to look at both.

    ``scan`` is the source itself where its text was recognised in a picture: ``confirmed`` cells of it, that the
    recognition was not sure of, were looked at by a person, and ``corrected`` of these were not right. ``pictures``
    are its pages. ``parts`` are the readings, with their files' names, that this one was put together from.
    """

    content: StatementContent
    report: Report
    mirror: Mirror | None = None
    scan: bytes | None = None
    confirmed: int = 0
    corrected: int = 0
    pictures: tuple[PagePicture, ...] = ()
    parts: tuple[tuple[str, Read], ...] = ()


def _short(text: str) -> str:
    flat = " ".join(text.split())
    return flat if len(flat) <= 60 else flat[:60] + "…"


@dataclass
class Cursor:
    """The rows still to be read, and the account of those that were."""

    rows: Sequence[SourceRow]
    index: int = 0
    unplaced: list[Unplaced] = field(default_factory=list)
    problems: list[ReadingRemark] = field(default_factory=list)
    notices: list[ReadingRemark] = field(default_factory=list)
    normalised: list[ReadingRemark] = field(default_factory=list)

    @property
    def row(self) -> SourceRow | None:
        """The next row, or None at the end."""
        return self.rows[self.index] if self.index < len(self.rows) else None

    @property
    def place(self) -> SourcePlace:
        """Where the next row stands; at the end, where the last one stood."""
        return self.rows[min(self.index, len(self.rows) - 1)].place if self.rows else SourcePlace(1)

    def ahead(self, rows: int) -> Sequence[SourceRow]:
        """The next row and those behind it, as many as there are of these."""
        return self.rows[self.index : self.index + rows]

    def advance(self, rows: int = 1) -> None:
        self.index += rows

    def leave_out(self, row: SourceRow) -> None:
        """Record every non-blank cell of a row as not placed."""
        self.unplaced += [Unplaced(row.place, cell) for cell in row.cells if cell.strip()]

    def skip(self) -> None:
        """Pass over the next row as not placed."""
        if self.row is not None:
            self.leave_out(self.row)
            self.advance()

    def problem(
        self, message: str, *, label: str = "", place: SourcePlace | None = None, value: str = ""
    ) -> None:
        self.problems.append(ReadingRemark(place or self.place, label, message, value))

    def notice(self, message: str, *, label: str = "", place: SourcePlace | None = None) -> None:
        self.notices.append(ReadingRemark(place, label, message))

    def report(self, source: Source) -> Report:
        noise: Counter[str] = Counter()
        for piece in source.noise:
            noise[piece.kind] += character_count(piece.text)
        written = sum(character_count("\n".join(row.cells)) for row in source.rows)
        return Report(
            characters=written + noise.total(),
            noise=tuple(sorted(noise.items())),
            unplaced=tuple(self.unplaced),
            problems=tuple(self.problems),
            notices=tuple(self.notices),
            normalised=tuple(self.normalised),
        )
