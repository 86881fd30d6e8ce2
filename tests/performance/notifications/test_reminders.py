"""Before the deadline: who has not sent the statement, who is told of it, and how often."""

import io
from datetime import date, timedelta

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from departments.models import Timetable
from departments.permissions.roles import Role
from performance.models import Notice, StatementState, UnitState, UnitSubmission
from performance.notifications.reminders import near_deadlines, not_submitted, people_concerned, remind
from tests.factories import a_department, a_member, a_statement, a_unit, an_office

TODAY = date(2026, 9, 27)
SENT = set(StatementState) - {
    StatementState.DRAFTING,
    StatementState.RETURNED,
    StatementState.RETURNED_TO_UNIT,
}


def a_timetable(office=None, closes=date(2026, 9, 30)):
    return Timetable.objects.create(
        office=office or an_office(), fiscal_year=2027, opens=closes - timedelta(days=60), closes=closes
    )


def a_statement_in(state, department):
    statement = a_statement(department, year=2027)
    type(statement).objects.filter(pk=statement.pk).update(state=state)
    statement.refresh_from_db()
    return statement


@pytest.mark.parametrize(("days", "near"), [(0, 0), (2, 0), (3, 1), (10, 1)])
def test_a_deadline_is_near_so_many_days_before(db, days, near):
    a_timetable()
    assert len(near_deadlines(TODAY, days)) == near


def test_a_deadline_that_has_passed_is_not_near(db):
    a_timetable(closes=TODAY - timedelta(days=1))
    assert near_deadlines(TODAY, 10) == []


@pytest.mark.parametrize("state", StatementState)
def test_a_statement_counts_as_sent_once_it_lies_with_the_finance_office(db, state):
    timetable = a_timetable()
    a_statement_in(state, a_department(timetable.office))
    assert [one.state for one in not_submitted(timetable)] == ([] if state in SENT else [state.label])


def test_departments_without_a_statement_of_the_year_are_missing_and_other_offices_are_not_asked(db):
    timetable = a_timetable()
    department = a_department(timetable.office)
    a_statement(department, year=2026)
    a_department(an_office())
    missing = not_submitted(timetable)
    assert [(one.department, one.state) for one in missing] == [(department, "尚未编制")]


def test_reviewers_are_told_and_of_the_fillers_those_whose_unit_has_not_sent(db):
    timetable = a_timetable()
    department = a_department(timetable.office)
    units = {state: a_unit(department) for state in (*UnitState, None)}
    fillers = {state: a_member(Role.FILLER, unit) for state, unit in units.items()}
    reviewer = a_member(Role.DEPARTMENT_REVIEWER, department)
    a_member(Role.FINANCE_SECTION_REVIEWER, timetable.office)
    a_member(Role.DEPARTMENT_REVIEWER, a_department(timetable.office))
    statement = a_statement_in(StatementState.DRAFTING, department)
    statement.submissions.all().delete()
    for state in UnitState:
        UnitSubmission.objects.create(statement=statement, unit=units[state], state=state)
    (missing,) = (one for one in not_submitted(timetable) if one.department == department)
    waited_for = {fillers[state] for state in (UnitState.FILLING, UnitState.RETURNED, None)}
    assert set(people_concerned(missing)) == {reviewer, *waited_for}


def test_a_reminder_says_until_when_and_twice_on_one_day_tells_nobody_twice(db):
    timetable = a_timetable()
    reviewer = a_member(Role.DEPARTMENT_REVIEWER, a_department(timetable.office, name="某局"))
    (missing,) = not_submitted(timetable)
    for day in (TODAY, TODAY, TODAY + timedelta(days=3)):
        remind(timetable, missing, today=day)
    assert [notice.text for notice in Notice.objects.filter(recipient=reviewer).order_by("pk")] == [
        f"2027年部门预算绩效文本报送截止日期为2026年9月30日，{when}。某局尚未报送（尚未编制）。"
        for when in ("还有3天", "今天截止")
    ]


def run(*arguments):
    printed = io.StringIO()
    call_command("send_reminders", *arguments, stdout=printed)
    return printed.getvalue()


def test_the_command_lists_per_office_who_is_missing_and_says_how_many_were_told(db):
    closes = timezone.localdate() + timedelta(days=3)
    timetable, quiet = a_timetable(closes=closes), a_timetable(closes=closes)
    department = a_department(timetable.office)
    a_member(Role.DEPARTMENT_REVIEWER, department)
    a_statement_in(StatementState.APPROVED, a_department(quiet.office))
    assert run("--days", "3", "--dry-run").splitlines() == [
        f"{timetable.office} 2027年，{closes}截止：尚未报送1个部门：",
        f"  {department}（尚未编制），已提醒0人",
        f"{quiet.office} 2027年，{closes}截止：尚未报送0个部门。",
    ]
    assert not Notice.objects.exists()
    assert f"  {department}（尚未编制），已提醒1人" in run("--days", "3")
    assert Notice.objects.count() == 1


def test_without_a_near_deadline_the_command_says_so(db):
    a_timetable(closes=timezone.localdate() + timedelta(days=30))
    assert run("--days", "3") == "3天之内没有报送截止日期。\n"


def test_days_cannot_be_negative(db):
    with pytest.raises(CommandError, match="不能为负数"):
        run("--days=-1")
