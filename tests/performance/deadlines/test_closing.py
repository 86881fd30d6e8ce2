"""The last day to send has effect: it is told, may be later for one, and closes where the office says so."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from departments.models import Department, Timetable
from departments.permissions.roles import Role
from departments.trail.entry import TrailEntry
from performance.deadlines.closing import closing_of, closings_in, closings_of, review_limits
from performance.models import Action, DeadlineExtension, Notice, NoticeKind, StatementState
from performance.notifications.extending import extend, take_back
from performance.notifications.reminders import near_deadlines
from performance.notifications.urging import last_urged, late_departments, urge
from performance.steps.refusals import Refused
from performance.workflow.services import perform
from tests.factories import a_department, a_member, a_statement, a_unit, a_user, an_office

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


def today():
    return timezone.localdate()


def year():
    """One that no day of these tests lies behind: who runs them in December is in the next."""
    return (today() + 30 * DAY).year


@pytest.fixture
def timetable():
    return Timetable.objects.create(
        office=an_office(), fiscal_year=year(), opens=today() - 60 * DAY, closes=today() - 2 * DAY
    )


@pytest.fixture
def late(timetable):
    """A department with its text, two days late."""
    department = a_department(timetable.office)
    a_unit(department)
    return a_statement(department, year=year())


@pytest.fixture
def section(timetable):
    return a_member(Role.FINANCE_SECTION_REVIEWER, timetable.office)


def extended(statement, until, by=None):
    return DeadlineExtension.objects.create(
        office_code=statement.office_code,
        department=statement.department,
        fiscal_year=year(),
        until=until,
        reason="灾后重报",
        by=by or a_user(),
    )


@pytest.mark.parametrize(
    ("later", "left", "is_extended"),
    [((), -2, False), ((-5,), -2, False), ((3,), 3, True), ((9, 1), 1, True)],
)
def test_the_latest_extension_counts_and_only_makes_it_later(late, later, left, is_extended):
    for days in later:
        extended(late, today() + days * DAY)
    closing = closing_of(late.department, year())
    assert (closing.left, closing.extended, closing.has_shut) == (left, is_extended, False)
    assert closings_of([late])[late.pk] == closing
    assert closings_in(Timetable.objects.get())[late.department_id] == closing


def test_where_no_day_is_set_there_is_none(late):
    assert closing_of(late.department, year() - 1) is None
    Timetable.objects.all().delete()
    assert closings_of([late]) == {}


def refused(share, user):
    try:
        perform(share, Action.SUBMIT, by=user, expected_version=share.version)
    except Refused as refusal:
        return [reason for reason in refusal.reasons if "截止" in reason]
    return []


@pytest.mark.parametrize(
    ("shuts", "days", "sent_before", "closed"),
    [
        (False, None, False, False),
        (True, None, False, True),
        (True, 1, False, False),
        (True, None, True, False),
    ],
    ids=["only told", "shut", "given longer", "sent before"],
)
def test_an_office_may_shut_and_what_was_sent_before_is_still_taken(late, shuts, days, sent_before, closed):
    chief = a_member(Role.DEPARTMENT_REVIEWER, late.department)
    if sent_before:
        late.events.create(
            office_code=late.office_code, action=Action.SUBMIT, label="报送", actor=chief, actor_name="甲",
            source=StatementState.DRAFTING, target=StatementState.FIRST_REVIEW, version=1, round=1,
        )  # fmt: skip
    if days:
        extended(late, today() + days * DAY)
    Timetable.objects.update(shuts=shuts)
    assert bool(refused(late, chief)) is closed


def test_reminders_go_on_after_the_day_and_go_by_the_later_one(late, timetable):
    assert near_deadlines(today(), 3) == []
    assert near_deadlines(today(), 3, after=7) == [timetable]
    extended(late, today() + 2 * DAY)
    assert near_deadlines(today(), 3) == [timetable]


def test_one_click_urges_whoever_is_late_once_a_day(late, timetable, section):
    chief = a_member(Role.DEPARTMENT_REVIEWER, late.department)
    assert urge(timetable, [late.department_id], by=section) == (1, 1)
    assert urge(timetable, [late.department_id], by=section) == (1, 0)
    notice = Notice.objects.get(recipient=chief, kind=NoticeKind.URGED)
    assert "已超过2天" in notice.text
    assert late.department_id in last_urged(timetable)
    assert TrailEntry.objects.filter(details=f"催办{year()}年绩效文本的报送").count() == 2


def test_however_its_name_is_spaced_nobody_is_urged_twice(late, timetable, section):
    Department.objects.filter(pk=late.department_id).update(name="甲　 局")
    a_member(Role.DEPARTMENT_REVIEWER, late.department)
    assert [urge(timetable, [late.department_id], by=section)[1] for _ in range(2)] == [1, 0]


def test_nobody_urges_or_extends_for_others(late, timetable, section):
    stranger = a_member(Role.FINANCE_SECTION_REVIEWER)
    other = a_department(an_office())
    assert late_departments(timetable, stranger) == []
    for user, departments, reason in (
        (stranger, [late.department_id], "不归您审核"),
        (section, [other.pk], "不归您审核"),
        (section, [], "请勾选"),
    ):
        with pytest.raises(Refused, match=reason):
            urge(timetable, departments, by=user)
    with pytest.raises(Refused, match="不归您审核"):
        extend(timetable, late.department, today() + DAY, "理由", by=stranger)
    type(late).objects.filter(pk=late.pk).update(state=StatementState.FIRST_REVIEW)
    with pytest.raises(Refused, match="已经报送"):
        extend(timetable, late.department, today() + DAY, "理由", by=section)
    assert not Notice.objects.exists()
    assert not DeadlineExtension.objects.exists()


@pytest.mark.parametrize(
    ("days", "reason", "faults"),
    [(-2, "有", 1), (-1, "有", 1), (None, "", 2), (1, " ", 1), (1, "长" * 501, 1), (9999, "有", 1)],
)
def test_an_extension_says_all_that_is_wrong_at_once(late, timetable, section, days, reason, faults):
    until = today() + days * DAY if days is not None else None
    with pytest.raises(Refused) as refusal:
        extend(timetable, late.department, until, reason, by=section)
    assert len(refusal.value.reasons) == faults


def test_the_page_lists_who_is_late_urges_and_extends(client, late, timetable, section):
    chief = a_member(Role.DEPARTMENT_REVIEWER, late.department)
    client.force_login(section)
    address = reverse("deadlines")
    assert "已超过2天" in client.get(address).text
    assert address in client.get(reverse("review_queue")).text
    sent = {"timetable": timetable.pk, "department": late.department_id}
    assert "已催办1个部门，通知1人" in client.post(address, {**sent, "act": "urge"}, follow=True).text
    later = today() + 5 * DAY
    said = {**sent, "act": "extend", "until": later.isoformat(), "reason": "机构改革"}
    asked = client.post(address, said).text
    assert "还有5天" in asked
    assert "确认延期" in asked
    assert not DeadlineExtension.objects.exists()
    said["confirmed"] = "1"
    assert "（已延期）" in client.post(address, said, follow=True).text
    assert Notice.objects.filter(recipient=chief, text__contains="机构改革").exists()
    client.force_login(chief)
    for name in ("entry", "entry_check", "statement"):
        assert "（已延期）" in client.get(reverse(name, args=[late.pk])).text


@pytest.mark.parametrize("shuts", [False, True])
def test_an_extension_is_taken_back_after_saying_what_that_does(client, late, timetable, section, shuts):
    chief = a_member(Role.DEPARTMENT_REVIEWER, late.department)
    timetable.shuts = shuts
    timetable.save()
    for days in (3, 5):
        extended(late, today() + days * DAY)
    client.force_login(section)
    said = {
        "timetable": timetable.pk,
        "department": late.department_id,
        "act": "take_back",
        "reason": "填错日期",
    }
    asked = client.post(reverse("deadlines"), said).text
    assert "确认取消延期" in asked
    assert ("随即不收" in asked) is shuts
    assert closing_of(late.department, year()).extended
    assert "已取消延期" in client.post(reverse("deadlines"), {**said, "confirmed": "1"}, follow=True).text
    closing = closing_of(late.department, year())
    assert (closing.left, closing.extended) == (-2, False)
    assert closings_of([late])[late.pk] == closings_in(timetable)[late.department_id] == closing
    assert bool(refused(late, chief)) is shuts
    assert Notice.objects.filter(recipient=chief, text__contains="填错日期").exists()
    with pytest.raises(Refused) as refusal:
        take_back(timetable, late.department, " ", by=section)
    assert len(refusal.value.reasons) == 2  # nothing to take back, and no reason
    extend(timetable, late.department, today() + DAY, "再延", by=section)
    assert closing_of(late.department, year()).left == 1


def test_an_office_limits_its_reviews_in_working_days(late, timetable):
    late.since = timezone.now()
    assert review_limits([late]) == {}
    Timetable.objects.update(review_days=5)
    limit = review_limits([late])[late.pk]
    assert 5 <= limit.left <= 15  # from a weekend on, or over a long holiday


def test_what_is_given_and_taken_back_anew_is_told_anew(late, timetable, section):
    """Whoever hears of it once only believes what was said last, and that is not so any more."""
    chief = a_member(Role.DEPARTMENT_REVIEWER, late.department)
    for _ in range(2):
        extend(timetable, late.department, today() + 3 * DAY, "机构改革", by=section)
        take_back(timetable, late.department, "误填", by=section)
    told = Notice.objects.filter(recipient=chief).order_by("pk").values_list("text", flat=True)
    assert ["取消延期" in text for text in told] == [False, True] * 2
