"""Comments: where they hang, who sees them, who may answer, resolve and reopen them."""

from dataclasses import replace

import pytest

from departments.models import Membership
from departments.permissions.roles import Role
from indicators.models import Indicator
from performance.comments.services import Spot, add_comment, answer, comments_by_spot, reopen, resolve
from performance.models import Anchor, Comment, CommentState, Notice, Side, UnchangeableRow
from performance.statements.selectors import statement_content
from performance.statements.services import save_content
from performance.steps.refusals import Overtaken, Refused
from tests.factories import a_statement, full_content


@pytest.fixture
def whole(cast):
    """A statement in which there is a row of every kind."""
    save_content(full_content(cast.department), department=cast.department, year=2026)
    return cast


def rows_of(statement):
    project = statement.projects.order_by("position").first()
    return {
        Anchor.STATEMENT: None,
        Anchor.SECTION: statement.sections.first(),
        Anchor.GOAL: statement.goals.first(),
        Anchor.FUNDING: statement.funding.first(),
        Anchor.PROJECT: project,
        Anchor.INDICATOR: Indicator.objects.filter(family__tree=project.tree_id).first(),
    }


FIELDS = {
    Anchor.STATEMENT: ("edition", "全文的“版本”"),
    Anchor.SECTION: ("text", "文字部分“总体绩效目标”的“正文”"),
    Anchor.GOAL: ("text", "部门目标“长期目标 2026—2030年”的“目标内容”"),
    Anchor.FUNDING: ("amount", "资金构成“收入构成 财政拨款”的“当年金额（万元）”"),
    Anchor.PROJECT: ("budget", "的“预算数（万元）”"),
    Anchor.INDICATOR: ("value", "三级指标“科普活动场次 ≥8次”的“指标值”"),
}


@pytest.mark.parametrize("anchor", FIELDS)
def test_a_comment_hangs_on_a_row_or_a_field_of_it(anchor, whole):
    row = rows_of(whole.statement)[anchor]
    field, place = FIELDS[anchor]
    spot = Spot(anchor, row and row.pk, field)
    comment = add_comment(whole.statement, by=whole.section, text=" 请说明。 ", spot=spot)
    assert comment.place.endswith(place)
    assert (comment.text, comment.side, comment.state) == ("请说明。", Side.FINANCE, CommentState.OPEN)
    assert comment.unit == (whole.busy if anchor in {Anchor.PROJECT, Anchor.INDICATOR} else None)
    assert comments_by_spot(whole.statement, whole.chief) == {spot: [comment]}


def test_a_comment_stays_with_its_row_when_the_text_is_saved_anew(whole):
    indicator = rows_of(whole.statement)[Anchor.INDICATOR]
    comment = add_comment(
        whole.statement, by=whole.section, text="?", spot=Spot(Anchor.INDICATOR, indicator.pk)
    )
    content = replace(statement_content(whole.statement), sections=())
    save_content(content, department=whole.department, year=2026)
    assert statement_content(whole.statement).sections == ()
    assert Indicator.objects.get(pk=comment.row).name == indicator.name


@pytest.mark.parametrize("anchor", [anchor for anchor in FIELDS if anchor != Anchor.STATEMENT])
def test_a_row_of_another_statement_is_no_place_for_a_comment(anchor, whole):
    elsewhere = a_statement(content=None)
    save_content(full_content(elsewhere.department), department=elsewhere.department, year=2026)
    row = rows_of(elsewhere)[anchor]
    with pytest.raises(Refused, match="不在本文本中"):
        add_comment(whole.statement, by=whole.section, text="?", spot=Spot(anchor, row.pk))


def test_what_one_does_not_see_one_does_not_comment_on(whole):
    Membership.objects.filter(user=whole.filler).update(unit=whole.idle)
    project = whole.statement.projects.get(unit=whole.busy)
    with pytest.raises(Refused, match="不在本文本中"):
        add_comment(whole.statement, by=whole.filler, text="?", spot=Spot(Anchor.PROJECT, project.pk))


@pytest.mark.parametrize(
    "spot", [Spot(field="pk_of_nothing"), Spot(Anchor.SECTION, None), Spot(Anchor.SECTION, 0)]
)
def test_a_spot_that_is_not_there_is_refused(spot, cast):
    with pytest.raises(Refused):
        add_comment(cast.statement, by=cast.section, text="?", spot=spot)


@pytest.mark.parametrize("role", [Role.SYSTEM_ADMINISTRATOR, Role.SECURITY_ADMINISTRATOR, Role.AUDITOR, None])
def test_who_has_no_part_in_the_text_does_not_comment(role, cast):
    by = cast.people[role] if role else cast.nobody
    with pytest.raises(Refused, match="没有办理批注的任职"):
        add_comment(cast.statement, by=by, text="?")


@pytest.mark.parametrize("say", [add_comment, answer, reopen])
def test_an_empty_word_is_refused(say, cast):
    about = cast.statement if say is add_comment else asked(cast, state=CommentState.ANSWERED)
    with pytest.raises(Refused, match="请填写"):
        say(about, by=cast.section, text="  ")


def asked(cast, *, by=None, state=CommentState.OPEN):
    spot = Spot(Anchor.PROJECT, cast.statement.projects.get().pk)
    comment = add_comment(cast.statement, by=by or cast.section, text="依据？", spot=spot)
    Comment.objects.filter(pk=comment.pk).update(state=state)
    return Comment.objects.get(pk=comment.pk)


OPEN, ANSWERED, RESOLVED, _ = CommentState
MOVES = {
    (answer, "filler"): {OPEN: ANSWERED, ANSWERED: ANSWERED},
    (answer, "chief"): {OPEN: ANSWERED, ANSWERED: ANSWERED},
    (answer, "section"): {OPEN: OPEN, ANSWERED: ANSWERED},
    (resolve, "section"): {OPEN: RESOLVED, ANSWERED: RESOLVED},
    (resolve, "performance"): {OPEN: RESOLVED, ANSWERED: RESOLVED},
    (reopen, "section"): {ANSWERED: OPEN, RESOLVED: OPEN},
    (reopen, "performance"): {ANSWERED: OPEN, RESOLVED: OPEN},
}


@pytest.mark.parametrize("state", CommentState)
@pytest.mark.parametrize("who", ["filler", "chief", "section", "performance", "nobody"])
@pytest.mark.parametrize("move", [answer, resolve, reopen])
def test_a_comment_of_finance_moves_as_its_sides_move_it(move, who, state, cast):
    comment = asked(cast, state=state)
    allowed = MOVES.get(
        (move, who), MOVES[answer, "section"] if (move, who) == (answer, "performance") else {}
    )
    if state in allowed:
        reply = move(comment, by=getattr(cast, who), text="说明")
        assert reply.state == Comment.objects.get().state == allowed[state]
    else:
        with pytest.raises(Refused):
            move(comment, by=getattr(cast, who), text="说明")
        assert Comment.objects.get().state == state
        assert not comment.replies.exists()


def test_of_two_who_move_a_comment_the_later_is_told(cast):
    first = asked(cast)
    second = Comment.objects.get(pk=first.pk)
    resolve(first, by=cast.section)
    with pytest.raises(Overtaken, match="已由他人办理，目前为“已解决”"):
        resolve(second, by=cast.performance)


def test_what_was_replied_is_not_rewritten(cast):
    reply = answer(asked(cast), by=cast.filler, text="说明")
    reply.text = "别的说明"
    with pytest.raises(UnchangeableRow):
        reply.save()


def test_other_units_do_not_see_a_comment_on_a_project(cast):
    asked(cast)
    everybody = {name: getattr(cast, name) for name in ("filler", "chief", "section", "nobody")}
    seen = {name for name, user in everybody.items() if Comment.objects.visible_to(user).exists()}
    assert seen == {"filler", "chief", "section"}
    Membership.objects.filter(user=cast.filler).update(unit=cast.idle)
    assert not Comment.objects.visible_to(cast.filler).exists()


@pytest.mark.parametrize(
    ("author", "told"), [("section", {"filler", "chief"}), ("chief", {"filler"}), ("filler", {"chief"})]
)
def test_a_comment_is_told_to_those_who_can_do_something_about_it(author, told, cast):
    comment = asked(cast, by=getattr(cast, author))
    names = {getattr(cast, name).pk: name for name in ("filler", "chief", "section", "performance")}
    assert {names[notice.recipient_id] for notice in Notice.objects.all()} == told
    Notice.objects.all().delete()
    answer(comment, by=cast.performance, text="说明")
    assert {names[notice.recipient_id] for notice in Notice.objects.all()} == {author}


def test_a_filler_comments_on_the_head_that_all_units_share(cast):
    assert add_comment(cast.statement, by=cast.filler, text="名称有误。").side == Side.UNIT


def test_who_has_left_is_told_nothing_more(whole):
    comment = add_comment(whole.statement, by=whole.section, text="请说明。")
    answer(comment, by=whole.chief, text="见附件。")
    Membership.objects.filter(user=whole.section).delete()
    Notice.objects.all().delete()
    answer(comment, by=whole.chief, text="另附合同。")
    assert not Notice.objects.filter(recipient=whole.section).exists()
