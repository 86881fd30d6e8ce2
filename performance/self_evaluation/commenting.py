"""Comments on a card or on one field of it: in the room of comments, as those on a text are."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from django.contrib.auth.models import User
from django.db import transaction
from django.db.models import Count
from django.http import HttpRequest
from django.utils.text import Truncator

from performance.comments.anchors import Spot
from performance.comments.services import CommentPlace, write_at
from performance.comments.unanswered import unanswered_at
from performance.models import Action, Anchor, Audience, Comment, SelfEvaluation, Side
from performance.models.comments import CommentQuerySet
from performance.self_evaluation.lasting_fields import labels_of_lasting
from performance.self_evaluation.services import card_of
from performance.steps.locks import Phase, phase_of
from performance.steps.refusals import Refused, some_of
from performance.steps.vocabulary import AWAITED, RETURNS, Step


@transaction.atomic
def comment_on_card(
    evaluation: SelfEvaluation,
    *,
    by,
    text: str,
    field: str = "",
    audience: Audience = Audience.EVERYBODY,
    draft: bool = False,
    request: HttpRequest | None = None,
) -> Comment:
    """``field`` is a lasting name, blank for the whole card; whoever calls has seen that the user sees the card."""
    labels = labels_of_lasting(card_of(evaluation).content)
    if field and field not in labels:
        raise Refused("自评表上没有这一栏，或批复版已有变化，请刷新后再写批注。")
    where = f"自评表“{Truncator(evaluation.label).chars(60)}”"
    place = CommentPlace(
        evaluation.statement,
        evaluation.unit,
        Spot(Anchor.EVALUATION, evaluation.pk, field),
        f"{where}的“{labels[field]}”" if field else where,
    )
    return write_at(place, by=by, text=text, audience=audience, draft=draft, request=request)


def comments_on(evaluation: SelfEvaluation, user) -> CommentQuerySet:
    found: CommentQuerySet = Comment.objects.visible_to(user).on_card(evaluation)
    return found


def waiting_on(cards: Iterable[SelfEvaluation], user) -> Mapping[int, int]:
    """How many comments wait for an answer, by card; in one query, however many cards there are."""
    waiting = Comment.objects.visible_to(user).shared().open()
    texts = {card.statement_id for card in cards}
    counted = waiting.filter(anchor=Anchor.EVALUATION, statement__in=texts)
    return dict(counted.order_by().values_list("row").annotate(Count("pk")))


def comments_answered(evaluation: SelfEvaluation, by: User) -> Iterator[str]:
    """Those of finance stand in the way of handing in, as with a text."""
    waiting = Comment.objects.on_card(evaluation).of_finance().shared().open()
    if places := [comment.place for comment in waiting]:
        yield f"还有{len(places)}条财政批注未答复：{some_of(places)}。"


def not_looked_at(evaluation: SelfEvaluation, by: User) -> Iterator[str]:
    """Whoever has it now has begun to write about it."""
    last = evaluation.events.order_by("-pk").first()
    if last is None:
        return
    own = Side.UNIT if last.action == Action.SUBMIT and evaluation.unit_id else Side.DEPARTMENT
    since = Comment.objects.on_card(evaluation).filter(at__gt=last.at)
    if since.exclude(side__in={own, Side.UNIT}).exists():
        yield "下一环节已经开始审核，不能撤回，请联系审核人退回。"


def cautions_of(evaluation: SelfEvaluation, step: Step, user) -> tuple[str, ...]:
    """What whoever takes the step should know before, though it may be taken."""
    return (*_of_handing_in_again(evaluation, step, user), *_of_drafts(evaluation, step, user))


def _of_handing_in_again(evaluation: SelfEvaluation, step: Step, user) -> Iterator[str]:
    if step.action != Action.SUBMIT or phase_of(evaluation.state) is not Phase.RETURNED:
        return
    waiting = comments_on(evaluation, user).shared().open().filter(side=Side.DEPARTMENT)
    if places := [comment.place for comment in waiting]:
        yield f"还有{len(places)}条部门批注没有答复：{some_of(places)}。报送后审核人会看到这一点。"


def _of_drafts(evaluation: SelfEvaluation, step: Step, user) -> Iterator[str]:
    if step.action not in (*AWAITED, *RETURNS):
        return
    if not (number := Comment.objects.on_card(evaluation).drafts_of(user).count()):
        return
    if step.action in RETURNS:
        yield f"您的{number}条批注草稿将一并发出。"
    else:
        yield f"您还有{number}条批注草稿没有发出，办理后仍是草稿。"


def handed_in_unanswered(evaluation: SelfEvaluation, comments: list[Comment]) -> int:
    """With how many remarks of the department that nobody had answered it was handed in again; they come with their replies."""
    if phase_of(evaluation.state) is not Phase.REVIEW:
        return 0
    last = evaluation.events.filter(action=Action.SUBMIT).order_by("-pk").first()
    return len(unanswered_at(comments, last.at, None)) if last else 0
