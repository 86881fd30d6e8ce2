"""Of a form whose text is being adjusted: what is not open, by the comparison that saving makes."""

from __future__ import annotations

from dataclasses import dataclass, replace

from performance.content.model import ProjectContent, StatementContent
from performance.differences import differences
from performance.differences.opened import OpenedKind, OpenedParts, closed_changes
from performance.entry.closed_fields import ClosedFields, closed_fields
from performance.entry.sheet import EntrySheet
from performance.entry_forms.opened_form import FormPage
from performance.models import PerformanceStatement
from performance.statements.adjustment_scope import opened_by_adjustment
from performance.statements.editable_parts import Parts
from projects.models import BudgetProject


def closed_in(form: FormPage) -> ClosedFields:
    opened = opened_by_adjustment(form.statement)
    if opened is None:
        return ClosedFields()
    return closed_to(form.sheet, form.owner, form.content, opened, form.project.pk if form.project else None)


def closed_to(
    sheet: EntrySheet,
    owner: StatementContent | ProjectContent,
    content: StatementContent,
    opened: OpenedParts,
    project: int | None = None,
) -> ClosedFields:
    """``project`` is the key of the owner, where that is a project. The rest of the text stays as it is."""
    if project is not None and opened.is_whole(project):
        return ClosedFields()
    rows = [] if project is None else [project]

    def alone(owner: StatementContent | ProjectContent) -> StatementContent:
        if isinstance(owner, ProjectContent):
            return replace(content, projects=(owner,))
        return replace(owner, projects=())

    def refused(other: StatementContent | ProjectContent) -> bool:
        return bool(closed_changes(differences(alone(owner), alone(other)), opened, rows=rows, units=rows))

    return closed_fields(sheet, owner, refused)


@dataclass(frozen=True)
class ProjectActs:
    """What may be done to the list of projects: units that add, projects that go or change places, by primary key."""

    additions: frozenset[int]
    removals: frozenset[int]
    moves: frozenset[int]
    touched: frozenset[int]

    @classmethod
    def of(cls, statement: PerformanceStatement, parts: Parts) -> ProjectActs:
        own = frozenset(statement.projects.filter(unit__in=parts.units).values_list("pk", flat=True))
        opened = opened_by_adjustment(statement)
        if opened is None:
            return cls(parts.units, own, own, own)
        return cls(
            parts.units & opened.additions,
            frozenset(pk for pk in own if _has(opened, pk, OpenedKind.REMOVAL)),
            frozenset(pk for pk in own if opened.is_whole(pk)),
            own & frozenset(opened.projects),
        )


def _has(opened: OpenedParts, project: int, kind: OpenedKind) -> bool:
    return kind in opened.projects.get(project, ())


def why_not(act: str, project: BudgetProject | None = None) -> str:
    """What a page says instead of what the adjustment has not opened."""
    whose = f"项目“{project}”的" if project else ""
    return f"本次调整没有开放{whose}“{act}”；需要的，请在“调整申请”中申请。"
