"""What a reviewer keeps while reading is nobody else's until the text goes back, or until it is sent."""

import pytest
from django.urls import reverse

from departments.models import Membership
from departments.permissions.roles import Role
from departments.trail.entry import TrailEntry
from performance.comments.anchors import Spot
from performance.comments.drafts import discard, rewrite, send
from performance.comments.services import add_comment
from performance.models import Action, Anchor, Comment, CommentState, Notice, Side, StatementState, UnitState
from performance.steps.refusals import Overtaken, Refused
from performance.workflow.services import perform
from tests.factories import a_member

pytestmark = pytest.mark.usefixtures("nothing_found")
PEOPLE = ("filler", "chief", "section", "performance")


def a_draft(cast, by=None, text="依据？"):
    spot = Spot(Anchor.PROJECT, cast.statement.projects.get().pk)
    return add_comment(cast.statement, by=by or cast.section, text=text, spot=spot, draft=True)


def take(cast, action, by, *, unit=None):
    subject = cast.share_of(unit) if unit else cast.statement
    return perform(subject, action, by=by, expected_version=subject.version, reason="请完善")


@pytest.fixture
def reviewed(cast):
    return cast.put(statement=StatementState.FIRST_REVIEW, units=UnitState.PASSED)


def test_a_draft_is_seen_by_its_author_alone_and_told_to_nobody(cast):
    a_draft(cast)
    seen = {name for name in PEOPLE if Comment.objects.visible_to(getattr(cast, name)).exists()}
    assert seen == {"section"}
    assert not Notice.objects.exists()
    assert not TrailEntry.objects.filter(action="comment").exists()


def test_a_return_sends_the_drafts_of_whoever_returns(reviewed):
    own, of_another = a_draft(reviewed), a_draft(reviewed, by=reviewed.performance)
    take(reviewed, Action.RETURN, reviewed.section)
    states = dict(Comment.objects.values_list("pk", "state"))
    assert states == {own.pk: CommentState.OPEN, of_another.pk: CommentState.DRAFT}
    sent = Comment.objects.get(pk=own.pk)
    assert (sent.round, sent.side) == (1, Side.FINANCE)
    assert sent.at > own.at
    assert Notice.objects.filter(recipient=reviewed.filler, text__contains="依据？").exists()


def test_a_share_that_goes_back_takes_the_drafts_on_its_projects_along(cast):
    cast.put(units=UnitState.SUBMITTED)
    on_project = a_draft(cast, by=cast.chief)
    on_text = add_comment(cast.statement, by=cast.chief, text="另行说明", draft=True)
    take(cast, Action.RETURN, cast.chief, unit=cast.busy)
    states = dict(Comment.objects.values_list("pk", "state"))
    assert states == {on_project.pk: CommentState.OPEN, on_text.pk: CommentState.DRAFT}


@pytest.mark.parametrize(
    ("action", "sentence"), [("退回", "您的1条批注草稿将一并发出"), ("通过", "没有发出")]
)
def test_the_steps_say_what_becomes_of_drafts(reviewed, client, action, sentence):
    client.force_login(reviewed.section)
    page = reverse("statement", args=[reviewed.statement_pk])
    assert sentence not in client.get(page).text
    a_draft(reviewed)
    offers = client.get(page).context["panel"].offers
    (said,) = {offer.cautions for offer in offers if action in offer.step.label}
    assert sentence in "".join(said)


def test_a_draft_is_written_anew_sent_and_thrown_away_by_its_page(reviewed, client):
    comment = a_draft(reviewed)
    client.force_login(reviewed.section)

    def go(move, **said):
        return client.post(reverse("comment_move", args=[comment.pk, move]), said)

    go("rewrite", text="请附合同。")
    assert Comment.objects.get().text == "请附合同。"
    go("send", text="请附合同和清单。")
    assert Comment.objects.get().state == CommentState.OPEN
    assert Comment.objects.get().text == "请附合同和清单。"
    assert "已经发出或删除" in client.get(go("discard").url).text
    assert Comment.objects.count() == 1


@pytest.mark.parametrize("move", ["rewrite", "send", "discard"])
def test_nobody_else_finds_a_draft(reviewed, client, move):
    comment = a_draft(reviewed)
    for name in ("filler", "chief", "performance"):
        client.force_login(getattr(reviewed, name))
        answer = client.post(reverse("comment_move", args=[comment.pk, move]), {"text": "另说"})
        assert answer.status_code == 404
    assert (Comment.objects.get().state, Comment.objects.get().text) == (CommentState.DRAFT, "依据？")


def test_of_two_pages_of_an_author_the_later_is_told(cast):
    first = a_draft(cast)
    second = Comment.objects.get()
    send(first, by=cast.section)
    for move in (lambda: send(second, by=cast.section), lambda: discard(second, by=cast.section)):
        with pytest.raises(Overtaken, match="已经发出或删除"):
            move()
    with pytest.raises(Refused, match="请填写"):
        rewrite(a_draft(cast), by=cast.section, text=" ")


def test_who_has_left_sends_nothing(cast):
    comment = a_draft(cast)
    Membership.objects.filter(user=cast.section).delete()
    with pytest.raises(Refused, match="没有办理批注的任职"):
        send(comment, by=cast.section)
    assert Comment.objects.get().state == CommentState.DRAFT


def test_a_colleague_takes_over_no_drafts(cast):
    a_draft(cast)
    colleague = a_member(Role.FINANCE_SECTION_REVIEWER, at=cast.department.office)
    assert not Comment.objects.visible_to(colleague).exists()
