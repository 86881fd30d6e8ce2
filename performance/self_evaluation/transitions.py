"""Taking a step with a card, as ``written.transitions`` has it."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from functools import cached_property
from typing import Any

from django.contrib.auth.models import User
from django.db.models import QuerySet
from django.http import HttpRequest

from performance.comments.drafts import send_all
from performance.documents.numbers import read_number
from performance.models import Action, Comment, EvaluationEvent, SelfEvaluation, SpotCheck
from performance.notifications.matters import card_of_evaluation
from performance.review.findings import Severity
from performance.scoring.scheme_files import shipped_schemes
from performance.scoring.schemes import WHOLE
from performance.scoring.self_praise import discounted
from performance.self_evaluation.card import Card
from performance.self_evaluation.checks import in_force
from performance.self_evaluation.commenting import comments_answered, not_looked_at
from performance.self_evaluation.figures.lines import keep_lines
from performance.self_evaluation.findings import blocking, findings_of
from performance.self_evaluation.later_texts import judge_later_texts_anew
from performance.self_evaluation.people import subject_of
from performance.self_evaluation.services import card_of, locked_card, not_open
from performance.self_evaluation.spot_checks.checking import spot_check_in_force
from performance.self_evaluation.spot_checks.drawing import drawn_in_force
from performance.steps.locks import CARD_OPEN
from performance.steps.transitions import StepRequest, take
from performance.steps.vocabulary import RETURNS, Guard, Step
from performance.written.transitions import (
    Judges,
    WrittenTransition,
    not_begun,
    obstacles,
    steps_open,
    written_by,
)

OF_THE_PUBLIC = (Action.PUBLISH, Action.UNPUBLISH)


def open_steps(evaluation: SelfEvaluation, user) -> tuple[Step, ...]:
    return steps_open(evaluation, subject_of(evaluation), user)


def obstacles_to(evaluation: SelfEvaluation, step: Step, user) -> tuple[str, ...]:
    return obstacles(JUDGES, evaluation, step, user)


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
    step_request = StepRequest(action, by, expected_version, reason.strip(), key, request)
    return take(CardTransition(step_request, evaluation, points.strip()))


def _scored(evaluation: SelfEvaluation, by: User) -> Iterator[str]:
    for finding in blocking(findings_of(card_of(evaluation))):
        lack = "" if finding.severity is Severity.ERROR else "改正或说明理由后才能报送。"
        yield f"{finding}{lack}"


def _in_time(evaluation: SelfEvaluation, by: User) -> Iterator[str]:
    if reason := not_open(evaluation.statement):
        yield reason


def _not_own(evaluation: SelfEvaluation, by: User) -> Iterator[str]:
    if by.pk in written_by(evaluation, evaluation.versions.first()):
        yield "不能审核本人填写、报送或通过的自评，请由其他人办理。"


def _rechecked(evaluation: SelfEvaluation, by: User) -> Iterator[str]:
    wanted = shipped_schemes()[evaluation.scheme].recheck
    if wanted and in_force(evaluation.rechecks.all()) is None:
        yield "评分方案要求先填写财政复核表，再评定。"
    if drawn_in_force(evaluation).exists() and spot_check_in_force(evaluation) is None:
        yield "本表已被抽中，请先填写抽查表，再评定。"


def _not_begun(evaluation: SelfEvaluation, by: User) -> Iterator[str]:
    yield from not_begun(evaluation, by)
    yield from not_looked_at(evaluation, by)


JUDGES: Judges = {
    Guard.COMMENTS_ANSWERED: comments_answered,
    Guard.RECHECKED: _rechecked,
    Guard.SCORED: _scored,
    Guard.IN_TIME: _in_time,
    Guard.NOT_OWN: _not_own,
    Guard.NOT_BEGUN: _not_begun,
}


class CardTransition(WrittenTransition[EvaluationEvent]):
    row: SelfEvaluation
    judges = JUDGES
    owner = "evaluation"
    route = "evaluation"

    def __init__(self, step_request: StepRequest, evaluation: SelfEvaluation, points: str) -> None:
        super().__init__(step_request, evaluation, subject_of(evaluation))
        self.points = points

    def lock(self) -> None:
        self.row = locked_card(self.row)

    def all_events(self) -> QuerySet[EvaluationEvent]:
        return EvaluationEvent.objects.all()

    def about(self) -> str:
        return card_of_evaluation(self.row)

    def faults(self) -> Iterator[str]:
        yield from super().faults()
        if self.step.action == Action.GRADE:
            yield from self._faults_of_points()

    def _faults_of_points(self) -> Iterator[str]:
        if self.points and self._graded is None:
            yield f"复核得分“{self.points}”应为 0—100 的数，最多两位小数。"
        elif self._spotted:
            if self._graded != self._spotted.total:
                yield f"抽查得分为 {self._spotted.total} 分，复核得分按抽查表，不另填；要改请重新填写抽查表。"
        elif self._graded != self.row.total and not self.step_request.reason:
            yield "复核得分与自评得分不同，须填写意见。"

    @cached_property
    def _spotted(self) -> SpotCheck | None:
        """Asked for once the card is locked."""
        return spot_check_in_force(self.row)

    @property
    def _graded(self) -> Decimal | None:
        """The points of the finance office: of its spot check, or of the card where it gives no others."""
        if not self.points:
            return self._spotted.total if self._spotted else self.row.total
        try:
            points = read_number(self.points)
        except ValueError:
            return None
        return points if 0 <= points <= WHOLE and points == round(points, 2) else None

    def moved_columns(self) -> dict[str, Any]:
        if self.step.action in OF_THE_PUBLIC:
            return {}
        total, grade = self._scored_now()
        return {"total": total, "grade": grade, **self._final_columns()}

    def _final_columns(self) -> dict[str, Any]:
        """What the finance office gave and what becomes of it; a sum that has no grade gets none by being confirmed."""
        checked = self._graded if self.step.action == Action.GRADE else None
        if checked is None:
            return {"checked_total": None, "final_total": None, "final_grade": ""}
        if checked == self.row.total or not self.row.grade:
            return {"checked_total": checked, "final_total": checked, "final_grade": self.row.grade}
        final = discounted(shipped_schemes()[self.row.scheme], self.row.total, checked)
        return {"checked_total": checked, "final_total": final.total, "final_grade": final.grade}

    def _scored_now(self) -> tuple[Decimal | None, str]:
        """What is handed in is scored by the targets that hold now; afterwards the score stays."""
        if self.row.state not in CARD_OPEN:
            return self.row.total, self.row.grade
        sheet = self._card.sheet
        return sheet.total, sheet.grade

    @cached_property
    def _card(self) -> Card:
        """Asked for once the row is locked."""
        return card_of(self.row)

    def done(self, event: EvaluationEvent) -> None:
        if self.step.action == Action.SUBMIT:
            keep_lines(self.row, self._card)
        if self.step.action in (Action.GRADE, Action.REVOKE):
            judge_later_texts_anew(self.row)
        if self.step.action in RETURNS:
            own = Comment.objects.on_card(self.row)
            send_all(own, self.row.statement, by=self.step_request.by, request=self.step_request.request)

    def event_columns(self) -> dict[str, Any]:
        final = self.row.final_total
        return {"total": self.row.total if final is None else final}

    def told(self, event: EvaluationEvent) -> str:
        arithmetic = arithmetic_of(self.row) if self.step.action == Action.GRADE else ()
        details = "".join(f"，{words}" for words in (*arithmetic, event.reason) if words)
        return f"{event.moved}，得分{event.total}{details}"


def arithmetic_of(row: SelfEvaluation) -> tuple[str, ...]:
    """How the final points came about, where they are not simply those of the card."""
    if row.checked_total is None:
        return ()
    spotted = spot_check_in_force(row)
    words = [spotted.words] if spotted else []
    if row.grade:
        words.append(discounted(shipped_schemes()[row.scheme], row.total, row.checked_total).words)
    return tuple(filter(None, words))
