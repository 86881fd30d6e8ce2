"""The feed as programs read it: a beginning, what has changed, and a plain word where one has to begin anew."""

import pytest
from django.db import connection

from performance.changes.numbering import begin_anew
from performance.changes.triggers import install, missing
from projects.models import BudgetProject

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _watched(db):
    if missing(connection):
        install()


def test_a_program_follows_what_changes(cast):
    beginning = cast.chief.get("changes/").json()
    assert beginning["changes"] == []
    project = BudgetProject.objects.order_by("pk").first()
    BudgetProject.objects.filter(pk=project.pk).update(leader="某人")
    found, cursor, answers = [], beginning["cursor"], 0
    while True:
        page = cast.chief.get(f"changes/?since={cursor}&kind=project&page_size=1").json()
        found += page["changes"]
        cursor, answers = page["cursor"], answers + 1
        if not page["more"]:
            break
    assert project.pk in [row["id"] for row in found]
    assert {row["kind"] for row in found} == {"project"}
    assert cast.chief.get(f"changes/?since={cursor}").json()["changes"] == []


@pytest.mark.parametrize(
    ("asked", "status", "words"),
    [
        ("since=x", 400, "游标无效"),
        ("kind=letters", 400, "kind"),
        ("page_size=1001", 400, "page_size"),
        ("after=1", 400, "没有这个查询条件"),
    ],
)
def test_what_is_no_question_is_refused(cast, asked, status, words):
    answer = cast.chief.get(f"changes/?{asked}")
    assert answer.status_code == status
    assert words in answer.content.decode()


def test_who_has_to_begin_anew_is_told_so(cast):
    cursor = cast.chief.get("changes/").json()["cursor"]
    assert cast.section.get(f"changes/?since={cursor}").status_code == 410
    begin_anew()
    answer = cast.chief.get(f"changes/?since={cursor}")
    assert answer.status_code == 410
    assert "请重新取得起点" in answer.json()["detail"]


@pytest.mark.parametrize(
    "name", ["statements", "projects", "indicators", "evaluations", "monitoring-reports"]
)
def test_what_the_feed_names_is_read_by_its_keys(cast, name):
    every = [row["id"] for row in cast.chief.get(f"{name}/?page_size=200").json()["results"]]
    some = every[:1] + every[2:3]
    found = cast.chief.get(f"{name}/?id={','.join(map(str, some))}").json()["results"] if some else []
    assert sorted(row["id"] for row in found) == sorted(some)
    assert cast.chief.get(f"{name}/?id=1,x").status_code == 400
