"""Nobody judges what they handed in themselves, by whichever way they ask."""

import pytest
from django.urls import reverse

from departments.models import Membership
from departments.permissions.roles import Role
from performance.models import Action, StatementState, UnitState, WorkflowEvent
from performance.statements.revisions import take_revision
from performance.statements.selectors import statement_content
from performance.steps.refusals import Refused
from performance.workflow import review_queue
from performance.workflow.services import perform
from tests.api.conftest import Program
from tests.performance.cast import cast, nothing_found

__all__ = ["cast", "nothing_found"]

QUEUE = reverse("admin:performance_statementunderreview_changelist")
JUDGEMENTS = [
    (StatementState.FIRST_REVIEW, Action.PASS, Role.FINANCE_SECTION_REVIEWER),
    (StatementState.FIRST_REVIEW, Action.RETURN, Role.FINANCE_SECTION_REVIEWER),
    (StatementState.SECOND_REVIEW, Action.PASS, Role.PERFORMANCE_SECTION_REVIEWER),
    (StatementState.SECOND_REVIEW, Action.SEND_BACK, Role.PERFORMANCE_SECTION_REVIEWER),
    (StatementState.APPROVAL, Action.APPROVE, Role.PERFORMANCE_SECTION_REVIEWER),
]


@pytest.fixture(autouse=True)
def _nothing_found_in_the_queue(monkeypatch):
    monkeypatch.setattr("performance.workflow.review_queue.review", lambda content, rule_set: ())
    review_queue._findings.answers.clear()


def straight(client, cast, action, by):
    statement = cast.statement
    with pytest.raises(Refused):
        perform(statement, action, by=by, expected_version=statement.version, reason="理由")


def on_the_page(client, cast, action, by):
    client.force_login(by)
    values = {"version": cast.statement.version, "key": "click", "reason": "理由"}
    client.post(reverse("statement_step", args=[cast.statement_pk, action]), values)


def by_the_interface(client, cast, action, by):
    address = f"statements/{cast.statement_pk}/steps/{action}/"
    Program(client, by).ask("POST", address, {"reason": "理由"}, match=f'"{cast.statement.version}"')


def on_the_reviewers_screen(client, cast, action, by):
    client.force_login(by)
    screen = reverse("review_desk", args=[cast.statement_pk])
    client.post(screen, {"version": cast.statement.version, "key": "click", "reason": "理由", "step": action})


def many_at_once(client, cast, action, by):
    client.force_login(by)
    client.get(reverse("review_desk", args=[cast.statement_pk]))
    chosen = {"action": "approve_chosen", "_selected_action": [cast.statement_pk]}
    client.post(QUEUE, chosen | {"confirmed": "yes", "key": "click"})


def hand_in(cast):
    """As 报送 leaves it: with the text kept that is to be judged."""
    cast.arrived(StatementState.FIRST_REVIEW, source=StatementState.DRAFTING, by=cast.chief)
    revision = take_revision(cast.statement, None, statement_content(cast.statement))
    WorkflowEvent.objects.update(revision=revision)


WAYS = [straight, on_the_page, by_the_interface, on_the_reviewers_screen, many_at_once]


@pytest.mark.figure(9)
@pytest.mark.parametrize(("state", "action", "role"), JUDGEMENTS)
def test_nobody_judges_a_text_they_handed_in(state, action, role, client, cast, nothing_found, trial):
    cast.put(statement=state, units=UnitState.PASSED)
    hand_in(cast)
    Membership.objects.create(user=cast.chief, role=role, office=cast.department.office)
    events = cast.statement.events.count()
    for way in WAYS:
        way(client, cast, action, cast.chief)
    judged = cast.statement.events.count() - events
    trial.count("办理自己报送的文本", len(WAYS))
    trial.find("得逞", judged)
    assert judged == 0
    assert cast.statement.state == state


@pytest.mark.parametrize("way", WAYS[1:], ids=lambda way: way.__name__)
def test_every_way_leads_somebody_else_to_the_end(way, client, cast, nothing_found):
    """Or the trial above would prove nothing."""
    cast.put(statement=StatementState.APPROVAL, units=UnitState.PASSED)
    hand_in(cast)
    way(client, cast, Action.APPROVE, cast.performance)
    assert cast.statement.state == StatementState.APPROVED
