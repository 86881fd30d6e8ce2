"""Last year's projects in this year's form, before they are added: what comes along, what is changed, what stays behind."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from django.http import HttpRequest

from departments.models import BudgetUnit
from performance.all_projects.changes import NUMERIC, FieldChange, is_asked_in_words
from performance.content.model import ProjectContent
from performance.entry.answers import Answers, Record, answers_of, read_answers
from performance.entry.applying import with_answers
from performance.entry.copying import copied
from performance.entry.field_specs import is_tree
from performance.entry.sheet import MODE, EntrySheet
from performance.entry.sheets import project_sheet
from performance.entry_forms.copy_sources import CopySource
from performance.entry_forms.earlier import same_project
from performance.entry_forms.opened_fields import ProjectActs
from performance.models import PerformanceStatement
from performance.statements.chosen_forms import new_project
from performance.statements.editable_parts import editable_parts
from performance.statements.project_list import add_projects
from performance.statements.services import ContentRefused
from performance.statements.stored_content import stored_content
from performance.steps.refusals import Overtaken, Refused

MOVED = "上年的或今年的文本在您打开以后又有改动，没有带入；下面是按最新内容重新列出的，请再核对一次。"


@dataclass(frozen=True)
class CarryOptions:
    """``amounts``: money and shares; ``values``: target values; ``years``: the year that texts name is moved on."""

    amounts: bool = False
    values: bool = True
    years: bool = True


@dataclass(frozen=True)
class CarriedProject:
    """``key`` is that of last year's project. What its form says and this year's does not ask for is ``left_behind``."""

    key: int
    unit: BudgetUnit
    before: ProjectContent
    after: ProjectContent
    years_moved: tuple[FieldChange, ...]
    left_behind: tuple[tuple[str, str], ...]
    problems: tuple[str, ...]

    @property
    def amount(self):
        return self.before.budget if self.before.budget is not None else self.before.annual_budget

    @property
    def indicators(self) -> int:
        return len(self.after.indicators)


@dataclass(frozen=True)
class LastYear:
    """``known`` are those that this year's text has already, ``closed`` how many are of units that may add nothing."""

    statement: PerformanceStatement
    projects: Sequence[CarriedProject]
    known: Sequence[str]
    closed: int

    @property
    def digest(self) -> str:
        digested = [[each.key, each.unit.pk, repr(each.after)] for each in self.projects]
        return hashlib.sha256(repr(digested).encode()).hexdigest()


def last_year(statement: PerformanceStatement, user, options: CarryOptions) -> LastYear | None:
    """None where there is no text of the year before that the user may see. Raises UnknownLayout."""
    earlier = (
        PerformanceStatement.objects.visible_to(user)
        .filter(department=statement.department_id, fiscal_year=statement.fiscal_year - 1)
        .first()
    )
    if earlier is None:
        return None
    additions = ProjectActs.of(statement, editable_parts(statement, user)).additions
    units = {unit.pk: unit for unit in statement.department.units.all()}
    seen = set(earlier.projects.visible_to(user).values_list("pk", flat=True))
    present = list(statement.projects.all())
    before = stored_content(earlier)
    found, known, closed = [], [], 0
    for row, content in zip(before.rows, before.content.projects, strict=True):
        if row.pk not in seen:
            continue
        if same_project(row, present):
            known.append(content.name or content.code)
        elif row.unit_id not in additions:
            closed += 1
        else:
            own = project_sheet(earlier.province, earlier.edition, content.form)
            source = CopySource(f"project:{row.pk}", content.name, content, own)
            found.append(_carried(statement, units[row.unit_id], row.pk, source, options))
    return LastYear(earlier, found, known, closed)


def _carried(
    statement: PerformanceStatement, unit: BudgetUnit, key: int, source: CopySource, options: CarryOptions
) -> CarriedProject:
    new = new_project(statement, unit)
    sheet = project_sheet(statement.province, statement.edition, new.form)
    answers = copied(sheet, answers_of(sheet, new), source.answers(sheet)).answers
    answers = _without(sheet, answers, options)
    moved, changes = _years_moved(sheet, answers, statement.fiscal_year) if options.years else (answers, ())
    read = read_answers(sheet, moved, new)
    before = source.owner
    assert isinstance(before, ProjectContent)  # noqa: S101 - what is carried is a project
    return CarriedProject(
        key,
        unit,
        before,
        with_answers(sheet, new, read.values),
        changes,
        tuple(source.left_behind(sheet)),
        tuple(read.problems.values()),
    )


def _without(sheet: EntrySheet, answers: Answers, options: CarryOptions) -> Answers:
    """The answers without the kinds of fields that are to be thought about anew."""

    def kept(group: str, stood: Record) -> Record:
        dropped = set()
        for question in sheet.of_group(group):
            if is_tree(group):
                if question.field == "value" and not options.values:
                    dropped.add(question.field)
            elif isinstance(question.spec, NUMERIC) and not options.amounts:
                dropped.add(question.field)
        if not options.amounts:
            dropped.add(MODE)  # how the shares of a plan add up
        return {field: "" if field in dropped else text for field, text in stood.items()}

    groups = answers.records.items()
    return Answers(
        kept("", answers.texts), {group: [kept(group, row) for row in rows] for group, rows in groups}
    )


def _years_moved(sheet: EntrySheet, answers: Answers, year: int) -> tuple[Answers, tuple[FieldChange, ...]]:
    """Last year's year where it stands as one, followed by ``年`` or a date; a document's number such as 〔2023〕5号 stays."""
    named = re.compile(rf"(?<![\d〔\[（(]){year - 1}(?=年(?!第?\d*号)|[-./]\d)")
    changes: list[FieldChange] = []

    def moved(group: str, stood: Record) -> Record:
        texts = dict(stood)
        for question in filter(is_asked_in_words, sheet.of_group(group)):
            text = stood[question.field]
            texts[question.field] = named.sub(str(year), text)
            if texts[question.field] != text:
                label = (
                    question.field_spec.label or sheet.title_of(group) if group else question.field_spec.label
                )
                changes.append(FieldChange(label, text, texts[question.field]))
        return texts

    texts = moved("", answers.texts)
    records = {group: [moved(group, row) for row in rows] for group, rows in answers.records.items()}
    return Answers(texts, records), tuple(changes)


def carry_over(
    statement: PerformanceStatement,
    options: CarryOptions,
    *,
    chosen: Collection[int],
    seen: str,
    by,
    request: HttpRequest | None = None,
) -> int:
    """Add the chosen projects behind those of their units, if all is still as it was ``seen``; tells how many."""

    def prepared(current: PerformanceStatement) -> list[tuple[BudgetUnit, ProjectContent]]:
        found = last_year(current, by, options)
        if found is None or found.digest != seen:
            raise Overtaken(MOVED)
        added = [(each.unit, each.after) for each in found.projects if each.key in chosen]
        if not added:
            raise Refused("请勾选要带入的项目。")
        return added

    year = statement.fiscal_year - 1
    try:
        return add_projects(statement, prepared, f"带入{year}年的项目", by=by, request=request)
    except ContentRefused as refused:
        raise Refused(*refused.problems) from refused
