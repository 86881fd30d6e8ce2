"""Taking a step with a card: one transaction that moves it and records who did it, or does nothing."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal

from django.contrib.auth.models import User
from django.db import transaction
from django.db.models import F
from django.http import HttpRequest
from django.urls import reverse

from departments.trail.entry import Action as Trailed
from departments.trail.writing import record, record_refusal
from performance.documents.numbers import read_number
from performance.models import Action, EvaluationEvent, SelfEvaluation
from performance.notifications.matters import ASKING, card_of_evaluation
from performance.notifications.services import notify, settle, settle_own
from performance.scoring.scheme_files import shipped_schemes
from performance.scoring.schemes import WHOLE
from performance.self_evaluation.people import audience, subject_of
from performance.self_evaluation.services import card_of, locked_card, not_open
from performance.steps.people import roles_of
from performance.steps.refusals import Overtaken, Refused
from performance.steps.table import FORWARD, STEPS, drawn_from, step_from
from performance.steps.vocabulary import ACTIONS, Guard, Step


@dataclass(frozen=True)
class Asked:
    """A step with what the person said: a reason or opinion, and for a grading the points of the finance office."""

    evaluation: SelfEvaluation
    step: Step
    by: User
    reason: str
    points: str = ""


def open_steps(evaluation: SelfEvaluation, user) -> tuple[Step, ...]:
    roles = roles_of(user, evaluation.statement, evaluation.unit)
    subject = subject_of(evaluation)
    return tuple(
        step
        for step in STEPS
        if drawn_from(step, subject, evaluation.state) and roles.intersection(step.roles)
    )


def obstacles_to(evaluation: SelfEvaluation, step: Step, user) -> tuple[str, ...]:
    asked = Asked(evaluation, step, user, "")
    return tuple(sentence for guard in step.guards for sentence in JUDGES[guard](asked))


def perform(
    evaluation: SelfEvaluation,
    action: Action,
    *,
    by,
    expected_version: int,
    reason: str = "",
    points: str = "",
    key: str = "",
    request: HttpRequest | None = None,
) -> EvaluationEvent:
    """Move a card along one arrow of the table. Raises Refused, which goes into the trail as well."""
    try:
        with transaction.atomic():
            evaluation = locked_card(evaluation)
            if key and (first := EvaluationEvent.objects.filter(actor=by.pk, key=key).first()):
                if (first.evaluation_id, first.action) != (evaluation.pk, action):
                    raise Refused("该操作标识已用于另一次办理，请刷新后重新办理。")
                return first
            step = _step(evaluation, action, by, expected_version)
            return _take(Asked(evaluation, step, by, reason.strip(), points.strip()), key, request)
    except Refused as refusal:
        record_refusal(by=by, subject=evaluation, details=f"{action}：{refusal}", request=request)
        raise


def _step(evaluation: SelfEvaluation, action: Action, by, expected_version: int) -> Step:
    roles = roles_of(by, evaluation.statement, evaluation.unit)
    if not roles:
        raise Refused("您没有办理此事项的任职，或任职已被取消。")
    if evaluation.version != expected_version:
        raise Overtaken(
            f"内容在您打开之后已有变化，目前为“{evaluation.get_state_display()}”，请刷新后再办理。"
        )
    step = step_from(subject_of(evaluation), evaluation.state, action)
    if step is None:
        raise Refused(f"目前为“{evaluation.get_state_display()}”，不能{action.label}。")
    if not roles.intersection(step.roles):
        raise Refused(f"“{step.label}”须由{'、'.join(role.label for role in step.roles)}办理。")
    return step


def _take(asked: Asked, key: str, request: HttpRequest | None) -> EvaluationEvent:
    evaluation, step, by = asked.evaluation, asked.step, asked.by
    faults = [f"{step.label}须填写理由。"] if step.needs_reason and not asked.reason else []
    faults += obstacles_to(evaluation, step, by)
    final = _graded(asked, faults) if step.action == Action.GRADE else None
    if faults:
        raise Refused(*faults)
    target = step.target or _before(evaluation)
    values = {} if final is None and evaluation.final_total is None else _final_values(evaluation, final)
    current = SelfEvaluation.objects.filter(
        pk=evaluation.pk, version=evaluation.version, state=evaluation.state
    )
    if current.update(state=target, version=F("version") + 1, **values) != 1:
        raise Overtaken("他人刚办理过，请刷新后再办理。")
    event = EvaluationEvent.objects.create(
        evaluation=evaluation,
        action=step.action,
        label=step.label,
        source=evaluation.state,
        target=target,
        actor=by,
        actor_name=by.get_full_name() or by.get_username(),
        reason=asked.reason,
        total=evaluation.total if final is None else final,
        version=evaluation.version + 1,
        key=key,
    )
    evaluation.refresh_from_db()
    _notify(asked, event)
    moved = f"{event.label}（{event.get_source_display()}→{event.get_target_display()}）"
    said = f"，{asked.reason}" if asked.reason else ""
    record(
        Trailed.STEP, by=by, subject=evaluation, details=f"{moved}，得分{event.total}{said}", request=request
    )
    return event


def _graded(asked: Asked, faults: list[str]) -> Decimal | None:
    """The points of the finance office: those of the card where it gives no others."""
    own = asked.evaluation.total
    if not asked.points:
        return own
    try:
        points = read_number(asked.points)
    except ValueError:
        points = None
    if points is None or not 0 <= points <= WHOLE or points != round(points, 2):
        faults.append(f"复核得分“{asked.points}”应为 0—100 的数，最多两位小数。")
        return own
    if points != own and not asked.reason:
        faults.append("复核得分与自评得分不同，须填写意见。")
    return points


def _final_values(evaluation: SelfEvaluation, final: Decimal | None) -> dict[str, object]:
    """A sum that has no grade gets none by being confirmed."""
    grade = evaluation.grade
    if final is not None and grade and final != evaluation.total:
        grade = shipped_schemes()[evaluation.scheme].grade_of(final)
    return {"final_total": final, "final_grade": "" if final is None else grade}


def _before(evaluation: SelfEvaluation) -> str:
    last = evaluation.events.order_by("-pk").first()
    assert last is not None  # noqa: S101 - NOT_BEGUN has found it
    return last.source


def _notify(asked: Asked, event: EvaluationEvent) -> None:
    about = card_of_evaluation(event.evaluation)
    settle(about, ASKING)
    settle_own(event.actor, about)
    reason = f"，意见：{event.reason}" if event.reason else ""
    notify(
        audience(event.evaluation, asked.step, event.actor),
        asked.step.notice or ACTIONS[asked.step.action].notice,
        f"{event.evaluation}：{event.actor_name}已办理“{event.label}”{reason}",
        link=reverse("evaluation", args=[event.evaluation_id]),
        about=about,
    )


def _scored(asked: Asked) -> Iterator[str]:
    card = card_of(asked.evaluation)
    yield from (fault.sentence for fault in (*card.faults, *card.owed))


def _in_time(asked: Asked) -> Iterator[str]:
    if reason := not_open(asked.evaluation.statement):
        yield reason


def _not_own(asked: Asked) -> Iterator[str]:
    """Whoever handed it in, passed it on or wrote what stands in it does not check it."""
    evaluation = asked.evaluation
    since = evaluation.events.filter(action=Action.SUBMIT).order_by("-pk").first()
    own = {since.actor_id} if since else set()
    if since:
        own |= set(
            evaluation.events.filter(pk__gt=since.pk, action=Action.PASS).values_list("actor", flat=True)
        )
    if latest := evaluation.versions.first():
        own.add(latest.person_id)
    if asked.by.pk in own:
        yield "不能审核本人填写、报送或通过的自评，请由其他人办理。"


def _not_begun(asked: Asked) -> Iterator[str]:
    last = asked.evaluation.events.order_by("-pk").first()
    if last is None or last.action not in FORWARD or last.target != asked.evaluation.state:
        yield "没有可撤回的办理事项：下一环节已经办理过。"


JUDGES: Mapping[Guard, Callable[[Asked], Iterator[str]]] = {
    Guard.SCORED: _scored,
    Guard.IN_TIME: _in_time,
    Guard.NOT_OWN: _not_own,
    Guard.NOT_BEGUN: _not_begun,
}
