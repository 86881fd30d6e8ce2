"""A program of the finance office reads how far a text stands by explanations, and says what it thinks of them."""

from departments.permissions.roles import Role
from performance.findings.judgement import judge
from performance.findings.waivers import answer_findings
from performance.models import PerformanceStatement, StatementState, Waiver
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
