"""The comments of a statement as a reader finds them: where each is printed, and what the reader may do with it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.text import Truncator

from indicators.models import Indicator
from performance.comments.anchors import Spot, label_of, subjects_by_row
from performance.comments.form_fields import fields_of_form
from performance.comments.services import side_among, spot_on
from performance.documents.formats.html.markup import HtmlRemark
from performance.documents.locations import Subject
from performance.entry_forms.field_comments import FormComments
from performance.findings.marked_text import Note
from performance.models import Anchor, Comment, CommentState, PerformanceStatement
from performance.workflow.offers import UserRoles
from projects.models import BudgetProject

ANSWERABLE = (CommentState.OPEN, CommentState.ANSWERED)
CLOSED = (CommentState.ANSWERED, CommentState.RESOLVED)


@dataclass(frozen=True)
class ShownComment:
    """``cell_id`` names the printed place, if the row is still there."""

    comment: Comment
    may_answer: bool
    may_close: bool
    may_reopen: bool
    may_send: bool = False
    subject: Subject | None = None
    cell_id: str = ""


Subjects = dict[tuple[Anchor, int], Subject]
INVITING = (Anchor.SECTION, Anchor.GOAL, Anchor.PROJECT)


Comments = Mapping[Spot, Sequence[Comment]]


def subjects_of(
    statement: PerformanceStatement,
    projects: Iterable[BudgetProject],
    comments: Comments,
    user_roles: UserRoles,
) -> Subjects:
    """The rows that have comments, and those that invite the reader to write some; no others need be read."""
    anchors = {spot.anchor for spot in comments}
    if side_among(user_roles.anywhere) is not None:
        anchors.update(INVITING)
    return subjects_by_row(statement, projects, anchors)


def board_of(by_spot: Comments, user_roles: UserRoles, subjects: Subjects) -> tuple[ShownComment, ...]:
    """Those still to be dealt with before the others; ``subjects`` are the rows that the page prints."""
    shown = [
        _shown(comment, user_roles, _subject(spot, subjects))
        for spot, comments in by_spot.items()
        for comment in comments
    ]
    order: list[str] = list(CommentState)
    return tuple(sorted(shown, key=lambda one: (order.index(one.comment.state), one.comment.pk)))


def board_of_form(comments: FormComments, user_roles: UserRoles) -> tuple[ShownComment, ...]:
    """The board of what a form asks for: the place of a comment is its field."""
    ids = {spot: f"f-{name}" for spot, name in comments.names.items()}
    return board_beside(comments.by_spot, ids, user_roles)


def board_beside(
    by_spot: Comments, ids: Mapping[Spot, str], user_roles: UserRoles
) -> tuple[ShownComment, ...]:
    """With the places of a page that is no print."""
    board = board_of(by_spot, user_roles, {})
    return tuple(replace(shown, cell_id=ids.get(spot_on(shown.comment), "")) for shown in board)


def _subject(spot: Spot, subjects: Subjects) -> Subject | None:
    row = subjects.get((spot.anchor, spot.row or 0))
    return row and replace(row, field=spot.field)


def _shown(comment: Comment, user_roles: UserRoles, subject: Subject | None) -> ShownComment:
    side = side_among(user_roles.anywhere if comment.unit_id is None else user_roles.over(comment.unit_id))
    own = side == comment.side
    return ShownComment(
        comment,
        may_answer=side is not None and comment.state in ANSWERABLE,
        may_close=own and comment.state in ANSWERABLE,
        may_reopen=own and comment.state in CLOSED,
        may_send=comment.state == CommentState.DRAFT and side is not None,
        subject=subject,
    )


def notes_of(board: Sequence[ShownComment]) -> list[Note]:
    """What stands in the print of each comment that has a printed place, in the order of the board."""
    return [Note(shown.subject, _remark(shown.comment)) for shown in board if shown.subject]


def _remark(comment: Comment) -> HtmlRemark:
    title = f"{comment.get_side_display()}：{Truncator(comment.text).chars(80)}"
    return HtmlRemark(f"#comment-{comment.pk}", f"批注（{comment.get_state_display()}）", title)


def invitations(statement: PerformanceStatement, user_roles: UserRoles, subjects: Subjects) -> list[Note]:
    """A link to comment on each larger part of the print, for whoever may comment at all."""
    if side_among(user_roles.anywhere) is None:
        return []
    page = reverse("comment_new", args=[statement.pk])
    return [
        Note(
            replace(subject, field="name" if anchor == Anchor.PROJECT else "text"),
            HtmlRemark(f"{page}?at={word_of(Spot(anchor, pk))}", "批注…", f"对本{anchor.label}写批注"),
        )
        for (anchor, pk), subject in subjects.items()
        if anchor in INVITING
    ]


def placed(board: Sequence[ShownComment], cell_ids: Sequence[str]) -> tuple[ShownComment, ...]:
    """The board with the printed places that the notes have found."""
    found = iter(cell_ids)
    return tuple(replace(shown, cell_id=next(found)) if shown.subject else shown for shown in board)


Choices = list[tuple[str, list[tuple[str, str]]]]
IN_GRID = ("value", "description", "basis")


def row_choices(statement: PerformanceStatement, projects: QuerySet[BudgetProject]) -> Choices:
    """Every row of a statement with rows or fields of its own, by kind."""
    kinds = (
        (Anchor.SECTION, statement.sections.all()),
        (Anchor.GOAL, statement.goals.all()),
        (Anchor.FUNDING, statement.funding.all()),
        (Anchor.PROJECT, projects),
    )
    choices = [(Anchor.STATEMENT.label, [(word_of(Spot()), Anchor.STATEMENT.label)])]
    for anchor, rows in kinds:
        words = [(word_of(Spot(anchor, row.pk)), Truncator(row).chars(60)) for row in rows]
        choices.append((anchor.label, words))
    return [(label, words) for label, words in choices if words]


def field_choices(
    spot: Spot, row, indicators: Sequence[Indicator], statement: PerformanceStatement
) -> Choices:
    """A row, its fields as the form has them, and the fields of its indicators."""
    anchor = Anchor(spot.anchor)
    form = (statement.province, statement.edition, statement.form, getattr(row, "form", ""))
    in_grid = [name for name in IN_GRID if name in fields_of_form(Anchor.INDICATOR, *form)]
    whole = (word_of(replace(spot, field="")), f"整个{anchor.label}")
    choices = [(Truncator(row).chars(60), [whole, *_fields(spot, fields_of_form(anchor, *form))])]
    for indicator in indicators:
        at = Spot(Anchor.INDICATOR, indicator.pk)
        words = [(word_of(at), "整行"), *_fields(at, in_grid)]
        choices.append((f"指标 {Truncator(indicator).chars(60)}", words))
    return choices


def _fields(spot: Spot, names: Sequence[str]) -> list[tuple[str, str]]:
    return [(word_of(replace(spot, field=name)), label_of(spot.anchor, name)) for name in names]


def word_of(spot: Spot) -> str:
    """The spot as a form sends it."""
    return f"{Anchor(spot.anchor).value}:{spot.row or ''}:{spot.field}"


def spot_of(word: str) -> Spot | None:
    """The reverse of ``word_of``; None for what is no spot."""
    anchor, _, rest = word.partition(":")
    row, _, field = rest.partition(":")
    if anchor not in Anchor.values or not (row == "" or (row.isdecimal() and len(row) < 19)):
        return None
    return Spot(Anchor(anchor), int(row) if row else None, field)
