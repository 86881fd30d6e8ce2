"""A form at an earlier time: what it said last year, and in the last round of its statement."""

from __future__ import annotations

import re

from django.db.models import Q

from performance.content.model import ProjectContent, StatementContent
from performance.entry.answers import Answers, answers_of
from performance.entry.changes import changed_texts
from performance.entry.copying import earlier_texts
from performance.entry.sheets import department_sheets
from performance.entry.value_columns import in_columns_of
from performance.entry_forms.opened_form import FormPage, open_form
from performance.models import PerformanceStatement
from performance.statements.known_at_lock import Beside, may_have
from performance.statements.revisions import content_of
from projects.models import BudgetProject


def last_year_of(form: FormPage, answers: Answers, user) -> dict[str, str]:
    """What the department said the year before, by the names of the fields that ask the same."""
    before = form_of_last_year(form, user)
    if before is None:
        return {}
    return earlier_texts(form.sheet, answers, answers_of(form.sheet, in_columns_of(form.sheet, before.owner)))


def previous_of(form: FormPage, answers: Answers) -> dict[str, str]:
    """What the last revision that was kept of it, sent, returned or approved, said in fields that have changed."""
    if not may_have(form.statement, Beside.REVISIONS):
        return {}
    events = form.statement.events.filter(Q(unit__isnull=True) | Q(unit=form.unit), revision__isnull=False)
    event = events.select_related("revision").order_by("-pk").first()
    revision = event.revision if event else None
    owner = _owner_in(content_of(revision), form) if revision else None
    return changed_texts(answers, answers_of(form.sheet, owner)) if owner else {}


def _owner_in(content: StatementContent, form: FormPage) -> StatementContent | ProjectContent | None:
    """The project as the revision has it: its code decides, else its name."""
    if form.project is None:
        return content
    now = form.owner
    assert isinstance(now, ProjectContent)  # noqa: S101 - what a project form is about
    own = [project for project in content.projects if project.unit_code == now.unit_code]
    coded = (project for project in own if now.code and project.code == now.code)
    named = (project for project in own if now.name and project.name == now.name)
    return next(coded, None) or next(named, None)


def form_of_last_year(form: FormPage, user) -> FormPage | None:
    """What the form of a year earlier was, in whatever form, if there was one and the user may see it."""
    statement = form.statement
    earlier = (
        PerformanceStatement.objects.visible_to(user)
        .filter(department=statement.department_id, fiscal_year=statement.fiscal_year - 1)
        .first()
    )
    if earlier is None:
        return None
    if form.project is None:
        sheets = department_sheets(earlier.province, earlier.edition, earlier.form)
        same = next((sheet for sheet in sheets if sheet.key == form.sheet.key), sheets[-1])
        return open_form(earlier, key=same.key)
    project = same_project(form.project, earlier.projects.visible_to(user).select_related("unit"))
    return open_form(earlier, project=project) if project else None


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
