"""What the workflow has locked nobody rewrites in admin: root tries every form of every part of a published text."""

import pytest
from django.contrib.auth import get_user_model
from django.test import Client

from performance.models import PerformanceStatement, StatementState
from performance.statements.selectors import statement_content
from projects.models import BudgetProject
from tests.access.asking import undrawn
from tests.access.routes import changes_allowed
from tests.access.test_admin_changes import address, offers, taken_back
from tests.access.world import put_into

pytestmark = pytest.mark.django_db
OF_TEXTS = {
    *("performancestatement", "narrativesection", "performancegoal", "fundingline", "earlieramount"),
    *("budgetproject", "spendingplan", "projectgoal", "projectphase"),
    *("indicatortree", "indicatorfamily", "indicator", "earliervalue"),
}
CASES = sorted((label, page) for label, page in changes_allowed() if label.split(".")[1] in OF_TEXTS)


@pytest.fixture
def client(world):
    with taken_back():
        put_into(world, StatementState.PUBLISHED)
        BudgetProject.objects.update(locked=True)
        visitor = Client()
        visitor.force_login(get_user_model().objects.get(is_superuser=True))
        yield visitor


def said(world):
    statement = PerformanceStatement.objects.get(pk=world.own.statement.pk)
    return statement_content(statement), statement.department_id, statement.fiscal_year


@pytest.mark.sampled(3)
@pytest.mark.parametrize(("label", "page"), CASES)
def test_a_published_text_says_what_it_said(label, page, client, world):
    key = world.own.keys.get(label)
    where = address(label, page, key if page in ("change", "delete") else None)
    put_into(world, StatementState.DRAFTING)  # to draw the forms that somebody may still have before the eyes
    BudgetProject.objects.update(locked=False)
    posts = list(offers(client, label, page, key))
    put_into(world, StatementState.PUBLISHED)
    BudgetProject.objects.update(locked=True)
    before = said(world)
    assert posts
    with undrawn():
        for post in posts:
            client.post(where, post)
    assert said(world) == before


def test_every_part_of_a_text_is_tried():
    assert {label.split(".")[1] for label, _ in CASES} == OF_TEXTS
