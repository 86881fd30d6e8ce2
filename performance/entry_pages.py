"""What a form's page shows: its frames with findings and last year's values beside the fields."""

from __future__ import annotations

import re
import secrets
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from indicators.vocabulary import vocabulary_for
from performance.entry.answers import Answers, answers_of
from performance.entry.controls import Control, Notes, Remark
from performance.entry.copying import earlier_texts
from performance.entry.frames import Frame, GroupFrame, RowsFrame, Setting, frames
from performance.entry.placing import beside_fields, of_department, of_project
from performance.entry.rows import with_room
from performance.form_pages import FormPage, dump_answers, open_form
from performance.models import PerformanceStatement
from performance.review import review
from performance.waivers import answered
from projects.models import BudgetProject


@dataclass(frozen=True)
class EntryPage:
    """``form`` as a template shows it. ``unsaved`` says that the rows shown are not stored yet."""

    form: FormPage
    frames: list[Frame]
    editable: bool
    base: str
    page: str
    version: int
    aside: list[Remark] = field(default_factory=list)
    problems: list[tuple[Control | None, str]] = field(default_factory=list)
    unsaved: bool = False
    focus: str = ""

    @property
    def has_grid(self) -> bool:
        return any(frame.kind == "grid" for frame in self.frames)


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
) -> EntryPage:
    """The page of a form; with ``answers``, what is typed there instead of what is stored.

    ``base``, ``page`` and ``version`` are those of a page that is shown once more.
    """
    shown = with_room(answers or form.answers, form.sheet, {})
    remarks, aside = ({}, []) if unsaved else open_findings(form)
    notes = Notes(problems or {}, remarks, earlier_of(form, user))
    content = form.content
    setting = Setting(shown, notes, vocabulary_for(content.province, content.edition), content.year)
    laid_out = frames(form.sheet, form.owner, setting)
    faulty = [(control, control.problem) for control in controls_of(laid_out) if control.problem]
    return EntryPage(
        form,
        laid_out,
        editable,
        base or dump_answers(form.answers),
        page or secrets.token_urlsafe(9),
        form.statement.version if version is None else version,
        aside,
        [*((None, refusal) for refusal in refusals), *faulty],
        unsaved,
        focus,
    )


def controls_of(laid_out: list[Frame]) -> Iterator[Control]:
    for frame in laid_out:
        if isinstance(frame, RowsFrame):
            yield from (cell.control for row in frame.rows for cell in row if cell.control)
        elif isinstance(frame, GroupFrame):
            yield from (control for row in frame.rows for control in row.controls)


def field_labels(form: FormPage, answers: Answers) -> dict[str, str]:
    """The label of each field by its name."""
    content = form.content
    setting = Setting(answers, Notes(), vocabulary_for(content.province, content.edition), content.year)
    return {control.name: control.label for control in controls_of(frames(form.sheet, form.owner, setting))}


def open_findings(form: FormPage) -> tuple[dict[str, list[Remark]], list[Remark]]:
    """The findings on this form that nobody has answered: beside the fields, and those that no field shows.

    The whole text is judged, for some rules compare projects with one another.
    """
    findings = review(form.content)
    own = of_project(findings, form.index) if form.project else of_department(findings)
    settled = {finding.fingerprint for finding, _ in answered(findings, form.statement).answered}
    waiting = [finding for finding in own if finding.fingerprint not in settled]
    return beside_fields(form.sheet, form.owner, form.content, waiting)


def earlier_of(form: FormPage, user) -> dict[str, str]:
    """What the department said the year before, by the names of the fields that ask the same."""
    before = form_of_last_year(form, user)
    if before is None:
        return {}
    return earlier_texts(form.sheet, form.answers, answers_of(before.sheet, before.owner))


def form_of_last_year(form: FormPage, user) -> FormPage | None:
    """The same form a year earlier, if there was one and the user may see it."""
    statement = form.statement
    earlier = (
        PerformanceStatement.objects.visible_to(user)
        .filter(department=statement.department_id, fiscal_year=statement.fiscal_year - 1)
        .first()
    )
    if earlier is None or earlier.province != statement.province:
        return None
    if form.project is None:
        return open_form(earlier, key=form.sheet.key)
    project = same_project(form.project, earlier.projects.visible_to(user).select_related("unit"))
    return project and open_form(earlier, project=project)


def same_project(project: BudgetProject, candidates) -> BudgetProject | None:
    """The project of another year that goes on in this one: the code without its year decides, else the name."""
    own = [candidate for candidate in candidates if candidate.unit_id == project.unit_id]
    root = code_root(project.code)
    coded = (candidate for candidate in own if root and code_root(candidate.code) == root)
    named = (candidate for candidate in own if project.name and candidate.name == project.name)
    return next(coded, None) or next(named, None)


def code_root(code: str) -> str:
    """Positions 7 and 8 of a 21-character code are the year."""
    return code[:6] + code[8:] if re.fullmatch(r"\d{8}\w{13}", code) else code
