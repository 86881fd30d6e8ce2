"""What reviewers say to explanations: an error stands only by consent, and what is rejected asks for an answer again."""

from __future__ import annotations

from collections.abc import Callable, Collection

from django.db import transaction
from django.http import HttpRequest
from django.utils import timezone

from departments.trail.entry import Action as Trailed
from departments.trail.writing import record as record_in_trail
from performance.findings.judgement import Judgement, judge
from performance.findings.waivers import answered
from performance.models import PerformanceStatement, UnitState, Verdict, Waiver
from performance.review import Finding
from performance.steps.available import open_steps
from performance.steps.locks import PREPARING, STATES, Phase, phase_of
from performance.steps.people import roles_of
from performance.steps.refusals import Refused
from performance.steps.table import STEPS
from performance.steps.vocabulary import ONWARD, Subject

UNITS_IN_REVIEW = tuple(state for state in UnitState if STATES[state].phase is Phase.REVIEW)
PASSES_UNITS = {
    role
    for step in STEPS
    if step.subject is Subject.UNIT and step.action in ONWARD and set(UNITS_IN_REVIEW) & set(step.sources)
    for role in step.roles
}
Judges = Callable[[int | None], frozenset[Verdict]]


def verdicts_of(statement: PerformanceStatement, user) -> Judges:
    """What the user may say now to explanations, by the unit that a finding is about (None: the department's part).

    Whoever may pass the text on judges all of them. Before that the department's reviewer may reject those of a share
    that has been handed in; consent is the finance office's alone.
    """
    if statement.state not in PREPARING:
        may = _passes_on(statement, user)
        everywhere = frozenset(Verdict) if may else frozenset()
        return lambda unit: everywhere
    if not roles_of(user, statement).intersection(PASSES_UNITS):
        return lambda unit: frozenset()
    away = statement.submissions.filter(state__in=UNITS_IN_REVIEW).values_list("unit", flat=True)
    handed_in, only_reject = frozenset(away), frozenset({Verdict.REJECTED})
    return lambda unit: only_reject if unit in handed_in else frozenset()


def _passes_on(statement: PerformanceStatement, user) -> bool:
    if phase_of(statement.state) is not Phase.REVIEW:
        return False
    return any(step.action in ONWARD for step in open_steps(statement, user))


@transaction.atomic
def judge_answers(
    statement: PerformanceStatement,
    fingerprints: Collection[str],
    verdict: Verdict | str,
    *,
    by,
    objection: str = "",
    request: HttpRequest | None = None,
) -> list[Waiver]:
    """Accept these explanations, or reject them for a reason. All of them, or Refused."""
    objection = objection.strip()
    if verdict not in Verdict.values:
        raise Refused("对说明的意见应为“同意”或“不接受”。")
    if verdict == Verdict.REJECTED and not objection:
        raise Refused("不接受说明，须写明理由。")
    statement = PerformanceStatement.objects.select_for_update(of=("self",), no_key=True).get(pk=statement.pk)
    judgement = judge(statement)
    chosen = _chosen(statement, judgement, fingerprints)
    allowed = verdicts_of(statement, by)
    for finding, waiver in chosen:
        _refuse(finding, waiver, verdict, allowed(judgement.unit_of(finding)), statement, by)
    waivers = [waiver for _, waiver in chosen]
    for waiver in waivers:
        waiver.verdict, waiver.judge_id, waiver.judged_at = verdict, by.pk, timezone.now()
        waiver.objection = objection if verdict == Verdict.REJECTED else waiver.objection
    Waiver.objects.bulk_update(waivers, ["verdict", "judge", "judged_at", "objection"])
    codes = "、".join(waiver.code for waiver in waivers)
    why = f"：{objection}" if verdict == Verdict.REJECTED else ""
    details = f"{Verdict(verdict).label}{codes}的说明{why}"
    record_in_trail(Trailed.WAIVER, by=by, subject=statement, details=details, request=request)
    return waivers


def _chosen(
    statement: PerformanceStatement, judgement: Judgement, fingerprints: Collection[str]
) -> list[tuple[Finding, Waiver]]:
    given = answered(judgement.findings, statement)
    known = {finding.fingerprint: (finding, waiver) for finding, waiver in (*given.answered, *given.rejected)}
    if not fingerprints or any(fingerprint not in known for fingerprint in fingerprints):
        raise Refused("所选问题没有说明，或内容已有变化，请刷新后再办理。")
    return [known[fingerprint] for fingerprint in dict.fromkeys(fingerprints)]


def _refuse(
    finding: Finding,
    waiver: Waiver,
    verdict: str,
    allowed: frozenset[Verdict],
    statement: PerformanceStatement,
    by,
) -> None:
    if verdict not in allowed:
        state = statement.get_state_display()
        raise Refused(f"文本目前为“{state}”，您不能对{finding.place}的说明表示“{Verdict(verdict).label}”。")
    if waiver.person_id == by.pk:
        raise Refused("不能审核本人写的说明，请由其他人办理。")
