"""Beside which field of a form a finding stands: the way over the place where the layout prints the value."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from indicators.text import normalise_label
from performance.content.model import SectionKind, StatementContent
from performance.documents.blocks import Anchor
from performance.documents.cells import Items, Values
from performance.documents.locations import Subject
from performance.documents.recognition import layout_of
from performance.documents.records import NUMBER
from performance.documents.trees import records_of
from performance.entry.controls import FieldRemark
from performance.entry.sheet import EntrySheet, Owner
from performance.review import Finding, OwnerKind
from performance.review.mends import fitting

SECTIONS, PROJECTS = "sections", "projects"
Placed = tuple[dict[str, list[FieldRemark]], list[FieldRemark]]


def beside_fields(
    sheet: EntrySheet[Owner], owner: Owner, content: StatementContent, findings: Iterable[Finding]
) -> Placed:
    """The remarks by the name of a field, and those that no field of this sheet shows; each with its cures."""
    remarks: dict[str, list[FieldRemark]] = {}
    aside = []
    for finding, name in placed(sheet, owner, content, findings):
        remark = FieldRemark.of(finding, fitting(content, finding))
        if name:
            remarks.setdefault(name, []).append(remark)
        else:
            aside.append(remark)
    return remarks, aside


def placed(
    sheet: EntrySheet[Owner], owner: Owner, content: StatementContent, findings: Iterable[Finding]
) -> Iterator[tuple[Finding, str]]:
    """Each finding with the name of its field; no name where no field of this sheet shows it."""
    find = field_finder(sheet, owner, content)
    for finding in findings:
        place = finding.place
        subject = Subject(place.owner.value, place.index, place.row, place.field)
        yield finding, find(subject, finding.evidence)


def field_finder(
    sheet: EntrySheet[Owner], owner: Owner, content: StatementContent
) -> Callable[[Subject, str], str]:
    """Tells the field that asks for a value; of several that hold it, the one that says what is quoted. Nothing for none."""
    names = _Names(sheet, owner)
    locate = layout_of(content.province, content.edition).locate

    def find(subject: Subject, quoted: str) -> str:
        own = (_own_anchor(anchor, content) for anchor in locate(content, subject).anchors)
        return next((name for anchor in own if (name := names.of(anchor, quoted))), "")

    return find


def of_department(findings: Iterable[Finding]) -> Iterator[Finding]:
    return (finding for finding in findings if finding.place.owner is not OwnerKind.PROJECT)


def of_project(findings: Iterable[Finding], index: int) -> Iterator[Finding]:
    for finding in findings:
        if finding.place.owner is OwnerKind.PROJECT and finding.place.index == index:
            yield finding


def _own_anchor(anchor: Anchor, content: StatementContent) -> Anchor:
    """Sections that are printed in running text, and projects that are listed, have fields of their own."""
    if anchor.group == PROJECTS:
        return Anchor(anchor.field)
    if anchor.group != SECTIONS:
        return anchor
    kind = content.sections[anchor.record].kind
    if kind is not SectionKind.FUNCTIONAL_GOAL:
        return Anchor(kind.value)
    before = sum(section.kind is kind for section in content.sections[: anchor.record])
    return Anchor(anchor.field, kind.value, before)


class _Names:
    """The field that asks for what is printed at an anchor."""

    def __init__(self, sheet: EntrySheet[Owner], owner: Owner) -> None:
        self.names: dict[Anchor, str] = {}
        self.items: dict[Anchor, list[tuple[str, str]]] = {}
        values = sheet.values(owner)
        for question in sheet.questions:
            if isinstance(question.spec, Items):
                records = values.get(question.group) or ()
                assert isinstance(records, tuple)  # noqa: S101 - narrows what such a cell holds
                texts = [(question.name(n), normalise_label(item)) for n, item in enumerate(records)]
                self.items[Anchor(question.group)] = texts or [(question.name(0), "")]
            elif question.group:
                for number, printed in enumerate(_numbers(values, question.group)):
                    anchor = Anchor(question.field, question.group, printed)
                    self.names.setdefault(anchor, question.name(number))
            else:
                self.names[Anchor(question.field)] = question.field

    def of(self, anchor: Anchor, evidence: str) -> str | None:
        items = self.items.get(anchor)
        if not items:
            return self.names.get(anchor)
        quoted = normalise_label(evidence)
        return next((name for name, text in items if quoted and quoted in text), items[0][0])


def _numbers(values: Values, group: str) -> list[int]:
    """How the layout counts the records of a group."""
    return [int(str(record.get(NUMBER, n))) for n, record in enumerate(records_of(values, group))] or [0]
