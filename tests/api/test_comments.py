"""Comments, findings and their answers."""

import pytest

from departments.trail.entry import Action, TrailEntry


def test_a_comment_is_made_answered_resolved_and_reopened(cast):
    body = {
        "statement": cast.statement_pk,
        "anchor": "project",
        "row": cast.own_project.pk,
        "text": "请补充。",
    }
    made = cast.section.ask("POST", "comments/", body)
    assert made.status_code == 201, made.text
    comment = f"comments/{made.json()['id']}/"
    answered = cast.filler.ask("POST", f"{comment}answer/", {"text": "已补充。"}, match=made["ETag"])
    assert (answered.json()["state"], answered["ETag"]) == ("answered", '"2"')
    stale = cast.section.ask("POST", f"{comment}resolve/", {}, match=made["ETag"])
    assert stale.status_code == 412
    resolved = cast.section.ask("POST", f"{comment}resolve/", {}, match=answered["ETag"])
    assert resolved.json()["state"] == "resolved"
    reopened = cast.section.ask("POST", f"{comment}reopen/", {"text": "还不够。"}, match=resolved["ETag"])
    assert reopened.json() == cast.section.get(comment).json()
    assert [reply["text"] for reply in reopened.json()["replies"]] == ["已补充。", "", "还不够。"]
    assert TrailEntry.objects.filter(action=Action.COMMENT).count() == 4


def test_what_the_browser_refuses_is_refused_in_its_words(cast):
    made = cast.section.ask("POST", "comments/", {"statement": cast.statement_pk, "text": "请补充。"})
    answer = cast.chief.ask("POST", f"comments/{made.json()['id']}/resolve/", {}, match=made["ETag"])
    assert answer.status_code == 409
    assert answer.json()["detail"] == "批注由财政提出，须由财政一方办理。"


def test_a_comment_on_another_unit_is_out_of_sight(cast):
    body = {
        "statement": cast.statement_pk,
        "anchor": "project",
        "row": cast.other_project.pk,
        "text": "请补充。",
    }
    assert cast.filler.ask("POST", "comments/", body).status_code == 409
    made = cast.section.ask("POST", "comments/", body)
    assert cast.filler.get(f"comments/{made.json()['id']}/").status_code == 404


def test_a_draft_is_kept_and_sent_and_what_is_for_colleagues_stays_with_them(cast):
    body = {"statement": cast.statement_pk, "text": "拟压减。", "draft": True, "audience": "colleagues"}
    made = cast.section.ask("POST", "comments/", body)
    comment = f"comments/{made.json()['id']}/"
    assert (made.json()["state"], made.json()["audience"]) == ("draft", "colleagues")
    assert cast.performance.get(comment).status_code == 404
    sent = cast.section.ask("POST", f"{comment}send/", {}, match=made["ETag"])
    assert sent.json()["state"] == "open"
    assert cast.performance.get(comment).status_code == 200
    assert [one.get(comment).status_code for one in (cast.filler, cast.chief)] == [404, 404]
    assert cast.filler.ask("POST", "comments/", body).status_code == 409


@pytest.fixture
def waivable(cast):
    found = cast.chief.get(f"statements/{cast.statement_pk}/findings/").json()
    return next(finding for finding in found if finding["answerable"] and finding["severity"] != "hint")


def test_a_finding_is_answered_and_the_answer_withdrawn(cast, waivable):
    address = f"statements/{cast.statement_pk}/waivers/"
    body = {"fingerprints": [waivable["fingerprint"]], "reason": "上级文件规定。"}
    assert cast.chief.ask("POST", address, body).status_code == 428
    made = cast.chief.ask("POST", address, body, match=cast.tag)
    assert made.status_code == 201, made.text
    found = cast.chief.get(f"statements/{cast.statement_pk}/findings/").json()
    (answered,) = (finding for finding in found if finding["answer"])
    assert answered["answer"]["reason"] == "上级文件规定。"
    assert cast.chief.get(address).json() == made.json()
    gone = cast.chief.ask("DELETE", f"{address}{waivable['fingerprint']}/", match=cast.tag)
    assert gone.status_code == 204
    assert cast.chief.get(address).json() == []
    assert cast.chief.ask("DELETE", f"{address}{waivable['fingerprint']}/", match=cast.tag).status_code == 404
    assert TrailEntry.objects.filter(action=Action.WAIVER).count() == 2


def test_an_answer_to_a_finding_that_is_not_there_is_refused(cast):
    body = {"fingerprints": ["0" * 24], "reason": "理由"}
    answer = cast.chief.ask("POST", f"statements/{cast.statement_pk}/waivers/", body, match=cast.tag)
    assert answer.status_code == 409
    assert answer.json()["detail"] == "所选问题已不存在或内容已有变化，请刷新后重新说明。"


def test_an_answer_to_another_units_finding_is_out_of_sight(cast):
    address = f"statements/{cast.statement_pk}/waivers/"
    found = cast.chief.get(f"statements/{cast.statement_pk}/findings/").json()
    foreign = next(
        finding
        for finding in found
        if finding["anchor"]["project_code"] == cast.other_project.code and finding["answerable"]
    )
    body = {"fingerprints": [foreign["fingerprint"]], "reason": "理由"}
    cast.chief.ask("POST", address, body, match=cast.tag)
    assert cast.filler.get(address).json() == []
    assert cast.filler.ask("DELETE", f"{address}{foreign['fingerprint']}/", match=cast.tag).status_code == 404


@pytest.mark.parametrize("piece", ["%00", "zz", "%F0%9F%98%80", "0" * 65])
def test_what_is_no_mark_of_a_finding_is_not_there(cast, piece):
    answer = cast.chief.ask("DELETE", f"statements/{cast.statement_pk}/waivers/{piece}/", match=cast.tag)
    assert answer.status_code == (400 if piece == "%00" else 404)
