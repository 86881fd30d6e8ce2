"""What a step does, what it leaves alone, and what it says when it is refused."""

import pytest
from django.core import mail

from departments.trail.entry import TrailEntry
from performance.models import (
    Action,
    Notice,
    NoticeKind,
    StatementState,
    UnchangeableRow,
    UnitState,
    WorkflowEvent,
)
from performance.statements.revisions import content_of
from performance.statements.selectors import statement_content
from performance.steps.people import audience, waiting_for
from performance.steps.refusals import Overtaken, Refused
from performance.workflow.services import perform
from tests.factories import a_unit, a_user
from tests.performance.steps.test_table import written

pytestmark = pytest.mark.usefixtures("nothing_found")


def go(cast, action, by, unit=None, **asked):
    """Take a step from what stands there now."""
    subject = cast.share_of(unit) if unit else cast.statement
    return perform(
        subject, action, **{"by": by, "expected_version": subject.version, "reason": "理由", **asked}
    )


def all_the_way(cast, until):
    """From the first entry up to and with this action of the statement."""
    go(cast, Action.SUBMIT, cast.filler, cast.busy)
    go(cast, Action.PASS, cast.chief, cast.busy)
    go(cast, Action.EXEMPT, cast.chief, cast.idle)
    for action, by in (
        (Action.SUBMIT, cast.chief),
        (Action.PASS, cast.section),
        (Action.PASS, cast.performance),
        (Action.APPROVE, cast.approver),
        (Action.PUBLISH, cast.performance),
    ):
        event = go(cast, action, by)
        if event.target == until:
            return event
    raise AssertionError(until)


def test_a_text_goes_from_its_units_into_force_and_into_public(cast):
    all_the_way(cast, StatementState.PUBLISHED)
    statement = cast.statement
    assert statement.approved_revision == statement.published_revision
    assert content_of(statement.approved_revision) == statement_content(statement)
    assert [event.get_target_display() for event in statement.events.filter(unit=None)] == [
        "财政初审",
        "财政复审",
        "待批复",
        "已批复",
        "已公开",
    ]
    assert [event.version for event in statement.events.filter(unit=None)] == [2, 3, 4, 5, 6]


def test_an_adjustment_leaves_the_approved_text_in_force_until_the_next_approval(cast):
    approved = all_the_way(cast, StatementState.APPROVED).revision
    cast.adjust()
    assert (cast.statement.round, cast.statement.approved_revision) == (2, approved)
    assert cast.share_of(cast.busy).state == UnitState.FILLING
    assert cast.share_of(cast.idle).state == UnitState.PASSED  # nothing is open that nobody asked for
    cast.statement.projects.update(purpose="调整后的用途。")
    go(cast, Action.SUBMIT, cast.filler, cast.busy)
    go(cast, Action.PASS, cast.chief, cast.busy)
    for action, by in (
        (Action.SUBMIT, cast.chief),
        (Action.PASS, cast.section),
        (Action.PASS, cast.performance),
    ):
        go(cast, action, by)
        assert cast.statement.approved_revision == approved
    assert go(cast, Action.APPROVE, cast.approver).revision != approved
    assert content_of(cast.statement.approved_revision).projects[0].purpose == "调整后的用途。"


def test_what_is_returned_to_one_unit_opens_that_unit_alone(cast):
    all_the_way(cast, StatementState.FIRST_REVIEW)
    event = go(cast, Action.RETURN_TO_UNIT, cast.section, units=[cast.busy])
    assert (event.round, cast.statement.round) == (1, 2)
    assert cast.statement.state == StatementState.RETURNED_TO_UNIT
    assert cast.share_of(cast.busy).state == UnitState.RETURNED
    assert cast.share_of(cast.idle).state == UnitState.PASSED
    assert not cast.statement.projects.filter(locked=True).exists()
    own = cast.statement.events.get(unit=cast.busy, action=Action.RETURN)
    assert (own.reason, own.actor) == ("理由", cast.section)
    assert set(audience(own)) == {cast.filler}


@pytest.mark.parametrize("units", ["returned already", "of another department"])
def test_only_a_unit_that_the_department_has_passed_is_returned(units, cast):
    all_the_way(cast, StatementState.FIRST_REVIEW)
    go(cast, Action.RETURN_TO_UNIT, cast.section, units=[cast.busy])
    before = written()
    unit = cast.busy if units == "returned already" else a_unit()
    with pytest.raises(Refused, match="不能再退回"):
        go(cast, Action.RETURN_TO_UNIT, cast.section, units=[unit])
    assert written() == before


@pytest.mark.parametrize(
    "state", [StatementState.DRAFTING, StatementState.RETURNED, StatementState.RETURNED_TO_UNIT]
)
def test_a_recall_leads_back_to_where_the_text_was_sent_from(state, cast):
    cast.put(statement=state, units=UnitState.PASSED)
    go(cast, Action.SUBMIT, cast.chief)
    go(cast, Action.RECALL, cast.chief)
    assert cast.statement.state == state


def test_projects_are_locked_while_their_share_is_away(cast):
    go(cast, Action.SUBMIT, cast.filler, cast.busy)
    assert cast.statement.projects.get().locked
    go(cast, Action.RECALL, cast.filler, cast.busy)
    assert not cast.statement.projects.get().locked


def test_the_text_is_kept_at_each_submission_return_and_approval_and_only_anew_if_it_changed(cast):
    all_the_way(cast, StatementState.APPROVED)
    revisions = {
        (event.unit_id, event.action, event.revision and event.revision.number)
        for event in cast.statement.events.all()
    }
    assert revisions == {
        (cast.busy.pk, Action.SUBMIT, 1),
        (cast.busy.pk, Action.PASS, None),
        (cast.idle.pk, Action.EXEMPT, None),
        (None, Action.SUBMIT, 1),
        (None, Action.PASS, None),
        (None, Action.APPROVE, 1),
    }


def test_a_revision_of_a_unit_holds_its_own_projects_alone(cast):
    revision = go(cast, Action.SUBMIT, cast.filler, cast.busy).revision
    content = content_of(revision)
    assert content.projects == statement_content(cast.statement).projects
    assert (content.sections, content.goals, content.funding) == ((), (), ())


@pytest.mark.parametrize("row", ["revision", "event"])
def test_what_is_recorded_is_neither_changed_nor_deleted(row, cast):
    event = go(cast, Action.SUBMIT, cast.filler, cast.busy)
    recorded = event if row == "event" else event.revision
    with pytest.raises(UnchangeableRow, match="不能修改"):
        recorded.save()
    with pytest.raises(UnchangeableRow, match="不能删除"):
        recorded.delete()


REFUSED = [
    ({"action": "devour"}, "没有“devour”这一办理事项。"),
    ({"reason": "  "}, "退回部门须填写理由。"),
    ({"action": Action.RETURN_TO_UNIT}, "请选择要退回的单位。"),
    ({"action": Action.APPROVE}, "目前为“财政初审”，不能批复。"),
    ({"by": "chief"}, "“退回部门”须由财政业务科审核人办理。"),
    ({"by": "nobody"}, "您没有办理此事项的任职，或任职已被取消。"),
    ({"expected_version": 0}, "部门审核人.*已于.*办理“报送财政”，目前为“财政初审”"),
]


@pytest.mark.parametrize(("asked", "sentence"), REFUSED, ids=[sentence for _, sentence in REFUSED])
def test_bad_input_is_refused_with_a_sentence_and_writes_nothing(asked, sentence, cast):
    cast.chief.last_name = "部门审核人"
    cast.chief.save()
    all_the_way(cast, StatementState.FIRST_REVIEW)
    before = written()
    asked = {"action": Action.RETURN, "by": "section", **asked}
    with pytest.raises(Refused, match=sentence):
        go(cast, asked.pop("action"), getattr(cast, asked.pop("by")), **asked)
    assert written() == before
    assert TrailEntry.objects.filter(action="refusal").count() == 1


def test_a_content_that_was_edited_meanwhile_is_not_submitted_unseen(cast):
    expected_version = cast.share_of(cast.busy).version
    cast.statement.submissions.update(version=expected_version + 1)
    with pytest.raises(Overtaken, match="已有修改"):
        go(cast, Action.SUBMIT, cast.filler, cast.busy, expected_version=expected_version)


@pytest.mark.parametrize("loss", ["the membership", "the account", "the department"])
def test_a_role_that_was_lost_in_mid_session_does_nothing_any_more(loss, cast):
    all_the_way(cast, StatementState.FIRST_REVIEW)
    if loss == "the account":
        type(cast.section).objects.filter(pk=cast.section.pk).update(is_active=False)
    elif loss == "the membership":
        cast.section.memberships.all().delete()
    else:
        cast.section.memberships.get().assigned.add(a_unit().department)
    before = written()
    with pytest.raises(Refused, match="任职已被取消"):
        go(cast, Action.PASS, cast.section)
    assert written() == before


def test_a_doubled_click_does_it_once_and_gives_the_first_answer(cast):
    click = {"key": "one click", "expected_version": cast.share_of(cast.busy).version}
    first = go(cast, Action.SUBMIT, cast.filler, cast.busy, **click)
    before = written()
    assert go(cast, Action.SUBMIT, cast.filler, cast.busy, **click) == first
    assert written() == before


def test_a_key_of_another_step_is_refused(cast):
    go(cast, Action.SUBMIT, cast.filler, cast.busy, key="one click")
    with pytest.raises(Refused, match="已用于另一次办理"):
        go(cast, Action.RECALL, cast.filler, cast.busy, key="one click")


def test_two_people_may_use_the_same_key(cast):
    go(cast, Action.SUBMIT, cast.filler, cast.busy, key="one click")
    assert go(cast, Action.PASS, cast.chief, cast.busy, key="one click").actor == cast.chief


def test_a_step_that_the_trail_cannot_record_does_not_happen(cast, settings, monkeypatch):
    monkeypatch.setattr("performance.steps.transitions.record", broken)
    before = written()
    with pytest.raises(OSError, match="trail"):
        go(cast, Action.SUBMIT, cast.filler, cast.busy)
    assert written() == before
    assert not Notice.objects.exists()


def broken(*args, **kwargs):
    raise OSError("the trail is full")


def test_those_concerned_are_told_and_the_trail_says_who_did_what(cast, django_capture_on_commit_callbacks):
    type(cast.chief).objects.filter(pk=cast.chief.pk).update(email="chief@example.org")
    with django_capture_on_commit_callbacks(execute=True):
        event = go(cast, Action.SUBMIT, cast.filler, cast.busy)
    notice = Notice.objects.get()
    assert (notice.recipient, notice.kind) == (cast.chief, NoticeKind.TO_REVIEW)
    assert [letter.to for letter in mail.outbox] == [["chief@example.org"]]
    entry = TrailEntry.objects.get(action="step")
    assert "报送部门（填报中→已报送）" in entry.details
    assert event.revision.digest in entry.details


def test_nobody_is_told_of_what_they_did_themselves(cast):
    all_the_way(cast, StatementState.APPROVAL)
    passed = WorkflowEvent.objects.get(action=Action.PASS, target=StatementState.APPROVAL)
    assert cast.performance not in audience(passed)


def test_a_subject_waits_for_whoever_moves_it_on(cast):
    everybody = [*cast.people.values(), cast.nobody, a_user(is_superuser=True)]

    def waited_for():
        return [user for user in everybody if waiting_for(user).filter(pk=cast.statement.pk).exists()]

    go(cast, Action.SUBMIT, cast.filler, cast.busy)
    assert waited_for() == [cast.chief]
    go(cast, Action.PASS, cast.chief, cast.busy)
    go(cast, Action.EXEMPT, cast.chief, cast.idle)
    event = go(cast, Action.SUBMIT, cast.chief)
    assert waited_for() == [cast.section]
    assert waiting_for(cast.section).get().since == event.at
