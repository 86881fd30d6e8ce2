"""Find and replace, and one text in many projects: shown first, saved as one, nothing else touched, taken back in one step."""

from dataclasses import replace

import pytest
from django.urls import reverse

from departments.permissions.roles import Role
from departments.trail.entry import TrailEntry
from performance.all_projects.changes import changed_projects, digest_of, save_changes
from performance.all_projects.opened import open_projects
from performance.all_projects.replacing import Where, replacing
from performance.all_projects.same_text import saying_the_same, targets_of
from performance.models import EarlierText, StatementState
from performance.statements.selectors import statement_content
from performance.steps.refusals import Overtaken, Refused
from tests.factories import a_member

pytestmark = pytest.mark.django_db
ANYWHERE = list(Where)


def found(statement, user, change):
    return changed_projects(open_projects(statement, user), change)


def names(found):
    return "".join(each.project.name[0] for each in found)


def test_only_what_is_open_to_the_person_is_changed(filled, filler, reviewer):
    change = replacing("2025年", "2026年", ANYWHERE)
    assert (names(found(filled, filler, change)), names(found(filled, reviewer, change))) == (
        "甲乙丙",
        "甲乙丙丁",
    )
    assert found(filled, a_member(Role.FINANCE_SECTION_REVIEWER, at=filled.department.office), change) == []
    type(filled).objects.filter(pk=filled.pk).update(state=StatementState.FIRST_REVIEW)
    filled.refresh_from_db()
    assert found(filled, reviewer, change) == []


@pytest.mark.parametrize(
    ("find", "instead", "where", "fields"),
    [
        ("甲", "子", [Where.NAMES], {"name": "子项目"}),
        ("甲", "子", [Where.TEXTS], {"purpose": "子项目：2025年起实施。"}),
        ("科普活动的次数", "次数", [Where.INDICATORS], {}),
        ("8次", "9次", [Where.VALUES], {}),
        ("8次", "9次", [Where.NAMES, Where.TEXTS, Where.INDICATORS], None),
        ("12.50", "99", [Where.NAMES, Where.TEXTS], None),
        ("产出", "产品", ANYWHERE, None),
    ],
)
def test_nothing_is_replaced_but_what_was_asked_for(filled, filler, find, instead, where, fields):
    before = statement_content(filled).projects[0]
    changed = found(filled, filler, replacing(find, instead, where))
    if fields is None:
        assert changed == []
        return
    after = changed[0].after
    assert replace(after, indicators=before.indicators) == replace(before, **fields)
    rows = zip(before.indicators, after.indicators, strict=True)
    for stood, said in rows:
        assert said.description == (
            stood.description.replace(find, instead) if where == [Where.INDICATORS] else stood.description
        )
        assert said.value == (stood.value.replace(find, instead) if where == [Where.VALUES] else stood.value)


def test_what_was_ticked_is_saved_and_the_rest_stays(filled, filler, keys):
    before = statement_content(filled).projects
    change = replacing("2025年", "2026年", ANYWHERE)
    seen = digest_of(found(filled, filler, change))
    saved = save_changes(
        filled,
        lambda opened: changed_projects(opened, change),
        chosen={keys["甲项目"], keys["丙项目"]},
        seen=seen,
        what="替换",
        by=filler,
    )
    after = statement_content(filled).projects
    expected = [
        replace(each, purpose=each.purpose.replace("2025", "2026")) if each.name[0] in "甲丙" else each
        for each in before
    ]
    assert (saved, list(after)) == (2, expected)
    assert "替换：2个项目2处" in TrailEntry.objects.filter(action="edit").latest("number").details
    assert EarlierText.objects.get(statement=filled, source="many").note == "替换：2个项目2处"
    with pytest.raises(Overtaken, match="又有改动"):
        save_changes(
            filled,
            lambda opened: changed_projects(opened, change),
            chosen={keys["乙项目"]},
            seen=seen,
            what="替换",
            by=filler,
        )


def test_what_the_form_could_not_keep_is_refused_with_place_and_reason(filled, filler, keys):
    change = replacing("甲项目", "很长" * 200, [Where.NAMES])
    changed = found(filled, filler, change)
    (problem,) = changed[0].problems
    assert "最多300字" in problem.problem
    with pytest.raises(Refused, match="“甲项目”项目名称：有400字"):
        save_changes(
            filled,
            lambda opened: changed_projects(opened, change),
            chosen=set(keys.values()),
            seen=digest_of(changed),
            what="替换",
            by=filler,
        )
    assert statement_content(filled).projects[0].name == "甲项目"


@pytest.mark.parametrize(
    ("asked", "number"),
    [
        ({"only_blank": True}, 0),
        ({"only_blank": False}, 12),
        ({"only_blank": False, "family": "成本指标"}, 3),
        ({"only_blank": False, "named": "活动"}, 6),
    ],
)
def test_one_text_goes_where_it_is_meant(filled, filler, asked, number):
    targets = {target.field: target for target in targets_of(open_projects(filled, filler))}
    assert {"basis", "value", "description", "purpose"} <= set(targets)
    assert not {"code", "name", "level1", "budget"} & set(targets)
    changed = found(filled, filler, saying_the_same(targets["basis"], "冀财预〔2025〕1号", **asked))
    assert sum(len(each.changes) for each in changed) == number
    assert {row.basis for each in changed for row in each.after.indicators} <= {
        "冀财预〔2025〕1号",
        "年度工作计划",
    }


def test_the_page_lists_before_and_after_saves_and_offers_to_take_it_back(client, filled, filler, keys):
    client.force_login(filler)
    address = reverse("projects_replace", args=[filled.pk])
    asked = {"find": "2025年", "instead": "2026年", "where": ["texts"]}
    page = client.get(address, {**asked, "project": keys["甲项目"]})
    assert "<del>甲项目：2025年起实施。</del> → <ins>甲项目：2026年起实施。</ins>" in page.text
    assert "乙项目：" not in page.text
    sent = {**asked, "among": keys["甲项目"], "project": keys["甲项目"], "seen": page.context["seen"]}
    stale = client.post(address, {**sent, "seen": "other"})
    assert "又有改动" in stale.text
    answer = client.post(address, sent, follow=True)
    assert "改了 1 处" in answer.text
    act = EarlierText.objects.get(statement=filled, source="many")
    client.post(reverse("history_undo", args=[filled.pk, act.pk]))
    assert statement_content(filled).projects[0].purpose == "甲项目：2025年起实施。"


def test_the_page_of_one_text_fills_it_in(client, filled, filler):
    client.force_login(filler)
    address = reverse("projects_same", args=[filled.pk])
    asked = {"target": "indicators.basis", "text": "同一依据", "family": "成本指标", "named": ""}
    assert "没有要改的地方" in client.get(address, {**asked, "only_blank": 1}).text
    page = client.get(address, asked)
    keys = [each.project.row.pk for each in page.context["found"]]
    answer = client.post(address, {**asked, "project": keys, "seen": page.context["seen"]}, follow=True)
    assert "改了 3 处" in answer.text
    rows = [row for each in statement_content(filled).projects for row in each.indicators]
    assert sum(row.basis == "同一依据" for row in rows) == 3


@pytest.mark.parametrize(
    ("page", "said", "sentence"),
    [
        ("projects_replace", {"find": "项", "instead": "长" * 501, "where": "texts"}, "各最多500字"),
        ("projects_replace", {"find": "项" * 501, "where": "texts"}, "各最多500字"),
        (
            "projects_replace",
            {"find": "项", "instead": "长" * 200, "where": "texts"},
            "有的一栏会超过50000字",
        ),
        ("projects_same", {"target": ".purpose", "text": "长" * 5001}, "有5001字，最多5000字"),
    ],
)
@pytest.mark.parametrize("method", ["get", "post"])
def test_no_words_fill_the_memory(client, filled, filler, page, said, sentence, method):
    filled.projects.update(purpose="项" * 300)
    client.force_login(filler)
    answer = getattr(client, method)(reverse(page, args=[filled.pk]), said)
    assert answer.status_code == 200
    assert sentence in answer.text
    assert "没有要改的地方" not in answer.text
    assert filled.projects.first().purpose == "项" * 300
