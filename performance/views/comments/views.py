"""Comments: a page to write one, and the buttons beside those that are there."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db.models import TextChoices
from django.http import JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from departments.trail.writing import record_refusal
from indicators.models import Indicator
from performance.comments.anchors import Spot, row_at
from performance.comments.drafts import discard, rewrite, send
from performance.comments.services import (
    add_comment,
    answer,
    page_of,
    paper_of,
    reopen,
    resolve,
    side_among,
)
from performance.http.whole_numbers import whole_number
from performance.models import Anchor, Audience, Comment, CommentState, StockRemark
from performance.models.comments import COLLEAGUES
from performance.self_evaluation.commenting import comment_on_card
from performance.self_evaluation.services import card_of
from performance.statement_pages.comment_board import field_choices, row_choices, spot_of, word_of
from performance.statement_pages.commented_cell import bearer_of, spot_at
from performance.statement_pages.context import visible_statement
from performance.steps.refusals import Refused
from performance.views.comments.forms import CommentForm
from performance.views.self_evaluation.commented import choices_of
from performance.workflow.offers import roles_here


class Move(TextChoices):
    ANSWER = "answer", "答复"
    RESOLVE = "resolve", "标为已解决"
    REOPEN = "reopen", "重新打开"
    SEND = "send", "发出"
    REWRITE = "rewrite", "改写"
    DISCARD = "discard", "删除草稿"


VERBS = {
    Move.ANSWER: answer,
    Move.RESOLVE: resolve,
    Move.REOPEN: reopen,
    Move.SEND: send,
    Move.REWRITE: rewrite,
    Move.DISCARD: discard,
}


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
    """``?at=project:12:`` offers that row with its fields and indicators, ``?at=evaluation:12:`` a card with its fields;
    without it, every row of the text.

    ``?cell=`` names a printed cell of the version that the page shows (``commented_cell``).
    """
    statement = visible_statement(request.user, pk)
    try:
        at, chosen = _asked_for(request, statement)
        card = _card(at, statement, request.user)
        form = _form(request, statement, _choices(statement, at, card, request.user), chosen)
    except Refused as refusal:
        messages.error(request, str(refusal))
        return redirect("statement", pk)
    if form.is_valid():
        try:
            comment = _written(request, statement, card, form.cleaned_data)
        except Refused as refusal:
            if _asks_in_place(request):
                return JsonResponse({"problems": list(refusal.reasons)})
            _refused(request, card or statement, refusal)
        else:
            return _answered(request, comment)
    if form.errors and _asks_in_place(request):
        return JsonResponse({"problems": [said for errors in form.errors.values() for said in errors]})
    context = {
        "statement": statement,
        "card": card,
        "form": form,
        "at": at,
        "back": back_or(request, reverse("evaluation", args=[card.pk]))
        if card
        else back_from(request, statement),
        "reviews": "audience" in form.fields,
    }
    return render(request, "performance/comments/comment_new.html", context)


def _asked_for(request, statement):
    """The row whose fields are offered, and the place that is chosen among them."""
    if cell := request.GET.get("cell"):
        spot = spot_at(statement, request.user, cell, _number(request.GET.get("version")))
        return bearer_of(spot, statement, request.user), spot
    at = spot_of(request.GET.get("at", ""))
    return at, at


def _card(at, statement, user):
    """The card that is written about, if it is one. Raises Refused where the user sees none."""
    if at is None or at.anchor is not Anchor.EVALUATION:
        return None
    card, _ = row_at(Spot(at.anchor, at.row), statement, user)
    return card


def _form(request, statement, choices, chosen):
    side = side_among(roles_here(request.user, statement).anywhere)
    return CommentForm(
        request.POST or None,
        choices=choices,
        stock=StockRemark.objects.visible_to(request.user).filter(office=statement.department.office_id),
        reviews=side in COLLEAGUES,
        initial={"spot": word_of(chosen)} if chosen else None,
    )


def _written(request, statement, card, given):
    spot = spot_of(given["spot"])
    arguments = {
        "by": request.user,
        "text": given["text"],
        "audience": Audience(given.get("audience") or Audience.EVERYBODY),
        "draft": "draft" in request.POST,
        "request": request,
    }
    if card:
        return comment_on_card(card, field=spot.field, **arguments)
    return add_comment(statement, spot=spot, **arguments)


def _answered(request, comment):
    """To the page that was left for it; a page that stays shows the comment itself."""
    if not _asks_in_place(request):
        messages.success(request, _told(comment))
        return redirect(f"{back_or(request, page_of(comment))}#comment-{comment.pk}")
    return JsonResponse(
        {
            "said": _told(comment),
            "state": comment.state,
            "label": comment.get_state_display(),
            "place": comment.place,
            "text": comment.text,
        },
        status=201,
    )


def _asks_in_place(request):
    return request.headers.get("Accept") == "application/json"


def _told(comment):
    if comment.state == CommentState.DRAFT:
        return "批注草稿已保存，退回时一并发出；也可以随时单独发出。"
    if comment.audience == Audience.COLLEAGUES:
        return "内部意见已保存，只有本方审核人看得到。"
    return "批注已保存，并已通知对方。"


@never_cache
@login_required
@require_POST
def comment_move(request, pk, move):
    comments = Comment.objects.visible_to(request.user).select_related(
        "statement__department", "unit", "author"
    )
    comment = get_object_or_404(comments, pk=pk)
    text, back = request.POST.get("text", ""), back_or(request, page_of(comment))
    try:
        VERBS[move](comment, by=request.user, text=text, request=request)
    except Refused as refusal:
        _refused(request, paper_of(comment), refusal)
        return redirect(f"{back}#comment-{comment.pk}")
    if move == Move.DISCARD:
        messages.success(request, "批注草稿已删除。")
        return redirect(f"{back}#comments-heading")
    messages.success(request, f"批注目前为“{comment.get_state_display()}”。")
    return redirect(f"{back}#comment-{comment.pk}")


def _number(word):
    return whole_number(word, 0)


def back_from(request, statement):
    return back_or(request, reverse("statement", args=[statement.pk]))


def back_or(request, page):
    """The page that the reader came from, if it is one of ours: a word alone would be taken for the name of a view."""
    wanted = request.POST.get("next") or request.GET.get("next", "")
    ours = {"allowed_hosts": {request.get_host()}, "require_https": request.is_secure()}
    if wanted.startswith("/") and url_has_allowed_host_and_scheme(wanted, **ours):
        return wanted
    return page


def _refused(request, paper, refusal):
    for reason in refusal.reasons:
        messages.error(request, reason)
    record_refusal(by=request.user, subject=paper, details=f"批注：{refusal}", request=request)


def _choices(statement, at, card, user):
    if card:
        return choices_of(card_of(card))
    if at is None:
        return row_choices(statement, statement.projects.visible_to(user))
    row, _ = row_at(Spot(at.anchor, at.row), statement, user)
    indicators = ()
    if at.anchor in (Anchor.PROJECT, Anchor.GOAL):
        rows = Indicator.objects.filter(family__tree=row.tree_id)
        indicators = rows.order_by("family__position", "family_id", "position", "pk")
    return field_choices(at, row, indicators, statement)
