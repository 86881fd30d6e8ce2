"""What only declared forms print, into its tables and back; who has none of it is not asked for it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import NamedTuple

from django.db.models import Model

from indicators.alignment import (
    Alignment,
    Row,
    Tally,
    Values,
    by,
    reconcile,
    reconcile_children,
    write_children,
)
from indicators.compiled_query import CompiledQuery
from indicators.rows import OWN_FIELD_COLUMNS, own_field_columns
from indicators.services import create_trees
from performance.content.model import FundLine, OwnField, ProjectContent, StatementContent, TaskContent
from performance.models import AnnualTask, PerformanceStatement, StatementField, StatementFundLine
from performance.statements import columns
from performance.statements.trees import own_field_of
from projects.models import BudgetProject, MidTermGoal, ProjectField, ProjectFundLine

SAME_FUND = ("period", "source", "label", "column")
SAME_FIELD = ("group", "label")


def project_has_parts(project: ProjectContent) -> bool:
    return bool(
        project.funds
        or project.fields
        or project.mid_term is not None
        or any(indicator.fields for indicator in project.indicators)
    )


def statement_has_parts(content: StatementContent) -> bool:
    """Of the department's own part: whether a project has some is said with the project."""
    return bool(
        content.tasks
        or content.funds
        or content.fields
        or any(indicator.fields for goal in content.goals for indicator in goal.indicators)
    )


# -- into the database -----------------------------------------------------------------------------------------------


class WrittenParts(NamedTuple):
    """Mid-term goals that are to go still stand, with their trees; ``trees`` are those that may have own fields.

    ``touched`` are the projects of which something was written.
    """

    mid_terms: Alignment[MidTermGoal]
    trees: set[int]
    touched: set[int]


def write_parts_of_projects(
    alignment: Alignment[BudgetProject],
    projects: Mapping[int, ProjectContent],
    *,
    year: int,
    office_code: str,
) -> WrittenParts:
    """``projects`` are the contents by primary key, ``alignment`` their rows, which have been saved."""
    rows = [row for row in alignment.wanted if row.has_form_parts]
    if "has_form_parts" in alignment.columns:
        rows += [row for row in alignment.changed if not row.has_form_parts]
    going = [row.pk for row in alignment.removed if row.has_form_parts]
    if not rows and not going:
        return WrittenParts(Alignment(()), set(), set())
    flagged = {row.pk for row in rows}
    having = {pk: projects[pk] for pk in projects if pk in flagged}
    funds = {pk: [columns.FUND_LINE.values(line) for line in one.funds] for pk, one in having.items()}
    fields = {pk: [own_field_columns(own) for own in one.fields] for pk, one in having.items()}
    mid_terms = _save_mid_terms(having, going, year, office_code)
    written_funds = write_children(ProjectFundLine, "project", funds, same=SAME_FUND, office_code=office_code)
    written_fields = write_children(ProjectField, "project", fields, same=SAME_FIELD, office_code=office_code)
    written = (written_funds, written_fields, mid_terms)
    return WrittenParts(
        mid_terms,
        {row.tree_id for row in (*rows, *mid_terms.wanted)},
        set().union(*(one.parents("project_id") for one in written)),
    )


def _save_mid_terms(
    projects: Mapping[int, ProjectContent], going: Sequence[int], year: int, office_code: str
) -> Alignment[MidTermGoal]:
    """``going`` are the projects that are to go with theirs."""
    alignment = reconcile(
        MidTermGoal.objects.filter(project__in=[*projects, *going], office_code=office_code),
        [
            MidTermGoal(office_code=office_code, project_id=pk, **columns.MID_TERM.values(project.mid_term))
            for pk, project in projects.items()
            if project.mid_term is not None
        ],
        says=tuple(columns.MID_TERM.kinds),
        passes=[by("project_id")],
        kept=("tree_id",),
    )
    create_trees(alignment.new, year=year, office_code=office_code)
    alignment.save()
    return alignment


def write_parts_of_statement(statement: PerformanceStatement, content: StatementContent) -> Tally:
    """Tasks, funds and own fields of the department's part; ``statement`` still says what was stored before."""
    if not (statement.has_form_parts or statement_has_parts(content)):
        return Tally()
    office_code = statement.office_code
    tasks = reconcile_children(
        AnnualTask,
        "statement",
        {statement.pk: [columns.TASK.values(task) for task in content.tasks]},
        same=("name",),
        office_code=office_code,
    )
    tasks.save()
    owners: list[tuple[int | None, StatementContent | TaskContent]] = [(None, content)]
    owners += [(row.pk, task) for row, task in zip(tasks.wanted, content.tasks, strict=True)]
    funds = [
        {"task_id": task, **columns.FUND_LINE.values(line)} for task, owner in owners for line in owner.funds
    ]
    fields = [{"task_id": task, **own_field_columns(own)} for task, owner in owners for own in owner.fields]
    written = (
        tasks,
        _write_rows(StatementFundLine, statement, funds, ("task_id", *SAME_FUND)),
        _write_rows(StatementField, statement, fields, ("task_id", *SAME_FIELD)),
    )
    tasks.delete()
    return _together(alignment.tally() for alignment in written)


def _write_rows(
    model: type[Row], statement: PerformanceStatement, rows: Sequence[Values], same: Sequence[str]
) -> Alignment[Row]:
    return write_children(
        model, "statement", {statement.pk: rows}, same=same, office_code=statement.office_code
    )


def _together(tallies: Iterable[Tally]) -> Tally:
    counts = [(one.new, one.changed, one.moved, one.unchanged, one.removed) for one in tallies]
    return Tally(*map(sum, zip(*counts, strict=True)))


# -- out of the database ---------------------------------------------------------------------------------------------


def _of_statements(model: type[Model], *selected: str) -> CompiledQuery:
    return CompiledQuery(
        model,
        lambda statements, codes: model._default_manager.filter(
            statement__pk__in=statements, office_code__in=codes
        ).values_list("statement_id", *selected),
    )


def _of_projects(model: type[Model], *selected: str) -> CompiledQuery:
    return CompiledQuery(
        model,
        lambda projects, codes: model._default_manager.filter(
            project__pk__in=projects, office_code__in=codes
        ).values_list("project_id", *selected),
    )


TASKS = _of_statements(AnnualTask, "pk", *columns.TASK.kinds)
FUNDS = _of_statements(StatementFundLine, "task_id", *columns.FUND_LINE.kinds)
FIELDS = _of_statements(StatementField, "task_id", *OWN_FIELD_COLUMNS)
PROJECT_FUNDS = _of_projects(ProjectFundLine, *columns.FUND_LINE.kinds)
PROJECT_FIELDS = _of_projects(ProjectField, *OWN_FIELD_COLUMNS)
MID_TERMS = _of_projects(MidTermGoal, "tree_id", *columns.MID_TERM.kinds)


def parts_of_statements(
    statements: Sequence[PerformanceStatement],
) -> dict[int, dict[str, tuple[object, ...]]]:
    """The tasks, funds and own fields of those that have some, as members of their contents."""
    having = [statement for statement in statements if statement.has_form_parts]
    keys = [statement.pk for statement in having]
    here: dict[str, Sequence[object]] = {
        "statements": keys,
        "codes": sorted({statement.office_code for statement in having}),
    }
    funds: dict[tuple[int, int | None], list[FundLine]] = defaultdict(list)
    for statement, task, *values in FUNDS.rows(**here):
        funds[statement, task].append(columns.FUND_LINE.read_values(values))
    fields: dict[tuple[int, int | None], list[OwnField]] = defaultdict(list)
    for statement, task, *values in FIELDS.rows(**here):
        fields[statement, task].append(own_field_of(values))
    tasks: dict[int, list[TaskContent]] = defaultdict(list)
    for statement, pk, *values in TASKS.rows(**here):
        own = {"funds": tuple(funds[statement, pk]), "fields": tuple(fields[statement, pk])}
        tasks[statement].append(columns.TASK.read_values(values, **own))
    return {
        pk: {
            "tasks": tuple(tasks[pk]),
            "funds": tuple(funds[pk, None]),
            "fields": tuple(fields[pk, None]),
        }
        for pk in keys
    }


class PartsOfProjects(NamedTuple):
    """By primary key of the project; ``mid_terms`` with the tree that each owns before its columns."""

    funds: Mapping[int, Sequence[FundLine]]
    fields: Mapping[int, Sequence[OwnField]]
    mid_terms: Mapping[int, list]

    @property
    def trees(self) -> list[int]:
        return [tree for tree, *_ in self.mid_terms.values()]


def parts_of_projects(projects: Collection[int], office_codes: Collection[str]) -> PartsOfProjects:
    """``projects`` are those that have some."""
    here: dict[str, Sequence[object]] = {"projects": [*projects], "codes": sorted(office_codes)}
    funds: dict[int, list[FundLine]] = defaultdict(list)
    for project, *values in PROJECT_FUNDS.rows(**here):
        funds[project].append(columns.FUND_LINE.read_values(values))
    fields: dict[int, list[OwnField]] = defaultdict(list)
    for project, *values in PROJECT_FIELDS.rows(**here):
        fields[project].append(own_field_of(values))
    return PartsOfProjects(funds, fields, {project: row for project, *row in MID_TERMS.rows(**here)})
