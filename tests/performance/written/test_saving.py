"""Two people at one card or report, pages that save by themselves, and what of it is kept."""

import json
import re

import pytest
from django.utils import timezone

from departments.trail.entry import Action as Trailed
from departments.trail.entry import TrailEntry
from performance.models import PerformanceStatement, Revision
from performance.written.versions import SITTING


def signed_in(client, user):
    client.force_login(user)
    return client


def test_what_is_typed_is_saved_by_itself_and_the_page_is_told_what_follows(client, desk):
    answer = signed_in(client, desk.world.filler).post(desk.autosave, desk.page(**{desk.one: "说法"}))
    told = answer.json()
    assert re.fullmatch(r"\d\d:\d\d", told["saved_at"])
    assert desk.texts()[desk.one] == "说法"
    assert told["version"] == desk.now().version
    assert json.loads(told["base"])[1] == desk.texts()
    assert told["figures"] == {
        name: list(told) for name, told in desk.face.figures(desk.kind.read(desk.now())).items()
    }
    assert told["merged"] is None


def test_a_field_that_only_somebody_else_changed_comes_along(client, desk):
    mine, theirs = desk.page(**{desk.one: "我的"}), desk.page("another page", **{desk.other: "同事的"})
    signed_in(client, desk.colleague).post(desk.autosave, theirs)
    told = signed_in(client, desk.world.filler).post(desk.autosave, mine).json()
    assert told["merged"] == {"texts": {desk.other: "同事的"}, "groups": {}}
    assert desk.colleague.get_username() in told["taken"] or desk.colleague.get_full_name() in told["taken"]
    assert (desk.texts()[desk.one], desk.texts()[desk.other]) == ("我的", "同事的")


@pytest.mark.parametrize("side", ["mine", "theirs"])
def test_a_field_that_both_changed_waits_for_a_choice(client, desk, side):
    mine, theirs = desk.page(**{desk.one: "我的"}), desk.page("another page", **{desk.one: "同事的"})
    signed_in(client, desk.colleague).post(desk.address, theirs)
    client = signed_in(client, desk.world.filler)
    assert "自动保存已暂停" in client.post(desk.autosave, mine).json()["conflict"]
    asked = client.post(desk.address, {**mine, "act": "save"}).content.decode()
    assert desk.texts()[desk.one] == "同事的"
    assert all(
        words in asked
        for words in ("我的", "同事的", desk.kind.labels(desk.kind.read(desk.row).content)[desk.one])
    )
    seen = re.search(r'name="seen" value="(\d+)"', asked)[1]
    chosen = {**mine, "seen": seen, "contested": desk.one, f"choice-{desk.one}": side}
    client.post(desk.address, chosen)
    assert desk.texts()[desk.one] == {"mine": "我的", "theirs": "同事的"}[side]


def test_a_choice_holds_only_against_what_was_seen(client, desk):
    mine = desk.page(**{desk.one: "我的"})
    for words in ("同事的", "同事后来的"):
        signed_in(client, desk.colleague).post(desk.address, desk.page("another page", **{desk.one: words}))
    stale = {**mine, "seen": str(desk.now().version - 1), "contested": desk.one, f"choice-{desk.one}": "mine"}
    assert (
        "请选择保留谁的内容"
        in signed_in(client, desk.world.filler).post(desk.address, stale).content.decode()
    )
    assert desk.texts()[desk.one] == "同事后来的"


def test_a_page_that_never_heard_of_its_own_save_meets_nobody_in_it(client, desk):
    page = desk.page(**{desk.one: "先写的"})
    client = signed_in(client, desk.world.filler)
    client.post(desk.autosave, page)
    told = client.post(desk.autosave, {**page, desk.one: "再写的"}).json()
    assert told.get("conflict") is None
    assert desk.texts()[desk.one] == "再写的"


def test_what_a_page_saves_by_itself_in_one_sitting_is_one_version(client, desk):
    client = signed_in(client, desk.world.filler)
    before, trailed = desk.row.versions.count(), TrailEntry.objects.filter(action=Trailed.EDIT).count()
    for words in ("一", "二", "三"):
        client.post(desk.autosave, desk.page(**{desk.one: words}))
    assert desk.row.versions.count() == before + 1
    assert TrailEntry.objects.filter(action=Trailed.EDIT).count() == trailed + 1
    client.post(desk.address, desk.page(**{desk.one: "四"}))
    client.post(desk.autosave, desk.page(**{desk.one: "五"}))
    assert desk.row.versions.count() == before + 3
    desk.row.versions.filter(number=before + 3).update(at=timezone.now() - SITTING)
    client.post(desk.autosave, desk.page(**{desk.one: "六"}))
    assert desk.row.versions.count() == before + 4


def test_the_same_text_twice_writes_once(client, desk):
    client = signed_in(client, desk.world.filler)
    page = desk.page(**{desk.one: "说法"})
    client.post(desk.autosave, page)
    version = desk.now().version
    client.post(desk.autosave, page)
    assert desk.now().version == version


def test_a_page_of_another_approved_text_is_refused_with_what_was_typed(client, desk):
    page = desk.page(**{desk.one: "抄下来的话"})
    first = desk.row.revision
    later = Revision.objects.create(
        statement=first.statement,
        number=first.number + 1,
        content=first.content,
        project_keys=first.project_keys,
    )
    PerformanceStatement.objects.filter(pk=first.statement_id).update(approved_revision=later)
    type(desk.row).objects.filter(pk=desk.row.pk).update(revision=later)
    client = signed_in(client, desk.world.filler)
    assert "新的批复版" in client.post(desk.autosave, page).json()["refused"]
    shown = client.post(desk.address, page).content.decode()
    assert '<li class="said"><p>抄下来的话</p>' in shown or "抄下来的话" in shown
    assert desk.texts()[desk.one] != "抄下来的话"


@pytest.mark.parametrize("lost", ["end", "base"])
def test_a_page_that_did_not_arrive_whole_saves_nothing(client, desk, lost):
    page = desk.page(**{desk.one: "说法"})
    del page[lost]
    client = signed_in(client, desk.world.filler)
    before = desk.texts()
    assert client.post(desk.autosave, page).status_code == 409
    assert client.post(desk.address, page).status_code == 400
    assert desk.texts() == before


def test_what_is_shown_again_as_it_was_typed_is_not_saved(client, desk):
    page = desk.page(**{desk.one: "草稿里的话"})
    client = signed_in(client, desk.world.filler)
    shown = client.post(desk.address, {**page, "act": "restore"}).content.decode()
    assert "草稿里的话" in shown
    assert "未保存" in shown
    assert desk.texts()[desk.one] != "草稿里的话"


def test_a_text_comes_back_from_its_fields(desk):
    content = desk.kind.read(desk.now()).content
    assert desk.kind.saying(content, desk.kind.texts(content)) == content
    assert desk.kind.labels(content).keys() == desk.kind.texts(content).keys()


@pytest.mark.parametrize("who", ["neighbour", "stranger"])
def test_out_of_sight_is_not_there(client, desk, who):
    user = getattr(desk.world, who)
    assert signed_in(client, user).post(desk.autosave, desk.page()).status_code == 404


def test_whoever_only_reads_saves_nothing(client, desk):
    page = desk.page(**{desk.one: "说法"})
    answer = signed_in(client, desk.world.section).post(desk.autosave, page)
    assert (answer.status_code, "不能保存" in answer.json()["refused"]) == (409, True)
