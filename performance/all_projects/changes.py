"""One change in the fields of many projects: shown field by field first, then saved as one, or not at all."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, replace

from django.db import transaction
from django.http import HttpRequest

from departments.trail.entry import Action
from departments.trail.writing import record
from performance.all_projects.opened import OpenProject, OpenProjects, open_projects
from performance.content.model import ProjectContent
from performance.documents.cells import Amount, Percent
from performance.entry.answers import Answers, Record, answers_of, read_answers
from performance.entry.applying import with_answers
from performance.entry.form_cells import FormNumber
from performance.entry.sheet import Question
from performance.entry_forms.form_page import field_labels
from performance.entry_forms.opened_form import FormPage
from performance.models import PerformanceStatement
from performance.models.history import Source
from performance.statements.services import ContentRefused, save_content
from performance.steps.refusals import Overtaken, Refused

MOVED = "文本在您打开以后又有改动，没有修改；下面是按最新内容重新列出的，请再核对一次。"
NUMERIC = (Amount, Percent, FormNumber)
OWN = frozenset(("code", "department", "department_name"))  # what a project is known by, not what it says

# What a field is to say: the question, the text that stands there, and the row of the group that it stands in.
Change = Callable[[Question, str, Record], str]


@dataclass(frozen=True)
class FieldChange:
    """``problem`` is why the form could not keep it."""

    label: str
    before: str
    after: str
    problem: str = ""


@dataclass(frozen=True)
class ChangedProject:
    project: OpenProject
    after: ProjectContent
    changes: tuple[FieldChange, ...]

    @property
    def problems(self) -> list[FieldChange]:
        return [change for change in self.changes if change.problem]


def is_asked_in_words(question: Question) -> bool:
    return not isinstance(question.spec, NUMERIC) and question.field not in OWN


def changed_projects(opened: OpenProjects, change: Change) -> list[ChangedProject]:
    """Only the projects in which something would change; what they say elsewhere stays as it is stored."""
    found = (_changed(opened, project, change) for project in opened.projects)
    return [each for each in found if each is not None]


def _changed(opened: OpenProjects, project: OpenProject, change: Change) -> ChangedProject | None:
    sheet = project.sheet
    mine = answers_of(sheet, project.content)

    def said(group: str, stood: Record) -> Record:
        questions = filter(is_asked_in_words, sheet.of_group(group))
        return {**stood, **{q.field: change(q, stood[q.field], stood) for q in questions}}

    groups = mine.records.items()
    wanted = Answers(
        said("", mine.texts), {group: [said(group, row) for row in rows] for group, rows in groups}
    )
    if wanted == mine:
        return None
    read = read_answers(sheet, wanted, project.content)
    form = FormPage(opened.statement, sheet, project.row, opened.stored)
    labels, stood = field_labels(form, mine), mine.named()
    changes = tuple(
        FieldChange(labels.get(name, ""), stood[name], text, read.problems.get(name, ""))
        for name, text in wanted.named().items()
        if text != stood[name]
    )
    return ChangedProject(project, with_answers(sheet, project.content, read.values), changes)


def digest_of(found: Sequence[ChangedProject]) -> str:
    """Whoever confirms has seen this, and nothing else is done."""
    seen = [[each.project.row.pk, [[c.label, c.before, c.after] for c in each.changes]] for each in found]
    return hashlib.sha256(json.dumps(seen, ensure_ascii=False).encode()).hexdigest()


@transaction.atomic
def save_changes(
    statement: PerformanceStatement,
    prepare: Callable[[OpenProjects], list[ChangedProject]],
    *,
    chosen: Collection[int],
    seen: str,
    what: str,
    by,
    request: HttpRequest | None = None,
) -> int:
    """Save what ``prepare`` finds now, if that is what was ``seen``, in the chosen projects; tells in how many fields.

    Raises Refused with all reasons, and Overtaken where the text has changed since.
    """
    locked = PerformanceStatement.objects.select_for_update(of=("self",), no_key=True).select_related(
        "department__office"
    )
    statement = locked.get(pk=statement.pk)
    opened = open_projects(statement, by)
    found = prepare(opened)
    if digest_of(found) != seen:
        raise Overtaken(MOVED)
    kept = {each.project.row.pk: each for each in found if each.project.row.pk in chosen}
    _refuse_unfit(kept.values())
    pairs = zip(opened.stored.keys, opened.stored.content.projects, strict=True)
    projects = tuple(kept[key].after if key in kept else content for key, content in pairs)
    number = sum(len(each.changes) for each in kept.values())
    details = f"{what}：{len(kept)}个项目{number}处"
    try:
        save_content(
            replace(opened.stored.content, projects=projects),
            department=statement.department,
            year=statement.fiscal_year,
            expected_version=statement.version,
            by=by,
            rows=opened.stored.keys,
            source=Source.MANY,
            note=details,
        )
    except ContentRefused as refused:
        raise Refused(*refused.problems) from refused
    record(Action.EDIT, by=by, subject=statement, details=details, request=request)
    return number


def _refuse_unfit(chosen: Collection[ChangedProject]) -> None:
    if not chosen:
        raise Refused("请勾选要修改的项目。")
    problems = [
        f"“{each.project.name}”{change.label}：{change.problem}"
        for each in chosen
        for change in each.problems
    ]
    if problems:
        raise Refused(*problems)
