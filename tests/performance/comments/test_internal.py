"""What reviewers of one side write to one another is read by nobody else, whichever way is tried."""

from io import BytesIO
from zipfile import ZipFile

import pytest
from django.urls import reverse

from departments.models import Membership
from departments.permissions.roles import Role
from departments.trail.entry import TrailEntry
from performance.comments.anchors import Spot
from performance.comments.services import add_comment, answer
from performance.exporting.statement_file import DOWNLOADS
from performance.models import Anchor, Audience, Comment, Notice, StatementState, UnitState
from performance.steps.refusals import Refused
from performance.workflow.context import StepContext
from performance.workflow.guards import comments_answered
from tests.factories import a_member

pytestmark = pytest.mark.usefixtures("nothing_found")
SECRET = "此项目拟压减三成"
READERS = {"section": {"section", "performance"}, "chief": {"chief"}}
EVERYBODY = ("filler", "chief", "section", "performance", "nobody")


@pytest.fixture(params=READERS)
def told(request, cast):
    """By whom it was written, with the comment, on a project of the filler's unit."""
    cast.put(statement=StatementState.FIRST_REVIEW, units=UnitState.PASSED)
    spot = Spot(Anchor.PROJECT, cast.statement.projects.get().pk, "budget")
    by = getattr(cast, request.param)
    comment = add_comment(cast.statement, by=by, text=SECRET, spot=spot, audience=Audience.COLLEAGUES)
    return request.param, comment


def outsiders(author):
    return [name for name in EVERYBODY if name not in READERS[author]]


def test_only_colleagues_see_it(cast, told):
    author, _ = told
    seen = {name for name in EVERYBODY if Comment.objects.visible_to(getattr(cast, name)).exists()}
    assert seen == READERS[author]


@pytest.mark.parametrize(
    "page", ["statement", "entry", "entry_check", "entry_project", "comment_new", "home"]
)
def test_no_page_of_others_says_anything_of_it(cast, told, client, page):
    author, comment = told
    keys = {"entry_project": [cast.statement_pk, comment.row], "home": []}.get(page, [cast.statement_pk])
    for name in outsiders(author):
        client.force_login(getattr(cast, name))
        text = client.get(reverse(page, args=keys)).text
        assert SECRET not in text
        assert f"comment-{comment.pk}" not in text
        assert "条待答复" not in text


def test_its_page_shows_it_to_a_colleague_with_its_mark(cast, told, client):
    author, _ = told
    client.force_login(getattr(cast, author))
    text = client.get(reverse("statement", args=[cast.statement_pk])).text
    assert SECRET in text
    assert "内部意见</span>" in text


def test_the_interface_tells_others_nothing(cast, told, client):
    author, comment = told
    for name in outsiders(author):
        client.force_login(getattr(cast, name))
        listed = client.get("/api/v1/comments/", {"statement": cast.statement_pk})
        one = client.get(f"/api/v1/comments/{comment.pk}/")
        assert listed.json()["results"] == []
        assert one.status_code == 404


def test_nobody_else_can_answer_it(cast, told, client):
    author, comment = told
    for name in outsiders(author):
        client.force_login(getattr(cast, name))
        said = client.post(reverse("comment_move", args=[comment.pk, "answer"]), {"text": "说明"})
        assert said.status_code == 404
    assert not comment.replies.exists()


def test_no_notice_goes_to_others_and_the_trail_keeps_the_words_to_itself(cast, told):
    author, comment = told
    answer(comment, by=getattr(cast, author), text=f"同意，{SECRET}")
    others = [getattr(cast, name) for name in outsiders(author)]
    assert not Notice.objects.filter(recipient__in=others).exists()
    assert not TrailEntry.objects.filter(details__contains=SECRET).exists()


def test_no_file_that_others_take_out_holds_it(cast, told, client):
    author, _ = told
    for name in outsiders(author):
        client.force_login(getattr(cast, name))
        opinion = client.get(reverse("statement_opinion", args=[cast.statement_pk, "docx"]))
        workbook = client.get(reverse("download", args=[cast.statement_pk, DOWNLOADS[0]]))
        assert {opinion.status_code, workbook.status_code} <= {200, 404}
        for file in (opinion, workbook):
            assert file.status_code == 404 or SECRET not in words_of(file)


def words_of(file):
    """All that the parts of an office file say."""
    with ZipFile(BytesIO(file.content)) as parts:
        return "".join(parts.read(name).decode(errors="replace") for name in parts.namelist())


def test_it_stands_in_nobodys_way(cast, told):
    share = cast.share_of(cast.busy)
    assert list(comments_answered(StepContext(cast.statement, share, None, cast.filler))) == []


def test_who_has_left_the_side_reads_no_more_of_it(cast, told):
    author, comment = told
    person = getattr(cast, author)
    Membership.objects.filter(user=person).delete()
    assert not Comment.objects.visible_to(person).exists()
    Membership.objects.create(user=person, role=Role.FILLER, unit=cast.busy)
    assert not Comment.objects.visible_to(person).filter(pk=comment.pk).exists()


def test_those_of_another_office_are_no_colleagues(cast, told):
    assert not Comment.objects.visible_to(a_member(Role.FINANCE_SECTION_REVIEWER)).exists()


def test_a_filler_has_no_colleagues_to_write_to(cast):
    with pytest.raises(Refused, match="由审核人写给"):
        add_comment(cast.statement, by=cast.filler, text="?", audience=Audience.COLLEAGUES)
