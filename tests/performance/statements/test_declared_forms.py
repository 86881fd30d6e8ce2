"""What any declared form says is kept whole, and costs nobody a query who has none of it."""

from dataclasses import replace
from random import Random

import pytest

from indicators.models import Indicator, IndicatorField, IndicatorTree
from performance.content.model import (
    FundLine,
    FundSource,
    GoalContent,
    GoalKind,
    IndicatorContent,
    OwnField,
    StatementContent,
)
from performance.documents.forms.declaration import shipped_forms
from performance.models import AnnualTask, PerformanceStatement, StatementField, StatementFundLine
from performance.statements.selectors import statement_content
from performance.statements.services import save_content
from performance.statements.storability import objections
from projects.models import BudgetProject, MidTermGoal, ProjectField, ProjectFundLine
from tests.factories import a_content, an_indicator, full_content
from tests.performance.documents.forms.contents import ContentMaker

pytestmark = pytest.mark.django_db
FORMS = sorted(shipped_forms())
OF_FORMS = (
    *(AnnualTask, StatementField, StatementFundLine),
    *(IndicatorField, MidTermGoal, ProjectField, ProjectFundLine),
)


def made(form_id, number, department):
    """A content of this form, as if the department had written it."""
    form = shipped_forms()[form_id]
    content = ContentMaker(form, Random(f"stored {form_id} {number}")).statement()  # noqa: S311 - a seed, no secret
    unit = department.units.first()
    projects = tuple(replace(one, unit_code=unit.code, unit_name=unit.name) for one in content.projects)
    return replace(content, department_name=department.name, projects=projects)


@pytest.mark.parametrize("form_id", FORMS)
def test_what_a_form_says_is_read_back_from_the_database(form_id, department):
    for number in range(2):  # the second over the first
        content = made(form_id, number, department)
        report = save_content(content, department=department, year=content.year)
        assert statement_content(report.statement) == content
        assert not save_content(content, department=department, year=content.year).changed


def test_what_a_form_no_longer_says_leaves_no_row(department):
    content = full_content(department)
    save_content(content, department=department, year=2026)
    assert all(model.objects.exists() for model in OF_FORMS)
    plain = a_content(department, projects=len(content.projects))
    report = save_content(plain, department=department, year=2026)
    assert statement_content(report.statement) == plain
    assert not any(model.objects.exists() for model in OF_FORMS)
    assert not BudgetProject.objects.filter(has_form_parts=True).exists()
    assert not PerformanceStatement.objects.filter(has_form_parts=True).exists()
    assert IndicatorTree.objects.count() == len(plain.projects)


def test_a_target_in_three_columns_is_understood_as_one(department):
    typed = an_indicator(operator="≥", value="180", unit="件")
    content = a_content(department, projects=1)
    project = replace(content.projects[0], indicators=(typed,))
    save_content(replace(content, projects=(project,)), department=department, year=2026)
    indicator = Indicator.objects.get()
    assert (indicator.comparator, indicator.number, indicator.unit) == ("≥", 180, "件")
    indicator.operator = "≤"
    indicator.save(update_fields=["operator"])
    indicator.refresh_from_db()
    assert indicator.comparator == "≤"


def test_what_a_column_cannot_hold_is_named_with_its_place():
    indicator = IndicatorContent(
        "产出指标", "数量指标", "器材", unit="件" * 201, fields=(OwnField("栏", "\x00"),)
    )
    content = StatementContent(
        "河北",
        "2023",
        funds=(FundLine(FundSource.TOTAL, printed="字" * 501),),
        fields=(OwnField("长" * 301, ""),),
    )
    content = replace(content, goals=(GoalContent(GoalKind.ANNUAL, indicators=(indicator,)),))
    assert sorted(objection.path for objection in objections(content)) == [
        ".fields[0].label",
        ".funds[0].printed",
        ".goals[0].indicators[0].fields[0].value",
        ".goals[0].indicators[0].unit",
    ]
