"""The finance office checks how well a card was written, line by line, before it grades what was done."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal

from django.db import transaction
from django.db.models import Q, QuerySet
from django.http import HttpRequest

from departments.permissions.reach import reaches_of
from departments.querysets import DepartmentQuerySet, sees_everything
from departments.trail.entry import Action as Trailed
from departments.trail.writing import record
from performance.documents.numbers import read_number
from performance.models import Action, RecheckSheet, SelfEvaluation
from performance.scoring.arithmetic import plain
from performance.self_evaluation.people import subject_of
from performance.self_evaluation.recheck_lines import LINES
from performance.self_evaluation.services import locked_card
from performance.steps.evaluation_table import FINANCE
from performance.steps.locks import CARD_GRADED
from performance.steps.people import roles_of
from performance.steps.refusals import Overtaken, Refused
from performance.steps.table import step_from
from performance.written.rows import LONGEST
from performance.written.walking import written_by

DECIMALS = 2


@dataclass(frozen=True)
class Checked:
    """As typed. ``seen`` is the number of the latest sheet on the page, 0 for none."""

    points: Mapping[str, str]
    opinion: str = ""
    seen: int = 0


def why_not_rechecked(evaluation: SelfEvaluation, user) -> str:
    """Why this person writes no sheet for the card now, or nothing: those who may grade it write one."""
    step = step_from(subject_of(evaluation), evaluation.state, Action.GRADE)
    if step is None or roles_of(user, evaluation.statement, evaluation.unit).isdisjoint(step.roles):
        return "复核表由财政局审核人在财政复核时填写。"
    if user.pk in written_by(evaluation, evaluation.versions.first()):
        return "不能复核本人填写、报送或通过的自评，请由其他人办理。"
    return ""


@transaction.atomic
def recheck(
    evaluation: SelfEvaluation, checked: Checked, *, by, request: HttpRequest | None = None
) -> RecheckSheet:
    """Raises Refused with everything that is wrong, or Overtaken where somebody else has checked meanwhile."""
    evaluation = locked_card(evaluation)
    if reason := why_not_rechecked(evaluation, by):
        raise Refused(reason)
    latest = evaluation.rechecks.select_related("person").first()
    if (latest.number if latest else 0) != checked.seen:
        raise Overtaken("他人已填写复核表，请核对后再填。")
    if faults := list(_faults(checked)):
        raise Refused(*faults)
    sheet = RecheckSheet.objects.create(
        evaluation=evaluation,
        number=checked.seen + 1,
        version=evaluation.version,
        points={line.code: str(_read(checked.points.get(line.code, ""))) for line in LINES},
        opinion=checked.opinion.strip(),
        person=by,
    )
    details = f"填写复核表，{plain(sheet.total)}分"
    record(Trailed.EDIT, by=by, subject=evaluation, details=details, request=request)
    return sheet


def _faults(checked: Checked) -> Iterator[str]:
    for line in LINES:
        text = checked.points.get(line.code, "").strip()
        points = _read(text)
        if not text:
            yield f"请填写“{line.label}”的得分。"
        elif points is None or not 0 <= points <= line.points:
            yield f"“{line.label}”的得分“{text}”应为 0—{plain(line.points)} 的数，最多{DECIMALS}位小数。"
    if not checked.opinion.strip():
        yield "请填写复核意见。"
    elif len(checked.opinion) > LONGEST:
        yield f"复核意见有{len(checked.opinion)}字，最多{LONGEST}字。"


def _read(text: str) -> Decimal | None:
    try:
        number = read_number(text)
    except ValueError:
        return None
    return number if number == round(number, DECIMALS) else None


def sheet_in_force(evaluation: SelfEvaluation) -> RecheckSheet | None:
    """The latest, unless the card has been handed in anew since."""
    sheet = evaluation.rechecks.select_related("person").first()
    since = evaluation.events.filter(action=Action.SUBMIT).order_by("-pk").first()
    return sheet if sheet and (since is None or sheet.version >= since.version) else None


def seen_by(user) -> QuerySet[RecheckSheet]:
    """Those of cards that are graded, and of all cards whose grading may become this person's."""
    visible = RecheckSheet.objects.visible_to(user)
    if sees_everything(user):
        return visible
    held = [reach for reach in reaches_of(user) if reach.role in FINANCE]
    own = DepartmentQuerySet.opened_by(held, "evaluation__statement__department__")
    return visible.filter(Q(evaluation__state__in=CARD_GRADED) | own)


def shown_to(evaluation: SelfEvaluation, user) -> bool:
    """The finance office's own until the card is graded; then whoever reads the card reads it."""
    own = not roles_of(user, evaluation.statement, evaluation.unit).isdisjoint(FINANCE)
    return evaluation.state in CARD_GRADED or own or sees_everything(user)
