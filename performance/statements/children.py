"""The parts of a content into their tables. Each function writes in a handful of statements, whatever the size."""

from __future__ import annotations

from collections.abc import Sequence
from operator import attrgetter

from departments.models import BudgetUnit
from indicators.alignment import Alignment, Key, Tally, by, reconcile, reconcile_children, write_children
from indicators.services import create_trees
from performance.content.model import FundingLine as FundingContent
from performance.content.model import GoalContent, ProjectContent, SectionContent
from performance.models import (
    EarlierAmount,
    FundingLine,
    NarrativeSection,
    PerformanceGoal,
    PerformanceStatement,
)
from performance.statements import columns
from performance.statements.form_parts import WrittenParts, project_has_parts, write_parts_of_projects
from projects.models import BudgetProject, ProjectGoal, ProjectPhase, SpendingPlan, refuse_locked
from projects.withholding import hand_on_reasons, remember


def write_sections(statement: PerformanceStatement, sections: Sequence[SectionContent]) -> Tally:
    wanted = {statement.pk: [columns.SECTION.values(section) for section in sections]}
    same, office_code = ("kind", "title", "text"), statement.office_code
    return write_children(NarrativeSection, "statement", wanted, same=same, office_code=office_code).tally()


def write_funding(statement: PerformanceStatement, funding: Sequence[FundingContent]) -> Tally:
    wanted = {statement.pk: [columns.FUNDING_LINE.values(line) for line in funding]}
    office_code = statement.office_code
    lines = write_children(FundingLine, "statement", wanted, same=("side", "item"), office_code=office_code)
    earlier = {
        line.pk: [columns.EARLIER_AMOUNT.values(amount) for amount in printed.earlier_amounts]
        for line, printed in zip(lines.wanted, funding, strict=True)
    }
    amounts = write_children(EarlierAmount, "line", earlier, same=("year",), office_code=office_code)
    return lines.tally(touched=amounts.parents("line_id"))


def save_goals(statement: PerformanceStatement, goals: Sequence[GoalContent]) -> Alignment:
    """The goals without their trees; those that are to go still stand."""
    wanted = {statement.pk: [columns.GOAL.values(goal) for goal in goals]}
    alignment = reconcile_children(
        PerformanceGoal,
        "statement",
        wanted,
        same=("kind", "horizon"),
        kept=("tree_id",),
        office_code=statement.office_code,
    )
    create_trees(alignment.new, year=statement.fiscal_year, office_code=statement.office_code)
    alignment.save()
    return alignment


def reconcile_projects(
    statement: PerformanceStatement,
    projects: Sequence[ProjectContent],
    units: Sequence[BudgetUnit],
    rows: Sequence[int | None] = (),
) -> Alignment:
    """The projects, each in the unit at its place, held against those stored. Raises ProjectLocked; writes nothing.

    ``rows`` are the primary keys of those that are known to be a stored one.
    """
    wanted = [
        BudgetProject(
            office_code=statement.office_code,
            unit=unit,
            fiscal_year=statement.fiscal_year,
            position=position,
            has_form_parts=project_has_parts(project),
            **columns.PROJECT.values(project),
        )
        for position, (project, unit) in enumerate(zip(projects, units, strict=True))
    ]
    known = {id(project): row for project, row in zip(wanted, rows, strict=False)}
    alignment = reconcile(
        statement.projects,
        wanted,
        says=("unit_id", "position", "has_form_parts", *columns.PROJECT.kinds),
        passes=((attrgetter("pk"), lambda project: known.get(id(project))), *SAME_PROJECT),
        kept=("tree_id", "locked"),
    )
    refuse_locked(alignment.changed + alignment.removed)
    return alignment


def save_projects(
    statement: PerformanceStatement, alignment: Alignment, projects: Sequence[ProjectContent]
) -> tuple[Tally, WrittenParts]:
    """Write aligned projects with all they say but without their trees; those that are to go still stand."""
    create_trees(alignment.new, year=statement.fiscal_year, office_code=statement.office_code)
    if rewritten := alignment.changed + alignment.removed:
        stored = BudgetProject.objects.filter(pk__in=[row.pk for row in rewritten])
        remember(stored)
        if alignment.columns & {"code", "unit_id"}:
            stored.update(code="")  # a code that two rows exchange is for a moment that of neither
    alignment.save()
    if named := alignment.new + alignment.changed:
        hand_on_reasons(named)
    printed = {row.pk: project for row, project in zip(alignment.wanted, projects, strict=True)}
    year, office_code = statement.fiscal_year, statement.office_code
    parts = write_parts_of_projects(alignment, printed, year=year, office_code=office_code)
    return alignment.tally(touched=_write_parts_of(printed, office_code) | parts.touched), parts


def _write_parts_of(projects: dict[int, ProjectContent], office_code: str) -> set[int]:
    """Write plans, goals and phases; give the projects among which something was written."""
    goals = {pk: [{"text": text} for text in project.goals] for pk, project in projects.items()}
    phases = {
        pk: [columns.PHASE.values(phase) for phase in project.phases] for pk, project in projects.items()
    }
    written = (
        _write_plans(projects, office_code),
        write_children(ProjectGoal, "project", goals, same=("text",), office_code=office_code),
        write_children(ProjectPhase, "project", phases, same=("period", "text"), office_code=office_code),
    )
    return {pk for alignment in written for pk in alignment.parents("project_id")}


def _write_plans(projects: dict[int, ProjectContent], office_code: str) -> Alignment:
    alignment = reconcile(
        SpendingPlan.objects.filter(project__in=list(projects), office_code=office_code),
        [
            SpendingPlan(office_code=office_code, project_id=pk, **columns.PLAN.values(project.spending_plan))
            for pk, project in projects.items()
            if project.spending_plan
        ],
        says=tuple(columns.PLAN.kinds),
        passes=[by("project_id")],
    )
    alignment.write()
    return alignment


def _coded(project: BudgetProject) -> tuple[object, ...] | None:
    return (project.unit_id, project.code) if project.code else None


def _named(project: BudgetProject) -> tuple[object, ...]:
    return (project.unit_id, project.name)


def _uncoded(key: Key) -> Key:
    return lambda project: None if project.code else key(project)


# What makes two rows one project. The code, if both have one: names repeat. A project whose code is only now
# given, or not printed, is known by its name; one without any code by its name, else by its place.
SAME_PROJECT: tuple[tuple[Key, Key], ...] = (
    (_coded, _coded),
    (_uncoded(_named), _named),
    (_named, _uncoded(_named)),
    (_uncoded(lambda project: project.position), _uncoded(lambda project: project.position)),
)
