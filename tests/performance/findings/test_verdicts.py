"""What reviewers say to explanations: consent, rejection, and that nobody overlooks how many there are."""

from dataclasses import replace

import pytest
from django.urls import reverse

from departments.models import BudgetUnit
from performance.findings import judgement
from performance.findings.explanations import WHOLESALE, explained
from performance.findings.judgement import judge
from performance.findings.statement_review import review_for
from performance.findings.verdicts import judge_answers
from performance.findings.waivers import answer_findings, answered, withdraw_answer
from performance.models import Action, StatementState, UnitState, Verdict, Waiver
from performance.review import Severity
from performance.steps.refusals import Refused
from performance.workflow.services import perform

QUEUE = reverse("admin:performance_statementunderreview_changelist")


@pytest.fixture
def explained_text(cast, monkeypatch):
    """A text with one warning and one error that may be explained; both are, and it waits for its first review."""
    found = judge(cast.statement).findings
    warning = next(finding for finding in found if finding.severity is Severity.WARNING)
    error = replace(warning, severity=Severity.ERROR, code="A1", judged="一处错误", waivable=True)
    monkeypatch.setattr(judgement, "review", lambda content, rule_set: (warning, error))
    for finding in (warning, error):
        answer_findings(cast.statement, [finding.fingerprint], by=cast.filler, reason="确有依据。")
    cast.put(statement=StatementState.FIRST_REVIEW, units=UnitState.PASSED)
    cast.warning, cast.error = warning, error
    return cast


def say(cast, finding, verdict, *, by=None, objection="没有附依据"):
    by = by or cast.section
    return judge_answers(cast.statement, [finding.fingerprint], verdict, by=by, objection=objection)


def take(cast, action, by):
    statement = cast.statement
    return perform(statement, action, by=by, expected_version=statement.version, reason="见各处意见")


def answers(cast):
    return answered(judge(cast.statement).findings, cast.statement)


def test_an_error_that_may_be_explained_needs_consent_and_a_warning_does_not(explained_text):
    cast = explained_text
    with pytest.raises(Refused, match="1个“错误”的说明未经财政审核人同意"):
        take(cast, Action.PASS, cast.section)
    say(cast, cast.error, Verdict.ACCEPTED)
    assert take(cast, Action.PASS, cast.section).target == StatementState.SECOND_REVIEW


def test_a_rejected_explanation_counts_as_none_until_it_is_written_anew(explained_text):
    cast = explained_text
    say(cast, cast.error, Verdict.ACCEPTED)
    say(cast, cast.warning, Verdict.REJECTED)
    assert answers(cast).open == (cast.warning,)
    with pytest.raises(Refused, match="审核人没有接受"):
        take(cast, Action.PASS, cast.section)
    take(cast, Action.RETURN, cast.section)
    with pytest.raises(Refused, match="还有1个“警告”未说明理由"):
        take(cast, Action.SUBMIT, cast.chief)
    fingerprint = cast.warning.fingerprint
    with pytest.raises(Refused, match="没有附依据"):
        answer_findings(cast.statement, [fingerprint], by=cast.chief, reason=" 确有依据 ")
    with pytest.raises(Refused, match="不能撤销"):
        withdraw_answer(cast.statement, fingerprint, by=cast.chief)
    (waiver,) = answer_findings(cast.statement, [fingerprint], by=cast.chief, reason="依据见附件二。")
    assert (waiver.verdict, waiver.objection) == ("", "没有附依据")
    assert take(cast, Action.SUBMIT, cast.chief).target == StatementState.FIRST_REVIEW


def test_a_rejection_says_why(explained_text):
    with pytest.raises(Refused, match="须写明理由"):
        say(explained_text, explained_text.warning, Verdict.REJECTED, objection=" ")


@pytest.mark.parametrize("who", ["filler", "chief", "performance", "nobody"])
def test_only_whose_turn_it_is_judges(who, explained_text):
    for verdict in Verdict:
        with pytest.raises(Refused):
            say(explained_text, explained_text.warning, verdict, by=getattr(explained_text, who))
    assert not Waiver.objects.exclude(verdict="").exists()


def test_nobody_judges_what_they_wrote_themselves(explained_text):
    Waiver.objects.update(person=explained_text.section)
    with pytest.raises(Refused, match="本人写的说明"):
        say(explained_text, explained_text.warning, Verdict.ACCEPTED)
    assert review_for(explained_text.statement, explained_text.section).judgeable == {}


def test_the_department_rejects_what_a_unit_has_handed_in_but_consents_to_nothing(explained_text):
    cast = explained_text.put(statement=StatementState.DRAFTING, units=UnitState.SUBMITTED)
    with pytest.raises(Refused):
        say(cast, cast.warning, Verdict.ACCEPTED, by=cast.chief)
    (waiver,) = say(cast, cast.warning, Verdict.REJECTED, by=cast.chief)
    assert waiver.verdict == Verdict.REJECTED


def test_the_department_passes_no_share_on_whose_explanation_it_rejected(explained_text, client):
    cast = explained_text.put(statement=StatementState.DRAFTING, units=UnitState.SUBMITTED)
    say(cast, cast.warning, Verdict.REJECTED, by=cast.chief)
    rejected_in = BudgetUnit.objects.get(pk=judge(cast.statement).unit_of(cast.warning))
    share = cast.share_of(rejected_in)
    with pytest.raises(Refused, match="1处说明审核人没有接受，须先退回"):
        perform(share, Action.PASS, by=cast.chief, expected_version=share.version)
    client.force_login(cast.chief)
    address = reverse("unit_step", args=[cast.statement_pk, rejected_in.pk, "pass"])
    page = client.post(address, {"version": share.version}, follow=True).text
    assert "说明审核人没有接受，须先退回" in page
    assert cast.share_of(rejected_in).state == UnitState.SUBMITTED
    perform(share, Action.RETURN, by=cast.chief, expected_version=share.version, reason="见意见")


def test_the_unit_reads_that_and_why_its_explanation_was_rejected(explained_text, client):
    cast = explained_text
    say(cast, cast.warning, Verdict.REJECTED)
    cast.put(statement=StatementState.RETURNED_TO_UNIT, units=UnitState.RETURNED)
    client.force_login(cast.filler)
    for name in ("statement", "entry_check"):
        page = client.get(reverse(name, args=[cast.statement_pk])).text
        assert "不接受" in page
        assert "没有附依据" in page


def test_the_page_takes_verdicts_and_leads_back(explained_text, client):
    cast = explained_text
    client.force_login(cast.section)
    own = reverse("review_desk", args=[cast.statement_pk])
    page = client.get(own).text
    assert "以说明代替修改2处，其中2处（100%）用同一句话" in page
    assert "还有1处未同意" in page
    values = {"finding": cast.error.fingerprint, "verdict": "accepted", "next": own}
    answer = client.post(reverse("judge_answers", args=[cast.statement_pk]), values)
    assert answer.url == own
    assert "未同意" not in client.get(own).text.partition('class="review"')[2].partition("</ul>")[0]
    elsewhere = client.post(answer.wsgi_request.path, values | {"next": "https://elsewhere.example/"})
    assert elsewhere.url == reverse("statement", args=[cast.statement_pk])


def a_waiver(reason, verdict=""):
    return Waiver(reason=reason, verdict=verdict)


def test_the_share_of_one_sentence_is_that_of_the_most_frequent_and_never_rounded_up(cast):
    finding = judge(cast.statement).findings[0]
    given = [(finding, a_waiver(" 属 实。"))] * 199 + [(finding, a_waiver("另有文件"))]
    found = explained(given)
    assert (found.number, found.alike, found.share, found.sentence) == (200, 199, 99, " 属 实。")
    assert found.is_wholesale
    assert not explained([(finding, a_waiver("属实", Verdict.ACCEPTED))] * 200).is_wholesale
    assert not explained([(finding, a_waiver("属实"))] * (WHOLESALE - 1)).is_wholesale
    assert str(explained([])) == "没有以说明代替修改的问题"
