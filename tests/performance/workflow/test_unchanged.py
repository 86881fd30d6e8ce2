"""What was sent back and comes again as it was: said before it is handed in, and to whoever reviews it."""

import pytest
from django.urls import reverse

from performance.models import Action, StatementState, UnitState
from performance.workflow.services import perform

pytestmark = pytest.mark.usefixtures("nothing_found")
SAME = "内容与退回时完全相同"


def take(cast, action, by, *, unit=None):
    subject = cast.share_of(unit) if unit else cast.statement
    return perform(subject, action, by=by, expected_version=subject.version, reason="请完善")


def page(cast, client, user, name="statement"):
    client.force_login(user)
    return client.get(reverse(name, args=[cast.statement_pk])).text


@pytest.fixture
def returned(cast):
    cast.put(units=UnitState.SUBMITTED)
    take(cast, Action.RETURN, cast.chief, unit=cast.busy)
    return cast


def test_a_unit_is_told_before_and_its_reviewer_after(returned, client):
    for name in ("statement", "entry_check"):
        assert SAME in page(returned, client, returned.filler, name)
    event = take(returned, Action.SUBMIT, returned.filler, unit=returned.busy)
    assert event.unchanged
    assert SAME in returned.chief.notices.first().text
    shown = page(returned, client, returned.chief)
    assert f"没有作任何修改即再次报送：{returned.busy}。" in shown


def test_who_has_changed_anything_hears_nothing_of_it(returned, client):
    returned.statement.projects.update(purpose="补充了用途")
    assert SAME not in page(returned, client, returned.filler)
    assert not take(returned, Action.SUBMIT, returned.filler, unit=returned.busy).unchanged


def test_a_text_comes_back_to_the_office_unchanged(cast, client):
    cast.put(statement=StatementState.FIRST_REVIEW, units=UnitState.PASSED)
    take(cast, Action.RETURN, cast.section)
    assert SAME in page(cast, client, cast.chief)
    assert take(cast, Action.SUBMIT, cast.chief).unchanged
    assert "没有作任何修改即再次报送：全部内容。" in page(cast, client, cast.section)
    client.force_login(cast.section)
    queue = client.get(reverse("admin:performance_statementunderreview_changelist")).text
    assert "与退回或批复时完全相同" in queue


def test_a_first_handing_in_is_not_unchanged(cast, client):
    cast.put(units=UnitState.PASSED)
    assert SAME not in page(cast, client, cast.chief)
    assert not take(cast, Action.SUBMIT, cast.chief).unchanged
