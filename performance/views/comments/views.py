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
from performance.comments.services import add_comment, answer, reopen, resolve, side_among
from performance.http.whole_numbers import whole_number
from performance.models import Anchor, Audience, Comment, CommentState, StockRemark
from performance.models.comments import COLLEAGUES
from performance.statement_pages.comment_board import field_choices, row_choices, spot_of, word_of
from performance.statement_pages.commented_cell import bearer_of, spot_at
from performance.statement_pages.context import visible_statement
from performance.steps.refusals import Refused
from performance.views.comments.forms import CommentForm
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
    """``?at=project:12:`` offers that row with its fields and indicators; without it, every row of the text.

    ``?cell=`` names a printed cell of the version that the page shows (``commented_cell``).
    """
    statement = visible_statement(request.user, pk)
    try:
        at, chosen = _asked_for(request, statement)
        form = _form(request, statement, at, chosen)
    except Refused as refusal:
        messages.error(request, str(refusal))
        return redirect("statement", pk)
    if form.is_valid():
        try:
            comment = _written(request, statement, form.cleaned_data)
        except Refused as refusal:
            if _asks_in_place(request):
                return JsonResponse({"problems": list(refusal.reasons)})
            _refused(request, statement, refusal)
        else:
            return _answered(request, comment)
    if form.errors and _asks_in_place(request):
        return JsonResponse({"problems": [said for errors in form.errors.values() for said in errors]})
    context = {
        "statement": statement,
        "form": form,
        "at": at,
        "back": back_from(request, statement),
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


def _form(request, statement, at, chosen):
    side = side_among(roles_here(request.user, statement).anywhere)
    return CommentForm(
        request.POST or None,
        choices=_choices(statement, at, request.user),
        stock=StockRemark.objects.visible_to(request.user).filter(office=statement.department.office_id),
        reviews=side in COLLEAGUES,
        initial={"spot": word_of(chosen)} if chosen else None,
    )


def _written(request, statement, given):
    return add_comment(
        statement,
        by=request.user,
        text=given["text"],
        spot=spot_of(given["spot"]),
        audience=Audience(given.get("audience") or Audience.EVERYBODY),
        draft="draft" in request.POST,
        request=request,
    )


def _answered(request, comment):
    """To the page that was left for it; a page that stays shows the comment itself."""
    if not _asks_in_place(request):
        messages.success(request, _told(comment))
        return redirect(f"{back_from(request, comment.statement)}#comment-{comment.pk}")
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
    text = request.POST.get("text", "")
    try:
        VERBS[move](comment, by=request.user, text=text, request=request)
    except Refused as refusal:
        _refused(request, comment.statement, refusal)
        return redirect(f"{back_from(request, comment.statement)}#comment-{comment.pk}")
    if move == Move.DISCARD:
        messages.success(request, "批注草稿已删除。")
        return redirect(f"{back_from(request, comment.statement)}#comments-heading")
    messages.success(request, f"批注目前为“{comment.get_state_display()}”。")
    return redirect(f"{back_from(request, comment.statement)}#comment-{comment.pk}")


def _number(word):
    return whole_number(word, 0)


def back_from(request, statement):
    """The page that the reader came from, if it is one of ours: a word alone would be taken for the name of a view."""
    wanted = request.POST.get("next") or request.GET.get("next", "")
    ours = {"allowed_hosts": {request.get_host()}, "require_https": request.is_secure()}
    if wanted.startswith("/") and url_has_allowed_host_and_scheme(wanted, **ours):
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
