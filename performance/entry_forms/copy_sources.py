"""From where a form may be filled: the same form of last year, or other projects of the same unit."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from performance.entry.answers import Answers, answers_of
from performance.entry.sheet import EntrySheet
from performance.entry_forms.earlier import form_of_last_year, same_project
from performance.entry_forms.opened_form import FormPage
from performance.models import PerformanceStatement
from performance.statements.selectors import gathered_rows, statement_content


@dataclass(frozen=True)
class CopySource:
    """``owner`` is what the source says; another edition of the form may ask less or more of it."""

    key: str
    title: str
    owner: object = field(repr=False)

    def answers(self, sheet: EntrySheet) -> Answers:
        return answers_of(sheet, self.owner)


def sources_for(form: FormPage, user) -> list[CopySource]:
    """The best source first."""
    return list(_projects(form, user) if form.project else _last_year(form, user))


def _last_year(form: FormPage, user) -> Iterator[CopySource]:
    before = form_of_last_year(form, user)
    if before:
        yield CopySource(
            f"statement:{before.statement.pk}", f"上年（{before.statement.fiscal_year}年）", before.owner
        )


def _projects(form: FormPage, user) -> Iterator[CopySource]:
    """Last year's projects of the unit, the same one first, then this year's others."""
    statement = form.statement
    earlier = (
        PerformanceStatement.objects.visible_to(user)
        .filter(department=statement.department_id, fiscal_year=statement.fiscal_year - 1)
        .first()
    )
    if earlier and earlier.province == statement.province:
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
            yield CopySource(f"project:{pk}", f"{when}：{project.code} {project.name}".strip(), project)
