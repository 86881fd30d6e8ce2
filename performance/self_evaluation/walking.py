"""Taking a step with a card, as ``steps.taking`` has it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from decimal import Decimal

from django.contrib.auth.models import User
from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import reverse

from departments.permissions.roles import Role
from performance.documents.numbers import read_number
from performance.models import Action, EvaluationEvent, SelfEvaluation
from performance.notifications.matters import card_of_evaluation
from performance.notifications.services import announce
from performance.review.findings import Severity
from performance.scoring.scheme_files import shipped_schemes
from performance.scoring.schemes import WHOLE
from performance.self_evaluation.findings import blocking, findings_of
from performance.self_evaluation.people import audience, subject_of
from performance.self_evaluation.services import card_of, locked_card, not_open
from performance.steps.locks import CARD_OPEN
from performance.steps.people import roles_of
from performance.steps.table import FORWARD, steps_open_to
from performance.steps.taking import Asked, Walk, columns_of, take, target_of, undone_by
from performance.steps.vocabulary import ACTIONS, BEFORE, Guard, Step


def open_steps(evaluation: SelfEvaluation, user) -> tuple[Step, ...]:
    roles = roles_of(user, evaluation.statement, evaluation.unit)
    return steps_open_to(roles, subject_of(evaluation), evaluation.state)


def obstacles_to(evaluation: SelfEvaluation, step: Step, user) -> tuple[str, ...]:
    return tuple(sentence for guard in step.guards for sentence in JUDGES[guard](evaluation, user))


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
    """Move a card along one arrow of the table; ``points`` are those of the finance office for a grading."""
    asked = Asked(action, by, expected_version, reason.strip(), key, request)
    return take(CardWalk(asked, evaluation, points.strip()))


class CardWalk(Walk[EvaluationEvent]):
    def __init__(self, asked: Asked, evaluation: SelfEvaluation, points: str) -> None:
        super().__init__(asked)
        self.evaluation, self.points = evaluation, points
        self.kind = subject_of(evaluation)

    @property
    def subject(self) -> SelfEvaluation:
        return self.evaluation

    @property
    def trailed(self) -> tuple[SelfEvaluation, str]:
        return self.evaluation, ""

    def lock(self) -> None:
        self.evaluation = locked_card(self.evaluation)

    def roles(self) -> frozenset[Role]:
        return roles_of(self.asked.by, self.evaluation.statement, self.evaluation.unit)

    def all_events(self) -> QuerySet[EvaluationEvent]:
        return EvaluationEvent.objects.all()

    def own_events(self) -> QuerySet[EvaluationEvent]:
        return self.evaluation.events.all()

    def faults(self) -> Iterator[str]:
        yield from obstacles_to(self.evaluation, self.step, self.asked.by)
        if self.step.action == Action.GRADE:
            yield from self._faults_of_points()

    def _faults_of_points(self) -> Iterator[str]:
        if self.points and self._graded is None:
            yield f"复核得分“{self.points}”应为 0—100 的数，最多两位小数。"
        elif self._graded != self.evaluation.total and not self.asked.reason:
            yield "复核得分与自评得分不同，须填写意见。"

    @property
    def _graded(self) -> Decimal | None:
        """The points of the finance office: those of the card where it gives no others."""
        if not self.points:
            return self.evaluation.total
        try:
            points = read_number(self.points)
        except ValueError:
            return None
        return points if 0 <= points <= WHOLE and points == round(points, 2) else None

    def carry_out(self) -> EvaluationEvent:
        evaluation, step, asked = self.evaluation, self.step, self.asked
        undone = undone_by(step, self.own_events()) if step.target is BEFORE else None
        target = target_of(step, undone)
        final = self._graded if step.action == Action.GRADE else None
        source, version = evaluation.state, evaluation.version
        total, grade = self._scored_now()
        self.move(
            target, total=total, grade=grade, final_total=final, final_grade=_grade_of(evaluation, final)
        )
        evaluation.refresh_from_db()
        event = EvaluationEvent.objects.create(
            **columns_of(step, asked.by, version=version, reason=asked.reason, key=asked.key),
            evaluation=evaluation,
            source=source,
            target=target,
            total=evaluation.total if final is None else final,
        )
        _announce(event, step)
        return event

    def _scored_now(self) -> tuple[Decimal | None, str]:
        """What is handed in is scored by the targets that hold now; afterwards the score stays."""
        if self.evaluation.state not in CARD_OPEN:
            return self.evaluation.total, self.evaluation.grade
        sheet = card_of(self.evaluation).sheet
        return sheet.total, sheet.grade

    def told(self, event: EvaluationEvent) -> str:
        said = f"，{event.reason}" if event.reason else ""
        return f"{event.moved}，得分{event.total}{said}"


def _grade_of(evaluation: SelfEvaluation, final: Decimal | None) -> str:
    """A sum that has no grade gets none by being confirmed."""
    if final is None or not evaluation.grade or final == evaluation.total:
        return "" if final is None else evaluation.grade
    return shipped_schemes()[evaluation.scheme].grade_of(final)


def _announce(event: EvaluationEvent, step: Step) -> None:
    reason = f"，意见：{event.reason}" if event.reason else ""
    announce(
        event.actor,
        step.notice or ACTIONS[step.action].notice,
        audience(event.evaluation, step, event.actor),
        f"{event.evaluation}：{event.actor_name}已办理“{event.label}”{reason}",
        link=reverse("evaluation", args=[event.evaluation_id]),
        about=card_of_evaluation(event.evaluation),
    )


def _scored(evaluation: SelfEvaluation, by: User) -> Iterator[str]:
    for finding in blocking(findings_of(card_of(evaluation))):
        lack = "" if finding.severity is Severity.ERROR else "改正或说明理由后才能报送。"
        yield f"{finding}{lack}"


def _in_time(evaluation: SelfEvaluation, by: User) -> Iterator[str]:
    if reason := not_open(evaluation.statement):
        yield reason


def _not_own(evaluation: SelfEvaluation, by: User) -> Iterator[str]:
    """Whoever handed it in, passed it on or wrote what stands in it does not check it."""
    since = evaluation.events.filter(action=Action.SUBMIT).order_by("-pk").first()
    own = {since.actor_id} if since else set()
    if since:
        own |= set(
            evaluation.events.filter(pk__gt=since.pk, action=Action.PASS).values_list("actor", flat=True)
        )
    if latest := evaluation.versions.first():
        own.add(latest.person_id)
    if by.pk in own:
        yield "不能审核本人填写、报送或通过的自评，请由其他人办理。"


def _not_begun(evaluation: SelfEvaluation, by: User) -> Iterator[str]:
    last = evaluation.events.order_by("-pk").first()
    if last is None or last.action not in FORWARD or last.target != evaluation.state:
        yield "没有可撤回的办理事项：下一环节已经办理过。"


JUDGES: Mapping[Guard, Callable[[SelfEvaluation, User], Iterator[str]]] = {
    Guard.SCORED: _scored,
    Guard.IN_TIME: _in_time,
    Guard.NOT_OWN: _not_own,
    Guard.NOT_BEGUN: _not_begun,
}
