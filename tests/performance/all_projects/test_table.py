"""All projects as a table: filtered, sorted, moved, deleted together and brought back."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from departments.permissions.roles import Role
from performance.models import EarlierText
from tests.factories import a_content, a_member, a_project_content, a_statement

pytestmark = pytest.mark.django_db


def order(statement):
    return "".join(name[0] for name in statement.projects.values_list("name", flat=True))


def shown(page):
    return "".join(row["listed"].task.title[0] for row in page.context["rows"])


@pytest.mark.parametrize(
    ("asked", "names"),
    [
        ({}, "甲乙丙丁"),
        ({"text": "丙"}, "丙"),
        ({"sort": "-code"}, "丁丙乙甲"),
        ({"sort": "-unit"}, "丁甲乙丙"),
        ({"sort": "no such"}, "甲乙丙丁"),
        ({"state": "untouched"}, ""),
    ],
)
def test_the_table_shows_what_is_asked_for(client, filled, reviewer, asked, names):
    client.force_login(reviewer)
    assert shown(client.get(reverse("all_projects", args=[filled.pk]), asked)) == names


def test_the_columns_are_chosen(client, filled, reviewer):
    client.force_login(reviewer)
    page = client.get(reverse("all_projects", args=[filled.pk]), {"column": ["purpose", "code"]})
    assert [head["column"].key for head in page.context["heads"]] == ["name", "code", "purpose"]
    assert "甲项目：2025年起实施。" in page.text


def test_one_sees_and_ticks_only_what_is_theirs(client, filled, filler, keys):
    client.force_login(filler)
    page = client.get(reverse("all_projects", args=[filled.pk]))
    assert shown(page) == "甲乙丙"
    assert f'value="{keys["丁项目"]}"' not in page.text
    client.force_login(a_member(Role.FINANCE_SECTION_REVIEWER, at=filled.department.office))
    assert 'name="act"' not in client.get(reverse("all_projects", args=[filled.pk])).text


@pytest.mark.parametrize(
    ("ticked", "place", "result"),
    [("丙", "1", "丙甲乙丁"), ("甲乙", "2", "丙甲乙丁"), ("甲", "99", "乙丙甲丁"), ("丁", "1", "甲乙丙丁")],
)
def test_ticked_projects_move_to_a_place_in_their_unit(client, filled, reviewer, keys, ticked, place, result):
    client.force_login(reviewer)
    chosen = [keys[f"{name}项目"] for name in ticked]
    client.post(reverse("all_projects", args=[filled.pk]), {"act": "move", "place": place, "project": chosen})
    assert order(filled) == result


@pytest.mark.parametrize(
    ("sent", "reason"),
    [
        ({"place": "1"}, "请勾选"),
        ({"place": "", "project": "甲项目"}, "第几个"),
        ({"place": "1", "project": "丁项目"}, "不能由您移动"),
    ],
)
def test_a_move_that_cannot_be_is_refused_with_the_reason(client, filled, filler, keys, sent, reason):
    client.force_login(filler)
    said = {**sent, "project": keys[sent["project"]]} if "project" in sent else sent
    answer = client.post(reverse("all_projects", args=[filled.pk]), {"act": "move", **said}, follow=True)
    assert reason in answer.text
    assert order(filled) == "甲乙丙丁"


@pytest.mark.parametrize("act", ["replace", "same", "delete"])
def test_no_more_are_ticked_than_an_address_holds(client, filled, filler, act):
    client.force_login(filler)
    table, key = reverse("all_projects", args=[filled.pk]), 10**9
    for number, told in ((300, False), (301, True)):
        sent = {"act": act, "project": range(key, key + number)}
        address = client.post(table, sent)["Location"]
        assert len(address) < 8000
        assert (address == table) is told
    assert "一次最多勾选300个项目，现在勾选了301个" in client.get(table).text


def test_several_are_deleted_after_asking_and_come_back_in_one_step(client, filled, filler, keys):
    client.force_login(filler)
    table = reverse("all_projects", args=[filled.pk])
    chosen = [keys["甲项目"], keys["丙项目"]]
    asking = client.post(table, {"act": "delete", "project": chosen}, follow=True)
    assert "删除 2 个项目" in asking.text
    assert "2 条绩效目标、8 条三级指标" in asking.text
    assert order(filled) == "甲乙丙丁"
    address = reverse("projects_delete", args=[filled.pk])
    refused = client.post(address, {"project": [*chosen, keys["丁项目"]]}, follow=True)
    assert "没有删除" in refused.text
    assert order(filled) == "甲乙丙丁"
    answer = client.post(address, {"project": chosen}, follow=True)
    assert order(filled) == "乙丁"
    act = EarlierText.objects.filter(statement=filled).latest("pk")
    assert reverse("history_undo", args=[filled.pk, act.pk]) in answer.text
    client.post(reverse("history_undo", args=[filled.pk, act.pk]))
    assert order(filled) == "甲乙丙丁"


@pytest.mark.parametrize(
    ("page", "said", "status"),
    [
        ("all_projects", {"act": "move", "place": "2"}, 302),
        ("projects_delete", {}, 302),
        ("projects_replace", {"find": "甲", "instead": "子", "where": "names"}, 404),
        ("projects_same", {}, 404),
        ("projects_last_year", {"seen": ""}, 404),
    ],
)
def test_a_text_of_an_unknown_form_is_refused_and_no_fault(
    client, filled, filler, earlier, keys, page, said, status
):
    type(filled).objects.update(edition="1999")
    client.force_login(filler)
    answer = client.post(reverse(page, args=[filled.pk]), {**said, "project": keys["甲项目"]})
    assert answer.status_code == status
    assert order(filled) == "甲乙丙丁"


def test_queries_do_not_grow_with_the_projects(client, department):
    statement = a_statement(department)
    client.force_login(a_member(Role.DEPARTMENT_REVIEWER, department))
    counts = []
    for number in (3, 6):
        units = list(department.units.all())
        projects = tuple(a_project_content(units[n % 2], name=f"项目{n}") for n in range(number))
        statement = a_statement(department, content=a_content(department, projects=projects))
        for name, asked in (("all_projects", {}), ("projects_replace", {"find": "科普", "where": "texts"})):
            address = reverse(name, args=[statement.pk])
            client.get(address, asked)
            with CaptureQueriesContext(
                connection,
            ) as asked_for:
                client.get(address, asked)
            counts.append(len(asked_for))
    assert counts[:2] == counts[2:]
