"""Whoever has to mend a returned text reads why where the work is done, until the next step."""

import pytest

from departments.permissions.roles import Role
from performance.models import Action, StatementState, UnitState, WorkflowEvent
from performance.workflow.open_returns import open_returns
from performance.workflow.services import perform
from tests.factories import a_member


def took(cast, action, label, reason=""):
    return WorkflowEvent.objects.create(
        statement=cast.statement, unit=cast.busy, action=action, label=label, reason=reason,
        source=UnitState.SUBMITTED, target=UnitState.RETURNED, actor=cast.chief, actor_name="甲", round=1, version=2,
    )  # fmt: skip


@pytest.mark.parametrize("page", ["", "check/"])
def test_the_reason_stands_on_the_pages_of_the_work(client, cast, page):
    client.force_login(cast.filler)
    address = f"/statements/{cast.statement.pk}/entry/{page}"
    assert "已被退回" not in client.get(address).text
    took(cast, Action.RETURN, "退回", "请补充依据。")
    assert "请补充依据。" in client.get(address).text
    took(cast, Action.SUBMIT, "报送")
    assert "已被退回" not in client.get(address).text


def returned(cast, action, **kwargs):
    cast.put(statement=StatementState.FIRST_REVIEW, units=UnitState.PASSED)
    statement = cast.statement
    perform(
        statement,
        action,
        by=cast.section,
        expected_version=statement.version,
        reason="请补充依据。",
        **kwargs,
    )
    return cast


def told(cast, user):
    return [(one.returned, one.by) for one in open_returns(cast.statement, user)]


def test_a_unit_that_finance_returned_reads_that_it_was_it_and_by_whom(cast, client):
    returned(cast, Action.RETURN_TO_UNIT, units=[cast.busy])
    whose = f"{cast.busy}的填报"
    assert told(cast, cast.filler) == [(whose, "财政部门")]
    assert told(cast, a_member(Role.FILLER, at=cast.idle)) == []
    assert told(cast, cast.chief) == [(whose, "财政部门")]
    client.force_login(cast.filler)
    page = client.get(f"/statements/{cast.statement_pk}/entry/").text
    assert "全文已被退回" not in page
    assert f"{whose}已被财政部门退回" in page


def test_what_the_department_returned_is_its_own_return(cast):
    cast.put(units=UnitState.SUBMITTED)
    share = cast.share_of(cast.busy)
    perform(share, Action.RETURN, by=cast.chief, expected_version=share.version, reason="请补充依据。")
    assert told(cast, cast.filler) == [(f"{cast.busy}的填报", "主管部门")]


def test_a_text_returned_to_the_department_is_not_said_to_be_the_units(cast):
    returned(cast, Action.RETURN)
    assert told(cast, cast.chief) == [("部门文本", "财政部门")]


def test_a_text_that_went_back_within_the_office_is_with_nobody_who_fills_it_in(cast):
    cast.put(statement=StatementState.SECOND_REVIEW, units=UnitState.PASSED)
    statement = cast.statement
    perform(
        statement, Action.SEND_BACK, by=cast.performance, expected_version=statement.version, reason="再核"
    )
    assert told(cast, cast.chief) == []
