"""Comments on a statement, on a row of it or on one field of a row: made, answered, resolved, reopened."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from django.contrib.auth import get_user_model
from django.db import transaction
from django.db.models import Prefetch, QuerySet
from django.http import HttpRequest
from django.urls import reverse

from departments.models import BudgetUnit, Membership
from departments.permissions.roles import Role
from departments.trail.entry import Action as Trailed
from departments.trail.writing import record as record_in_trail
from performance.comments.anchors import WHOLE, Spot, place_of, row_at
from performance.models import (
    Action,
    Anchor,
    Audience,
    Comment,
    CommentReply,
    CommentState,
    EvaluationEvent,
    NoticeKind,
    PerformanceStatement,
    SelfEvaluation,
    Side,
)
from performance.models.comments import COLLEAGUES
from performance.notifications.matters import comment_on
from performance.notifications.services import notify, settle, settle_own
from performance.steps.people import roles_of
from performance.steps.refusals import Overtaken, Refused

# Whoever holds several roles speaks for the one that stands first.
SIDE_OF_ROLE = {
    Role.PERFORMANCE_SECTION_REVIEWER: Side.FINANCE,
    Role.FINANCE_SECTION_REVIEWER: Side.FINANCE,
    Role.DEPARTMENT_REVIEWER: Side.DEPARTMENT,
    Role.FILLER: Side.UNIT,
}


@dataclass(frozen=True)
class CommentPlace:
    """Where a comment is to hang, and in ``words`` that outlive the row."""

    statement: PerformanceStatement
    unit: BudgetUnit | None
    spot: Spot
    words: str


@transaction.atomic
def add_comment(
    statement: PerformanceStatement,
    *,
    by,
    text: str,
    spot: Spot = WHOLE,
    audience: Audience = Audience.EVERYBODY,
    draft: bool = False,
    request: HttpRequest | None = None,
) -> Comment:
    """Raises Refused if the spot is not in what the user may see of the statement. Of a draft nobody is told."""
    row, unit = row_at(spot, statement, by)
    place = CommentPlace(statement, unit, spot, place_of(spot, row))
    return write_at(place, by=by, text=text, audience=audience, draft=draft, request=request)


def write_at(
    place: CommentPlace,
    *,
    by,
    text: str,
    audience: Audience = Audience.EVERYBODY,
    draft: bool = False,
    request: HttpRequest | None = None,
) -> Comment:
    """``add_comment`` for whoever knows that the user sees the place; in the caller's transaction."""
    side = side_of(by, place.statement, place.unit)
    if audience == Audience.COLLEAGUES and side not in COLLEAGUES:
        raise Refused("内部意见由审核人写给同一方的审核人，填报人请写给各方。")
    comment = Comment.objects.create(
        statement=place.statement,
        unit=place.unit,
        anchor=place.spot.anchor,
        row=place.spot.row,
        field=place.spot.field,
        place=place.words,
        text=said(text, "批注"),
        author_id=by.pk,
        side=side,
        state=CommentState.DRAFT if draft else CommentState.OPEN,
        audience=audience,
        round=round_at(place.spot, place.statement),
    )
    if not draft:
        tell_of(comment, by, request)
    return comment


def round_at(spot: Spot, statement: PerformanceStatement) -> int:
    if spot.anchor != Anchor.EVALUATION:
        return statement.round
    submitted = EvaluationEvent.objects.filter(evaluation=spot.row, action=Action.SUBMIT)
    return max(1, submitted.count())


def tell_of(comment: Comment, by, request: HttpRequest | None) -> None:
    """Of a comment that has just been made known. Among reviewers of one side it waits until they look."""
    people = _concerned(comment) if comment.audience == Audience.EVERYBODY else ()
    _tell(comment, NoticeKind.COMMENTED, people, by, comment.text, request)


@transaction.atomic
def answer(comment: Comment, *, by, text: str, request: HttpRequest | None = None) -> CommentReply:
    """Say something to a comment; said from another side, it answers an open one."""
    side = side_of(by, comment.statement, comment.unit)
    state = comment.state
    if state == CommentState.OPEN and side != comment.side:
        state = CommentState.ANSWERED
    return _move(comment, (CommentState.OPEN, CommentState.ANSWERED), state, by, said(text, "答复"), request)


@transaction.atomic
def resolve(comment: Comment, *, by, text: str = "", request: HttpRequest | None = None) -> CommentReply:
    _refuse_other_side(comment, by)
    return _move(
        comment, (CommentState.OPEN, CommentState.ANSWERED), CommentState.RESOLVED, by, text.strip(), request
    )


@transaction.atomic
def reopen(comment: Comment, *, by, text: str, request: HttpRequest | None = None) -> CommentReply:
    """Back to open: an answer that does not satisfy, or a matter that turned out not to be resolved."""
    _refuse_other_side(comment, by)
    states = (CommentState.ANSWERED, CommentState.RESOLVED)
    return _move(comment, states, CommentState.OPEN, by, said(text, "重新打开的理由"), request)


def comments_by_spot(statement: PerformanceStatement, user) -> dict[Spot, list[Comment]]:
    """What a page shows beside each row or field. A comment whose row is gone has a spot that no page shows: ``place`` says where."""
    return by_spot(Comment.objects.visible_to(user).on_text(statement))


def by_spot(comments: QuerySet[Comment]) -> dict[Spot, list[Comment]]:
    found: dict[Spot, list[Comment]] = defaultdict(list)
    replies = Prefetch("replies", CommentReply.objects.select_related("author"))
    for comment in comments.select_related("author").prefetch_related(replies):
        found[spot_on(comment)].append(comment)
    return found


def drafts_among(comments: Mapping[Spot, Iterable[Comment]], user) -> list[int | None]:
    """Of each that the user keeps as a draft, the unit whose project it is on."""
    return [
        comment.unit_id
        for texts in comments.values()
        for comment in texts
        if comment.state == CommentState.DRAFT and comment.author_id == user.pk
    ]


def spot_on(comment: Comment) -> Spot:
    return Spot(Anchor(comment.anchor), comment.row, comment.field)


def _move(
    comment: Comment,
    sources: tuple[CommentState, ...],
    target: str,
    by,
    text: str,
    request: HttpRequest | None,
) -> CommentReply:
    """The conditional update decides between two who answer at once."""
    if comment.state not in sources:
        raise Refused(f"批注目前为“{comment.get_state_display()}”，不能这样办理。")
    if Comment.objects.filter(pk=comment.pk, state=comment.state).update(state=target) != 1:
        comment.refresh_from_db()
        raise Overtaken(f"批注已由他人办理，目前为“{comment.get_state_display()}”，请刷新后再办理。")
    comment.state = target
    settle(comment_on(comment), _settled_by(comment))
    settle_own(by, comment_on(comment))
    reply = CommentReply.objects.create(comment=comment, text=text, state=target, author_id=by.pk)
    _tell(comment, NoticeKind.ANSWERED, _who_spoke(comment), by, text or reply.get_state_display(), request)
    return reply


def _settled_by(comment: Comment) -> tuple[NoticeKind, ...]:
    """An open comment still asks for an answer; what was said to it before has been followed by this."""
    if comment.state == CommentState.OPEN:
        return (NoticeKind.ANSWERED,)
    return (NoticeKind.COMMENTED, NoticeKind.ANSWERED)


def _who_spoke(comment: Comment) -> list:
    """Those of them who still see the comment: somebody may have left the unit since."""
    spoke = {comment.author, *(reply.author for reply in comment.replies.select_related("author"))}
    return [person for person in spoke if Comment.objects.visible_to(person).filter(pk=comment.pk).exists()]


def _concerned(comment: Comment) -> QuerySet:
    """Finance speaks to the department and the unit, the department to the unit, the unit to the department."""
    roles = [role for role, side in SIDE_OF_ROLE.items() if side != comment.side]
    if comment.side != Side.FINANCE:
        roles = [Role.FILLER] if comment.side == Side.DEPARTMENT else [Role.DEPARTMENT_REVIEWER]
    memberships = Membership.objects.reaching(comment.statement.department, comment.unit).filter(
        role__in=roles
    )
    return get_user_model().objects.filter(memberships__in=memberships).distinct()


def _tell(
    comment: Comment,
    kind: NoticeKind,
    people: Iterable,
    by,
    text: str,
    request: HttpRequest | None,
) -> None:
    notify(
        [person for person in people if person.pk != by.pk],
        kind,
        f"{comment.statement}，{comment.place}：{text}",
        link=page_of(comment),
        about=comment_on(comment),
    )
    words = f"：{text}" if comment.audience == Audience.EVERYBODY else "，内部意见"
    details = f"{comment.place}（{comment.get_state_display()}）{words}"
    record_in_trail(Trailed.COMMENT, by=by, subject=paper_of(comment), details=details, request=request)


def page_of(comment: Comment) -> str:
    """Where the comment is read, and the paper with it."""
    if comment.anchor == Anchor.EVALUATION:
        return reverse("evaluation", args=[comment.row])
    return reverse("statement", args=[comment.statement_id])


def paper_of(comment: Comment) -> PerformanceStatement | SelfEvaluation:
    """What it is a comment on. A card is never deleted."""
    if comment.anchor == Anchor.EVALUATION:
        assert comment.row is not None  # noqa: S101 - only of a whole text it is blank
        return SelfEvaluation.objects.select_related("statement").get(pk=comment.row)
    return comment.statement


def said(text: str, what: str) -> str:
    if not text.strip():
        raise Refused(f"请填写{what}内容。")
    return text.strip()


def side_of(user, statement: PerformanceStatement, unit: BudgetUnit | None) -> Side:
    roles = roles_of(user, statement, unit)
    if unit is None and not roles:
        # A filler sees the whole statement's head, so may also speak about it.
        units = statement.department.units.filter(memberships__user=user.pk, memberships__role=Role.FILLER)
        roles = frozenset({Role.FILLER}) if user.is_active and units.exists() else roles
    side = side_among(roles)
    if side is None:
        raise Refused("您在该部门或单位没有办理批注的任职。")
    return side


def side_among(roles: Collection[Role]) -> Side | None:
    return next((side for role, side in SIDE_OF_ROLE.items() if role in roles), None)


def _refuse_other_side(comment: Comment, user) -> None:
    if side_of(user, comment.statement, comment.unit) != comment.side:
        raise Refused(f"批注由{comment.get_side_display()}提出，须由{comment.get_side_display()}一方办理。")
