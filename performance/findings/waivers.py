"""Answering findings: a warning, or an error whose rule allows it, may stand if somebody says why."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from django.db import transaction
from django.http import HttpRequest

from departments.models import BudgetUnit
from departments.permissions.roles import Role
from departments.trail.entry import Action as Trailed
from departments.trail.writing import record as record_in_trail
from performance.findings.explanations import sentence_of
from performance.findings.judgement import judge
from performance.models import PerformanceStatement, Verdict, Waiver
from performance.review import Finding, Severity
from performance.statements.editable_parts import open_parts
from performance.statements.known_at_lock import Beside, may_have
from performance.steps.locks import PREPARING
from performance.steps.people import roles_of
from performance.steps.refusals import Refused

ANSWERING = {Role.FILLER, Role.DEPARTMENT_REVIEWER}


@dataclass(frozen=True)
class Answers:
    """Findings that ask for something, parted into those without and those with an answer. Hints ask for nothing.

    ``rejected`` are those of the open ones whose answer a reviewer did not accept.
    """

    open: tuple[Finding, ...]
    answered: tuple[tuple[Finding, Waiver], ...]
    rejected: tuple[tuple[Finding, Waiver], ...] = ()

    def open_of(self, severity: Severity) -> tuple[Finding, ...]:
        return tuple(finding for finding in self.open if finding.severity is severity)


def answered(findings: Iterable[Finding], statement: PerformanceStatement) -> Answers:
    """Part findings by the waivers whose fingerprint still matches."""
    rows = statement.waivers.select_related("person", "judge") if may_have(statement, Beside.WAIVERS) else ()
    waivers = {waiver.fingerprint: waiver for waiver in rows}
    return split_by_waivers(findings, waivers)


def split_by_waivers(findings: Iterable[Finding], waivers: Mapping[str, Waiver]) -> Answers:
    asking = [finding for finding in findings if finding.severity is not Severity.HINT]
    given = [(f, waivers[f.fingerprint]) for f in asking if f.waivable and f.fingerprint in waivers]
    kept = tuple(pair for pair in given if pair[1].verdict != Verdict.REJECTED)
    rejected = tuple(pair for pair in given if pair[1].verdict == Verdict.REJECTED)
    settled = {finding.fingerprint for finding, _ in kept}
    return Answers(tuple(f for f in asking if f.fingerprint not in settled), kept, rejected)


@transaction.atomic
def answer_findings(
    statement: PerformanceStatement,
    fingerprints: Collection[str],
    *,
    by,
    reason: str,
    request: HttpRequest | None = None,
) -> list[Waiver]:
    """Say why these findings may stand; an earlier answer to one of them is replaced. All of them, or Refused."""
    reason = reason.strip()
    if not reason:
        raise Refused("请填写说明理由。")
    statement = PerformanceStatement.objects.select_for_update(no_key=True).get(pk=statement.pk)
    _refuse_unless_preparing(statement)
    judgement = judge(statement)
    found = {finding.fingerprint: finding for finding in judgement.findings}
    if not fingerprints or any(fingerprint not in found for fingerprint in fingerprints):
        raise Refused("所选问题已不存在或内容已有变化，请刷新后重新说明。")
    chosen = [found[fingerprint] for fingerprint in dict.fromkeys(fingerprints)]
    for finding in chosen:
        if not finding.waivable:
            raise Refused(f"{finding.code}“{finding.title}”不允许以说明代替修改。")
        _refuse_stranger(by, statement, judgement.unit_of(finding))
    earlier = {one.fingerprint: one for one in statement.waivers.filter(fingerprint__in=list(fingerprints))}
    _refuse_repeated(chosen, earlier, reason)
    statement.waivers.filter(fingerprint__in=earlier.keys()).delete()
    objections = {fingerprint: one.objection for fingerprint, one in earlier.items()}
    waivers = Waiver.objects.bulk_create(
        Waiver(
            statement=statement,
            code=finding.code,
            fingerprint=finding.fingerprint,
            reason=reason,
            person_id=by.pk,
            objection=objections.get(finding.fingerprint, ""),
        )
        for finding in chosen
    )
    codes = "、".join(finding.code for finding in chosen)
    _write_down(statement, f"说明{codes}：{reason}", by, request)
    return waivers


def _refuse_repeated(chosen: Iterable[Finding], earlier: Mapping[str, Waiver], reason: str) -> None:
    """What a reviewer did not accept is not answered by saying it once more."""
    for finding in chosen:
        before = earlier.get(finding.fingerprint)
        if (
            before
            and before.verdict == Verdict.REJECTED
            and sentence_of(before.reason) == sentence_of(reason)
        ):
            raise Refused(
                f"{finding.code}（{finding.place}）的这一说明审核人没有接受：{before.objection}。请修改内容，或另写说明。"
            )


@transaction.atomic
def withdraw_answer(
    statement: PerformanceStatement, fingerprint: str, *, by, request: HttpRequest | None = None
) -> None:
    statement = PerformanceStatement.objects.select_for_update(no_key=True).get(pk=statement.pk)
    _refuse_unless_preparing(statement)
    waiver = statement.waivers.filter(fingerprint=fingerprint).first()
    if waiver is None:
        raise Refused("该问题没有说明，或说明已被撤销。")
    if waiver.verdict == Verdict.REJECTED:
        raise Refused("审核人没有接受的说明不能撤销；请修改内容，或重新说明。")
    if waiver.person_id != by.pk and Role.DEPARTMENT_REVIEWER not in roles_of(by, statement):
        raise Refused("只有说明人本人或部门审核人可以撤销说明。")
    judgement = judge(statement)
    for finding in judgement.findings:
        if finding.fingerprint == fingerprint:
            _refuse_stranger(by, statement, judgement.unit_of(finding))
    waiver.delete()
    _write_down(statement, f"撤销{waiver.code}的说明：{waiver.reason}", by, request)


def _refuse_unless_preparing(statement: PerformanceStatement) -> None:
    if statement.state not in PREPARING:
        raise Refused(f"文本目前为“{statement.get_state_display()}”，不能更改问题说明。")


def _refuse_stranger(user, statement: PerformanceStatement, unit_pk: int | None) -> None:
    unit = None if unit_pk is None else BudgetUnit.objects.get(pk=unit_pk)
    roles = ANSWERING & roles_of(user, statement, unit)
    if not roles:
        raise Refused(f"您不能说明{unit or '部门部分'}的问题。")
    if Role.DEPARTMENT_REVIEWER not in roles and unit_pk not in open_parts(statement).units:
        raise Refused(f"{unit}已经报送，问题的说明不能再改；需要改的，请先撤回报送，或请部门退回。")


def _write_down(statement: PerformanceStatement, details: str, by, request: HttpRequest | None) -> None:
    record_in_trail(Trailed.WAIVER, by=by, subject=statement, details=details, request=request)
