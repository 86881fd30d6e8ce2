"""A program of the finance office reads how far a text stands by explanations, and says what it thinks of them."""

from departments.permissions.roles import Role
from performance.findings.judgement import judge
from performance.findings.verdicts import judge_answers
from performance.findings.waivers import answer_findings
from performance.models import (
    PerformanceStatement,
    StatementState,
    UnitState,
    UnitSubmission,
    Verdict,
    Waiver,
)
from performance.review import Severity


def explained(cast):
    """All warnings by one sentence, and the text before its first review."""
    found = [f for f in judge(cast.statement).findings if f.severity is Severity.WARNING and f.waivable]
    by = cast.people[Role.DEPARTMENT_REVIEWER]
    answer_findings(cast.statement, [f.fingerprint for f in found], by=by, reason="属实。")
    PerformanceStatement.objects.filter(pk=cast.statement_pk).update(state=StatementState.FIRST_REVIEW)
    return found


def test_explanations_are_counted_and_judged(cast):
    found = explained(cast)
    address = f"statements/{cast.statement_pk}/explanations/"
    before = cast.section.get(address).json()
    assert (before["number"], before["alike"], before["share"]) == (len(found), len(found), 100)
    body = {"fingerprints": [found[0].fingerprint], "verdict": "rejected", "objection": "没有依据"}
    answer = cast.section.ask("POST", f"{address}verdicts/", body, match=cast.tag)
    assert answer.status_code == 200, answer.text
    assert (answer.json()[0]["verdict"], answer.json()[0]["objection"]) == ("rejected", "没有依据")
    assert cast.section.get(address).json()["rejected"] == 1
    rows = cast.section.get(f"statements/{cast.statement_pk}/findings/").json()
    rejected = [row["rejected"]["objection"] for row in rows if row["rejected"]]
    assert rejected == ["没有依据"]


def test_whose_turn_it_is_not_is_refused(cast):
    found = explained(cast)
    body = {"fingerprints": [found[0].fingerprint], "verdict": "accepted"}
    address = f"statements/{cast.statement_pk}/explanations/verdicts/"
    assert cast.chief.ask("POST", address, body, match=cast.tag).status_code == 409
    assert not Waiver.objects.exclude(verdict="").exists()


def test_a_share_is_not_passed_on_over_a_rejected_explanation(cast):
    by = cast.people[Role.DEPARTMENT_REVIEWER]
    judgement = judge(cast.statement)
    finding = next(f for f in judgement.findings if f.waivable and judgement.unit_of(f) == cast.own.pk)
    answer_findings(cast.statement, [finding.fingerprint], by=cast.people[Role.FILLER], reason="属实。")
    shares = UnitSubmission.objects.filter(statement=cast.statement_pk, unit=cast.own)
    shares.update(state=UnitState.SUBMITTED)
    judge_answers(cast.statement, [finding.fingerprint], Verdict.REJECTED, by=by, objection="没有依据")
    address = f"statements/{cast.statement_pk}/units/{cast.own.pk}/steps/"
    steps = cast.chief.get(address)
    (passing,) = (step for step in steps.json() if step["step"] == "pass")
    assert "1处说明审核人没有接受" in passing["obstacles"][0]
    answer = cast.chief.ask("POST", f"{address}pass/", {}, match=steps["ETag"])
    assert answer.status_code == 409
    assert answer.json()["detail"] == passing["obstacles"][0]
    assert shares.get().state == UnitState.SUBMITTED
