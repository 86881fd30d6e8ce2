"""From where a form may be filled: last year, in whatever form, or other projects of the same unit."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from performance.content.model import ProjectContent, StatementContent
from performance.entry.answers import Answers, answers_of
from performance.entry.controls import Control, Notes
from performance.entry.copying import NEVER_FROM_ELSEWHERE, OWN
from performance.entry.field_specs import is_tree
from performance.entry.frames import Setting, frames
from performance.entry.sheet import EntrySheet
from performance.entry.sheets import project_sheet
from performance.entry.value_columns import COLUMNS, in_columns_of
from performance.entry_forms.earlier import form_of_last_year, same_project
from performance.entry_forms.form_page import controls_of
from performance.entry_forms.opened_form import FormPage
from performance.models import PerformanceStatement
from performance.statements.selectors import gathered_rows, statement_content


@dataclass(frozen=True)
class CopySource:
    """``owner`` is what the source says in a form of its own, which may ask less or more than another."""

    key: str
    title: str
    owner: ProjectContent | StatementContent = field(repr=False)
    form: EntrySheet = field(repr=False)

    def answers(self, sheet: EntrySheet) -> Answers:
        """What of it fits another form."""
        return answers_of(sheet, in_columns_of(sheet, self.owner))

    def left_behind(self, sheet: EntrySheet) -> list[tuple[str, str]]:
        """What it says in its own form and the other has no place for, by labels; unless both are one form."""
        if self.form is sheet:
            return []
        own = answers_of(self.form, self.owner)
        taken = {text.strip() for text in answers_of(sheet, self.owner).named().values()}
        taken |= {text.strip() for text in self.answers(sheet).named().values()}
        found = frames(self.form, self.owner, Setting(own, Notes(), self.form.vocabulary_in("", ""), None))
        texts = (
            (control.label, control.text)
            for control in controls_of(found)
            if not _stays_with_its_own(control)
        )
        return [(label, text) for label, text in texts if text.strip() and text.strip() not in taken]


def _stays_with_its_own(control: Control) -> bool:
    """A code is the source's alone; sign and unit of a target value go into its one cell."""
    if is_tree(control.question.group):
        return control.field in COLUMNS
    return control.field in OWN | NEVER_FROM_ELSEWHERE


def sources_for(form: FormPage, user) -> list[CopySource]:
    """The best source first."""
    return list(_projects(form, user) if form.project else _last_year(form, user))


def _last_year(form: FormPage, user) -> Iterator[CopySource]:
    before = form_of_last_year(form, user)
    if before:
        title = f"上年（{before.statement.fiscal_year}年）"
        yield CopySource(f"statement:{before.statement.pk}", title, before.owner, before.sheet)


def _projects(form: FormPage, user) -> Iterator[CopySource]:
    """Last year's projects of the unit, the same one first, then this year's others."""
    statement = form.statement
    earlier = (
        PerformanceStatement.objects.visible_to(user)
        .filter(department=statement.department_id, fiscal_year=statement.fiscal_year - 1)
        .first()
    )
    if earlier:
        rows = list(earlier.projects.visible_to(user))
        same = same_project(form.project, rows) if form.project else None
        found = list(_of_unit(form, rows, earlier, f"{earlier.fiscal_year}年"))
        yield from sorted(found, key=lambda source: same is None or source.key != f"project:{same.pk}")
    yield from _of_unit(form, list(statement.projects.visible_to(user)), statement, "本年其他项目")


def _of_unit(
    form: FormPage, visible: list, statement: PerformanceStatement, when: str
) -> Iterator[CopySource]:
    content = form.content if statement == form.statement else statement_content(statement)
    rows = gathered_rows(statement)
    seen = {project.pk for project in visible}
    for (pk, unit), project in zip(rows, content.projects, strict=True):
        if form.project and unit == form.project.unit_id and pk in seen and pk != form.project.pk:
            title = f"{when}：{project.code} {project.name}".strip()
            own = project_sheet(content.province, content.edition, project.form)
            yield CopySource(f"project:{pk}", title, project, own)
