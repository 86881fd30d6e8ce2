"""One field of a form with all that stands beside it."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from indicators.readings import reading
from performance.documents.cells import Amount, Percent
from performance.entry.closed_fields import ClosedFields
from performance.entry.form_cells import FormNumber
from performance.entry.sheet import Question
from performance.entry.ticks import Tick, ticks_of
from performance.review import Finding
from performance.review.mends import Edit, Mend

CHARACTERS_PER_LINE, TALLEST = 34, 14
NUMBERED = "第{}行 {}"


@dataclass(frozen=True)
class FieldRemark:
    """A finding of the review beside the field it speaks of; ``mark`` names it where it can be mended here."""

    code: str
    severity: str
    label: str
    text: str
    mark: str = ""
    mends: tuple[Mend, ...] = ()

    @classmethod
    def of(cls, finding: Finding, mends: tuple[Mend, ...] = ()) -> FieldRemark:
        return cls(
            finding.code,
            finding.severity.value,
            f"{finding.severity.label} {finding.code}",
            finding.message + finding.remedy,
            finding.fingerprint if mends else "",
            mends,
        )

    @property
    def ways(self) -> str:
        """What a page shows of each way to mend it: the label, and what the fields say before and after."""
        edits = (
            {"label": mend.label, "edits": [_told(edit) for edit in mend.edits if edit.before != edit.after]}
            for mend in self.mends
        )
        return json.dumps(list(edits), ensure_ascii=False, separators=(",", ":")) if self.mends else ""


def _told(edit: Edit) -> list[str | None]:
    after = edit.after if edit.after is None else "\n".join((edit.after, *edit.further))
    return [edit.before, after]


@dataclass(frozen=True)
class FieldComment:
    """What somebody has remarked on a field, in one line; the whole of it, with its answers, stands at ``address``."""

    address: str
    state: str
    label: str
    text: str


@dataclass(frozen=True)
class Awaited:
    """What the value of the indicator of this name will begin and end with, so that a bare number is enough."""

    name: str
    sign: str
    unit: str

    def __bool__(self) -> bool:
        return bool(self.sign or self.unit)


@dataclass(frozen=True)
class Notes:
    """What is to be said beside the fields, by their names; ``aside`` are remarks that no field shows.

    ``earlier`` is what stood there last year, ``previous`` what stood there in the last round and has changed.
    What is ``closed`` is shown, and cannot be filled in.
    """

    problems: Mapping[str, str] = field(default_factory=dict)
    remarks: Mapping[str, Sequence[FieldRemark]] = field(default_factory=dict)
    earlier: Mapping[str, str] = field(default_factory=dict)
    previous: Mapping[str, str] = field(default_factory=dict)
    aside: Sequence[FieldRemark] = ()
    closed: ClosedFields = field(default_factory=ClosedFields)
    comments: Mapping[str, Sequence[FieldComment]] = field(default_factory=dict)
    awaited: Mapping[str, Awaited] = field(default_factory=dict)


@dataclass(frozen=True)
class Control:
    """``label`` tells the field from all others of the page, ``short`` from the others of its row."""

    question: Question
    name: str
    label: str
    short: str
    text: str
    captioned: bool
    year: int | None
    problem: str = ""
    findings: Sequence[FieldRemark] = ()
    earlier: str = ""
    previous: str | None = None
    closed: bool = False
    comments: Sequence[FieldComment] = ()
    awaited: Awaited | None = None

    @property
    def id(self) -> str:
        return f"f-{self.name}"

    @property
    def described_by(self) -> str:
        """The elements of the page that say something about the field."""
        remarked = self.problem or self.findings or self.previous is not None
        context = {"remarks": remarked, "comments": self.comments}
        return " ".join(f"{self.id}-{name}" for name, lines in context.items() if lines)

    @property
    def field(self) -> str:
        return self.question.field

    @property
    def kind(self) -> str:
        """``text`` holds several lines: whatever has some already would lose them in a field of one line."""
        spec, field_spec = self.question.spec, self.question.field_spec
        if isinstance(spec, Amount):
            return "amount"
        if isinstance(spec, Percent):
            return "percent"
        if isinstance(spec, FormNumber):
            return "number"
        if field_spec.only:
            return "ticks" if field_spec.ticks else "select"
        return "text" if field_spec.lines or "\n" in self.text else "line"

    @property
    def unit(self) -> str:
        spec = self.question.spec
        return spec.unit.label if isinstance(spec, Amount) else "%"

    @property
    def rows(self) -> int:
        needed = sum(len(line) // CHARACTERS_PER_LINE + 1 for line in self.text.split("\n"))
        return min(max(self.question.field_spec.lines, needed), TALLEST)

    @property
    def max_length(self) -> int | None:
        return self.question.field_spec.max_length

    @property
    def choices(self) -> tuple[str, ...]:
        """With what stands there, although it may be none of the list: a page that is saved must not lose it."""
        choices = self.question.field_spec.choices
        stands = self.question.field_spec.only and self.text and self.text not in choices
        return (*choices, self.text) if stands else choices

    @property
    def boxes(self) -> tuple[Tick, ...]:
        return ticks_of(self.question, self.text)

    @property
    def preview(self) -> str:
        return reading(self.text, self.year)


def control_of(
    question: Question, number: int, text: str, caption: str, notes: Notes, year: int | None
) -> Control:
    name = question.name(number)
    label = caption or question.field_spec.label
    return Control(
        question,
        name,
        NUMBERED.format(number + 1, label) if question.group else label,
        label,
        text,
        captioned=not question.group,
        year=year,
        problem=notes.problems.get(name, ""),
        findings=notes.remarks.get(name, ()),
        earlier=notes.earlier.get(name, ""),
        awaited=notes.awaited.get(name),
        previous=notes.previous.get(name),
        closed=question in notes.closed,
        comments=notes.comments.get(name, ()),
    )
