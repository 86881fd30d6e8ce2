"""What the finance office writes about a card that was handed in, whatever sheet it is on: by whom, until when, who reads it."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import TypeVar

from django.db.models import OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from departments.permissions.reach import reaches_of
from departments.querysets import DepartmentQuerySet, sees_everything
from performance.documents.numbers import read_number
from performance.models import Action, EvaluationEvent, RecheckSheet, SelfEvaluation, SpotCheck
from performance.scoring.arithmetic import plain
from performance.self_evaluation.people import subject_of
from performance.steps.evaluation_table import FINANCE
from performance.steps.locks import CARD_GRADED
from performance.steps.people import roles_of
from performance.steps.table import step_from
from performance.written.rows import LONGEST
from performance.written.transitions import written_by

CheckSheet = TypeVar("CheckSheet", RecheckSheet, SpotCheck)


def why_not_checked(evaluation: SelfEvaluation, user) -> str:
    """Why this person writes no sheet for the card now, or nothing: those who may grade it write one."""
    step = step_from(subject_of(evaluation), evaluation.state, Action.GRADE)
    if step is None or roles_of(user, evaluation.statement, evaluation.unit).isdisjoint(step.roles):
        return "复核表、抽查表由财政局审核人在财政复核时填写。"
    if user.pk in written_by(evaluation, evaluation.versions.first()):
        return "不能复核本人填写、报送或通过的自评，请由其他人办理。"
    return ""


def in_force(sheets: QuerySet[CheckSheet]) -> CheckSheet | None:
    """The latest of a card, unless it has been handed in anew since."""
    return of_the_round(sheets).select_related("person").first()


def of_the_round(sheets: QuerySet[CheckSheet]) -> QuerySet[CheckSheet]:
    """Those that were written since their card was last handed in."""
    submitted = EvaluationEvent.objects.filter(evaluation=OuterRef("evaluation"), action=Action.SUBMIT)
    since = Subquery(submitted.order_by("-pk").values("version")[:1])
    return sheets.filter(version__gte=Coalesce(since, 0))


def seen_by(user, visible: QuerySet[CheckSheet]) -> QuerySet[CheckSheet]:
    """Those of cards that are graded, and of all cards whose grading may become this person's."""
    if sees_everything(user):
        return visible
    held = [reach for reach in reaches_of(user) if reach.role in FINANCE]
    own = DepartmentQuerySet.opened_by(held, "evaluation__statement__department__")
    return visible.filter(Q(evaluation__state__in=CARD_GRADED) | own)


def shown_to(evaluation: SelfEvaluation, user) -> bool:
    """The finance office's own until the card is graded; then whoever reads the card reads it."""
    own = not roles_of(user, evaluation.statement, evaluation.unit).isdisjoint(FINANCE)
    return evaluation.state in CARD_GRADED or own or sees_everything(user)


def read_points(text: str, decimals: int) -> Decimal | None:
    try:
        number = read_number(text)
    except ValueError:
        return None
    return number if number == round(number, decimals) else None


def faults_of_points(label: str, text: str, most: Decimal, decimals: int) -> Iterator[str]:
    points = read_points(text, decimals)
    if not text.strip():
        yield f"请填写“{label}”的得分。"
    elif points is None or not 0 <= points <= most:
        yield f"“{label}”的得分“{text.strip()}”应为 0—{plain(most)} 的数，最多{decimals}位小数。"


def faults_of_words(name: str, text: str) -> Iterator[str]:
    if not text.strip():
        yield f"请填写{name}。"
    elif len(text) > LONGEST:
        yield f"{name}有{len(text)}字，最多{LONGEST}字。"
