"""The one way in which the interface writes a content: on the version seen, within the writer's sight, into the trail."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace

from django.db import transaction

from departments.models import BudgetUnit, Department
from departments.trail.entry import Action
from departments.trail.writing import record
from indicators.code_lists import OF_PROJECT, refusal
from performance.content.model import ProjectContent, StatementContent
from performance.entry.field_specs import field_spec_of
from performance.models import PerformanceStatement
from performance.models.history import Source
from performance.statements.placement import PlacedProjects, units_of
from performance.statements.selectors import statement_content
from performance.statements.services import (
    ContentRefused,
    LockedStatement,
    SaveReport,
    StatementMoved,
    save_locked,
)
from performance.statements.storability import Objection
from performance.statements.stored_content import StoredContent, stored_content
from performance.steps.available import submissions_of


@dataclass(frozen=True)
class VisibleContent:
    """A statement as a user sees it: ``content`` holds the projects whose rows are ``shown``, the rest is kept by."""

    whole: StatementContent
    rows: Sequence[int]
    shown: frozenset[int]

    @property
    def content(self) -> StatementContent:
        own = zip(self.rows, self.whole.projects, strict=True)
        return replace(self.whole, projects=tuple(project for pk, project in own if pk in self.shown))

    @property
    def partial(self) -> bool:
        return len(self.shown) < len(self.rows)

    def around(self, seen: StatementContent) -> tuple[StatementContent, list[int | None]]:
        """The whole text with what is seen replaced; what is not seen keeps its place, and its row by name."""
        coming = list(seen.projects)
        projects: list[ProjectContent] = []
        rows: list[int | None] = []
        last = max((at for at, pk in enumerate(self.rows) if pk in self.shown), default=len(self.rows) - 1)
        for at, (pk, project) in enumerate(zip(self.rows, self.whole.projects, strict=True)):
            here = [project] if pk not in self.shown else [coming.pop(0)] if coming else []
            here += coming if at == last else []
            projects += here
            rows += [pk if pk not in self.shown else None] * len(here)
        if not self.rows:
            projects, rows = coming, [None] * len(coming)
        return replace(seen, projects=tuple(projects)), rows


def visible_content_of(
    statement: PerformanceStatement, user, whole: StatementContent | None = None
) -> VisibleContent:
    """``whole`` is what the statement says, from whoever has just read it."""
    rows = list(statement.projects.values_list("pk", flat=True))
    shown = frozenset(statement.projects.visible_to(user).values_list("pk", flat=True))
    return VisibleContent(whole or statement_content(statement), rows, shown)


@transaction.atomic
def save_seen(
    statement: PerformanceStatement,
    change: Callable[[StatementContent], StatementContent],
    *,
    by,
    version: int,
    how: str,
    request,
) -> SaveReport:
    """Save what ``change`` makes of the text as the user sees it now; raises what ``save_content`` raises."""
    statement = locked(statement)
    if statement.version != version:
        raise StatementMoved(statement)
    filed = stored_content(statement)
    sight = visible_content_of(statement, by, filed.content)
    wanted = change(sight.content)
    refuse_unseen_units(wanted.projects, statement.department, by, filed.kept)
    content, rows = sight.around(wanted)
    with numbered_as_seen(rows):
        return write(statement, content, rows, before=filed, by=by, how=how, request=request)


_IN_SENTENCE, _IN_PATH = re.compile(r"第(\d+)个项目"), re.compile(r"^\.projects\[(\d+)\]")


@contextmanager
def numbered_as_seen(rows: Sequence[int | None]) -> Iterator[None]:
    """Let problems count the projects as they were sent; ``rows`` holds the keys of those that were out of sight."""
    sent = [at for at, row in enumerate(rows) if row is None]
    numbers = {at: number for number, at in enumerate(sent)}
    try:
        yield
    except ContentRefused as fault:
        raise ContentRefused([_renumbered(problem, numbers) for problem in fault.problems]) from fault


def _renumbered(problem: str, numbers: Mapping[int, int]) -> str:
    sentence = _IN_SENTENCE.sub(lambda match: f"第{numbers[int(match[1]) - 1] + 1}个项目", problem)
    if not isinstance(problem, Objection):
        return sentence
    return Objection(
        sentence, _IN_PATH.sub(lambda match: f".projects[{numbers[int(match[1])]}]", problem.path)
    )


def write(
    statement: PerformanceStatement,
    content: StatementContent,
    rows: Sequence[int | None],
    *,
    before: StoredContent,
    by,
    how: str,
    request,
) -> SaveReport:
    """For whoever holds the statement's row already and has read it; the trail's row is written last."""
    refuse_unlisted_words(content.projects, before.content.projects)
    report = save_locked(
        LockedStatement(statement, before, submissions_of(statement)),
        content,
        by=by,
        rows=rows,
        source=Source.API,
        note=how,
    )
    if report.changed:
        details = f"接口{how}：{said(report)}"
        record(Action.EDIT, by=by, subject=report.statement, details=details, request=request)
    return report


def locked(statement: PerformanceStatement) -> PerformanceStatement:
    current = PerformanceStatement.objects.select_for_update(of=("self",), no_key=True).select_related(
        "department"
    )
    return current.get(pk=statement.pk)


def said(report: SaveReport) -> str:
    """What a save did, in a line."""
    parts = ["封面和表头"] if report.head_changed else []
    for name, tally in report.tallies.items():
        counts = (
            ("新增", tally.new),
            ("修改", tally.changed),
            ("移动", tally.moved),
            ("删除", tally.removed),
        )
        counted = "、".join(f"{word}{number}" for word, number in counts if number)
        parts += [f"{name}{counted}"] if counted else []
    return "；".join(parts) or "没有变化"


def refuse_unseen_units(
    projects: Sequence[ProjectContent], department: Department, user, placed: PlacedProjects = ()
) -> None:
    """Units out of sight do not exist; nor are they listed among those that do."""
    seen = BudgetUnit.objects.business_of(user).filter(department=department)
    found, problems = units_of(projects, department, placed, seen=seen, beyond_sight=False)
    if len(found) < len(projects):
        raise ContentRefused(problems)


def refuse_unlisted_words(projects: Sequence[ProjectContent], stored: Sequence[ProjectContent] = ()) -> None:
    """What is chosen from a list may be sent as the text has it already, and is else one of the list."""
    problems = []
    for field, words in OF_PROJECT.items():
        standing = {getattr(project, field) for project in stored}
        label = field_spec_of("", field).label
        for number, project in enumerate(projects):
            if fault := refusal(getattr(project, field), words, standing):
                sentence = f"第{number + 1}个项目“{project.name}”的{label}：{fault}"
                problems.append(Objection(sentence, f".projects[{number}].{field}"))
    if problems:
        raise ContentRefused(problems)
