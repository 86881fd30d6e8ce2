"""Comments on a card: beside its fields, answered by the unit, counted in lists, said when it is handed in again."""

from dataclasses import replace

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from performance.comments.drafts import send_all
from performance.comments.services import add_comment, answer, resolve
from performance.models import Action, Anchor, Audience, Comment, CommentState, EvaluationState, Notice, Side
from performance.self_evaluation.commenting import cautions_of, comment_on_card, comments_on, waiting_on
from performance.self_evaluation.lasting_fields import lasting_fields
from performance.self_evaluation.people import subject_of
from performance.self_evaluation.services import card_of
from performance.self_evaluation.transitions import obstacles_to
from performance.steps.refusals import Refused
from performance.steps.table import step_from
from tests.performance.self_evaluation.test_transitions import put, walk


def submitting(card):
    return step_from(subject_of(card), card.state, Action.SUBMIT)


def returned(year, *, by="department_reviewer"):
    card = year.finished()
    put(card, EvaluationState.RETURNED, getattr(year, by))
    return card


def test_a_comment_hangs_on_a_field_and_its_people_are_told_where_to_read_it(year):
    card = year.finished()
    field = lasting_fields(card_of(card).content)["result-1-value"]
    comment = comment_on_card(card, by=year.section, text=" 请附依据 ", field=field)
    name = card_of(card).content.results[1].name
    assert comment.place == f"自评表“{card.label}”的“{name}：实际完成值”"
    assert (comment.text, comment.side, comment.unit, comment.round) == (
        "请附依据",
        Side.FINANCE,
        year.unit,
        1,
    )
    told = {notice.recipient: notice.link for notice in Notice.objects.filter(text__contains="请附依据")}
    assert told == dict.fromkeys(
        [year.filler, year.department_reviewer], reverse("evaluation", args=[card.pk])
    )


def test_a_field_keeps_its_name_wherever_its_row_has_moved(year):
    content = card_of(year.finished()).content
    first, *others = content.results
    twice = replace(content, results=(*others, first, first))
    before, after = lasting_fields(content), lasting_fields(twice)
    last = len(content.results)
    assert after[f"result-{last - 1}-reason"] == before["result-0-reason"]
    assert after["result-0-reason"] == before["result-1-reason"]
    assert len(set(after.values())) == len(after)
    assert max(map(len, after.values())) <= Comment._meta.get_field("field").max_length


@pytest.mark.parametrize("field", ["result-0-value", "nothing", "answer-" + "0" * 24])
def test_what_is_no_field_of_the_card_is_no_place(year, field):
    with pytest.raises(Refused, match="没有这一栏"):
        comment_on_card(year.finished(), by=year.section, text="?", field=field)


def test_a_reviewer_writes_beside_a_field_and_the_unit_answers_there(year, client):
    card = year.finished()
    walk(card, Action.SUBMIT, year.filler)
    page, field = reverse("evaluation", args=[card.pk]), lasting_fields(card_of(card).content)["conclusion"]
    new = reverse("comment_new", args=[year.statement.pk])
    spot = f"evaluation:{card.pk}:{field}"
    client.force_login(year.department_reviewer)
    assert f"{new}?at=evaluation%3A{card.pk}%3A{field}&amp;next=" in client.get(page).text
    form = client.get(new, {"at": spot, "next": page})
    assert form.context["form"].initial == {"spot": spot}
    answer = client.post(f"{new}?at={spot}", {"spot": spot, "text": "结论没有依据", "next": page})
    comment = Comment.objects.get()
    assert answer["Location"] == f"{page}#comment-{comment.pk}"
    client.force_login(year.filler)
    seen = client.get(page).text
    assert f'data-comments="{field}"' in seen
    assert f'<a href="#{field}">{comment.place}</a>' in seen
    client.post(reverse("comment_move", args=[comment.pk, "answer"]), {"text": "已补依据", "next": page})
    comment.refresh_from_db()
    assert comment.state == CommentState.ANSWERED
    assert "已补依据" in client.get(page).text


def test_a_comment_on_a_card_is_none_on_its_text(year, client):
    card = year.finished()
    comment_on_card(card, by=year.section, text="只说自评")
    client.force_login(year.section)
    assert "只说自评" not in client.get(reverse("statement", args=[year.statement.pk])).text
    assert not Comment.objects.on_text(year.statement).exists()
    add_comment(year.statement, by=year.section, text="只说文本", draft=True)
    assert send_all(Comment.objects.on_card(card), year.statement, by=year.section) == 0


@pytest.mark.parametrize(
    ("person", "sees"), [("filler", False), ("department_reviewer", True), ("section", True)]
)
def test_what_is_said_of_the_card_of_a_department_is_read_where_the_card_is(year, person, sees):
    card = year.finished()
    type(card).objects.filter(pk=card.pk).update(unit=None)
    card.refresh_from_db()
    comment_on_card(card, by=year.performance, text="部门整体的")
    assert comments_on(card, getattr(year, person)).exists() == sees
    assert Notice.objects.filter(recipient=year.filler).exists() is False


def test_a_neighbour_neither_sees_nor_writes(year, client):
    card = year.finished()
    comment_on_card(card, by=year.section, text="邻居看不到")
    client.force_login(year.neighbour)
    new = reverse("comment_new", args=[year.statement.pk])
    at = f"evaluation:{card.pk}:"
    assert client.get(new, {"at": at}).status_code == 302
    assert client.post(f"{new}?at={at}", {"spot": at, "text": "?"}).status_code == 302
    assert not comments_on(card, year.neighbour).exists()
    assert Comment.objects.count() == 1


def test_finance_is_answered_before_a_card_is_handed_in_again(year):
    card = returned(year, by="section")
    comment = comment_on_card(card, by=year.section, text="依据？")
    assert obstacles_to(card, submitting(card), year.filler) == (f"还有1条财政批注未答复：{comment.place}。",)
    answer(comment, by=year.filler, text="见附件")
    assert obstacles_to(card, submitting(card), year.filler) == ()


def test_an_unanswered_comment_of_the_department_is_said_before_and_after(year, client):
    card = returned(year)
    comment = comment_on_card(card, by=year.department_reviewer, text="依据？")
    (caution,) = cautions_of(card, submitting(card), year.filler)
    assert caution == f"还有1条部门批注没有答复：{comment.place}。报送后审核人会看到这一点。"
    client.force_login(year.filler)
    assert caution in client.get(reverse("evaluation", args=[card.pk])).text
    walk(card, Action.SUBMIT, year.filler)
    answer(comment, by=year.filler, text="报送以后才答复")
    client.force_login(year.department_reviewer)
    assert (
        "最近一次报送时，还有 1 条部门批注没有答复" in client.get(reverse("evaluation", args=[card.pk])).text
    )


def test_drafts_go_out_when_the_card_goes_back(year):
    card = year.finished()
    put(card, EvaluationState.DEPARTMENT, year.filler)
    draft = comment_on_card(card, by=year.department_reviewer, text="先记下", draft=True)
    assert not comments_on(card, year.filler).exists()
    back = step_from(subject_of(card), card.state, Action.RETURN)
    assert cautions_of(card, back, year.department_reviewer) == ("您的1条批注草稿将一并发出。",)
    walk(card, Action.RETURN, year.department_reviewer)
    draft.refresh_from_db()
    assert draft.state == CommentState.OPEN
    assert comments_on(card, year.filler).get() == draft


def test_what_has_been_looked_at_is_not_taken_back(year):
    card = year.finished()
    walk(card, Action.SUBMIT, year.filler)
    comment_on_card(card, by=year.filler, text="补充说明")
    card.refresh_from_db()
    recalling = step_from(subject_of(card), card.state, Action.RECALL)
    assert obstacles_to(card, recalling, year.filler) == ()
    comment_on_card(card, by=year.department_reviewer, text="开始看了")
    assert obstacles_to(card, recalling, year.filler) == (
        "下一环节已经开始审核，不能撤回，请联系审核人退回。",
    )


def test_lists_count_what_waits_for_an_answer(year, client):
    card = year.finished()
    comment = comment_on_card(card, by=year.section, text="一")
    comment_on_card(card, by=year.section, text="内部", audience=Audience.COLLEAGUES)
    resolve(comment_on_card(card, by=year.section, text="二"), by=year.section)
    assert waiting_on([card], year.filler) == {card.pk: 1}
    client.force_login(year.filler)
    linked = f'href="{reverse("evaluation", args=[card.pk])}#comments-heading"'
    for page in (reverse("evaluation_list"), reverse("statement_evaluations", args=[year.statement.pk])):
        assert linked in client.get(page).text
    answer(comment, by=year.filler, text="好")
    assert waiting_on([card], year.filler) == {}
    assert linked not in client.get(reverse("evaluation_list")).text


def test_counting_asks_no_more_for_more_cards(year, django_assert_num_queries):
    card = year.finished()
    comment_on_card(card, by=year.section, text="一")
    cards = list(year.statement.evaluations.all())
    with CaptureQueriesContext(connection) as asked:
        waiting_on(cards[:1], year.section)
    with django_assert_num_queries(len(asked)):
        assert waiting_on(cards, year.section) == {card.pk: 1}


def test_the_round_counts_how_often_the_card_was_handed_in(year):
    card = year.finished()
    for _ in range(2):
        walk(card, Action.SUBMIT, year.filler)
        walk(card, Action.RETURN, year.department_reviewer)
    assert comment_on_card(card, by=year.section, text="?").round == 2
    assert {comment.anchor for comment in comments_on(card, year.section)} == {Anchor.EVALUATION}
