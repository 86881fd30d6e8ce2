"""The comments on what a form asks for, and beside which of its fields each stands."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from django.utils.text import Truncator

from performance.comments.anchors import Spot, subjects_by_row, subjects_of_project
from performance.comments.services import comments_by_spot
from performance.documents.locations import Subject
from performance.entry.controls import FieldComment
from performance.entry.placing import field_finder
from performance.entry_forms.opened_form import FormPage
from performance.models import Anchor, Comment, CommentState

WAITING = (CommentState.OPEN, CommentState.ANSWERED)
LONGEST = 200  # characters beside a field


@dataclass(frozen=True)
class FormComments:
    """By spot, as the reader sees them, and the names of the fields beside which they stand."""

    by_spot: Mapping[Spot, Sequence[Comment]]
    names: Mapping[Spot, str]

    @property
    def beside(self) -> dict[str, list[FieldComment]]:
        """By the names of fields, those that are still to be dealt with."""
        found: dict[str, list[FieldComment]] = defaultdict(list)
        for spot, name in self.names.items():
            found[name] += [beside_field(one) for one in self.by_spot[spot] if one.state in WAITING]
        return {name: comments for name, comments in found.items() if comments}


def comments_of(form: FormPage, user) -> FormComments:
    """Of a project's form those on the project, of another those on whatever is no project."""
    found = comments_by_spot(form.statement, user)
    if not found:
        return FormComments({}, {})
    subjects = _subjects(form, {spot.anchor for spot in found})
    find = field_finder(form.sheet, form.owner, form.content)
    own: dict[Spot, list[Comment]] = {}
    names: dict[Spot, str] = {}
    for spot, comments in found.items():
        subject = subjects.get((spot.anchor, spot.row or 0))
        if subject is None and (form.project or spot.anchor is not Anchor.STATEMENT):
            continue  # of another form, or what is left of a row that is gone
        own[spot] = comments
        if subject and (name := find(replace(subject, field=spot.field), "")):
            names[spot] = name
    return FormComments(own, names)


def _subjects(form: FormPage, anchors: set[Anchor]) -> dict[tuple[Anchor, int], Subject]:
    if form.project:
        return subjects_of_project(form.project, form.index)
    return subjects_by_row(form.statement, (), anchors)


def beside_field(comment: Comment) -> FieldComment:
    author = comment.author.get_full_name() or comment.author.get_username()
    excerpt = Truncator(" ".join(comment.text.split())).chars(LONGEST)
    label = f"批注（{comment.get_state_display()}）"
    return FieldComment(f"#comment-{comment.pk}", comment.state, label, f"{author}：{excerpt}")
