"""Passing many statements at once: only such as this reviewer has opened as they are now, and that leave nothing open."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.http import HttpRequest

from departments.trail.writing import record_refusal
from performance.findings.explanations import Explained
from performance.models import PerformanceStatement, WorkflowEvent
from performance.steps.available import open_steps
from performance.steps.locks import Phase, phase_of
from performance.steps.refusals import Refused
from performance.steps.vocabulary import ONWARD, Step
from performance.workflow.guards import obstacles_to
from performance.workflow.review_queue import Waiting, waiting_details
from performance.workflow.services import perform


@dataclass(frozen=True)
class Candidate:
    """A chosen statement: the step that would be taken, or why it is not."""

    statement: PerformanceStatement
    step: Step | None
    hindrances: tuple[str, ...]
    explained: Explained


@dataclass(frozen=True)
class ApprovalOutcome:
    statement: PerformanceStatement
    event: WorkflowEvent | None
    reasons: Sequence[str] = ()


def candidates(statements: Sequence[PerformanceStatement], user) -> list[Candidate]:
    details = waiting_details(statements, user)
    return [_candidate(statement, details[statement.pk], user) for statement in statements]


def _candidate(statement: PerformanceStatement, waiting: Waiting, user) -> Candidate:
    under_review = phase_of(statement.state) is Phase.REVIEW
    onward = (step for step in open_steps(statement, user) if under_review and step.action in ONWARD)
    step = next(onward, None)
    hindrances = []
    if step is None:
        hindrances.append(f"目前为“{statement.get_state_display()}”，没有由您通过或批复的事项。")
    if not waiting.opened:
        hindrances.append("您还没有打开过目前的版次，请先打开核对。")
    if waiting.open_findings is None:
        hindrances.append("没有留存可供核对的文本，请打开后单独办理。")
    elif waiting.open_findings:
        hindrances.append(f"还有{len(waiting.open_findings)}个问题未处理或未说明。")
    if waiting.explained.is_wholesale:
        hindrances.append(f"{waiting.explained}，请打开逐处核对，同意或不接受说明。")
    hindrances += obstacles_to(statement, step, user) if step else ()
    return Candidate(statement, step, tuple(hindrances), waiting.explained)


def approve_each(
    statements: Sequence[PerformanceStatement], *, by, key: str, request: HttpRequest | None = None
) -> list[ApprovalOutcome]:
    """Each in a transaction of its own, so that one refusal does not undo the others; ``key`` names the click."""
    outcomes = []
    for candidate in candidates(statements, by):
        statement = candidate.statement
        if candidate.step is None or candidate.hindrances:
            details = f"批量通过：{''.join(candidate.hindrances)}"
            record_refusal(by=by, subject=statement, details=details, request=request)
            outcomes.append(ApprovalOutcome(statement, None, candidate.hindrances))
            continue
        try:
            event = perform(
                statement,
                candidate.step.action,
                by=by,
                expected_version=statement.version,
                key=f"{key}-{statement.pk}",
                request=request,
            )
        except Refused as refusal:
            outcomes.append(ApprovalOutcome(statement, None, refusal.reasons))
        else:
            outcomes.append(ApprovalOutcome(statement, event))
    return outcomes
