"""What a reviewer writes while reading and keeps until the text goes back: sent, written anew or thrown away."""

from __future__ import annotations

from django.db import transaction
from django.http import HttpRequest
from django.utils import timezone

from departments.models import BudgetUnit
from performance.comments.services import said, side_of, tell_of
from performance.models import Comment, CommentState, PerformanceStatement
from performance.steps.refusals import Overtaken


@transaction.atomic
def send(comment: Comment, *, by, text: str = "", request: HttpRequest | None = None) -> None:
    """As if it were written now: of this round, and of the side that its author is on now."""
    _change(
        comment,
        by,
        state=CommentState.OPEN,
        at=timezone.now(),
        round=comment.statement.round,
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
    statement: PerformanceStatement,
    *,
    by,
    unit: BudgetUnit | None = None,
    request: HttpRequest | None = None,
) -> int:
    """Those of one person on a text, or on a unit's projects alone; in the caller's transaction. Tells how many."""
    drafts = Comment.objects.drafts_of(by).filter(statement=statement)
    if unit:
        drafts = drafts.filter(unit=unit)
    found = list(drafts.select_related("unit").order_by("pk"))
    for comment in found:
        comment.statement = statement
        send(comment, by=by, request=request)
    return len(found)


def _change(comment: Comment, by, **values) -> None:
    """The conditional update decides between two pages of the same author."""
    _refuse_overtaken(Comment.objects.drafts_of(by).filter(pk=comment.pk).update(**values))
    for name, value in values.items():
        setattr(comment, name, value)


def _refuse_overtaken(changed: int) -> None:
    if not changed:
        raise Overtaken("这条草稿已经发出或删除，请刷新后再办理。")
