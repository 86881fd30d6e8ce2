"""Comments, criteria sheets, kept texts, differences and notices from their pages."""

import io

import openpyxl
import pytest
from django.urls import reverse

from departments.trail.entry import TrailEntry
from indicators.models import Indicator
from performance.assessment.criteria import CRITERIA
from performance.comments.anchors import Spot
from performance.comments.services import add_comment
from performance.models import (
    Action,
    Anchor,
    Comment,
    CommentState,
    NoticeKind,
    ReviewSheet,
    Revision,
    StatementState,
    UnitState,
)
from performance.notifications.services import notify
from performance.statement_pages.comment_board import spot_of, word_of
from performance.statements.revisions import take_revision
from performance.statements.selectors import statement_content
from performance.workflow.services import perform
from tests.factories import a_statement

pytestmark = pytest.mark.usefixtures("nothing_found")


def go(cast, action, by, **kwargs):
    statement = cast.statement
    return perform(statement, action, by=by, expected_version=statement.version, reason="请完善", **kwargs)


def url(cast, name):
    return reverse(name, args=[cast.statement_pk])


@pytest.fixture
def reviewed(cast, all_passed):
    go(cast, Action.SUBMIT, cast.chief)
    return cast


@pytest.fixture
def returned(reviewed):
    """Returned, changed and sent again."""
    go(reviewed, Action.RETURN, reviewed.section)
    reviewed.statement.projects.update(budget="20.00", purpose="用于开展科普展览。")
    go(reviewed, Action.SUBMIT, reviewed.chief)
    return reviewed


# Comments


@pytest.mark.parametrize(
    "spot", [Spot(), Spot(Anchor.PROJECT, 12), Spot(Anchor.INDICATOR, 7, "value"), Spot(field="edition")]
)
def test_a_spot_is_read_back_from_the_word_that_a_form_sends(spot):
    assert spot_of(word_of(spot)) == spot


@pytest.mark.parametrize("word", ["", "nothing:1:", "project:x:", "project:-1:", f"project:{'9' * 30}:"])
def test_what_is_no_spot_is_told_apart(word):
    assert spot_of(word) is None


def test_a_comment_is_written_on_an_indicator_of_a_project_and_shown_at_its_cell(client, reviewed):
    project = reviewed.statement.projects.get()
    indicator = Indicator.objects.filter(family__tree=project.tree_id).first()
    client.force_login(reviewed.section)
    page = f"{url(reviewed, 'comment_new')}?at={word_of(Spot(Anchor.PROJECT, project.pk))}"
    assert page.partition("?")[2] in client.get(url(reviewed, "statement")).text
    word = word_of(Spot(Anchor.INDICATOR, indicator.pk, "value"))
    assert f'value="{word}"' in client.get(page).text
    answer = client.post(page, {"spot": word, "text": "请补充单位"}, follow=True)
    (shown,) = answer.context["comments"]
    assert shown.comment.place == f"三级指标“{indicator}”的“指标值”"
    assert f'id="{shown.cell_id}"' in answer.text
    assert f'href="#comment-{shown.comment.pk}"' in answer.text


@pytest.mark.parametrize("said", [{"spot": "project:0:", "text": "?"}, {"spot": "statement::", "text": " "}])
def test_a_comment_on_nothing_or_without_words_is_not_kept(client, reviewed, said):
    client.force_login(reviewed.section)
    answer = client.post(url(reviewed, "comment_new"), said)
    assert "批注没有保存" in answer.text
    assert not Comment.objects.exists()


def test_a_comment_is_answered_resolved_and_reopened(client, reviewed):
    comment = add_comment(reviewed.statement, by=reviewed.section, text="请说明")
    walk = (
        (reviewed.chief, "answer", {"text": "已说明"}, CommentState.ANSWERED),
        (reviewed.section, "resolve", {}, CommentState.RESOLVED),
        (reviewed.section, "reopen", {"text": "仍不清楚"}, CommentState.OPEN),
    )
    for by, move, words, state in walk:
        client.force_login(by)
        answer = client.post(reverse("comment_move", args=[comment.pk, move]), words)
        assert answer.url.endswith(f"#comment-{comment.pk}")
        comment.refresh_from_db()
        assert comment.state == state
    page = client.get(url(reviewed, "statement")).text
    assert "仍不清楚" in page
    assert TrailEntry.objects.filter(action="comment").count() == 4


def test_the_other_side_closes_no_comment_and_the_trail_knows_it_tried(client, reviewed):
    comment = add_comment(reviewed.statement, by=reviewed.section, text="请说明")
    client.force_login(reviewed.chief)
    page = client.get(url(reviewed, "statement")).text
    assert f'action="{reverse("comment_move", args=[comment.pk, "resolve"])}"' not in page
    answer = client.post(reverse("comment_move", args=[comment.pk, "resolve"]), follow=True)
    assert "须由财政一方办理" in answer.text
    assert TrailEntry.objects.filter(action="refusal").count() == 1


@pytest.mark.parametrize("elsewhere", ["https://example.com/", "//example.com/", "home", "nan", "9" * 5000])
def test_nobody_is_led_to_a_foreign_site_or_where_nothing_is(client, reviewed, elsewhere):
    comment = add_comment(reviewed.statement, by=reviewed.section, text="请说明")
    client.force_login(reviewed.section)
    values = {"next": elsewhere}
    answer = client.post(reverse("comment_move", args=[comment.pk, "resolve"]), values)
    assert answer.url.startswith(url(reviewed, "statement"))


# Criteria sheets


def sheet_of(**kwargs):
    grades = {f"{criterion.code}-grade": "good" for criterion in CRITERIA}
    return {**grades, "grade": "good", "opinion": "总体合理。", "decision": "pass", **kwargs}


def test_a_sheet_is_written_sent_with_the_step_and_then_stands_still(client, reviewed):
    client.force_login(reviewed.section)
    client.post(url(reviewed, "review_sheets"), sheet_of(opinion="初稿"))
    client.post(url(reviewed, "review_sheets"), sheet_of())
    assert ReviewSheet.objects.get().opinion == "总体合理。"
    go(reviewed, Action.PASS, reviewed.section)
    client.post(url(reviewed, "review_sheets"), sheet_of(opinion="改写"))
    assert ReviewSheet.objects.get().opinion == "总体合理。"
    page = client.get(url(reviewed, "review_sheets")).text
    assert "第 1 轮初审：通过" in page
    assert "保存审核表" not in page


def test_points_of_all_criteria_decide_the_grade(client, reviewed):
    points = {f"{criterion.code}-points": criterion.points for criterion in CRITERIA}
    client.force_login(reviewed.section)
    client.post(url(reviewed, "review_sheets"), sheet_of(**points, grade="poor"))
    assert ReviewSheet.objects.get().grade == "excellent"


@pytest.mark.parametrize(
    ("said", "fault"),
    [
        ({"form-points": "11"}, "小于或等于10"),
        ({"form-grade": "", "form-points": "5"}, "填了得分的要点须选等级"),
        ({"decision": "perhaps"}, "选择一个有效的选项"),
    ],
)
def test_a_faulty_sheet_is_shown_with_its_faults(client, reviewed, said, fault):
    client.force_login(reviewed.section)
    assert fault in client.post(url(reviewed, "review_sheets"), sheet_of(**said)).text
    assert not ReviewSheet.objects.exists()


def test_the_department_reads_no_sheet_before_it_is_sent(client, reviewed):
    client.force_login(reviewed.section)
    client.post(url(reviewed, "review_sheets"), sheet_of(opinion="机密草稿"))
    client.force_login(reviewed.chief)
    assert "机密草稿" not in client.get(url(reviewed, "review_sheets")).text
    client.post(url(reviewed, "review_sheets"), sheet_of(opinion="篡改"))
    assert ReviewSheet.objects.get().opinion == "机密草稿"


# Kept texts and differences


def test_what_changed_since_the_return_is_one_click_away(client, returned):
    client.force_login(returned.section)
    assert url(returned, "since_return") in client.get(url(returned, "statement")).text
    page = client.get(url(returned, "since_return"), follow=True).text
    assert "<del>12.50</del> → <ins>20.00</ins>" in page
    assert "+7.50" in page
    assert "用于开展科普<del>活动</del><ins>展览</ins>。" in page


def test_what_was_never_returned_has_nothing_to_compare(client, reviewed):
    client.force_login(reviewed.section)
    assert "还没有被退回过" in client.get(url(reviewed, "since_return"), follow=True).text


def test_any_two_texts_are_compared_but_not_of_two_owners(client, returned):
    first, second = returned.statement.revisions.filter(unit=None)
    client.force_login(returned.section)
    page = url(returned, "statement_differences")
    assert client.get(page, {"old": second.pk, "new": first.pk}).context["difference"].growth == "−7.50"
    assert "没有变化" in client.get(page, {"old": second.pk, "new": "now"}).text
    mixed = client.get(page, {"old": second.pk, "new": f"now-{returned.busy.pk}"})
    assert "只能比较同一单位的两稿" in mixed.text
    assert "选择一个有效的选项" in client.get(page, {"old": 0, "new": "now"}).text


def test_the_text_is_held_against_what_was_approved_the_year_before(client, reviewed):
    before = a_statement(reviewed.department, year=2025)
    before.projects.update(budget="10.00")
    Revision.objects.filter(statement=before).delete()
    before.approved_revision = take_revision(before, None, statement_content(before))
    before.save(update_fields=["approved_revision"])
    client.force_login(reviewed.section)
    page = client.get(url(reviewed, "statement"))
    address = f"{url(reviewed, 'statement_differences')}?old={before.approved_revision_id}&amp;new=now"
    assert f'href="{address}"' in page.text
    compared = client.get(address.replace("&amp;", "&"))
    assert "上年（2025年）批复版" in compared.text
    assert compared.context["difference"].growth == "+2.50"
    client.force_login(reviewed.filler)
    partial = client.get(url(reviewed, "statement")).text
    assert "与上年批复比较" not in partial


def test_added_and_removed_rows_are_named(client, returned):
    first = returned.statement.revisions.filter(unit=None).first()
    returned.statement.sections.filter(position=2).delete()
    client.force_login(returned.section)
    page = client.get(url(returned, "statement_differences"), {"old": first.pk, "new": "now"})
    assert "文字部分删除 1" in page.text


def test_each_kept_text_is_listed_shown_and_handed_out(client, returned):
    client.force_login(returned.section)
    revision = returned.statement.revisions.filter(unit=None).first()
    listed = client.get(url(returned, "revisions")).text
    assert reverse("revision", args=[revision.pk]) in listed
    assert "12.50" in client.get(reverse("revision", args=[revision.pk])).text
    answer = client.get(reverse("revision_workbook", args=[revision.pk]))
    book = openpyxl.load_workbook(io.BytesIO(answer.content))
    assert "12.5" in str(
        [cell for sheet in book for row in sheet.iter_rows(values_only=True) for cell in row]
    )
    assert TrailEntry.objects.first().details.startswith(f"{revision}.xlsx")


def test_the_approved_workbook_bears_its_digest_and_the_head_of_the_trail(client, reviewed):
    reviewed.put(statement=StatementState.APPROVAL, units=UnitState.PASSED)
    go(reviewed, Action.APPROVE, reviewed.approver)
    revision = reviewed.statement.approved_revision
    client.force_login(reviewed.chief)
    book = openpyxl.load_workbook(
        io.BytesIO(client.get(reverse("revision_workbook", args=[revision.pk])).content)
    )
    cover = str(list(book["封面"].iter_rows(values_only=True)))
    assert revision.digest in cover
    assert TrailEntry.objects.first().hash in cover


def test_a_filler_reads_the_kept_texts_of_the_own_unit_alone(client, returned):
    whole = returned.statement.revisions.filter(unit=None).first()
    client.force_login(returned.filler)
    assert not client.get(url(returned, "revisions")).context["rows"]
    assert client.get(reverse("revision", args=[whole.pk])).status_code == 404
    assert client.get(reverse("revision_workbook", args=[whole.pk])).status_code == 404


# Notices


def test_the_inbox_shows_what_is_unread_and_leads_to_it(client, cast):
    (one,) = notify([cast.chief], NoticeKind.RETURNED, "退回甲", link="/statements/1/")
    (two,) = notify([cast.chief], NoticeKind.APPROVED, "批复乙")
    client.force_login(cast.chief)
    assert '<span class="visually-hidden">未读</span>2' in client.get("/").text
    assert client.post(reverse("notice_read", args=[one.pk])).url == "/statements/1/"
    assert client.post(reverse("notice_read", args=[two.pk])).url == reverse("notices")
    assert "count-badge" not in client.get("/").text


def test_all_notices_are_marked_read_at_once_and_those_of_others_never(client, cast):
    foreign = notify([cast.section], NoticeKind.RETURNED, "退回丙")[0]
    notify([cast.chief], NoticeKind.RETURNED, "退回甲")
    client.force_login(cast.chief)
    assert client.post(reverse("notice_read", args=[foreign.pk])).status_code == 404
    assert "已将 1 条通知标为已读" in client.post(reverse("notices_read"), follow=True).text
    foreign.refresh_from_db()
    assert foreign.read_at is None
