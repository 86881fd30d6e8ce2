"""What a reviewer writes while reading and keeps until the text goes back: sent, written anew or thrown away."""

from __future__ import annotations

from django.db import transaction
from django.http import HttpRequest
from django.utils import timezone

from performance.comments.services import round_at, said, side_of, spot_on, tell_of
from performance.models import Anchor, Comment, CommentState, PerformanceStatement, SelfEvaluation
from performance.models.comments import CommentQuerySet
from performance.steps.refusals import Overtaken


@transaction.atomic
def send(comment: Comment, *, by, text: str = "", request: HttpRequest | None = None) -> None:
    """Behind a step that sends all drafts of the same person, or before it: each would wait for what the other holds."""
    owner, key = (
        (SelfEvaluation, comment.row)
        if comment.anchor == Anchor.EVALUATION
        else (PerformanceStatement, comment.statement_id)
    )
    list(owner.objects.filter(pk=key).select_for_update(of=("self",), no_key=True).values_list("pk"))
    _send(comment, by, text, request)


def _send(comment: Comment, by, text: str, request: HttpRequest | None) -> None:
    """As if it were written now: of this round, and of the side that its author is on now."""
    _change(
        comment,
        by,
        state=CommentState.OPEN,
        at=timezone.now(),
        round=round_at(spot_on(comment), comment.statement),
        side=side_of(by, comment.statement, comment.unit),
        **({"text": said(text, "批注")} if text.strip() else {}),
    )
    tell_of(comment, by, request)


@transaction.atomic
def rewrite(comment: Comment, *, by, text: str, request: HttpRequest | None = None) -> None:
    _change(comment, by, text=said(text, "批注"))


@transaction.atomic
def discard(comment: Comment, *, by, text: str = "", request: HttpRequest | None = None) -> None:
    deleted, _ = Comment.objects.drafts_of(by).filter(pk=comment.pk).delete()
    _refuse_overtaken(deleted)


def send_all(
    comments: CommentQuerySet, statement: PerformanceStatement, *, by, request: HttpRequest | None = None
) -> int:
    """Those of the comments on a text that this person keeps as drafts, in its round; the caller holds what they are on.

    Tells how many.
    """
    found = list(comments.drafts_of(by).select_related("unit").order_by("pk"))
    for comment in found:
        comment.statement = statement
        _send(comment, by, "", request)
    return len(found)


def _change(comment: Comment, by, **values) -> None:
    """The conditional update decides between two pages of the same author."""
    _refuse_overtaken(Comment.objects.drafts_of(by).filter(pk=comment.pk).update(**values))
    for name, value in values.items():
        setattr(comment, name, value)


def _refuse_overtaken(changed: int) -> None:
    if not changed:
        raise Overtaken("这条草稿已经发出或删除，请刷新后再办理。")
