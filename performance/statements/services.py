"""Content → database."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from departments.models import BudgetUnit, Department
from indicators.alignment import Tally
from indicators.rows import TreeRows
from indicators.services import replace_trees
from performance.content.model import StatementContent
from performance.models import PerformanceStatement
from performance.models.history import Source
from performance.statements import columns
from performance.statements.adjustment_scope import refuse_outside
from performance.statements.children import (
    reconcile_projects,
    save_goals,
    save_projects,
    write_funding,
    write_sections,
)
from performance.statements.earlier_texts import keep_earlier
from performance.statements.editable_parts import (
    Parts,
    PlacedContent,
    raise_versions,
    refuse_closed,
    stored,
    touched_parts,
)
from performance.statements.figures.renewing import renew_figures
from performance.statements.form_parts import statement_has_parts, write_parts_of_statement
from performance.statements.placement import misplaced, units_of
from performance.statements.renamed_waivers import carry_explanations, rows_explained
from performance.statements.selectors import gathered_rows
from performance.statements.storability import objections
from performance.statements.trees import tree_of


class ContentRefused(ValueError):
    """Every reason why a content cannot be kept for a department and year, one Chinese sentence each."""

    def __init__(self, problems: Sequence[str]) -> None:
        super().__init__("\n".join(problems))
        self.problems = tuple(problems)


class StatementMoved(Exception):
    """Somebody else has saved the statement since it was read."""

    def __init__(self, statement: PerformanceStatement) -> None:
        super().__init__(f"“{statement}”已被他人修改，请刷新后在最新内容上重新修改。")


@dataclass(frozen=True)
class SaveReport:
    """What a save did. A project counts as changed for its plan, goals and phases, not for its indicators."""

    statement: PerformanceStatement
    created: bool
    head_changed: bool
    sections: Tally
    goals: Tally
    funding: Tally
    projects: Tally
    indicators: Tally
    form_parts: Tally

    @property
    def tallies(self) -> dict[str, Tally]:
        """The counts by the word that a user reads."""
        return {
            "文字部分": self.sections,
            "部门目标": self.goals,
            "资金构成": self.funding,
            "项目": self.projects,
            "指标": self.indicators,
            "任务与本表栏目": self.form_parts,
        }

    @property
    def changed(self) -> bool:
        return self.created or self.head_changed or any(tally.written for tally in self.tallies.values())


def save_content(
    content: StatementContent,
    *,
    department: Department,
    year: int,
    expected_version: int | None = None,
    by: object = None,
    rows: Sequence[int | None] = (),
    before: PlacedContent | None = None,
    source: Source = Source.OTHER,
    note: str = "",
) -> SaveReport:
    """Make the department's statement of the year say exactly this content: all of it, or nothing.

    ``statement_content`` then gives the content back, with ``year`` where the text names none. Rows that say
    the same keep their primary keys; saving what is already there writes nothing and leaves the version.
    ``rows`` names, project by project, the stored row that it is: who edits one may change its code and name at once.
    ``before`` is what is stored, from whoever has just read it; a save also reads it under its lock.
    ``source`` and ``note`` tell the history of the statement by what it was changed.
    Raises ContentRefused with every objection, StatementMoved if ``expected_version`` is not the current one, and
    Refused if it says something else in a part that the workflow has locked, or that is not ``by``'s to edit.
    """
    head = _head_of(content)
    with transaction.atomic():
        statement, created = _begun(department, year, {**head, "begun_by": by}, expected_version)
        statement.department = (
            department  # as it was handed in, with its office and units as far as they are known
        )
        before = None if created else before or stored(statement)
        units = _units_of(content, department, year, before)
        after = PlacedContent(replace(content, year=year), _keys(units))
        touched = _refuse_closed(statement, after, by, before)
        if before and touched:
            keep_earlier(statement, before, after.content, by=by, source=source, note=note)
        explained = rows_explained(statement) if before and touched else []
        report = SaveReport(
            statement,
            created,
            head_changed=any(getattr(statement, column) != value for column, value in head.items()),
            **_write(statement, content, units, rows),
        )
        if report.changed and not created:
            _raise_version(statement, head)
        raise_versions(statement, touched.units)
        if before and explained:
            carry_explanations(statement, before.content, after.content, explained)
        if report.changed:
            renew_figures(statement, after.content, after.units)
    return report


def would_change(
    content: StatementContent,
    *,
    department: Department,
    year: int,
    expected_version: int | None = None,
    by: object = None,
    rows: Sequence[int | None] = (),
    before: PlacedContent | None = None,
) -> bool:
    """Whether ``save_content`` would write anything; raises whatever it would raise. Nothing is kept."""
    with transaction.atomic():
        statement, created = _begun(department, year, _head_of(content), expected_version)
        before = None if created else before or stored(statement)
        units = _units_of(content, department, year, before)
        touched = _refuse_closed(
            statement, PlacedContent(replace(content, year=year), _keys(units)), by, before
        )
        if touched.units and statement.projects.filter(locked=True).exists():
            reconcile_projects(statement, content.projects, units, rows)  # refuses to change what is locked
        transaction.set_rollback(True)  # a statement that was only begun
    return created or bool(touched)


def _units_of(
    content: StatementContent, department: Department, year: int, before: PlacedContent | None
) -> list[BudgetUnit]:
    """The unit of each project. Raises ContentRefused with all that keeps the content from being kept here."""
    units, unknown = units_of(content.projects, department, before.kept if before else ())
    if problems := [*misplaced(content, department, year), *unknown, *objections(content)]:
        raise ContentRefused(problems)
    return units


def _head_of(content: StatementContent) -> dict[str, object]:
    return {
        **columns.HEAD.values(content),
        **columns.COVER.values(content.cover),
        "has_form_parts": statement_has_parts(content),
    }


def _begun(
    department: Department, year: int, head: dict[str, object], expected_version: int | None
) -> tuple[PerformanceStatement, bool]:
    statement, created = PerformanceStatement.objects.select_for_update().get_or_create(
        department=department, fiscal_year=year, defaults=head
    )
    if expected_version not in (None, statement.version):
        raise StatementMoved(statement)
    return statement, created


def _keys(units: Sequence[BudgetUnit]) -> list[int]:
    return [unit.pk for unit in units]


def _refuse_closed(
    statement: PerformanceStatement, after: PlacedContent, by: object, before: PlacedContent | None
) -> Parts:
    """What this save touches; a new statement is touched everywhere."""
    touched = Parts(True, frozenset(after.units)) if before is None else touched_parts(before, after)
    refuse_closed(statement, touched, by)
    if before is not None and touched:
        rows = [row for row, _ in gathered_rows(statement)]
        refuse_outside(statement, before.content, after.content, rows=rows, units=after.units)
    return touched


def _write(
    statement: PerformanceStatement,
    content: StatementContent,
    units: Sequence[BudgetUnit],
    rows: Sequence[int | None],
) -> dict[str, Tally]:
    """Everything of the content but its head, with the counts that the report gives."""
    goals = save_goals(statement, content.goals)
    projects = reconcile_projects(statement, content.projects, units, rows)
    project_tally, parts = save_projects(statement, projects, content.projects)
    going = goals.removed + projects.removed + parts.mid_terms.removed
    trees: dict[int, TreeRows] = {row.tree_id: () for row in going}
    trees |= {row.tree_id: tree_of(goal) for row, goal in zip(goals.wanted, content.goals, strict=True)}
    trees |= {
        row.tree_id: tree_of(project) for row, project in zip(projects.wanted, content.projects, strict=True)
    }
    mid_terms = [project.mid_term for project in content.projects if project.mid_term is not None]
    trees |= {row.tree_id: tree_of(goal) for row, goal in zip(parts.mid_terms.wanted, mid_terms, strict=True)}
    with_fields = set(parts.trees)
    if statement.has_form_parts or statement_has_parts(content):
        with_fields |= {row.tree_id for row in goals.wanted}
    indicators = replace_trees(
        trees, year=statement.fiscal_year, office_code=statement.office_code, with_fields=with_fields
    )
    goals.delete()  # only now: what went with them has been counted
    projects.delete()
    parts.mid_terms.delete()
    return {
        "sections": write_sections(statement, content.sections),
        "goals": goals.tally(),
        "funding": write_funding(statement, content.funding),
        "projects": project_tally,
        "indicators": indicators,
        "form_parts": write_parts_of_statement(statement, content),
    }


def _raise_version(statement: PerformanceStatement, head: dict[str, object]) -> None:
    """Write the head in the same statement that checks the version: ``select_for_update`` is no lock on SQLite."""
    current = PerformanceStatement.objects.filter(pk=statement.pk, version=statement.version)
    if not current.update(**head, version=F("version") + 1, updated=timezone.now()):
        raise StatementMoved(statement)
    statement.refresh_from_db(fields=["version", "updated", *head])
