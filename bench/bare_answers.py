"""The projects of a text as JSON, made by the shortest ways there are; only for the floor and the peer of a race."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import fields
from decimal import Decimal

import msgspec
from django.db import connection
from rest_framework import serializers
from rest_framework.renderers import JSONRenderer

from indicators.models import Indicator, IndicatorFamily, IndicatorTree
from indicators.rows import INDICATOR_COLUMNS
from performance.content.json import plain_decimal
from performance.content.model import IndicatorContent, ProjectContent
from performance.content.model import SpendingPlan as PlanContent
from performance.models import PerformanceStatement
from performance.statements import columns
from projects.models import BudgetProject, SpendingPlan


def _always_said(kind: type) -> set[str]:
    """The members that every text has: those that came later are left out where they say nothing, as they do here."""
    return {member.name for member in fields(kind) if not member.metadata}


OF_EVERY_PROJECT = [name for name in columns.PROJECT.kinds if name in _always_said(ProjectContent)]
OF_EVERY_INDICATOR = [
    column for column, name in INDICATOR_COLUMNS.items() if name in _always_said(IndicatorContent)
]
OF_PROJECT = ", ".join(f"project.{name}" for name in OF_EVERY_PROJECT)
OF_PLAN = ", ".join(f"plan.{name}" for name in columns.PLAN.kinds)
PROJECTS = """
    FROM projects_budgetproject AS project
    JOIN departments_budgetunit AS unit ON unit.id = project.unit_id
    JOIN performance_performancestatement AS text
        ON text.department_id = unit.department_id AND text.fiscal_year = project.fiscal_year
"""
GOALS = f"""
    SELECT goal.project_id, goal.text
    FROM projects_projectgoal AS goal
    JOIN (SELECT project.id {PROJECTS} WHERE text.id = %s) AS own ON own.id = goal.project_id
    ORDER BY goal.project_id, goal.position
"""  # noqa: S608  (no value but the parameter)
INDICATORS = f"""
    SELECT own.id, family.level1, family.level2,
        one.name, one.description, one.value, one.basis, one.indicator_class, one.weight
    FROM (SELECT project.id, project.tree_id {PROJECTS} WHERE text.id = %s) AS own
    JOIN indicators_indicatorfamily AS family ON family.tree_id = own.tree_id
    JOIN indicators_indicator AS one ON one.family_id = family.id
    ORDER BY own.id, family.position, family.id, one.position, one.id
"""  # noqa: S608  (no value but the parameter)
PLAN_OF = "LEFT JOIN projects_spendingplan AS plan ON plan.project_id = project.id"
WHOLE = (
    f"SELECT project.id, {OF_PLAN}, {OF_PROJECT} {PROJECTS} {PLAN_OF} "
    "WHERE text.id = %s ORDER BY project.position, project.id"
)
PERCENTS = [name for name in columns.PLAN.kinds if name != "mode"]
MONEY = [name for name in OF_EVERY_PROJECT if name.endswith(("budget", "funds"))]


def _struct(name: str, kind: type) -> type:
    """A struct with the members of a content class."""
    always = _always_said(kind)
    members = [(field.name, object, None) for field in fields(kind) if field.name in always]
    return msgspec.defstruct(name, members)


ProjectStruct = _struct("ProjectStruct", columns.PROJECT.content)
PlanStruct = _struct("PlanStruct", PlanContent)
IndicatorStruct = _struct("IndicatorStruct", IndicatorContent)


def rows(sql: str, statement: int) -> list[tuple]:
    with connection.cursor() as cursor:
        cursor.execute(sql, [statement])
        return cursor.fetchall()


def amount(number: Decimal | None) -> str | None:
    return None if number is None else plain_decimal(number)


def bare_json(statement: int) -> bytes:
    """A cursor for each table, and msgspec."""
    goals, indicators = defaultdict(list), defaultdict(list)
    for project, text in rows(GOALS, statement):
        goals[project].append(text)
    for project, *texts, weight in rows(INDICATORS, statement):
        *labels, indicator_class = texts
        indicators[project].append(IndicatorStruct(*labels, indicator_class, (), amount(weight)))
    width = len(columns.PLAN.kinds)
    found = []
    for pk, mode, *said in rows(WHOLE, statement):
        percents, values = said[: width - 1], dict(zip(OF_EVERY_PROJECT, said[width - 1 :], strict=True))
        for name in MONEY:
            values[name] = amount(values[name])
        found.append(
            ProjectStruct(
                **values,
                spending_plan=PlanStruct(mode, *map(amount, percents)),
                goals=goals[pk],
                phases=(),
                indicators=indicators[pk],
                empty_families=(),
            )
        )
    return msgspec.json.encode({"projects": found})


def _said(table: str, kinds) -> str:
    """The columns as pairs of name and value, amounts as the content writes them."""

    def value(name: str) -> str:
        column = f"{table}.{name}"
        if name in (*MONEY, *PERCENTS, "weight"):
            return f"(CASE WHEN scale(trim_scale({column})) < 2 THEN round({column}, 2) ELSE trim_scale({column}) END)::text"
        return column

    return ", ".join(f"'{name}', {value(name)}" for name in kinds)


IN_DATABASE = f"""
    SELECT json_build_object('projects', json_agg(json_build_object(
        {_said("project", OF_EVERY_PROJECT)},
        'spending_plan', json_build_object({_said("plan", columns.PLAN.kinds)}),
        'goals', coalesce((SELECT json_agg(goal.text ORDER BY goal.position)
            FROM projects_projectgoal AS goal WHERE goal.project_id = project.id), '[]'),
        'phases', json_build_array(),
        'indicators', coalesce((SELECT json_agg(json_build_object(
                'level1', family.level1, 'level2', family.level2, {_said("one", OF_EVERY_INDICATOR)},
                'earlier_values', json_build_array()
            ) ORDER BY family.position, family.id, one.position, one.id)
            FROM indicators_indicatorfamily AS family
            JOIN indicators_indicator AS one ON one.family_id = family.id
            WHERE family.tree_id = project.tree_id), '[]'),
        'empty_families', json_build_array()
    ) ORDER BY project.position, project.id))::text
    {PROJECTS} {PLAN_OF} WHERE text.id = %s
"""  # noqa: S608  (names of our own columns)


def database_json(statement: int) -> bytes:
    """PostgreSQL writes all of it."""
    return rows(IN_DATABASE, statement)[0][0].encode()


class _Indicator(serializers.ModelSerializer):
    class Meta:
        model = Indicator
        fields = OF_EVERY_INDICATOR


class _Family(serializers.ModelSerializer):
    indicators = _Indicator(many=True)

    class Meta:
        model = IndicatorFamily
        fields = ("level1", "level2", "indicators")


class _Tree(serializers.ModelSerializer):
    families = _Family(many=True)

    class Meta:
        model = IndicatorTree
        fields = ("families",)


class _Plan(serializers.ModelSerializer):
    class Meta:
        model = SpendingPlan
        fields = tuple(columns.PLAN.kinds)


class _Project(serializers.ModelSerializer):
    spending_plan = _Plan()
    goals = serializers.SlugRelatedField("text", many=True, read_only=True)
    tree = _Tree()

    class Meta:
        model = BudgetProject
        fields = (*OF_EVERY_PROJECT, "spending_plan", "goals", "tree")


def nested_serializers(statement: int) -> bytes:
    """As commonly written: every table prefetched, a serializer in a serializer. The trees stay trees."""
    projects = PerformanceStatement.objects.get(pk=statement).projects.select_related("spending_plan", "tree")
    whole = projects.prefetch_related("goals", "tree__families__indicators")
    return JSONRenderer().render({"projects": _Project(whole, many=True).data})
