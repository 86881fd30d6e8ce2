"""Whoever reviews an adjustment sees what it changes of the approved text, and why; not what was approved long ago."""

import pytest
from django.urls import reverse

from performance.models import Action, StatementState
from performance.statements.revisions import last_returned
from performance.workflow.applications import NamedPart
from performance.workflow.services import perform
from projects.models import BudgetProject

pytestmark = pytest.mark.usefixtures("all_passed")
S = StatementState


def take(cast, action, by, **kwargs):
    statement = cast.statement
    return perform(statement, action, by=by, expected_version=statement.version, **kwargs)


@pytest.fixture
def adjusted(cast):
    """Returned once, mended, approved, adjusted and handed in again."""
    take(cast, Action.SUBMIT, cast.chief)
    take(cast, Action.RETURN, cast.section, reason="请写明用途")
    BudgetProject.objects.update(purpose="批复前就改过的用途")
    take(cast, Action.SUBMIT, cast.chief)
    take(cast, Action.PASS, cast.section)
    take(cast, Action.PASS, cast.performance)
    take(cast, Action.APPROVE, cast.approver)
    cast.adjust(NamedPart("head"), reason="年中追加任务")
    BudgetProject.objects.update(name="调整后的项目名称")
    take(cast, Action.SUBMIT, cast.chief)
    return cast


def page_for_review(cast, client):
    client.force_login(cast.section)
    return client.get(reverse("review_desk", args=[cast.statement_pk])).text


def test_the_review_compares_with_the_approved_text(adjusted, client):
    page = page_for_review(adjusted, client)
    assert "调整：与批复版相比的变化" in page
    difference = page.partition('id="difference-heading"')[2].partition("</section>")[0]
    assert "调整后的项目名称" in difference
    assert "批复前就改过的用途" not in difference


def test_every_page_says_that_it_is_an_adjustment_and_why(adjusted, client):
    for person in (adjusted.section, adjusted.chief):
        client.force_login(person)
        page = client.get(reverse("statement", args=[adjusted.statement_pk])).text
        assert "这是对已批复文本的调整。申请理由：年中追加任务" in page
        assert "退回以来的变化" not in page
        assert f"?old={adjusted.statement.approved_revision_id}&amp;new=now" in page


def test_what_this_adjustment_was_returned_for_counts_again(adjusted, client):
    take(adjusted, Action.RETURN, adjusted.section, reason="再改")
    BudgetProject.objects.update(purpose="采购讲解器材")
    take(adjusted, Action.SUBMIT, adjusted.chief)
    page = page_for_review(adjusted, client)
    assert "退回以来的变化" in page
    difference = page.partition('id="difference-heading"')[2].partition("</section>")[0]
    assert "采购讲解器材" in difference


def test_before_any_approval_nothing_has_changed_of_what_a_return_means(cast):
    take(cast, Action.SUBMIT, cast.chief)
    event = take(cast, Action.RETURN, cast.section, reason="请写明用途")
    assert last_returned(cast.statement) == event.revision
    assert cast.statement.state == S.RETURNED
