"""Comments: a page to write one, and the buttons beside those that are there."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db.models import TextChoices
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from departments.trail.writing import record_refusal
from indicators.models import Indicator
from performance.comments.anchors import Spot, row_at
from performance.comments.services import add_comment, answer, reopen, resolve
from performance.models import Anchor, Comment
from performance.statement_pages.comment_board import field_choices, row_choices, spot_of
from performance.statement_pages.context import visible_statement
from performance.steps.refusals import Refused
from performance.views.comments.forms import CommentForm


class Move(TextChoices):
    ANSWER = "answer", "答复"
    RESOLVE = "resolve", "标为已解决"
    REOPEN = "reopen", "重新打开"


VERBS = {Move.ANSWER: answer, Move.RESOLVE: resolve, Move.REOPEN: reopen}


class MoveConverter:
    regex = "|".join(Move.values)

    def to_python(self, value):
        return Move(value)

    def to_url(self, value):
        return Move(value).value


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def comment_new(request, pk):
    """``?at=project:12:`` offers that row with its fields and indicators; without it, every row of the text."""
    statement = visible_statement(request.user, pk)
    at = spot_of(request.GET.get("at", ""))
    try:
        form = CommentForm(request.POST or None, choices=_choices(statement, at, request.user))
    except Refused as refusal:
        messages.error(request, str(refusal))
        return redirect("statement", pk)
    if form.is_valid():
        spot = spot_of(form.cleaned_data["spot"])
        try:
            add_comment(
                statement, by=request.user, text=form.cleaned_data["text"], spot=spot, request=request
            )
        except Refused as refusal:
            _refused(request, statement, refusal)
        else:
            messages.success(request, "批注已保存，并已通知对方。")
            return redirect(back_from(request, statement))
    context = {"statement": statement, "form": form, "at": at, "back": back_from(request, statement)}
    return render(request, "performance/comments/comment_new.html", context)


@never_cache
@login_required
@require_POST
def comment_move(request, pk, move):
    comments = Comment.objects.visible_to(request.user).select_related(
        "statement__department", "unit", "author"
    )
    comment = get_object_or_404(comments, pk=pk)
    text = request.POST.get("text", "")
    try:
        VERBS[move](comment, by=request.user, text=text, request=request)
    except Refused as refusal:
        _refused(request, comment.statement, refusal)
    else:
        messages.success(request, f"批注目前为“{comment.get_state_display()}”。")
    return redirect(f"{back_from(request, comment.statement)}#comment-{comment.pk}")


def back_from(request, statement):
    """The page that the reader came from, if it is one of ours."""
    wanted = request.POST.get("next") or request.GET.get("next", "")
    if url_has_allowed_host_and_scheme(
        wanted, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    ):
        return wanted
    return reverse("statement", args=[statement.pk])


def _refused(request, statement, refusal):
    for reason in refusal.reasons:
        messages.error(request, reason)
    record_refusal(by=request.user, subject=statement, details=f"批注：{refusal}", request=request)


def _choices(statement, at, user):
    if at is None:
        return row_choices(statement, statement.projects.visible_to(user))
    row, _ = row_at(Spot(at.anchor, at.row), statement, user)
    indicators = ()
    if at.anchor in (Anchor.PROJECT, Anchor.GOAL):
        rows = Indicator.objects.filter(family__tree=row.tree_id)
        indicators = rows.order_by("family__position", "family_id", "position", "pk")
    return field_choices(at, row, indicators, statement)
