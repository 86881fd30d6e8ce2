"""Steps from the page: offered by the table, taken once, refused in words."""

import re

import pytest
from django.urls import reverse

from departments.models import Membership
from departments.trail.entry import TrailEntry
from performance.models import Action, PerformanceStatement, StatementState, UnitState, WorkflowEvent
from tests.factories import a_statement, a_unit

pytestmark = pytest.mark.usefixtures("nothing_found")


def page_of(cast):
    return reverse("statement", args=[cast.statement_pk])


def step_of(cast, action, unit=None):
    if unit:
        return reverse("unit_step", args=[cast.statement_pk, unit.pk, action])
    return reverse("statement_step", args=[cast.statement_pk, action])


def offered(page):
    """The names of the buttons, of the folded forms of steps, and of the one that has a page of its own."""
    buttons = re.findall(r'class="button[^"]*" type="submit"[^>]*>(?:确认)?([^<]+)</button>', page)
    links = re.findall(r'class="button-link[^"]*" href="[^"]*/adjustments/">([^<]+)…</a>', page)
    return {*buttons, *links} & {
        *("报送部门", "撤回报送", "部门通过", "无项目免报", "退回单位", "报送财政", "初审通过", "退回部门"),
        *(
            "撤回初审",
            "复审通过",
            "退回初审",
            "撤回复审",
            "扩大退回到部门",
            "再退回单位",
            "批复",
            "公开",
            "申请调整",
        ),
    }


def asked(cast, **kwargs):
    return {"version": cast.statement.version, "key": "click", "reason": "理由", **kwargs}


@pytest.mark.parametrize(
    ("state", "who", "buttons"),
    [
        (StatementState.DRAFTING, "filler", set()),
        (StatementState.DRAFTING, "chief", {"报送财政", "退回单位"}),
        (StatementState.FIRST_REVIEW, "section", {"初审通过", "退回部门", "退回单位"}),
        (StatementState.FIRST_REVIEW, "performance", set()),
        (StatementState.SECOND_REVIEW, "performance", {"复审通过", "退回初审", "退回部门", "退回单位"}),
        (StatementState.APPROVAL, "performance", {"批复", "退回初审", "退回部门", "退回单位"}),
        (StatementState.APPROVED, "performance", {"公开"}),
        (StatementState.APPROVED, "chief", {"申请调整"}),
    ],
)
def test_the_page_offers_what_the_table_opens(client, cast, state, who, buttons):
    cast.put(statement=state, units=UnitState.PASSED)
    client.force_login(getattr(cast, who))
    assert offered(client.get(page_of(cast)).text) == buttons


def test_what_stands_in_the_way_is_said_in_place_of_the_button(client, cast):
    client.force_login(cast.chief)
    page = client.get(page_of(cast)).text
    assert "报送财政" not in offered(page)
    assert "还有2个单位未经部门通过" in page


def test_a_step_is_taken_from_the_page(client, cast):
    client.force_login(cast.filler)
    values = {"version": cast.share_of(cast.busy).version, "key": "click"}
    answer = client.post(step_of(cast, Action.SUBMIT, cast.busy), values, follow=True)
    assert "已办理“报送部门”，目前为“已报送”" in answer.text
    assert cast.share_of(cast.busy).state == UnitState.SUBMITTED
    assert TrailEntry.objects.first().action == "step"
    assert list(cast.chief.notices.values_list("kind", flat=True)) == ["to_review"]


def test_a_doubled_click_does_it_once(client, cast):
    cast.put(units=UnitState.PASSED)
    client.force_login(cast.chief)
    fields = asked(cast)
    for _ in range(2):
        assert client.post(step_of(cast, Action.SUBMIT), fields).status_code == 302
    assert WorkflowEvent.objects.count() == 1


@pytest.mark.parametrize(
    ("said", "sentence"),
    [
        ({"reason": " "}, "退回部门须填写理由。"),
        ({"version": 99}, "内容在您打开之后已有修改"),
        ({"version": "x"}, "内容在您打开之后已有修改"),
    ],
)
def test_a_refusal_says_why_keeps_what_was_typed_and_stands_once_in_the_trail(client, cast, said, sentence):
    cast.put(statement=StatementState.FIRST_REVIEW, units=UnitState.PASSED)
    client.force_login(cast.section)
    before = TrailEntry.objects.filter(action="refusal").count()
    answer = client.post(step_of(cast, Action.RETURN), asked(cast, **said))
    assert answer.status_code == 409
    assert sentence in answer.text
    assert ("理由</textarea>" in answer.text) == ("reason" not in said)
    assert TrailEntry.objects.filter(action="refusal").count() == before + 1
    assert not WorkflowEvent.objects.exists()


def test_the_slower_of_two_reviewers_is_told_who_was_quicker(client, cast):
    cast.put(statement=StatementState.FIRST_REVIEW, units=UnitState.PASSED)
    seen = asked(cast, key="mine")
    client.force_login(cast.section)
    client.post(step_of(cast, Action.PASS), asked(cast, key="theirs"))
    answer = client.post(step_of(cast, Action.RETURN), seen)
    assert answer.status_code == 409
    assert "已于" in answer.text


def test_a_role_that_was_revoked_in_mid_session_opens_nothing(client, cast):
    cast.put(statement=StatementState.FIRST_REVIEW, units=UnitState.PASSED)
    client.force_login(cast.section)
    assert client.get(page_of(cast)).status_code == 200
    Membership.objects.filter(user=cast.section).delete()
    assert client.post(step_of(cast, Action.PASS), asked(cast)).status_code == 404
    assert cast.statement.state == StatementState.FIRST_REVIEW


def test_a_step_that_is_none_is_not_there(client, cast):
    client.force_login(cast.chief)
    assert client.post(f"/statements/{cast.statement_pk}/steps/destroy/").status_code == 404


def test_the_chosen_units_alone_are_returned(client, cast):
    cast.put(statement=StatementState.FIRST_REVIEW, units=UnitState.PASSED)
    client.force_login(cast.section)
    client.post(step_of(cast, Action.RETURN_TO_UNIT), asked(cast, units=[cast.busy.pk]))
    assert (cast.share_of(cast.busy).state, cast.share_of(cast.idle).state) == (
        UnitState.RETURNED,
        UnitState.PASSED,
    )


def test_a_unit_of_another_department_is_not_there_to_be_returned(client, cast):
    cast.put(statement=StatementState.FIRST_REVIEW, units=UnitState.PASSED)
    client.force_login(cast.section)
    answer = client.post(step_of(cast, Action.RETURN_TO_UNIT), asked(cast, units=[a_unit().pk]))
    assert answer.status_code == 404


def test_a_filler_reads_the_history_of_the_own_unit_alone(client, cast):
    cast.arrived(UnitState.SUBMITTED, unit=cast.idle, source=UnitState.FILLING)
    cast.arrived(UnitState.SUBMITTED, unit=cast.busy, source=UnitState.FILLING)
    client.force_login(cast.filler)
    events = client.get(page_of(cast)).context["events"]
    assert [event.unit for event in events] == [cast.busy]


def test_the_approved_text_stays_in_sight_while_an_adjustment_is_under_way(client, cast):
    cast.put(statement=StatementState.APPROVAL, units=UnitState.PASSED)
    client.force_login(cast.performance)
    client.post(step_of(cast, Action.APPROVE), asked(cast))
    cast.adjust()
    client.force_login(cast.chief)
    approved = cast.statement.approved_revision
    page = client.get(page_of(cast)).text
    assert "调整中" in page
    assert reverse("revision", args=[approved.pk]) in page
    assert "这是现行批复版" in client.get(reverse("revision", args=[approved.pk])).text


@pytest.mark.parametrize("units", [1, 5])
def test_the_page_takes_one_number_of_queries_whatever_the_units(
    client, cast, units, django_assert_num_queries
):
    statement = a_statement(cast.department, year=2030, projects=2)
    for _ in range(units):
        a_unit(cast.department)
    PerformanceStatement.objects.filter(pk=statement.pk).update(state=StatementState.FIRST_REVIEW)
    client.force_login(cast.section)
    client.get(reverse("notices"))  # the first request notes its browser in the session
    with django_assert_num_queries(21):
        client.get(reverse("statement", args=[statement.pk]))
