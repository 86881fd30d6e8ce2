"""The comments of a card on its page: beside its fields, and all of them below with what the reader may do."""

from collections import defaultdict

from django.urls import reverse
from django.utils.http import urlencode

from performance.comments.anchors import Spot
from performance.comments.services import by_spot, side_among
from performance.entry_forms.field_comments import WAITING, beside_field
from performance.models import Anchor
from performance.self_evaluation.commenting import comments_on, handed_in_unanswered
from performance.self_evaluation.lasting_fields import labels_of_lasting, lasting_fields
from performance.statement_pages.comment_board import board_beside, word_of
from performance.steps.people import roles_of
from performance.workflow.offers import UserRoles


class CommentedCard:
    """``beside`` and ``invites`` go by the names of the page's fields; nobody is invited where they write themselves."""

    def __init__(self, paper, user, *, writes):
        self.row, self.writes = paper.row, writes
        self.roles = roles_of(user, self.row.statement, self.row.unit)
        self.lasting = lasting_fields(paper.content)
        self.by_spot = by_spot(comments_on(self.row, user))
        self.may_comment = side_among(self.roles) is not None

    @property
    def beside(self):
        named = {name: field for field, name in self.lasting.items()}
        found = defaultdict(list)
        for spot, comments in self.by_spot.items():
            found[named.get(spot.field)] += [beside_field(one) for one in comments if one.state in WAITING]
        return found

    @property
    def invites(self):
        if not self.may_comment or self.writes:
            return {}
        page = reverse("comment_new", args=[self.row.statement_id])
        return {field: f"{page}?{self._asked(name)}" for field, name in self.lasting.items()}

    def _asked(self, name):
        spot = Spot(Anchor.EVALUATION, self.row.pk, name)
        return urlencode({"at": word_of(spot), "next": reverse("evaluation", args=[self.row.pk])})

    @property
    def context(self):
        spots = {Spot(Anchor.EVALUATION, self.row.pk, name): field for field, name in self.lasting.items()}
        shown = [one for comments in self.by_spot.values() for one in comments]
        return {
            "comments": board_beside(self.by_spot, spots, UserRoles(self.roles, {})),
            "may_comment": self.may_comment,
            "statement": self.row.statement,
            "own_page": reverse("evaluation", args=[self.row.pk]),
            "commented_at": word_of(Spot(Anchor.EVALUATION, self.row.pk)),
            "unanswered": handed_in_unanswered(self.row, shown),
        }


def choices_of(paper):
    """The whole card and its fields, as the form of a comment offers them."""
    row = paper.row
    words = [
        (word_of(Spot(Anchor.EVALUATION, row.pk, name)), label)
        for name, label in labels_of_lasting(paper.content).items()
    ]
    return [(row.label, [(word_of(Spot(Anchor.EVALUATION, row.pk)), "整张自评表"), *words])]
