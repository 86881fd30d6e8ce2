"""A text as a page shows it under review: its findings beside it, and marks where they stand in the print."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import groupby
from types import MappingProxyType

from performance.content.model import StatementContent
from performance.documents.blocks import Printed, Spot
from performance.documents.formats.html.cells import HtmlPart, html_parts
from performance.documents.formats.html.markup import HtmlMark, HtmlRemark, Marks, marks_by_block
from performance.documents.locations import Subject
from performance.documents.recognition import layout_of
from performance.findings.decisions import Decision, decisions
from performance.findings.printed_findings import Finder, spot_finder, spot_of
from performance.models import Verdict, Waiver
from performance.review import (
    Finding,
    ReviewAccount,
    RuleSet,
    Score,
    Severity,
    Topic,
    account_of,
    group,
    lowest,
    scores,
)

FOLDED_FROM = 4  # more places than may stand in sight under each remark


def cell_id(spot: Spot) -> str:
    return f"at-{spot.part}-{spot.block}-{spot.row}-{spot.cell}"


@dataclass(frozen=True)
class Note:
    """Something else than a finding that is to be shown where a value is printed."""

    subject: Subject
    remark: HtmlRemark


@dataclass(frozen=True)
class ShownFinding:
    """A finding with the name of its printed cell, and with its answer, if it has one.

    ``answerable``: the reader may answer it now, or take the answer back. ``rejected`` is an answer that a reviewer did
    not accept; ``verdicts`` are what the reader may say to either.
    """

    id: str
    finding: Finding
    spot: Spot
    answer: Waiver | None = None
    answerable: bool = False
    rejected: Waiver | None = None
    verdicts: frozenset[str] = frozenset()

    @property
    def cell_id(self) -> str:
        return cell_id(self.spot)

    @property
    def waits(self) -> bool:
        """For an answer, and for the reader's."""
        return self.answerable and self.answer is None

    @property
    def last_answer(self) -> Waiver | None:
        return self.answer or self.rejected

    def awaits(self, verdict: Verdict) -> bool:
        """Whether the reader may say this of the answer, and nobody has said it already."""
        return (
            verdict in self.verdicts and self.last_answer is not None and self.last_answer.verdict != verdict
        )


@dataclass(frozen=True)
class ShownGroup:
    """Findings that say the same about different places."""

    shown: tuple[ShownFinding, ...]

    @property
    def id(self) -> str:
        """What marks link to: it stays in sight where the places are folded away."""
        return f"group-{self.shown[0].id}"

    @property
    def first(self) -> Finding:
        return self.shown[0].finding

    @property
    def open(self) -> tuple[ShownFinding, ...]:
        return tuple(each for each in self.shown if each.answer is None)

    @property
    def may_be_explained(self) -> bool:
        """Whether this is one of the errors that need not be mended."""
        return self.first.severity is Severity.ERROR and self.first.waivable

    @property
    def is_folded(self) -> bool:
        return len(self.shown) >= FOLDED_FROM

    @property
    def waiting(self) -> tuple[ShownFinding, ...]:
        return tuple(each for each in self.shown if each.waits)

    @property
    def judgements(self) -> list[tuple[Verdict, tuple[ShownFinding, ...]]]:
        """What the reader may say, and of which answers."""
        found = ((verdict, tuple(each for each in self.shown if each.awaits(verdict))) for verdict in Verdict)
        return [(verdict, judged) for verdict, judged in found if judged]


@dataclass(frozen=True)
class TopicGroups:
    """The groups of one severity that are about one thing. Wording is folded unless it blocks."""

    topic: Topic
    groups: tuple[ShownGroup, ...]
    is_folded: bool

    @property
    def count(self) -> int:
        return sum(len(group.shown) for group in self.groups)


@dataclass(frozen=True)
class Level:
    """All findings of one severity."""

    severity: Severity
    groups: tuple[ShownGroup, ...]

    @property
    def topics(self) -> tuple[TopicGroups, ...]:
        """The groups under their headings, in the order of weight."""
        parted = groupby(self.groups, key=lambda each: each.first.topic)
        blocks = self.severity is Severity.ERROR
        return tuple(
            TopicGroups(topic, tuple(groups), is_folded=topic is Topic.WORDING and not blocks)
            for topic, groups in parted
        )

    @property
    def count(self) -> int:
        return sum(len(group.shown) for group in self.groups)

    @property
    def answered(self) -> int:
        return sum(len(group.shown) - len(group.open) for group in self.groups)


@dataclass(frozen=True)
class LaidOut:
    """A text as its form and as its page, with the way from a value to the place where it stands."""

    printed: Printed
    parts: Sequence[HtmlPart]
    find: Finder
    content: StatementContent


@dataclass(frozen=True)
class MarkedText:
    """``note_ids`` name the printed place of each note."""

    printed: Printed
    parts: Sequence[HtmlPart]
    marks: Marks
    levels: tuple[Level, ...]
    decisions: tuple[Decision, ...]
    account: ReviewAccount
    scores: tuple[Score, ...]
    note_ids: tuple[str, ...] = ()

    @property
    def count(self) -> int:
        return sum(level.count for level in self.levels)

    @property
    def only_hints(self) -> bool:
        return all(level.severity is Severity.HINT or not level.count for level in self.levels)


NO_ANSWERS: Mapping[str, Waiver] = MappingProxyType({})
NO_VERDICTS: Mapping[str, frozenset[str]] = MappingProxyType({})


def laid_out(content: StatementContent) -> LaidOut:
    """Raises UnknownLayout."""
    printed = layout_of(content.province, content.edition).render(content)
    printed = replace(printed, parts=tuple(part.drawn for part in printed.parts))
    return LaidOut(printed, html_parts(printed), spot_finder(content, printed), content)


# Pages are opened far more often than texts change. Only for contents out of the database, as the review that is
# remembered: what a file says may be equal and yet print its numbers with other zeros.
cached_layout = lru_cache(maxsize=4)(laid_out)  # a text of 1,000 projects takes some tens of megabytes


def marked_text(
    text: LaidOut,
    findings: Sequence[Finding],
    *,
    rule_set: RuleSet | None = None,
    answers: Mapping[str, Waiver] = NO_ANSWERS,
    answerable: Iterable[str] = (),
    rejected: Mapping[str, Waiver] = NO_ANSWERS,
    judgeable: Mapping[str, frozenset[str]] = NO_VERDICTS,
    notes: Sequence[Note] = (),
) -> MarkedText:
    """What is said to findings, and what may be said, goes by fingerprint."""
    may_answer = set(answerable)
    shown = [
        ShownFinding(
            f"finding-{number}",
            finding,
            spot_of(finding, text.find),
            answers.get(finding.fingerprint),
            finding.fingerprint in may_answer,
            rejected.get(finding.fingerprint),
            judgeable.get(finding.fingerprint, frozenset()),
        )
        for number, finding in enumerate(findings, 1)
    ]
    levels = tuple(_levels(shown))
    noted = [(text.find(note.subject, ""), note.remark) for note in notes]
    marks = marks_by_block(_marks(levels, noted))
    note_ids = tuple(cell_id(spot) for spot, _ in noted)
    return MarkedText(
        text.printed,
        text.parts,
        marks,
        levels,
        decisions(text.content, findings),
        account_of(text.content, findings, rule_set),
        lowest(scores(text.content, findings, rule_set)),
        note_ids,
    )


def _levels(shown: Sequence[ShownFinding]) -> Iterator[Level]:
    by_finding = {id(each.finding): each for each in shown}
    groups = group(each.finding for each in shown)
    for severity in Severity:
        level = [found for found in groups if found.first.severity is severity]
        yield Level(
            severity, tuple(ShownGroup(tuple(by_finding[id(f)] for f in found.findings)) for found in level)
        )


def _marks(
    levels: Sequence[Level], noted: Sequence[tuple[Spot, HtmlRemark]]
) -> Iterator[tuple[Spot, HtmlMark]]:
    """One mark for each place, of the gravest kind that stands there; each rule speaks once."""
    places: dict[Spot, dict[str, HtmlRemark]] = defaultdict(dict)
    kinds: dict[Spot, str] = {}
    for level in levels:
        label, kind = level.severity.label, level.severity.value
        for each_group in level.groups:
            first = each_group.first
            remark = HtmlRemark(f"#{each_group.id}", f"{label}{first.code}", first.message)
            for each in each_group.shown:
                places[each.spot].setdefault(first.code, remark)
                kinds.setdefault(each.spot, kind)
    for spot, remark in noted:
        places[spot][remark.href] = remark
        kinds.setdefault(spot, "note")
    for spot, kind in kinds.items():
        yield spot, HtmlMark(cell_id(spot), kind, tuple(places[spot].values()))
