"""Which rule set judges a text: that of its form, as its office has adjusted it for its year."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import lru_cache

from django.db.models import OuterRef, QuerySet, Subquery

from departments.models import FinanceOffice
from performance.content.model import StatementContent
from performance.models import (
    BudgetFigure,
    BudgetRound,
    PerformanceStatement,
    RuleAdjustment,
    StandardIndicator,
)
from performance.review import RuleSet, rule_set_for
from performance.review.adjustments import Adjustment, adjusted, surviving
from performance.review.evaluated import EvaluatedProject
from performance.review.planned import PlannedProject
from performance.review.standards import OF_STANDARD, Standard
from performance.rule_adjustments.evaluated import evaluated_before


def adjustment_of(row: RuleAdjustment) -> Adjustment:
    """What the rules of today still know of it."""
    return _read(_name(row.office.name, row.fiscal_year, row.version), json.dumps(row.changes))


def forgotten(row: RuleAdjustment) -> list[str]:
    """What the rules of today no longer know of it, in sentences."""
    return surviving({"name": str(row), **row.changes})[1]


def with_adjustment(statements: QuerySet[PerformanceStatement]) -> QuerySet[PerformanceStatement]:
    """The same statements, of which need not be asked what their office has adjusted."""
    here = RuleAdjustment.objects.filter(
        office__departments=OuterRef("department"), fiscal_year=OuterRef("fiscal_year")
    ).order_by("-version")
    return statements.annotate(
        adjusted_version=Subquery(here.values("version")[:1]),
        adjusted_changes=Subquery(here.values("changes")[:1]),
    )


def rule_set_of(statement: PerformanceStatement) -> RuleSet:
    return rule_sets_of([statement])[statement.pk]


def rule_sets_of(statements: Iterable[PerformanceStatement]) -> dict[int, RuleSet]:
    """By primary key, in one query, in one more where the budget says something of them, one where their office has
    standard indicators, and three where their projects were evaluated before."""
    texts = list(statements)
    planned = _planned([each for each in texts if each.planned])
    standards = _standards([each for each in texts if each.has_standards])
    evaluated = evaluated_before([each for each in texts if each.has_results])
    changed = _latest(texts)
    return {
        each.pk: _held_against(
            _rule_set(each.province, each.edition, *changed.get((each.department_id, each.fiscal_year), ())),
            planned.get((each.department_id, each.fiscal_year), ()),
            standards.get((each.department_id, each.fiscal_year), ()),
            evaluated.get((each.department_id, each.fiscal_year), ()) if each.has_results else (),
        )
        for each in texts
    }


def _held_against(
    rule_set: RuleSet,
    planned: tuple[PlannedProject, ...],
    standards: tuple[Standard, ...],
    evaluated: tuple[EvaluatedProject, ...] = (),
) -> RuleSet:
    if not (planned or standards or evaluated):
        return rule_set
    return replace(rule_set, planned=planned, standards=standards, evaluated=evaluated)


def _standards(texts: list[PerformanceStatement]) -> dict[tuple[int, int], tuple[Standard, ...]]:
    """By department and year, what is in force at its office."""
    if not texts:
        return {}
    rows = StandardIndicator.objects.filter(office__departments__in={each.department_id for each in texts})
    columns = rows.order_by("code", "first_year").values_list(
        "office__departments", "first_year", "last_year", *OF_STANDARD
    )
    found: dict[tuple[int, int], list[Standard]] = {}
    years: dict[int, set[int]] = {}
    for each in texts:
        years.setdefault(each.department_id, set()).add(each.fiscal_year)
    for department, first, last, *values in columns:
        for year in years.get(department, ()):
            if first <= year and (last is None or year <= last):
                found.setdefault((department, year), []).append(Standard(*values))
    return {place: tuple(standards) for place, standards in found.items()}


def standards_in(office: int, year: int) -> tuple[Standard, ...]:
    """What is in force at an office, by its primary key, in a year, in the order of its codes."""
    rows = StandardIndicator.objects.filter(office_id=office).in_force(year).order_by("code")
    return tuple(Standard(*values) for values in rows.values_list(*OF_STANDARD))


def _planned(texts: list[PerformanceStatement]) -> dict[tuple[int, int], tuple[PlannedProject, ...]]:
    """By department and year: of a department that has figures of the later round, these alone."""
    if not texts:
        return {}
    rows = BudgetFigure.objects.filter(
        unit__department__in={each.department_id for each in texts},
        fiscal_year__in={each.fiscal_year for each in texts},
    ).order_by("code", "unit")
    found: dict[tuple[int, int], dict[str, list[PlannedProject]]] = {}
    figures = rows.values_list("unit__department", "fiscal_year", "round", "code", "name", "total")
    for department, year, step, code, name, total in figures:
        of_round = found.setdefault((department, year), {}).setdefault(step, [])
        of_round.append(PlannedProject(code, name, total, BudgetRound(step).label))
    return {
        place: tuple(rounds.get(BudgetRound.SECOND) or rounds[BudgetRound.FIRST])
        for place, rounds in found.items()
    }


def rule_set_in(office: FinanceOffice, year: int | None, province: str, edition: str) -> RuleSet:
    """That of any text of an office, stored or not; of no year, as the form has it."""
    if not year:
        return rule_set_for(province, edition)
    row = RuleAdjustment.objects.latest_of(office, year)
    changed = (_name(office.name, row.fiscal_year, row.version), json.dumps(row.changes)) if row else ()
    return _held_against(_rule_set(province, edition, *changed), (), standards_in(office.pk, year))


def office_for_reader(content: StatementContent, user) -> FinanceOffice | None:
    """Whose rules judge a text out of a file: the one office that the reader sees, of several the one of its province.

    A form that is declared as data may be used by any office.
    """
    offices = FinanceOffice.objects.visible_to(user)
    of_its_province = list(offices.filter(province=content.province)[:2])
    if len(of_its_province) == 1:
        return of_its_province[0]
    declared = bool(content.form) or any(project.form for project in content.projects)
    all_offices = list(offices[:2]) if declared and not of_its_province else []
    return all_offices[0] if len(all_offices) == 1 else None


def rule_set_for_reader(content: StatementContent, user) -> RuleSet:
    """That of a text out of a file."""
    office = office_for_reader(content, user)
    if office is None:
        return rule_set_for(content.province, content.edition)
    return rule_set_in(office, content.year, content.province, content.edition)


def _latest(texts: Sequence[PerformanceStatement]) -> dict[tuple[int, int], tuple[str, str]]:
    """Name and changes of the version in force, by department and year."""
    latest = [
        (
            each.department_id,
            each.fiscal_year,
            each.department.office.name,
            version,
            getattr(each, "adjusted_changes", None),
        )
        for each in texts
        if (version := getattr(each, "adjusted_version", None)) is not None
    ]
    if others := [each for each in texts if not hasattr(each, "adjusted_version")]:
        rows = RuleAdjustment.objects.filter(
            office__departments__in={each.department_id for each in others},
            fiscal_year__in={each.fiscal_year for each in others},
        )
        latest += rows.order_by("version").values_list(
            "office__departments", "fiscal_year", "office__name", "version", "changes"
        )
    return {
        (department, year): (_name(office, year, version), json.dumps(changes))
        for department, year, office, version, changes in latest
    }


def _name(office: str, year: int, version: int) -> str:
    return f"{office}{year}年第{version}版"


@lru_cache(maxsize=256)
def _rule_set(province: str, edition: str, name: str = "", changes: str = "") -> RuleSet:
    """Kept by what it says, so that texts of one office are judged by one and the same."""
    held = rule_set_for(province, edition)
    return adjusted(held, _read(name, changes)) if name else held


@lru_cache(maxsize=256)
def _read(name: str, changes: str) -> Adjustment:
    return surviving({"name": name, **json.loads(changes)})[0]
