"""A text before 报送: what stands in its way by kind, each with the field that mends it, and how each form stands."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from django.urls import reverse

from performance.content.model import ProjectContent, StatementContent
from performance.entry.answers import answers_of
from performance.entry.controls import Notes
from performance.entry.frames import Frame, Setting, frames
from performance.entry.placing import of_department, of_project, placed
from performance.entry.sheet import EntrySheet
from performance.entry.sheets import department_sheets, project_sheet
from performance.findings.statement_review import StatementReview
from performance.models import Waiver
from performance.review import Finding, Severity, group

MOST_AT_A_GLANCE = 3  # places of one kind that are listed without opening it
MOST_BLOCKING = 20  # the same, of a kind that blocks
Tally = tuple[tuple[Severity, int], ...]


@dataclass(frozen=True)
class CheckedForm:
    """``key`` names the form in the address of the check. ``answers`` are there only of the form that is asked for."""

    key: str
    title: str
    address: str
    tally: Tally
    explained: int
    answers: Sequence[Frame] | None = None

    @property
    def passes(self) -> bool:
        """Whether nothing is left to mend or to explain."""
        return not any(count for severity, count in self.tally if severity is not Severity.HINT)


@dataclass(frozen=True)
class Spot:
    """One finding and the address of the field that mends it."""

    finding: Finding
    address: str
    answer: Waiver | None = None
    rejected: Waiver | None = None
    answerable: bool = False


@dataclass(frozen=True)
class Kind:
    """The findings of one rule and severity: mended one by one, explained together."""

    spots: tuple[Spot, ...]

    @property
    def first(self) -> Finding:
        return self.spots[0].finding

    @property
    def waiting(self) -> list[Spot]:
        return [spot for spot in self.spots if spot.answerable and not spot.answer]

    @property
    def says_the_same(self) -> bool:
        return len({spot.finding.message for spot in self.spots}) == 1

    @property
    def is_open(self) -> bool:
        most = MOST_BLOCKING if self.first.severity is Severity.ERROR else MOST_AT_A_GLANCE
        return len(self.spots) <= most


@dataclass(frozen=True)
class CheckedText:
    """``asking`` blocks first; ``explained`` are answered, ``hints`` ask for nothing."""

    forms: Sequence[CheckedForm]
    asking: Sequence[Kind] = ()
    explained: Sequence[Kind] = ()
    hints: Sequence[Kind] = ()

    @property
    def waiting(self) -> list[CheckedForm]:
        return [form for form in self.forms if not form.passes]

    @property
    def passed(self) -> list[CheckedForm]:
        return [form for form in self.forms if form.passes]

    @property
    def opens_passed(self) -> bool:
        """Whether the answers that are asked for are of a form that has passed."""
        return any(form.answers is not None for form in self.passed)


@dataclass
class _Gathered:
    forms: list[CheckedForm] = field(default_factory=list)
    spots: dict[int, Spot] = field(default_factory=dict)  # by the identity of the finding


def checked_text(statement, user, seen: StatementReview, wanted: str = "") -> CheckedText:
    """``wanted`` is the key of the form whose answers are shown. Raises UnknownLayout."""
    gathered = _Gathered()
    content = seen.content
    if not seen.is_partial:
        _add_department(gathered, statement, seen, wanted)
    rows = statement.projects.visible_to(user).values_list("pk", flat=True)
    for index, (row, project) in enumerate(zip(rows, content.projects, strict=True)):
        sheet = project_sheet(content.province, content.edition, project.form)
        own = list(of_project(seen.findings, index))
        address = reverse("entry_project", args=[statement.pk, row])
        found = placed(sheet, project, content, own) if own else ()
        gathered.spots.update((id(f), _spot(f, address, name, seen)) for f, name in found)
        title = f"{project.code} {project.name}".strip() or "（未填项目名称）"
        shown = _answers(sheet, project, content) if wanted == str(row) else None
        gathered.forms.append(CheckedForm(str(row), title, address, *_standing(own, seen), shown))
    return CheckedText(gathered.forms, *_kinds(gathered, seen))


def _add_department(gathered: _Gathered, statement, seen: StatementReview, wanted: str) -> None:
    """What no field shows is mended on the last sheet, which is the main one."""
    content = seen.content
    left = list(of_department(seen.findings))
    sheets = department_sheets(content.province, content.edition, content.form)
    for sheet in sheets:
        address = reverse("entry_sheet", args=[statement.pk, sheet.key])
        found = list(placed(sheet, content, content, left)) if left else []
        own = [(finding, name) for finding, name in found if name or sheet is sheets[-1]]
        gathered.spots.update((id(finding), _spot(finding, address, name, seen)) for finding, name in own)
        left = [finding for finding in left if id(finding) not in gathered.spots]
        standing = _standing((finding for finding, _ in own), seen)
        shown = _answers(sheet, content, content) if wanted == sheet.key else None
        gathered.forms.append(CheckedForm(sheet.key, sheet.title, address, *standing, shown))


def _spot(finding: Finding, address: str, name: str, seen: StatementReview) -> Spot:
    mark = finding.fingerprint
    return Spot(
        finding,
        f"{address}#f-{name}" if name else address,
        seen.answers.get(mark),
        seen.rejected.get(mark),
        mark in seen.answerable,
    )


def _standing(own: Iterable[Finding], seen: StatementReview) -> tuple[Tally, int]:
    """How many findings of each severity are open on a form, and how many are explained."""
    found = list(own)
    left = [finding for finding in found if finding.fingerprint not in seen.answers]
    tally = tuple((severity, sum(f.severity is severity for f in left)) for severity in Severity)
    return tally, len(found) - len(left)


def _kinds(gathered: _Gathered, seen: StatementReview) -> tuple[list[Kind], list[Kind], list[Kind]]:
    explained = [finding for finding in seen.findings if finding.fingerprint in seen.answers]
    left = [finding for finding in seen.findings if finding.fingerprint not in seen.answers]
    asking = [finding for finding in left if finding.severity is not Severity.HINT]
    hints = [finding for finding in left if finding.severity is Severity.HINT]
    asking_kinds, explained_kinds, hint_kinds = (
        [Kind(tuple(gathered.spots[id(finding)] for finding in kind)) for kind in _by_kind(findings)]
        for findings in (asking, explained, hints)
    )
    return asking_kinds, explained_kinds, hint_kinds


def _by_kind(findings: Iterable[Finding]) -> Iterator[list[Finding]]:
    """In the order of the review; what one rule says in several ways is one kind."""
    kinds: dict[tuple[Severity, str], list[Finding]] = {}
    for alike in group(findings):
        kinds.setdefault((alike.first.severity, alike.first.code), []).extend(alike.findings)
    yield from kinds.values()


def _answers(
    sheet: EntrySheet, owner: StatementContent | ProjectContent, content: StatementContent
) -> list[Frame]:
    vocabulary = sheet.vocabulary_in(content.province, content.edition)
    return frames(sheet, owner, Setting(answers_of(sheet, owner), Notes(), vocabulary, content.year))
