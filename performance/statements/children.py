"""The parts of a content into their tables. Each function writes in a handful of statements, whatever the size.

A part that says what is stored is neither read nor written; what was not there before is not looked for.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from operator import attrgetter

from departments.models import BudgetUnit
from indicators.alignment import Alignment, Key, Tally, by, reconcile, reconcile_children, write_children
from indicators.models import TreeOwner
from indicators.rows import TreeRows
from indicators.services import create_trees, replace_trees
from performance.content.model import FundingLine as FundingContent
from performance.content.model import GoalContent, ProjectContent, SectionContent, StatementContent
from performance.models import (
    EarlierAmount,
    FundingLine,
    NarrativeSection,
    PerformanceGoal,
    PerformanceStatement,
)
from performance.statements import columns
from performance.statements.form_parts import (
    WrittenParts,
    project_has_parts,
    statement_has_parts,
    write_parts_of_projects,
)
from performance.statements.trees import tree_of
from projects.models import (
    BudgetProject,
    ProjectGoal,
    ProjectLocked,
    ProjectPhase,
    SpendingPlan,
    refuse_locked,
)
from projects.withholding import hand_on_reasons, remember

IDENTITY = {"code", "name", "unit_id"}  # by what a withheld project is known again
Before = Mapping[int, ProjectContent]  # what each stored project says, by its primary key
ProjectKey = Key[BudgetProject]
NOTHING_SAID = ProjectContent()


def write_sections(
    statement: PerformanceStatement, sections: Sequence[SectionContent], before: Sequence[SectionContent]
) -> Tally:
    if sections == before:
        return Tally(unchanged=len(sections))
    return write_children(
        NarrativeSection,
        "statement",
        {statement.pk: [columns.SECTION.values(section) for section in sections]},
        same=("kind", "title", "text"),
        office_code=statement.office_code,
        stored=None if before else (),
    ).tally()


def write_funding(
    statement: PerformanceStatement, funding: Sequence[FundingContent], before: Sequence[FundingContent]
) -> Tally:
    if funding == before:
        return Tally(unchanged=len(funding))
    lines = write_children(
        FundingLine,
        "statement",
        {statement.pk: [columns.FUNDING_LINE.values(line) for line in funding]},
        same=("side", "item"),
        office_code=statement.office_code,
        stored=None if before else (),
    )
    earlier = {
        line.pk: [columns.EARLIER_AMOUNT.values(amount) for amount in printed.earlier_amounts]
        for line, printed in zip(lines.wanted, funding, strict=True)
    }
    amounts = write_children(
        EarlierAmount,
        "line",
        earlier,
        same=("year",),
        office_code=statement.office_code,
        stored=None if before else (),
    )
    return lines.tally(touched=amounts.parents("line_id"))


def save_goals(
    statement: PerformanceStatement, goals: Sequence[GoalContent], before: Sequence[GoalContent]
) -> Alignment[PerformanceGoal]:
    """The goals without their trees; those that are to go still stand."""
    alignment = reconcile_children(
        PerformanceGoal,
        "statement",
        {statement.pk: [columns.GOAL.values(goal) for goal in goals]},
        same=("kind", "horizon"),
        kept=("tree_id",),
        office_code=statement.office_code,
        stored=None if before else (),
    )
    create_trees(alignment.new, year=statement.fiscal_year, office_code=statement.office_code)
    alignment.save()
    return alignment


def reconcile_projects(
    statement: PerformanceStatement,
    projects: Sequence[ProjectContent],
    units: Sequence[BudgetUnit],
    rows: Sequence[int | None] = (),
    stored: Sequence[BudgetProject] | None = None,
) -> Alignment[BudgetProject]:
    """The projects, each in the unit at its place, held against those stored. Raises ProjectLocked; writes nothing.

    ``rows`` are the primary keys of those that are known to be a stored one; ``stored`` are the rows, from whoever
    has read them under the lock of the statement.
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
        statement.projects if stored is None else stored,
        wanted,
        says=("unit_id", "position", "has_form_parts", *columns.PROJECT.kinds),
        passes=((attrgetter("pk"), lambda project: known.get(id(project))), *SAME_PROJECT),
        kept=("tree_id", "locked", "withheld_reason", "is_key"),
    )
    rewritten = alignment.changed + alignment.removed
    if stored is None:
        refuse_locked(rewritten)
    elif standing := [row for row in rewritten if row.locked]:
        raise ProjectLocked(standing)
    return alignment


def save_projects(
    statement: PerformanceStatement,
    alignment: Alignment[BudgetProject],
    projects: Sequence[ProjectContent],
    before: Before,
) -> tuple[Tally, WrittenParts]:
    """Write aligned projects with all they say but without their trees; those that are to go still stand."""
    create_trees(alignment.new, year=statement.fiscal_year, office_code=statement.office_code)
    renames = not IDENTITY.isdisjoint(alignment.columns)
    if withheld := [row for row in alignment.changed + alignment.removed if row.withheld_reason]:
        remember(BudgetProject.objects.filter(pk__in=[row.pk for row in withheld]))
    if alignment.columns & {"code", "unit_id"}:
        rewritten = [row.pk for row in alignment.changed + alignment.removed]
        # A code that two rows exchange is for a moment that of neither.
        BudgetProject.objects.filter(pk__in=rewritten).update(code="")
    alignment.save()
    if named := alignment.new + (alignment.changed if renames else []):
        hand_on_reasons(named, new=alignment.new)
    printed = {row.pk: project for row, project in zip(alignment.wanted, projects, strict=True)}
    year, office_code = statement.fiscal_year, statement.office_code
    parts = write_parts_of_projects(alignment, printed, year=year, office_code=office_code)
    return alignment.tally(touched=_write_parts_of(printed, before, office_code) | parts.touched), parts


def _write_parts_of(projects: Before, before: Before, office_code: str) -> set[int]:
    """Write plans, goals and phases; give the projects among which something was written."""
    goals, phases = _differing("goals", projects, before), _differing("phases", projects, before)
    plans = _write_plans(_differing("spending_plan", projects, before), before, office_code)
    written_goals = write_children(
        ProjectGoal,
        "project",
        {pk: [{"text": text} for text in project.goals] for pk, project in goals.items()},
        same=("text",),
        office_code=office_code,
        stored=ProjectGoal.objects.filter(**_of_stored(goals, before, office_code)),
    )
    written_phases = write_children(
        ProjectPhase,
        "project",
        {pk: [columns.PHASE.values(phase) for phase in project.phases] for pk, project in phases.items()},
        same=("period", "text"),
        office_code=office_code,
        stored=ProjectPhase.objects.filter(**_of_stored(phases, before, office_code)),
    )
    return set().union(*(one.parents("project_id") for one in (plans, written_goals, written_phases)))


def _differing(part: str, projects: Before, before: Before) -> dict[int, ProjectContent]:
    """The projects that say something else in this part than what is stored of them."""
    return {
        pk: project
        for pk, project in projects.items()
        if getattr(project, part) != getattr(before.get(pk, NOTHING_SAID), part)
    }


def _of_stored(projects: Before, before: Before, office_code: str) -> dict[str, object]:
    """The filter for rows of those projects that were there before."""
    return {"project__in": [pk for pk in projects if pk in before], "office_code": office_code}


def _write_plans(projects: Before, before: Before, office_code: str) -> Alignment[SpendingPlan]:
    alignment = reconcile(
        SpendingPlan.objects.filter(**_of_stored(projects, before, office_code)),
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


def write_trees(
    statement: PerformanceStatement,
    content: StatementContent,
    goals: Alignment[PerformanceGoal],
    projects: Alignment[BudgetProject],
    parts: WrittenParts,
    before: Before,
) -> Tally:
    """The indicators of goals and projects, given as they have been aligned; those of what is removed go.

    Goals that say what is stored come with an empty alignment.
    """
    removed = (*goals.removed, *projects.removed, *parts.mid_terms.removed)
    new = (*goals.new, *projects.new, *parts.mid_terms.new)
    trees: dict[int, TreeRows] = {row.tree_id: () for row in removed}
    mid_terms = [project.mid_term for project in content.projects if project.mid_term is not None]
    owners: list[tuple[TreeOwner, GoalContent]] = [*zip(parts.mid_terms.wanted, mid_terms, strict=True)]
    unchanged = 0
    if goals.wanted:
        owners += zip(goals.wanted, content.goals, strict=True)
    elif not goals.removed:
        unchanged += sum(len(goal.indicators) for goal in content.goals)
    trees |= {row.tree_id: tree_of(goal) for row, goal in owners}
    with_earlier = set(trees)  # of goals and of what goes it is not known what they said
    for row, project in zip(projects.wanted, content.projects, strict=True):
        if row.pk in before and _indicators(project) == _indicators(before[row.pk]):
            unchanged += len(project.indicators)
        else:
            trees[row.tree_id] = tree_of(project)
            if not (_without_earlier(project) and _without_earlier(before.get(row.pk, NOTHING_SAID))):
                with_earlier.add(row.tree_id)
    with_fields = set(parts.trees)
    if statement.has_form_parts or statement_has_parts(content):
        with_fields |= {row.tree_id for row in goals.wanted}
    return Tally(unchanged=unchanged) + replace_trees(
        trees,
        year=statement.fiscal_year,
        office_code=statement.office_code,
        with_fields=with_fields & trees.keys(),
        with_earlier=with_earlier & trees.keys(),
        grown=trees.keys() - {row.tree_id for row in new},
    )


def _indicators(owner: ProjectContent) -> tuple[object, ...]:
    return owner.indicators, owner.empty_families


def _without_earlier(project: ProjectContent) -> bool:
    return not any(indicator.earlier_values for indicator in project.indicators)


def _coded(project: BudgetProject) -> tuple[object, ...] | None:
    return (project.unit_id, project.code) if project.code else None


def _named(project: BudgetProject) -> tuple[object, ...]:
    return (project.unit_id, project.name)


def _uncoded(key: ProjectKey) -> ProjectKey:
    return lambda project: None if project.code else key(project)


# What makes two rows one project. The code, if both have one: names repeat. A project whose code is only now
# given, or not printed, is known by its name; one without any code by its name, else by its place.
SAME_PROJECT: tuple[tuple[ProjectKey, ProjectKey], ...] = (
    (_coded, _coded),
    (_uncoded(_named), _named),
    (_named, _uncoded(_named)),
    (_uncoded(lambda project: project.position), _uncoded(lambda project: project.position)),
)
