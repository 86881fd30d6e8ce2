"""What last year said in another form is taken over where it fits; the rest is named, never dropped in silence."""

from dataclasses import replace

import pytest
from django.urls import reverse

from departments.permissions.roles import Role
from performance.content.json import load_content
from performance.entry.sheets import project_sheet
from performance.entry.value_columns import in_columns_of
from performance.statements.selectors import statement_content
from performance.statements.services import save_content
from tests.conftest import REPOSITORY
from tests.factories import a_content, a_member, a_project_content, an_indicator

SAMPLES = REPOSITORY / "fixtures" / "forms"


def sample(form_id, department, year, **changes):
    content = load_content((SAMPLES / f"{form_id}.json").read_text(encoding="utf-8"))
    unit = department.units.first()
    projects = tuple(
        replace(one, unit_code=unit.code, unit_name=unit.name, **changes) for one in content.projects
    )
    return replace(content, year=year, department_name=department.name, projects=projects)


def blank_of(content):
    projects = tuple(
        type(one)(one.unit_code, one.unit_name, name=one.name, form=one.form) for one in content.projects
    )
    return replace(content, projects=projects)


def written(department, content):
    return save_content(content, department=department, year=content.year).statement


@pytest.mark.django_db
def test_another_form_takes_what_fits_and_names_the_rest(client, department):
    typed = sample("typed-project-2022", department, 2025)
    written(department, typed)
    statement = written(department, blank_of(sample("national-project-2021", department, 2026)))
    client.force_login(a_member(Role.DEPARTMENT_REVIEWER, department))
    address = reverse("copy_project", args=[statement.pk, statement.projects.get().pk])
    source = client.get(address).context["sources"][0]
    page = client.get(address, {"source": source.key})
    left = page.context["left_behind"]
    assert [pair for pair in left if "权重" not in pair[0]] == [
        ("财政专户管理资金", "6.00"),
        ("单位资金", "8.00"),
    ]
    assert len(left) == 2 + len(typed.projects[0].indicators)
    client.post(address, {"source": source.key, "seen": page.context["seen"]})
    (taken,) = statement_content(type(statement).objects.get(pk=statement.pk)).projects
    assert taken.goals == typed.projects[0].goals
    assert [i.value for i in taken.indicators] == [i.target for i in typed.projects[0].indicators]
    assert taken.form == "national-project-2021"


@pytest.mark.django_db
def test_a_province_s_own_table_is_taken_into_a_declared_form(client, department):
    unit = department.units.first()
    indicator = an_indicator(level1="产出指标", level2="数量指标", name="巡检里程", value="≥320公里")
    project = a_project_content(unit, name="管网巡检", goals=("甲", "乙"), indicators=(indicator,))
    written(department, replace(a_content(department, projects=(project,)), year=2025))
    mine = blank_of(sample("typed-project-2022", department, 2026, name="管网巡检"))
    statement = written(department, mine)
    client.force_login(a_member(Role.DEPARTMENT_REVIEWER, department))
    address = reverse("copy_project", args=[statement.pk, statement.projects.get().pk])
    source = client.get(address).context["sources"][0]
    page = client.get(address, {"source": source.key})
    assert any("用途" in label for label, _ in page.context["left_behind"])
    client.post(address, {"source": source.key, "seen": page.context["seen"]})
    (taken,) = statement_content(type(statement).objects.get(pk=statement.pk)).projects
    assert taken.goals == ("甲\n乙",)
    (row,) = taken.indicators
    assert (row.operator, row.value, row.unit) == ("≥", "320", "公里")


@pytest.mark.parametrize(
    ("value", "parts"),
    [
        ("≥98%", ("≥", "98", "%")),
        ("320公里", ("", "320", "公里")),
        ("≤0.35万元/公里", ("≤", "0.35", "万元/公里")),
        ("2026年6月底前", ("", "2026年6月底前", "")),
        ("3-5次", ("", "3-5次", "")),
        ("健全", ("", "健全", "")),
        ("＝100", ("＝", "100", "")),
    ],
)
def test_a_value_is_taken_apart_only_where_nothing_is_lost(value, parts):
    project = replace(a_project_content(), indicators=(an_indicator(value=value),))
    typed = in_columns_of(project_sheet("四川", "2022"), project).indicators[0]
    assert (typed.operator, typed.value, typed.unit) == parts
    assert typed.target == value
    glued = in_columns_of(project_sheet("全国", "2021"), replace(project, indicators=(typed,)))
    assert glued.indicators[0].value == value
