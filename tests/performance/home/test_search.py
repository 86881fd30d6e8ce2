"""A few words find what one may see, and nothing else."""

from dataclasses import replace

import pytest
from django.urls import reverse

from departments.permissions.roles import Role
from performance.home.search import MOST, search
from tests.factories import (
    a_content,
    a_department,
    a_member,
    a_project_content,
    a_statement,
    a_unit,
    an_indicator,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def texts():
    """Two departments with a project each, called alike, and an indicator in each."""
    made = {}
    for name in ("甲", "乙"):
        department = a_department()
        unit = a_unit(department)
        project = replace(
            a_project_content(unit),
            name=f"科普巡展{name}",
            indicators=(an_indicator(name=f"巡展场次{name}"),),
        )
        made[name] = a_statement(department, content=a_content(department, projects=(project,)))
    return made


def names(user, words):
    return {kind.title: [hit.name for hit in kind.hits] for kind in search(user, words)}


def test_words_find_projects_and_indicators_in_sight_only(texts):
    own = texts["甲"]
    user = a_member(Role.FILLER, own.department.units.get())
    project = own.projects.get()
    found = names(user, "巡展")
    assert found["项目"] == [f"{project.code} 科普巡展甲".strip()]
    assert [name.split()[0] for name in found["指标"]] == ["巡展场次甲"]
    assert names(user, own.department.name)["部门的文本"]
    assert not names(user, texts["乙"].department.name)["部门的文本"]


def test_every_word_has_to_be_there(texts):
    user = a_member(Role.DEPARTMENT_REVIEWER, texts["甲"].department)
    assert names(user, "科普 甲")["项目"]
    assert not names(user, "科普 乙")["项目"]


@pytest.mark.parametrize("words", ["", " ", "展"])
def test_too_short_a_word_finds_nothing_and_says_so(client, texts, words):
    user = a_member(Role.DEPARTMENT_REVIEWER, texts["甲"].department)
    assert search(user, words) == []
    client.force_login(user)
    assert 'class="empty"' in client.get(reverse("search"), {"q": words}).text


def test_a_long_list_is_cut_and_says_so():
    department = a_department()
    text = a_statement(department, projects=MOST + 1)
    user = a_member(Role.DEPARTMENT_REVIEWER, department)
    name = text.projects.first().name
    projects = search(user, name)[1]
    assert (len(projects.hits), projects.more) == (MOST, True)


def test_a_hit_leads_to_the_project(client, texts):
    user = a_member(Role.FILLER, texts["甲"].department.units.get())
    client.force_login(user)
    page = client.get(reverse("search"), {"q": "科普巡展"}).text
    assert reverse("entry_project", args=[texts["甲"].pk, texts["甲"].projects.get().pk]) in page
