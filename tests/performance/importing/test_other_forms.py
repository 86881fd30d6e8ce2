"""A file in another form than the text's own is told in the preview, with both forms by name."""

from dataclasses import replace

import pytest

from departments.models import Timetable
from performance.content.model import (
    GoalContent,
    GoalKind,
    IndicatorContent,
    ProjectContent,
    StatementContent,
)
from performance.importing.other_forms import other_forms
from performance.importing.proposals import Target
from performance.models import PerformanceStatement
from tests.factories import a_department, an_office

pytestmark = pytest.mark.django_db
ONE, OTHER, CARD = "national-project-2021", "national-project-2015", "national-department-2015"


@pytest.fixture
def target():
    office = an_office(province="四川")
    days = {"opens": "2025-08-01", "closes": "2025-09-30"}
    Timetable.objects.create(office=office, fiscal_year=2026, project_form=ONE, department_form=CARD, **days)
    return Target(a_department(office), 2026, None)


def a_file(*forms, department=""):
    row = IndicatorContent("产出指标", "数量指标", "座数", value="1座")
    projects = tuple(
        ProjectContent(name=f"项目{n}", form=form, indicators=(row,)) for n, form in enumerate(forms)
    )
    goals = (GoalContent(GoalKind.ANNUAL, text="目标"),) if department else ()
    return StatementContent("全国", "2021", 2026, form=department, goals=goals, projects=projects)


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (a_file(ONE, ONE, department=CARD), []),
        (a_file(ONE, OTHER), ["项目“项目1”在文件中用的是全国《项目支出绩效目标表》（2015版）"]),
        (a_file(OTHER, OTHER), ["项目“项目0”等2个项目在文件中用的是全国《项目支出绩效目标表》（2015版）"]),
        (a_file(""), ["项目“项目0”在文件中用的是没有收录的表样"]),
        (
            a_file(department="hunan-department-2025"),
            ["部门部分在文件中用的是湖南《整体绩效目标表》（2025版）"],
        ),
    ],
)
def test_both_forms_are_named(target, content, told):
    said = list(other_forms(target, content))
    assert len(said) == len(told)
    assert all(
        one.startswith(begin) and "本文本用的是全国" in one for one, begin in zip(said, told, strict=True)
    )


def test_a_text_keeps_to_its_own_form_whatever_is_chosen_now(target):
    statement = PerformanceStatement(
        department=target.department, fiscal_year=2026, province="全国", edition="2015"
    )
    assert list(other_forms(replace(target, statement=statement), a_file(OTHER))) == []
    assert list(other_forms(replace(target, statement=statement), a_file(ONE)))


def test_where_an_office_has_yet_to_choose_nothing_is_said():
    target = Target(a_department(an_office(province="四川")), 2026, None)
    assert list(other_forms(target, a_file(OTHER))) == []
