"""Answers to findings: which findings may stand, for whom, and for how long."""

from decimal import Decimal

import pytest

from departments.models import Membership
from performance.findings.judgement import judge
from performance.findings.waivers import answer_findings, answered, withdraw_answer
from performance.models import StatementState, UnitState, Waiver
from performance.review import Severity
from performance.steps.locks import PREPARING
from performance.steps.refusals import Refused


def findings_of(cast, severity):
    return [finding for finding in judge(cast.statement).findings if finding.severity is severity]


def answers(cast):
    return answered(judge(cast.statement).findings, cast.statement)


def answer_one(cast, *, by=None, severity=Severity.WARNING, reason="确有依据。"):
    (finding, *_) = findings_of(cast, severity)
    return answer_findings(cast.statement, [finding.fingerprint], by=by or cast.filler, reason=reason)


def test_an_answered_warning_is_no_longer_open_and_keeps_who_said_what(cast):
    before = answers(cast)
    (waiver,) = answer_one(cast)
    after = answers(cast)
    assert (waiver.person, waiver.reason) == (cast.filler, "确有依据。")
    assert after.answered == ((before.open[0], waiver),)
    assert after.open == before.open[1:]


def test_hints_ask_for_nothing(cast):
    assert findings_of(cast, Severity.HINT)
    assert all(finding.severity is not Severity.HINT for finding in answers(cast).open)


def test_an_answer_lapses_when_what_it_was_about_changes(cast):
    answer_one(cast)
    assert not answers(cast).open
    cast.statement.projects.update(code="another")
    assert answers(cast).open


def test_a_new_answer_takes_the_place_of_the_old_one(cast):
    answer_one(cast)
    answer_one(cast, by=cast.chief, reason="另有依据。")
    assert Waiver.objects.get().reason == "另有依据。"


def test_an_error_that_its_rule_does_not_allow_is_not_answered(cast):
    cast.statement.projects.update(fiscal_funds=Decimal("999"))
    with pytest.raises(Refused, match="不允许以说明代替修改"):
        answer_one(cast, severity=Severity.ERROR)


def test_an_answer_written_past_the_service_does_not_close_such_an_error_either(cast):
    cast.statement.projects.update(fiscal_funds=Decimal("999"))
    (error, *_) = findings_of(cast, Severity.ERROR)
    Waiver.objects.create(
        statement=cast.statement,
        code=error.code,
        fingerprint=error.fingerprint,
        reason="!",
        person=cast.chief,
    )
    assert error in answers(cast).open


@pytest.mark.parametrize("reason", ["", "   "])
def test_an_answer_says_why(reason, cast):
    with pytest.raises(Refused, match="请填写说明理由"):
        answer_one(cast, reason=reason)


@pytest.mark.parametrize("fingerprints", [[], ["no such finding"]])
def test_only_what_is_found_now_can_be_answered(fingerprints, cast):
    with pytest.raises(Refused, match="请刷新后重新说明"):
        answer_findings(cast.statement, fingerprints, by=cast.chief, reason="理由")


def test_of_several_findings_all_are_answered_or_none(cast):
    (finding, *_) = findings_of(cast, Severity.WARNING)
    with pytest.raises(Refused):
        answer_findings(cast.statement, [finding.fingerprint, "gone"], by=cast.chief, reason="理由")
    assert not Waiver.objects.exists()


@pytest.mark.parametrize("who", ["section", "performance", "nobody", "filler of another unit"])
def test_only_those_who_fill_in_the_text_answer(who, cast):
    by = cast.filler if " " in who else getattr(cast, who)
    Membership.objects.filter(user=cast.filler).update(unit=cast.idle)
    with pytest.raises(Refused, match="您不能说明"):
        answer_one(cast, by=by)


@pytest.mark.parametrize("state", sorted(set(StatementState) - set(PREPARING)))
def test_nothing_is_answered_or_withdrawn_once_the_text_is_away(state, cast):
    (waiver,) = answer_one(cast)
    cast.put(statement=state)
    with pytest.raises(Refused, match="不能更改问题说明"):
        answer_one(cast)
    with pytest.raises(Refused, match="不能更改问题说明"):
        withdraw_answer(cast.statement, waiver.fingerprint, by=cast.filler)


@pytest.mark.parametrize(
    ("who", "may"), [("filler", True), ("chief", True), ("section", False), ("nobody", False)]
)
def test_an_answer_is_withdrawn_by_its_author_or_the_department(who, may, cast):
    (waiver,) = answer_one(cast)
    if may:
        withdraw_answer(cast.statement, waiver.fingerprint, by=getattr(cast, who))
        assert answers(cast).open
    else:
        with pytest.raises(Refused, match="只有说明人本人"):
            withdraw_answer(cast.statement, waiver.fingerprint, by=getattr(cast, who))


def test_once_a_unit_has_submitted_its_answers_are_the_departments_to_change(cast):
    (waiver,) = answer_one(cast)
    cast.put(units=UnitState.SUBMITTED)
    for change in (
        lambda by: withdraw_answer(cast.statement, waiver.fingerprint, by=by),
        lambda by: answer_one(cast, by=by, reason="另一个理由。"),
    ):
        with pytest.raises(Refused, match="请先撤回报送"):
            change(cast.filler)
    assert [kept.reason for kept in Waiver.objects.all()] == ["确有依据。"]
    withdraw_answer(cast.statement, waiver.fingerprint, by=cast.chief)
    assert not Waiver.objects.exists()


def test_what_is_not_there_is_not_withdrawn(cast):
    with pytest.raises(Refused, match="没有说明"):
        withdraw_answer(cast.statement, "gone", by=cast.chief)
