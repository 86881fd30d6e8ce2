"""Where a comment can hang: on a statement, on a row of it, on a card, or on one field of a row; in words, and in the print."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass

from django.db import models
from django.utils.text import Truncator

from departments.models import BudgetUnit
from indicators.compiled_query import CompiledQuery
from indicators.models import Indicator
from indicators.rows import INDICATOR_COLUMNS
from performance.documents.locations import Subject
from performance.models import (
    Anchor,
    FundingLine,
    NarrativeSection,
    PerformanceGoal,
    PerformanceStatement,
    SelfEvaluation,
)
from performance.statements import columns
from performance.steps.refusals import Refused
from projects.models import BudgetProject

OWN_ROWS: dict[Anchor, type[models.Model]] = {
    Anchor.SECTION: NarrativeSection,
    Anchor.GOAL: PerformanceGoal,
    Anchor.FUNDING: FundingLine,
}


def _keys_of(model: type[models.Model], *more: str) -> CompiledQuery:
    """The primary keys of a statement's rows, in printed order, and what else is asked of them."""
    return CompiledQuery(
        model,
        lambda statements, codes: model._default_manager.filter(
            statement__pk__in=statements, office_code__in=codes
        ).values_list("pk", *more),
    )


OWN_KEYS = {
    Anchor.SECTION: _keys_of(NarrativeSection),
    Anchor.GOAL: _keys_of(PerformanceGoal, "tree_id"),
    Anchor.FUNDING: _keys_of(FundingLine),
}
MODELS: dict[Anchor, type[models.Model]] = {
    Anchor.STATEMENT: PerformanceStatement,
    **OWN_ROWS,
    Anchor.PROJECT: BudgetProject,
    Anchor.INDICATOR: Indicator,
}
FIELDS: dict[Anchor, tuple[str, ...]] = {
    Anchor.STATEMENT: (*columns.HEAD.kinds, *columns.COVER.kinds),
    Anchor.SECTION: tuple(columns.SECTION.kinds),
    Anchor.GOAL: tuple(columns.GOAL.kinds),
    Anchor.FUNDING: tuple(columns.FUNDING_LINE.kinds),
    Anchor.PROJECT: (*columns.PROJECT.kinds, "spending_plan", "goals", "phases"),
    Anchor.INDICATOR: tuple(INDICATOR_COLUMNS.values()),
}


COLUMN_OF = {member: column for column, member in INDICATOR_COLUMNS.items()}


@dataclass(frozen=True)
class Spot:
    """Where a comment hangs: a row by kind and primary key, and a field of it by its column; else the whole text."""

    anchor: Anchor = Anchor.STATEMENT
    row: int | None = None
    field: str = ""


WHOLE = Spot()


def row_at(
    spot: Spot, statement: PerformanceStatement, user
) -> tuple[models.Model | PerformanceStatement, BudgetUnit | None]:
    """The row, if the user sees it, and the unit whose project it belongs to."""
    if spot.anchor == Anchor.STATEMENT:
        rows, of_unit = PerformanceStatement.objects.filter(pk=statement.pk), None
    else:
        rows, of_unit = _rows_of(spot.anchor, statement, user)
        rows = rows.filter(pk=spot.row)
    row = rows.first()
    if row is None:
        raise Refused("批注的位置不在本文本中，或已被删除，请刷新后再办理。")
    if spot.field and spot.field not in FIELDS.get(Anchor(spot.anchor), ()):
        raise Refused(f"“{spot.field}”不是{Anchor(spot.anchor).label}的栏目。")
    return row, of_unit(row) if of_unit else None


def _rows_of(anchor: Anchor, statement: PerformanceStatement, user):
    projects = statement.projects.visible_to(user)
    if anchor == Anchor.PROJECT:
        return projects, lambda project: project.unit
    if anchor == Anchor.INDICATOR:
        rows = Indicator.objects.filter(
            models.Q(family__tree__in=projects.values("tree"))
            | models.Q(family__tree__in=statement.goals.values("tree"))
        )
        return rows, lambda row: _unit_of_tree(projects, row.family.tree_id)
    if anchor == Anchor.EVALUATION:
        cards = SelfEvaluation.objects.visible_to(user).filter(statement=statement)
        return cards.select_related("statement__department", "unit", "revision"), lambda card: card.unit
    return OWN_ROWS[anchor]._default_manager.filter(statement=statement), None


def _unit_of_tree(projects, tree: int) -> BudgetUnit | None:
    project = projects.filter(tree=tree).select_related("unit").first()
    return project and project.unit


def place_of(spot: Spot, row: models.Model) -> str:
    """The spot in words that outlive the row."""
    if spot.anchor == Anchor.STATEMENT:
        where = Anchor.STATEMENT.label
    else:
        where = f"{Anchor(spot.anchor).label}“{Truncator(row).chars(60)}”"
    return f"{where}的“{label_of(spot.anchor, spot.field)}”" if spot.field else where


def label_of(anchor: Anchor, name: str) -> str:
    """What a page calls a field; rows of another table by what these are."""
    column = COLUMN_OF.get(name, name) if anchor == Anchor.INDICATOR else name
    field = MODELS[Anchor(anchor)]._meta.get_field(column)
    if isinstance(field, models.ForeignObjectRel):
        return str(field.related_model._meta.verbose_name)
    return str(field.verbose_name)


def subjects_by_row(
    statement: PerformanceStatement, projects: Iterable[BudgetProject], anchors: Collection[Anchor]
) -> dict[tuple[Anchor, int], Subject]:
    """For each row of the kinds asked for the value of the content that it is.

    ``projects`` are those of the content, in its order. What bears an asked for indicator comes along.
    """
    bearers = {Anchor.GOAL, Anchor.PROJECT} if Anchor.INDICATOR in anchors else set()
    owners: dict[int, Subject] = {}  # by tree
    subjects: dict[tuple[Anchor, int], Subject] = {}
    wanted = {*anchors, *bearers}
    rows: dict[Anchor, Iterable[tuple[int, ...]]] = {
        anchor: keys.rows(statements=[statement.pk], codes=[statement.office_code])
        for anchor, keys in OWN_KEYS.items()
        if anchor in wanted
    }
    if Anchor.PROJECT in wanted:
        rows[Anchor.PROJECT] = ((project.pk, project.tree_id) for project in projects)
    for anchor, found in rows.items():
        for index, (pk, *tree) in enumerate(found):
            subjects[anchor, pk] = Subject(anchor.value, index)
            if bearers:
                owners.update((each, subjects[anchor, pk]) for each in tree)
    subjects.update(_indicators_of(owners))
    return subjects


def subjects_of_project(project: BudgetProject, index: int) -> dict[tuple[Anchor, int], Subject]:
    """The same of one project of a content and of its indicators: nothing else is read."""
    own = Subject(Anchor.PROJECT.value, index)
    return {(Anchor.PROJECT, project.pk): own, **_indicators_of({project.tree_id: own})}


def _indicators_of(owners: Mapping[int, Subject]) -> dict[tuple[Anchor, int], Subject]:
    """``owners`` by tree."""
    return {
        (Anchor.INDICATOR, pk): Subject(owners[tree].owner, owners[tree].index, number)
        for tree, indicators in _indicators_by_tree(owners)
        for number, pk in enumerate(indicators)
    }


def _indicators_by_tree(trees) -> Iterator[tuple[int, list[int]]]:
    found: dict[int, list[int]] = defaultdict(list)
    rows = Indicator.objects.filter(family__tree__in=list(trees))
    ordered = rows.order_by("family__tree_id", "family__position", "family_id", "position", "pk")
    for pk, tree in ordered.values_list("pk", "family__tree_id"):
        found[tree].append(pk)
    yield from found.items()
