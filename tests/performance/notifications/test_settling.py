"""A notice that asks for something is no longer unread once that is done, by whomever; news stays until it is read."""

import pytest
from django.urls import reverse

from departments.permissions.roles import Role
from performance.comments.services import add_comment, answer, resolve
from performance.models import Action, Notice, NoticeKind, StatementState, UnitState
from performance.notifications.matters import share_in
from performance.notifications.services import notices_of, notify, unread_count
from performance.workflow.services import perform
from tests.factories import a_member

pytestmark = pytest.mark.usefixtures("all_passed")


def take(cast, action, by, *, unit=None, **kwargs):
    subject = cast.share_of(unit) if unit else cast.statement
    return perform(subject, action, by=by, expected_version=subject.version, reason="请完善", **kwargs)


def texts(user):
    return list(notices_of(user).unread().values_list("kind", flat=True))


def test_what_a_colleague_has_done_asks_nobody_any_more(cast):
    colleague = a_member(Role.FINANCE_SECTION_REVIEWER, at=cast.department.office)
    take(cast, Action.SUBMIT, cast.chief)
    assert texts(cast.section) == texts(colleague) == [NoticeKind.TO_REVIEW]
    take(cast, Action.PASS, cast.section)
    assert unread_count(cast.section) == unread_count(colleague) == 0
    assert texts(cast.performance) == [NoticeKind.TO_REVIEW]


def test_a_whole_season_leaves_a_reviewer_nothing_unread_but_news(cast):
    for _ in range(5):
        take(cast, Action.SUBMIT, cast.chief)
        take(cast, Action.RETURN, cast.section)
    assert unread_count(cast.section) == 0
    assert texts(cast.chief) == [NoticeKind.RETURNED]


def test_news_of_others_stays_unread_until_they_read_or_work_on_it(cast, client):
    cast.put(statement=StatementState.APPROVAL)
    take(cast, Action.APPROVE, cast.approver)
    take(cast, Action.PUBLISH, cast.performance)
    assert texts(cast.section) == [NoticeKind.APPROVED]
    assert texts(cast.chief) == [NoticeKind.PUBLISHED, NoticeKind.APPROVED]
    client.force_login(cast.chief)
    client.post(reverse("notice_read", args=[notices_of(cast.chief).first().pk]))
    assert unread_count(cast.chief) == 0


def test_a_unit_that_hands_in_again_has_done_what_was_asked(cast):
    cast.put(units=UnitState.SUBMITTED)
    take(cast, Action.RETURN, cast.chief, unit=cast.busy)
    assert texts(cast.filler) == [NoticeKind.RETURNED]
    take(cast, Action.SUBMIT, cast.filler, unit=cast.busy)
    assert unread_count(cast.filler) == 0


def test_the_notice_of_returned_units_names_them(cast):
    cast.put(statement=StatementState.FIRST_REVIEW)
    take(cast, Action.RETURN_TO_UNIT, cast.section, units=[cast.busy])
    notice = notices_of(cast.chief).first()
    assert str(cast.busy) in notice.text
    assert str(cast.idle) not in notice.text


def test_a_comment_asks_until_it_is_answered_and_its_answer_until_it_is_settled(cast):
    comment = add_comment(cast.statement, by=cast.section, text="请说明")
    assert texts(cast.chief) == [NoticeKind.COMMENTED]
    answer(comment, by=cast.section, text="补充一句")
    assert NoticeKind.COMMENTED in texts(cast.chief)
    answer(comment, by=cast.chief, text="已说明")
    assert texts(cast.chief) == texts(cast.filler) == []
    assert texts(cast.section) == [NoticeKind.ANSWERED]
    resolve(comment, by=cast.section)
    assert texts(cast.section) == []


def test_a_reminder_is_done_with_the_last_share_of_whom_it_reminded(cast):
    cast.put(units=UnitState.FILLING)
    about = share_in(cast.statement, None)
    other = a_member(Role.FILLER, at=cast.idle)
    notify([cast.filler, other, cast.chief], NoticeKind.DEADLINE, "还有3天", about=about)
    take(cast, Action.SUBMIT, cast.filler, unit=cast.busy)
    assert (texts(cast.filler), texts(other)) == ([], [NoticeKind.DEADLINE])
    assert NoticeKind.DEADLINE in texts(cast.chief)
    cast.put(units=UnitState.PASSED)
    take(cast, Action.SUBMIT, cast.chief)
    assert not Notice.objects.unread().filter(kind=NoticeKind.DEADLINE).exists()
