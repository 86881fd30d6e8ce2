"""What a form's page shows: its frames with findings and earlier values beside the fields."""

from __future__ import annotations

import secrets
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from types import MappingProxyType

from indicators.text import normalise_label
from performance.content.starred import STAR, starred
from performance.entry.answers import Answers
from performance.entry.closed_fields import ClosedFields
from performance.entry.controls import Control, FieldComment, FieldRemark, Notes
from performance.entry.field_guide import FormGuide, form_guide
from performance.entry.frames import Frame, GroupFrame, RowsFrame, Setting, frames
from performance.entry.placing import beside_fields, of_department, of_project
from performance.entry.rows import with_room
from performance.entry_forms.awaited import awaited_values
from performance.entry_forms.earlier import last_year_of, previous_of
from performance.entry_forms.opened_fields import closed_in
from performance.entry_forms.opened_form import FormPage, dump_answers
from performance.entry_forms.opened_mends import opened_mends
from performance.findings.waivers import answered
from performance.review.cached import review
from performance.review.standards import StandardSets
from performance.statements.adjustment_scope import opened_by_adjustment

NO_COMMENTS: Mapping[str, Sequence[FieldComment]] = MappingProxyType({})


@dataclass(frozen=True)
class EntryPage:
    """``form`` as a template shows it. ``unsaved`` says that the rows shown are not stored yet."""

    form: FormPage
    frames: list[Frame]
    editable: bool
    base: str
    page: str
    version: int
    aside: list[FieldRemark] = field(default_factory=list)
    problems: list[tuple[Control | None, str]] = field(default_factory=list)
    unsaved: bool = False
    focus: str = ""
    closed: ClosedFields = field(default_factory=ClosedFields)

    @property
    def first_grid(self) -> str:
        """The name of the first table of indicators; empty where the form prints none."""
        grids = (frame for frame in self.frames if isinstance(frame, GroupFrame) and frame.kind == "grid")
        return next((grid.name for grid in grids), "")

    @property
    def has_grid(self) -> bool:
        return any(
            isinstance(frame, GroupFrame) and frame.kind != "cards" and not frame.closed
            for frame in self.frames
        )

    @property
    def guide(self) -> FormGuide:
        return form_guide(self.frames)


def entry_page(
    form: FormPage,
    user,
    *,
    editable: bool,
    answers: Answers | None = None,
    problems: Mapping[str, str] | None = None,
    refusals: tuple[str, ...] = (),
    base: str = "",
    page: str = "",
    version: int | None = None,
    focus: str = "",
    unsaved: bool = False,
    comments: Mapping[str, Sequence[FieldComment]] = NO_COMMENTS,
) -> EntryPage:
    """The page of a form; with ``answers``, what is typed there instead of what is stored.

    ``base``, ``page`` and ``version`` are those of a page that is shown once more.
    """
    shown = with_room(answers or form.answers, form.sheet, {})
    remarks, aside = ({}, []) if unsaved else open_findings(form)
    notes = Notes(
        problems or {},
        {**remarks, **_beside_required(form, shown, remarks)},
        last_year_of(form, shown, user),
        previous_of(form, shown),
        closed=closed_in(form) if editable else ClosedFields(),
        comments=NO_COMMENTS if unsaved else comments,
        awaited=awaited_values(form, shown) if editable else {},
    )
    content = form.content
    setting = Setting(shown, notes, form.vocabulary, content.year)
    laid_out = frames(form.sheet, form.owner, setting)
    faulty = [(control, control.problem) for control in controls_of(laid_out) if control.problem]
    return EntryPage(
        form,
        laid_out,
        editable and bool(laid_out) and not notes.closed.whole,
        base or dump_answers(form.answers),
        page or secrets.token_urlsafe(9),
        form.statement.version if version is None else version,
        aside,
        [*((None, refusal) for refusal in refusals), *faulty],
        unsaved,
        focus,
        notes.closed,
    )


def _beside_required(
    form: FormPage, shown: Answers, remarks: Mapping[str, Sequence[FieldRemark]]
) -> dict[str, list[FieldRemark]]:
    """Beside the names of ★ and locked indicators, that they stay what they are; saving keeps to it."""
    required = set(starred(form.owner))
    standards = StandardSets(form.rule_set.standards).of(form.project.name) if form.project else ()
    locked = {one.key for one in standards if one.locked}
    named = {
        f"{group}-{number}-name": (row.get("level1", ""), row.get("level2", ""), row.get("name", ""))
        for group, rows in shown.records.items()
        for number, row in enumerate(rows)
    }
    remark = FieldRemark(STAR, "hint", f"{STAR} 必选", "不能改名、移到别的类别或删除，指标值照常填写。")
    return {
        name: [remark, *remarks.get(name, ())]
        for name, beside in named.items()
        if beside in required or normalise_label(beside[2]) in locked
    }


def controls_of(laid_out: list[Frame]) -> Iterator[Control]:
    for frame in laid_out:
        if isinstance(frame, RowsFrame):
            yield from (cell.control for row in frame.rows for cell in row if cell.control)
        elif isinstance(frame, GroupFrame):
            yield from (control for row in frame.rows for control in row.controls)


def field_labels(form: FormPage, answers: Answers) -> dict[str, str]:
    """The label of each field by its name."""
    content = form.content
    setting = Setting(answers, Notes(), form.vocabulary, content.year)
    return {control.name: control.label for control in controls_of(frames(form.sheet, form.owner, setting))}


def open_findings(form: FormPage) -> tuple[dict[str, list[FieldRemark]], list[FieldRemark]]:
    """The findings on this form that nobody has answered: beside the fields, and those that no field shows.

    The whole text is judged, for some rules compare projects with one another.
    """
    findings = review(form.content, form.rule_set)
    own = of_project(findings, form.index) if form.project else of_department(findings)
    settled = {finding.fingerprint for finding, _ in answered(findings, form.statement).answered}
    waiting = [finding for finding in own if finding.fingerprint not in settled]
    if opened := opened_by_adjustment(form.statement):
        key = form.project.pk if form.project else None
        waiting = [
            replace(finding, mends=opened_mends(form.content, finding, opened, key)) for finding in waiting
        ]
    return beside_fields(form.sheet, form.owner, form.content, waiting)
