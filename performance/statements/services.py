"""Content → database."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from django.db import transaction
from django.utils import timezone

from departments.models import BudgetUnit, Department
from indicators.alignment import Alignment, Tally
from performance.content.model import StatementContent
from performance.models import PerformanceGoal, PerformanceStatement, UnitSubmission
from performance.models.history import Source
from performance.review import RuleSet
from performance.rule_adjustments.in_force import rule_set_of
from performance.statements import columns
from performance.statements.adjustment_scope import refuse_outside
from performance.statements.children import (
    reconcile_projects,
    save_goals,
    save_projects,
    write_funding,
    write_sections,
    write_trees,
)
from performance.statements.earlier_texts import keep_earlier
from performance.statements.editable_parts import (
    Parts,
    raise_versions,
    refuse_closed,
    touched_parts,
)
from performance.statements.figures.renewing import renew_figures
from performance.statements.form_parts import statement_has_parts, write_parts_of_statement
from performance.statements.placement import misplaced, units_of
from performance.statements.planned import held_against
from performance.statements.renamed_waivers import carry_explanations
from performance.statements.required_indicators import lost_required
from performance.statements.storability import objections
from performance.statements.stored_content import PlacedContent, StoredContent, stored_content
from performance.statements.tidying import as_kept
from performance.steps.available import submissions_of


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
    after: PlacedContent
    created: bool
    touched: bool  # says something else than before
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
        return self.created or self.touched


@dataclass(frozen=True)
class LockedStatement:
    """A statement under its lock with all that a save is held against, each read once.

    ``before`` is what is stored, None of a statement that was only begun and has no projects; ``shares`` are those of
    all units of the department, in their order.
    """

    statement: PerformanceStatement
    before: StoredContent | None
    shares: Sequence[UnitSubmission]
    created: bool = False

    @property
    def units(self) -> list[BudgetUnit]:
        return [share.unit for share in self.shares]

    @cached_property
    def rule_set(self) -> RuleSet:
        """What judges the text; asked for when its form is certain."""
        return rule_set_of(self.statement)


def save_content(
    content: StatementContent,
    *,
    department: Department,
    year: int,
    expected_version: int | None = None,
    by: object = None,
    rows: Sequence[int | None] = (),
    source: Source = Source.OTHER,
    note: str = "",
) -> SaveReport:
    """Make the department's statement of the year say exactly this content: all of it, or nothing.

    ``statement_content`` then gives the content back, as ``as_kept`` has it. Rows that say the
    same keep their primary keys; saving what is already there writes nothing and leaves the version.
    ``rows`` names, project by project, the stored row that it is: who edits one may change its code and name at once.
    ``source`` and ``note`` tell the history of the statement by what it was changed.
    Raises ContentRefused with every objection, StatementMoved if ``expected_version`` is not the current one, Refused
    if it says something else in a part that is locked, or that is not ``by``'s to edit.
    """
    with transaction.atomic():
        begun = {**_head_of(content), "begun_by": by}
        statement, created = _begun(department, year, begun, expected_version)
        statement.department = department  # as handed in, with its office and units as far as known
        # Projects may stand before the statement that gathers them, from a list or from admin.
        before = None if created and not statement.projects.exists() else stored_content(statement)
        locked = LockedStatement(statement, before, submissions_of(statement), created)
        return save_locked(locked, content, by=by, rows=rows, source=source, note=note)


def save_locked(
    locked: LockedStatement,
    content: StatementContent,
    *,
    by: object,
    rows: Sequence[int | None] = (),
    source: Source,
    note: str,
) -> SaveReport:
    """``save_content`` for whoever has the lock already, and has read the statement under it.

    In the caller's transaction, which has to be rolled back when this raises.
    """
    statement, before, head = locked.statement, locked.before, _head_of(content)
    units = _units_of(content, locked)
    after = as_kept(content, statement.fiscal_year, before, units)
    touched = _refuse_closed(locked, after, by, rows, source)
    if before and touched:
        keep_earlier(statement, before, after.content, by=by, source=source, note=note)
    tallies, keys = _write(locked, after.content, units, rows)
    report = SaveReport(
        statement,
        after,
        created=locked.created,
        touched=bool(touched),
        head_changed=any(getattr(statement, column) != value for column, value in head.items()),
        **tallies,
    )
    if report.changed and before:
        _raise_version(statement, head)
    raise_versions(statement, touched.units, locked.shares)
    if before and touched:
        carry_explanations(statement, before, after.content, keys)
    if report.changed:
        renew_figures(statement, before, after, locked.rule_set)
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
    """Whether ``save_content`` would write anything; raises whatever it would raise. Nothing is kept.

    ``before`` is what is stored, from whoever has just read it.
    """
    with transaction.atomic():
        statement, created = _begun(department, year, _head_of(content), expected_version)
        stored = StoredContent(before.content, before.units, list(statement.projects)) if before else None
        locked = LockedStatement(
            statement, None if created else stored or stored_content(statement), submissions_of(statement)
        )
        units = _units_of(content, locked)
        after = as_kept(content, year, locked.before, units)
        touched = _refuse_closed(locked, after, by, rows, Source.IMPORT)
        if touched.units and statement.projects.filter(locked=True).exists():  # refused, if they are changed
            reconcile_projects(statement, after.content.projects, units, rows)
        transaction.set_rollback(True)  # a statement that was only begun
    return created or bool(touched)


def _units_of(content: StatementContent, locked: LockedStatement) -> list[BudgetUnit]:
    """The unit of each project. Raises ContentRefused with all that keeps the content from being kept here."""
    statement, department = locked.statement, locked.statement.department
    kept = locked.before.kept if locked.before else ()
    units, unknown = units_of(content.projects, department, kept, units=locked.units)
    elsewhere = misplaced(content, department, statement.fiscal_year)
    if problems := [*elsewhere, *unknown, *objections(content)]:
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
    begun = {**head, **held_against(department, year)}
    statement, created = PerformanceStatement.objects.select_for_update(no_key=True).get_or_create(
        department=department, fiscal_year=year, defaults=begun
    )
    if expected_version not in (None, statement.version):
        raise StatementMoved(statement)
    return statement, created


def _refuse_closed(
    locked: LockedStatement, after: PlacedContent, by: object, rows: Sequence[int | None], source: Source
) -> Parts:
    """What this save touches; a new statement is touched everywhere."""
    before = locked.before
    touched = Parts(True, frozenset(after.units)) if before is None else touched_parts(before, after)
    refuse_closed(locked.statement, touched, by, locked.shares)
    if before is not None and touched:
        refuse_outside(locked.statement, before.content, after.content, rows=before.keys, units=after.units)
        if lost := list(lost_required(locked.statement, before, after, rows, source)):
            raise ContentRefused(lost)
    return touched


def _write(
    locked: LockedStatement,
    content: StatementContent,
    units: Sequence[BudgetUnit],
    rows: Sequence[int | None],
) -> tuple[dict[str, Tally], list[int]]:
    """Everything of the content but its head; the counts that the report gives, and the keys of the projects."""
    statement, before = locked.statement, locked.before
    present = before.content if before else StatementContent(content.province, content.edition)
    stored, by_key = (before.rows, before.by_key) if before else (None, {})
    same_goals = content.goals == present.goals
    goals = (
        Alignment[PerformanceGoal](()) if same_goals else save_goals(statement, content.goals, present.goals)
    )
    projects = reconcile_projects(statement, content.projects, units, rows, stored)
    project_tally, parts = save_projects(statement, projects, content.projects, by_key)
    indicators = write_trees(statement, content, goals, projects, parts, by_key)
    goals.delete()  # only now: what went with them has been counted
    projects.delete()
    parts.mid_terms.delete()
    tallies = {
        "sections": write_sections(statement, content.sections, present.sections),
        "goals": Tally(unchanged=len(content.goals)) if same_goals else goals.tally(),
        "funding": write_funding(statement, content.funding, present.funding),
        "projects": project_tally,
        "indicators": indicators,
        "form_parts": write_parts_of_statement(statement, content),
    }
    return tallies, [row.pk for row in projects.wanted]


def _raise_version(statement: PerformanceStatement, head: dict[str, object]) -> None:
    """Write the head in the same statement that checks the version: ``select_for_update`` is no lock on SQLite."""
    version, now = statement.version + 1, timezone.now()
    written = {**head, "version": version, "content_version": version, "updated": now}
    current = PerformanceStatement.objects.filter(pk=statement.pk, version=statement.version)
    if not current.update(**written):
        raise StatementMoved(statement)
    for column, value in written.items():
        setattr(statement, column, value)
