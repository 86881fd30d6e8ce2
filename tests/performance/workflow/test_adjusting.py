"""An adjustment that is cancelled leaves the approved text as it was, and everybody is told."""

import pytest

from departments.models import BudgetUnit, Department
from performance.models import Action, Notice, NoticeKind, PerformanceStatement, StatementState, UnitState
from performance.statements.revisions import content_of
from performance.statements.selectors import statement_content
from performance.steps.refusals import Refused
from performance.workflow.applications import NamedPart
from tests.performance.steps.test_table import written
from tests.performance.workflow.test_services import all_the_way, go

pytestmark = pytest.mark.usefixtures("nothing_found")


@pytest.mark.parametrize("state", [StatementState.APPROVED, StatementState.PUBLISHED])
def test_a_cancelled_adjustment_restores_the_text_that_stayed_in_force(state, cast):
    all_the_way(cast, state)
    approved = cast.statement.approved_revision
    cast.adjust()
    cast.statement.projects.update(purpose="放弃的用途。")
    cast.statement.projects.model.objects.all().update(name="另一名称")
    PerformanceStatement.objects.update(mark="放弃的稿")
    Notice.objects.all().delete()
    event = go(cast, Action.CANCEL, cast.chief)
    statement = cast.statement
    assert (statement.state, statement.approved_revision) == (state, approved)
    assert statement_content(statement) == content_of(approved)
    assert (content_of(event.revision).cover.mark, event.version) == ("放弃的稿", statement.version)
    assert {cast.share_of(unit).state for unit in (cast.busy, cast.idle)} == {UnitState.PASSED}
    assert not statement.projects.filter(locked=False).exists()
    notices = {notice.recipient for notice in Notice.objects.filter(kind=NoticeKind.ADJUSTING)}
    assert notices == {cast.filler, cast.section, cast.performance, cast.approver}


@pytest.mark.parametrize("action", [Action.RETURN, Action.RETURN_TO_UNIT])
def test_an_adjustment_that_was_returned_can_be_cancelled_too(action, cast):
    all_the_way(cast, StatementState.APPROVED)
    cast.adjust(NamedPart("head"))
    go(cast, Action.SUBMIT, cast.chief)
    go(cast, action, cast.section, **({"units": [cast.busy]} if action == Action.RETURN_TO_UNIT else {}))
    assert go(cast, Action.CANCEL, cast.chief).target == StatementState.APPROVED


def test_an_approved_text_that_fits_no_longer_is_not_restored(cast):
    all_the_way(cast, StatementState.APPROVED)
    cast.adjust(NamedPart("head"))
    Department.objects.filter(pk=cast.department.pk).update(code="999")
    before = written()
    with pytest.raises(Refused, match="批复版不能恢复"):
        go(cast, Action.CANCEL, cast.chief)
    assert written() == before


def test_an_approved_text_is_restored_to_units_that_are_called_otherwise_by_now(cast):
    all_the_way(cast, StatementState.APPROVED)
    cast.adjust(NamedPart("head"))
    before = list(cast.statement.projects.values_list("unit"))
    BudgetUnit.objects.filter(pk=cast.busy.pk).update(code="999")
    go(cast, Action.CANCEL, cast.chief)
    assert list(cast.statement.projects.values_list("unit")) == before


def test_units_learn_that_they_were_passed_and_everybody_of_an_adjustment(cast):
    all_the_way(cast, StatementState.APPROVED)
    assert cast.filler.notices.filter(kind=NoticeKind.PASSED).count() == 1
    cast.apply()
    notices = {notice.recipient for notice in Notice.objects.filter(kind=NoticeKind.ADJUSTING)}
    assert notices == {cast.filler, cast.section, cast.performance, cast.approver}
