"""Database → content."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence

from django.db.models import Exists, Model, OuterRef, QuerySet

from indicators.compiled_query import CompiledQuery
from indicators.selectors import Line, has_earlier_values, tree_lines
from performance.content.model import EarlierAmount as EarlierAmountContent
from performance.content.model import FundingLine as FundingContent
from performance.content.model import PhaseContent, ProjectContent, StatementContent
from performance.models import (
    EarlierAmount,
    FundingLine,
    NarrativeSection,
    PerformanceGoal,
    PerformanceStatement,
)
from performance.statements import columns
from performance.statements.form_parts import PartsOfProjects, parts_of_projects, parts_of_statements
from performance.statements.trees import indicators_of
from projects.models import BudgetProject, ProjectGoal, ProjectPhase

PLACE = ("unit__department_id", "fiscal_year")
PROJECT_COLUMNS = (
    *("pk", "tree_id", "has_form_parts", "has_phases", "has_earlier_values", "spending_plan__pk"),
    *columns.PLAN.columns_at("spending_plan"),
    *columns.PROJECT.kinds,
)
HAS_EARLIER = PROJECT_COLUMNS.index("has_earlier_values")
PLAN_ENDS = len(columns.PLAN.kinds)


def _of_statements(
    model: type[Model], *before: str, kept: columns.SharedColumns, way: str = "", **annotated: Exists
) -> CompiledQuery:
    """The rows of a model in some statements: the columns ``before``, then what the content keeps of them."""
    return CompiledQuery(
        model,
        lambda statements, codes: (
            model._default_manager.filter(**{f"{way}statement__pk__in": statements, "office_code__in": codes})
            .annotate(**annotated)
            .values_list(*before, *kept.kinds)
        ),
    )


def _telling_what_few_have(projects: QuerySet[BudgetProject]) -> QuerySet[BudgetProject]:
    """The same projects; what only few forms print is asked only of those that have some."""
    phases = ProjectPhase.objects.filter(project=OuterRef("pk"), office_code=OuterRef("office_code"))
    return projects.annotate(has_phases=Exists(phases), has_earlier_values=has_earlier_values())


def _gathered(*columns: str) -> CompiledQuery:
    """These columns of the projects that statements gather, in printed order."""
    return CompiledQuery(
        BudgetProject,
        lambda departments, years, codes: (
            _telling_what_few_have(BudgetProject.objects.all())
            .filter(office_code__in=codes, unit__department__pk__in=departments, fiscal_year__in=years)
            .order_by("position", "pk")
            .values_list(*columns)
        ),
    )


PROJECTS = _gathered(*PLACE, *PROJECT_COLUMNS)
ROW_COLUMNS = ("unit_id", "position", "locked", "withheld_reason", "is_key")
PROJECTS_WITH_ROWS = _gathered(*ROW_COLUMNS, *PROJECT_COLUMNS)
GATHERED = _gathered("pk", "unit_id")
GOALS = _of_statements(
    PerformanceGoal,
    *("statement_id", "tree_id", "has_earlier_values"),
    kept=columns.GOAL,
    has_earlier_values=has_earlier_values(),
)
SECTIONS = _of_statements(NarrativeSection, "statement_id", kept=columns.SECTION)
FUNDING = _of_statements(FundingLine, "statement_id", "pk", kept=columns.FUNDING_LINE)
EARLIER_AMOUNTS = _of_statements(EarlierAmount, "line_id", kept=columns.EARLIER_AMOUNT, way="line__")
GOALS_OF_PROJECTS = CompiledQuery(
    ProjectGoal,
    lambda projects, codes: ProjectGoal.objects.filter(
        project__pk__in=projects, office_code__in=codes
    ).values_list("project_id", "text"),
)
PHASES = CompiledQuery(
    ProjectPhase,
    lambda projects, codes: ProjectPhase.objects.filter(
        project__pk__in=projects, office_code__in=codes
    ).values_list("project_id", *columns.PHASE.kinds),
)


def statement_content(
    statement: PerformanceStatement, *, projects: QuerySet[BudgetProject] | None = None
) -> StatementContent:
    """What the statement says with the projects that it gathers, in nine queries at most, however large it is.

    What only declared forms print takes seven more, where there is some of it.

    ``projects`` are those of them that a reader may see, where that is not all.
    """
    if projects is None:
        return statement_contents([statement])[statement.pk]
    rows = _telling_what_few_have(projects).values_list(*PLACE, *PROJECT_COLUMNS)
    return _contents([statement], rows)[statement.pk]


def content_with_rows(statement: PerformanceStatement) -> tuple[StatementContent, list[BudgetProject]]:
    """What the statement says, and the rows of its projects, in eight queries as long as no earlier amounts are said."""
    found = PROJECTS_WITH_ROWS.rows(**_where([statement]))
    place, ends = (statement.department_id, statement.fiscal_year), len(ROW_COLUMNS)
    content = _contents([statement], [(*place, *row[ends:]) for row in found])[statement.pk]
    return content, [_row_of(statement, *row[:ends], *row[ends:]) for row in found]


def _row_of(statement: PerformanceStatement, unit, position, locked, reason, is_key, *project):
    """A project's row out of ROW_COLUMNS and PROJECT_COLUMNS."""
    pk, tree, has_parts, _, _, _, *values = project
    return BudgetProject(
        pk=pk,
        tree_id=tree,
        office_code=statement.office_code,
        unit_id=unit,
        fiscal_year=statement.fiscal_year,
        position=position,
        locked=locked,
        withheld_reason=reason,
        is_key=is_key,
        has_form_parts=has_parts,
        **dict(zip(columns.PROJECT.kinds, values[PLAN_ENDS:], strict=True)),
    )


def _where(statements: Sequence[PerformanceStatement]) -> dict[str, Sequence[object]]:
    """The values that find the projects of these statements."""
    return {
        "departments": sorted({statement.department_id for statement in statements}),
        "years": sorted({statement.fiscal_year for statement in statements}),
        "codes": sorted({statement.office_code for statement in statements}),
    }


def gathered_rows(statement: PerformanceStatement) -> list[tuple[int, int]]:
    """The primary keys of the projects that the statement gathers, and of their units, in printed order."""
    return list(GATHERED.rows(**_where([statement])))


def statement_contents(statements: Sequence[PerformanceStatement]) -> dict[int, StatementContent]:
    """What each of many statements says, by its primary key, in nine queries at most for all of them together."""
    return _contents(statements, PROJECTS.rows(**_where(statements)))


def _contents(
    statements: Sequence[PerformanceStatement], gathered: Iterable[tuple]
) -> dict[int, StatementContent]:
    """``gathered`` are PLACE and PROJECT_COLUMNS of each project."""
    projects = list(gathered)
    office_codes = {statement.office_code for statement in statements}
    here: dict[str, Sequence[object]] = {
        "statements": [statement.pk for statement in statements],
        "codes": sorted(office_codes),
    }
    goals = _by_statement(GOALS.rows(**here))
    sections = _by_statement(SECTIONS.rows(**here))
    funding = _funding(here)
    own_parts = parts_of_statements(statements)
    own_trees = [tree for rows in goals.values() for tree, *_ in rows]
    with_fields = [tree for statement in own_parts for tree, *_ in goals[statement]]
    own_projects: dict[tuple[int, int], list[ProjectContent]] = defaultdict(list)
    rows = [row[len(PLACE) :] for row in projects]
    with_earlier = [tree for own in goals.values() for tree, has_earlier, *_ in own if has_earlier]
    contents, trees = _projects(rows, office_codes, own_trees, with_fields, with_earlier)
    for (department, year, *_), content in zip(projects, contents, strict=True):
        own_projects[department, year].append(content)
    return {
        statement.pk: columns.HEAD.read(
            statement,
            year=statement.fiscal_year,
            cover=columns.COVER.read(statement),
            sections=tuple(columns.SECTION.read_values(section) for section in sections[statement.pk]),
            goals=tuple(
                columns.GOAL.read_values(values, **_tree(trees[tree]))
                for tree, _, *values in goals[statement.pk]
            ),
            funding=tuple(funding[statement.pk]),
            projects=tuple(own_projects[statement.department_id, statement.fiscal_year]),
            **own_parts.get(statement.pk, {}),
        )
        for statement in statements
    }


def projects_content(projects: QuerySet[BudgetProject]) -> tuple[ProjectContent, ...]:
    """What these projects say, in their order, in five queries however many there are; nine with parts of forms."""
    found = list(_telling_what_few_have(projects).values_list("office_code", *PROJECT_COLUMNS))
    office_codes = {office for office, *_ in found}
    return _projects([row[1:] for row in found], office_codes)[0]


def of(statements: Sequence[PerformanceStatement]) -> dict[str, object]:
    """The filter for rows of these statements, and of their offices: a table spread by office is asked where they are."""
    return {
        "statement__in": statements,
        "office_code__in": sorted({statement.office_code for statement in statements}),
    }


def _tree(lines: Sequence[Line]) -> dict[str, object]:
    indicators, empty_families = indicators_of(lines)
    return {"indicators": indicators, "empty_families": empty_families}


def _by_statement(rows: Iterable[tuple]) -> dict[int, list[list]]:
    """What each row says besides the statement that it begins with."""
    found: dict[int, list[list]] = defaultdict(list)
    for statement, *values in rows:
        found[statement].append(values)
    return found


def _funding(here: dict[str, Sequence[object]]) -> dict[int, list[FundingContent]]:
    lines = _by_statement(FUNDING.rows(**here))
    earlier: dict[int, list[EarlierAmountContent]] = defaultdict(list)
    if lines:
        for line, *values in EARLIER_AMOUNTS.rows(**here):
            earlier[line].append(columns.EARLIER_AMOUNT.read_values(values))
    return defaultdict(
        list,
        {
            statement: [
                columns.FUNDING_LINE.read_values(values, earlier_amounts=tuple(earlier[line]))
                for line, *values in own
            ]
            for statement, own in lines.items()
        },
    )


def _projects(
    rows: Sequence[tuple],
    office_codes: Collection[str],
    more_trees: Sequence[int] = (),
    with_fields: Sequence[int] = (),
    with_earlier: Sequence[int] = (),
) -> tuple[tuple[ProjectContent, ...], dict[int, list[Line]]]:
    """The projects, and their trees with ``more_trees``, of which those ``with_fields`` may have own fields, and those
    ``with_earlier`` have values of earlier years. ``rows`` are PROJECT_COLUMNS of each project.
    """
    having = {pk: tree for pk, tree, has_parts, *_ in rows if has_parts}
    parts = parts_of_projects(having, office_codes)
    trees = tree_lines(
        (*more_trees, *(tree for _, tree, *_ in rows), *parts.trees),
        office_codes=office_codes,
        with_fields=(*with_fields, *having.values(), *parts.trees),
        with_earlier=(*with_earlier, *(row[1] for row in rows if row[HAS_EARLIER]), *parts.trees),
    )
    codes = sorted(office_codes)
    goals: dict[int, list[str]] = defaultdict(list)
    for project, text in GOALS_OF_PROJECTS.rows(projects=[pk for pk, *_ in rows], codes=codes):
        goals[project].append(text)
    phases: dict[int, list[PhaseContent]] = defaultdict(list)
    with_phases = [pk for pk, _, _, has_phases, *_ in rows if has_phases]
    for project, *values in PHASES.rows(projects=with_phases, codes=codes):
        phases[project].append(columns.PHASE.read_values(values))
    contents = (
        columns.PROJECT.read_values(
            values[PLAN_ENDS:],
            spending_plan=columns.PLAN.read_values(values[:PLAN_ENDS]) if plan else None,
            goals=tuple(goals.get(pk, ())),
            phases=tuple(phases.get(pk, ())),
            **_tree(trees[tree]),
            **(_parts_of(pk, parts, trees) if has_parts else {}),
        )
        for pk, tree, has_parts, _, _, plan, *values in rows
    )
    return tuple(contents), trees


def _parts_of(project: int, parts: PartsOfProjects, trees: dict[int, list[Line]]) -> dict[str, object]:
    mid_term = parts.mid_terms.get(project)
    return {
        "funds": tuple(parts.funds.get(project, ())),
        "fields": tuple(parts.fields.get(project, ())),
        "mid_term": mid_term and columns.MID_TERM.read_values(mid_term[1:], **_tree(trees[mid_term[0]])),
    }
