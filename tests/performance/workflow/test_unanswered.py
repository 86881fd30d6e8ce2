"""What is handed in again with a remark of the department that nobody answered: said before, and to whoever reviews it."""

import pytest
from django.urls import reverse

from performance.comments.anchors import Spot
from performance.comments.services import add_comment, answer
from performance.models import Action, Anchor, UnitState
from performance.workflow.services import perform

pytestmark = pytest.mark.usefixtures("nothing_found")
BEFORE = "还有1条部门批注没有答复"
AFTER = "报送时还有 1 条部门批注没有答复"


@pytest.fixture
def asked(cast):
    """A share that was sent back with a remark on its project."""
    cast.put(units=UnitState.SUBMITTED)
    project = cast.statement.projects.get()
    comment = add_comment(cast.statement, by=cast.chief, text="依据？", spot=Spot(Anchor.PROJECT, project.pk))
    take(cast, Action.RETURN, cast.chief)
    return comment


def take(cast, action, by):
    share = cast.share_of(cast.busy)
    return perform(share, action, by=by, expected_version=share.version, reason="请完善")


def page(cast, client, user, name="statement"):
    client.force_login(user)
    return client.get(reverse(name, args=[cast.statement_pk])).text


def test_the_unit_is_told_before_and_its_reviewer_after(cast, asked, client):
    for name in ("statement", "entry_check"):
        assert BEFORE in page(cast, client, cast.filler, name)
    take(cast, Action.SUBMIT, cast.filler)
    assert AFTER in page(cast, client, cast.chief)
    answer(asked, by=cast.filler, text="后来才答复。")
    assert AFTER in page(cast, client, cast.chief)


def test_who_has_answered_hears_nothing_of_it(cast, asked, client):
    answer(asked, by=cast.filler, text="见附件。")
    assert BEFORE not in page(cast, client, cast.filler)
    take(cast, Action.SUBMIT, cast.filler)
    assert "条部门批注没有答复" not in page(cast, client, cast.chief)


def test_a_remark_made_after_the_handing_in_is_none_of_it(cast, client):
    cast.put(units=UnitState.RETURNED)
    take(cast, Action.SUBMIT, cast.filler)
    add_comment(cast.statement, by=cast.chief, text="依据？")
    assert "条部门批注没有答复" not in page(cast, client, cast.chief)
