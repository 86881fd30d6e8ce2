"""Amounts are added up as they are written: on both databases, wherever the product adds up money."""

import ast
import random
from decimal import Decimal
from pathlib import Path

import pytest

from departments.permissions.roles import Role
from performance.models import MoneyFigures
from performance.overview import money, years
from performance.overview.figure import Kind, Linked
from performance.overview.scope import Level, Scope
from performance.statements.progress import statements_progress
from performance.statements.visibility import statements_with_totals
from projects.amounts import AmountSum, grouped
from projects.models import BudgetProject
from tests.factories import a_department, a_member, a_project_content, a_statement, a_unit, an_office

ROOMS = ("departments", "indicators", "performance", "projects")
SEED, NUMBER = 11, 60
REPOSITORY = Path(__file__).resolve().parents[3]
MONEY = {"budget", "annual_budget", "fiscal_funds", "other_funds", "amount", "total_budget"}


def an_amount(chance):
    """With up to six places, as a text may print it; all of them together still have fifteen digits."""
    return Decimal(chance.randint(1, 10 ** chance.randint(3, 11))).scaleb(-6)


@pytest.fixture
def office(db):
    """Many amounts that no float adds up to the last place; what they come to, project by project."""
    chance = random.Random(SEED)  # noqa: S311
    office = an_office()
    for year in (2025, 2026):
        for _ in range(2):
            department = a_department(office)
            unit = a_unit(department)
            projects = []
            for number in range(NUMBER):
                fiscal, other = an_amount(chance), an_amount(chance)
                projects.append(
                    a_project_content(
                        unit,
                        code=f"{year}{unit.pk}{number}",
                        name=f"项目{year}{number}",
                        project_class=chance.choice(("运转类", "特定目标类")),
                        budget=fiscal + other,
                        fiscal_funds=fiscal,
                        other_funds=other,
                    )
                )
            a_statement(department, year=year, projects=tuple(projects))
    return office


def written(**where):
    """The sum of what the rows say, added up here."""
    rows = BudgetProject.objects.filter(**where)
    return {
        name: sum((getattr(row, name) or Decimal(0) for row in rows), Decimal(0))
        for name in ("budget", "fiscal_funds", "other_funds")
    }


def plain(value):
    return value.value if isinstance(value, Linked) else value


def column_sums(figure):
    """What the money columns of a figure add up to, by their titles."""
    return {
        column.title: sum((plain(row[place]) or Decimal(0) for row in figure.rows), Decimal(0))
        for place, column in enumerate(figure.columns)
        if column.kind is Kind.MONEY
    }


def test_the_kept_figures_are_exact(office):
    true = written(fiscal_year=2026)
    summed = MoneyFigures.objects.filter(statement__fiscal_year=2026).aggregate(
        **{f"sum_{name}": AmountSum(name) for name in true}
    )
    assert {name: summed[f"sum_{name}"] for name in true} == true
    assert {str(value) for value in summed.values()} == {f"{value:.6f}" for value in true.values()}


def test_every_figure_of_the_overview_is_exact(office):
    person = a_member(Role.FINANCE_SECTION_REVIEWER, office)
    scope = Scope(Level.OFFICE, office, 2026, person)
    true = written(fiscal_year=2026)
    for figure in (money.by_class(scope), money.by_part(scope, {})):
        assert column_sums(figure)["预算合计（万元）"] == true["budget"]
        assert column_sums(figure)["财政资金（万元）"] == true["fiscal_funds"]
        assert column_sums(figure)["其他资金（万元）"] == true["other_funds"]
        assert column_sums(figure)["未列来源（万元）"] == 0
    assert column_sums(money.by_fund(scope))["金额（万元）"] == true["budget"]
    for row in years.over_the_years(scope)[1].rows:
        year = int(plain(row[0]).removesuffix("年"))
        assert row[2] == written(fiscal_year=year)["budget"]


def test_lists_and_summaries_are_exact(office, client):
    person = a_member(Role.FINANCE_SECTION_REVIEWER, office)
    for statement in statements_with_totals(person):
        true = written(unit__department=statement.department, fiscal_year=statement.fiscal_year)
        assert statement.total == true["budget"]
        assert str(statement.total) == f"{true['budget']:.6f}"
    for standing in statements_progress(person, 2026):
        assert standing.total == written(fiscal_year=2026, unit__department=standing.department)["budget"]


def test_a_picture_prints_the_amounts_of_its_table(office):
    scope = Scope(Level.OFFICE, office, 2026, a_member(Role.FINANCE_SECTION_REVIEWER, office))
    figure = money.by_fund(scope)
    (series,) = figure.picture.plain()["series"]
    assert series["labels"] == [grouped(row[1]) for row in figure.rows]
    assert series["values"] == [str(row[1]) for row in figure.rows]


def test_no_figure_is_added_up_in_floats():
    """``Sum`` over a column of money is a float on SQLite; ``AmountSum`` is what is written."""
    found = []
    for path in (path for room in ROOMS for path in (REPOSITORY / room).rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") in {"Sum", "Avg"}:
                words = {leaf.value for leaf in ast.walk(node) if isinstance(leaf, ast.Constant)}
                named = any(isinstance(leaf, ast.Name) for leaf in node.args)  # it may be a column of money
                if words & MONEY or named:
                    found.append(f"{path.relative_to(REPOSITORY)}:{node.lineno}")
    assert found == []
