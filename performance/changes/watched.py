"""Which tables are watched, and of which things a change of their rows speaks."""

from __future__ import annotations

from dataclasses import dataclass

from performance.models.changes import ChangeKind

ALWAYS = ("insert", "update", "delete")


@dataclass(frozen=True)
class Watch:
    """Which things change with a row of the table, and where each stands: SQL in which ``{r}`` is the row.

    ``moved`` is the column that alone matters when a row is updated. ``own`` things come into being with the row, or
    into sight with whoever carries them.
    """

    table: str
    kind: ChangeKind
    row: str
    office_code: str
    department: str
    unit: str
    beside: str = ""
    where: str = "1 = 1"
    events: tuple[str, ...] = ALWAYS
    moved: str = ""

    @property
    def own(self) -> bool:
        return bool(self.moved) or self.row == "{r}.id"


def _part_of_project(table: str) -> Watch:
    return Watch(
        table,
        ChangeKind.PROJECT,
        "p.id",
        "p.office_code",
        "u.department_id",
        "p.unit_id",
        "projects_budgetproject p, departments_budgetunit u",
        "p.id = {r}.project_id AND u.id = p.unit_id",
    )


def _written(table: str, kind: ChangeKind) -> Watch:
    """A report or a card, of a project or of the department."""
    return Watch(
        table,
        kind,
        "{r}.id",
        "{r}.office_code",
        "s.department_id",
        "COALESCE({r}.unit_id, 0)",
        "performance_performancestatement s",
        "s.id = {r}.statement_id",
    )


# From the tree of an indicator, ``{tree}``, to where its owner stands.
_OWNERS = (
    (
        "u.department_id",
        "p.unit_id",
        "projects_budgetproject p, departments_budgetunit u",
        "p.tree_id = {tree} AND u.id = p.unit_id",
    ),
    (
        "s.department_id",
        "0",
        "performance_performancegoal g, performance_performancestatement s",
        "g.tree_id = {tree} AND s.id = g.statement_id",
    ),
    (
        "u.department_id",
        "p.unit_id",
        "projects_midtermgoal m, projects_budgetproject p, departments_budgetunit u",
        "m.tree_id = {tree} AND p.id = m.project_id AND u.id = p.unit_id",
    ),
)


def _part_of_indicator(
    table: str, *, row: str, office_code: str, beside: str, where: str, tree: str
) -> list[Watch]:
    return [
        Watch(
            table,
            ChangeKind.INDICATOR,
            row,
            office_code,
            department,
            unit,
            ", ".join(filter(None, (beside, owner))),
            " AND ".join(filter(None, (where, found.format(tree=tree, r="{r}")))),
        )
        for department, unit, owner, found in _OWNERS
    ]


def _indicators_of(
    table: str,
    department: str,
    unit: str,
    beside: str,
    where: str,
    *,
    moved: str,
    tree: str = "{r}.tree_id",
    events: tuple[str, ...] = ALWAYS,
) -> Watch:
    """With whoever carries them: it may come after them or go elsewhere; when it goes, nothing says where they stood."""
    return Watch(
        table,
        ChangeKind.INDICATOR,
        "i.id",
        "{r}.office_code",
        department,
        unit,
        f"indicators_indicator i, indicators_indicatorfamily f, {beside}",
        f"i.family_id = f.id AND f.tree_id = {tree} AND {where}",
        events=events,
        moved=moved,
    )


def _of_unit(kind: ChangeKind, things: str, where: str = "t.unit_id = {r}.id") -> Watch:
    """With a unit that goes to another department go its things."""
    return Watch(
        "departments_budgetunit",
        kind,
        "t.id",
        "t.office_code",
        "{r}.department_id",
        "{r}.id",
        things,
        where,
        events=("update",),
        moved="department_id",
    )


WATCHED = (
    Watch(
        "performance_performancestatement",
        ChangeKind.STATEMENT,
        "{r}.id",
        "{r}.office_code",
        "{r}.department_id",
        "0",
    ),
    Watch(
        "projects_budgetproject",
        ChangeKind.PROJECT,
        "{r}.id",
        "{r}.office_code",
        "u.department_id",
        "{r}.unit_id",
        "departments_budgetunit u",
        "u.id = {r}.unit_id",
    ),
    *map(
        _part_of_project,
        (
            "projects_spendingplan",
            "projects_projectgoal",
            "projects_projectphase",
            "projects_projectfundline",
            "projects_projectfield",
            "projects_midtermgoal",
        ),
    ),
    *_part_of_indicator(
        "indicators_indicator",
        row="{r}.id",
        office_code="{r}.office_code",
        beside="indicators_indicatorfamily f",
        where="f.id = {r}.family_id",
        tree="f.tree_id",
    ),
    *_part_of_indicator(
        "indicators_indicatorfamily",
        row="i.id",
        office_code="i.office_code",
        beside="indicators_indicator i",
        where="i.family_id = {r}.id",
        tree="{r}.tree_id",
    ),
    *(
        watch
        for table in ("indicators_earliervalue", "indicators_indicatorfield")
        for watch in _part_of_indicator(
            table,
            row="i.id",
            office_code="i.office_code",
            beside="indicators_indicator i, indicators_indicatorfamily f",
            where="i.id = {r}.indicator_id AND f.id = i.family_id",
            tree="f.tree_id",
        )
    ),
    _indicators_of(
        "projects_budgetproject",
        "u.department_id",
        "{r}.unit_id",
        "departments_budgetunit u",
        "u.id = {r}.unit_id",
        moved="unit_id",
    ),
    _indicators_of(
        "projects_budgetproject",
        "u.department_id",
        "{r}.unit_id",
        "departments_budgetunit u, projects_midtermgoal m",
        "u.id = {r}.unit_id AND m.project_id = {r}.id",
        tree="m.tree_id",
        events=("update",),
        moved="unit_id",
    ),
    _indicators_of(
        "performance_performancegoal",
        "s.department_id",
        "0",
        "performance_performancestatement s",
        "s.id = {r}.statement_id",
        moved="statement_id",
    ),
    _indicators_of(
        "projects_midtermgoal",
        "u.department_id",
        "p.unit_id",
        "projects_budgetproject p, departments_budgetunit u",
        "p.id = {r}.project_id AND u.id = p.unit_id",
        moved="project_id",
    ),
    _written("performance_monitoringreport", ChangeKind.MONITORING_REPORT),
    _written("performance_selfevaluation", ChangeKind.EVALUATION),
    _of_unit(ChangeKind.PROJECT, "projects_budgetproject t"),
    _of_unit(ChangeKind.MONITORING_REPORT, "performance_monitoringreport t"),
    _of_unit(ChangeKind.EVALUATION, "performance_selfevaluation t"),
    _of_unit(
        ChangeKind.INDICATOR,
        "projects_budgetproject p, indicators_indicatorfamily f, indicators_indicator t",
        "p.unit_id = {r}.id AND f.tree_id = p.tree_id AND t.family_id = f.id",
    ),
    _of_unit(
        ChangeKind.INDICATOR,
        "projects_budgetproject p, projects_midtermgoal m, indicators_indicatorfamily f, indicators_indicator t",
        "p.unit_id = {r}.id AND m.project_id = p.id AND f.tree_id = m.tree_id AND t.family_id = f.id",
    ),
)
TABLES = tuple(dict.fromkeys(watch.table for watch in WATCHED))
