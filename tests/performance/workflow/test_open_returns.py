"""Whoever has to mend a returned text reads why where the work is done, until the next step."""

import pytest

from performance.models import Action, UnitState, WorkflowEvent


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
