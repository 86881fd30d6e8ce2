"""Taking steps: the same table, guards and sentences as in the browser."""

import pytest

from departments.accounts.tokens.model import Scope
from departments.trail.entry import Action as Trailed
from departments.trail.entry import Result, TrailEntry
from performance.models import Action, PerformanceStatement, StatementState, UnitState, UnitSubmission
from performance.steps.refusals import Refused
from performance.workflow.services import perform
from tests.api.conftest import Program


@pytest.fixture(autouse=True)
def _nothing_found(monkeypatch):
    monkeypatch.setattr("performance.findings.judgement.review", lambda content, rule_set: ())


def unit_step(cast, step):
    return f"statements/{cast.statement_pk}/units/{cast.own.pk}/steps/{step}"


def statement_step(cast, step):
    return f"statements/{cast.statement_pk}/steps/{step}"


def test_a_unit_submits_and_the_department_returns_it(cast):
    steps = cast.filler.get(unit_step(cast, ""))
    assert [step["step"] for step in steps.json()] == ["submit"]
    sent = cast.filler.ask("POST", unit_step(cast, "submit/"), {}, match=steps["ETag"])
    assert sent.status_code == 200, sent.text
    assert (sent.json()["label"], sent.json()["state"]) == ("报送部门", "submitted")
    returned = cast.chief.ask("POST", unit_step(cast, "return/"), {"reason": "请补充。"}, match=sent["ETag"])
    assert returned.json()["state"] == "unit_returned"
    shares = cast.chief.get(f"statements/{cast.statement_pk}/units/").json()
    assert [share["state"] for share in shares] == ["unit_returned", "filling"]
    assert TrailEntry.objects.filter(action=Trailed.STEP).count() == 2
    events = cast.filler.get(f"events/?statement={cast.statement_pk}").json()["results"]
    assert [event["action"] for event in events] == ["submit", "return"]


def test_a_refused_step_gives_the_sentence_of_the_browser(cast):
    chief, statement = cast.chief.user, cast.statement
    with pytest.raises(Refused) as refusal:
        perform(statement, Action.SUBMIT, by=chief, expected_version=statement.version)
    answer = cast.chief.ask("POST", statement_step(cast, "submit/"), {}, match=cast.tag)
    assert answer.status_code == 409
    assert answer.json() == {"detail": str(refusal.value)}
    assert TrailEntry.objects.filter(result=Result.REFUSED).count() == 2


def test_who_was_overtaken_is_told_by_whom(cast):
    seen = cast.filler.get(unit_step(cast, ""))["ETag"]
    cast.filler.ask("POST", unit_step(cast, "submit/"), {}, match=seen)
    answer = cast.filler.ask("POST", unit_step(cast, "recall/"), {}, match=seen)
    assert answer.status_code == 412
    assert "办理“报送部门”" in answer.json()["detail"]


def test_the_same_key_again_gives_the_first_answer(cast):
    seen = cast.filler.get(unit_step(cast, ""))["ETag"]
    first, second = (
        cast.filler.ask("POST", unit_step(cast, "submit/"), {}, match=seen, **{"Idempotency-Key": "k-1"})
        for _ in range(2)
    )
    assert first.json() == second.json()
    assert first.status_code == second.status_code == 200


def test_finance_returns_chosen_units_only_of_the_department(cast, db):
    UnitSubmission.objects.filter(statement=cast.statement_pk).delete()
    for unit in (cast.own, cast.other):
        UnitSubmission.objects.create(statement=cast.statement, unit=unit, state=UnitState.PASSED)
    PerformanceStatement.objects.filter(pk=cast.statement_pk).update(state=StatementState.FIRST_REVIEW)
    body = {"reason": "请修改。", "units": [cast.own.pk]}
    foreign = {**body, "units": [cast.own.pk, 10**6]}
    assert (
        cast.section.ask("POST", statement_step(cast, "return_to_unit/"), foreign, match=cast.tag).status_code
        == 400
    )
    answer = cast.section.ask("POST", statement_step(cast, "return_to_unit/"), body, match=cast.tag)
    assert answer.status_code == 200, answer.text
    assert UnitSubmission.objects.get(unit=cast.own).state == UnitState.RETURNED


def test_a_step_that_no_table_draws_is_not_there(cast):
    assert cast.chief.ask("POST", statement_step(cast, "nonsense/"), {}, match=cast.tag).status_code == 404


def test_a_step_names_the_version_it_is_taken_on(cast):
    assert cast.chief.ask("POST", statement_step(cast, "submit/"), {}).status_code == 428


@pytest.mark.parametrize(("scope", "status"), [(Scope.READ, 403), (Scope.WRITE, 403), (Scope.SUBMIT, 200)])
def test_taking_steps_needs_a_token_for_that(cast, client, scope, status):
    program = Program(client, cast.filler.user, scope)
    seen = program.get(unit_step(cast, ""))["ETag"]
    assert program.ask("POST", unit_step(cast, "submit/"), {}, match=seen).status_code == status


def test_handing_in_again_unchanged_is_said_before_and_kept(cast):
    sent = cast.filler.ask(
        "POST", unit_step(cast, "submit/"), {}, match=cast.filler.get(unit_step(cast, ""))["ETag"]
    )
    cast.chief.ask("POST", unit_step(cast, "return/"), {"reason": "请补充。"}, match=sent["ETag"])
    steps = cast.filler.get(unit_step(cast, ""))
    assert "内容与退回时完全相同" in steps.json()[0]["cautions"][0]
    cast.filler.ask("POST", unit_step(cast, "submit/"), {}, match=steps["ETag"])
    events = cast.chief.get(f"events/?statement={cast.statement_pk}").json()["results"]
    assert [event["unchanged"] for event in events] == [False, False, True]
