"""Nobody who has no business with a withheld project reads of it, at any address: not in a list, a search, a file."""

import pytest
from django.conf import settings
from django.db import transaction
from django.test import Client
from django.urls import reverse

from departments.permissions.roles import Role
from performance.approval_letters.services import draw_up_letter
from performance.models import StatementState
from performance.statements.revisions import take_revision
from performance.statements.selectors import statement_content
from projects.models import BudgetProject
from projects.withholding import withhold
from tests.access.asking import client_of
from tests.access.test_headers import addresses
from tests.access.world import put_into
from tests.factories import a_department, a_member
from tests.performance.exporting.reading import unpacked

pytestmark = pytest.mark.django_db
SECRET, SOUGHT, REASON = "霹雳专案", "霹雳", "只供内部查阅的理由"  # an answer may say what was looked for
PARTS = 6  # of all addresses
READERS = ("anonymous", Role.DEPARTMENT_REVIEWER.value)


@pytest.fixture
def strangers(world):
    """Whoever passes by, and somebody of another department of the same office."""
    client = Client()
    client.force_login(a_member(Role.DEPARTMENT_REVIEWER, at=a_department(world.own.department.office)))
    session = client.cookies[settings.SESSION_COOKIE_NAME].value
    before = world.sessions[Role.DEPARTMENT_REVIEWER.value]
    world.sessions[Role.DEPARTMENT_REVIEWER.value] = session
    yield world
    world.sessions[Role.DEPARTMENT_REVIEWER.value] = before


def withheld_and_published(side):
    statement = side.statement
    project = statement.projects.get(pk=side.keys["projects.budgetproject"])
    BudgetProject.objects.filter(pk=project.pk).update(name=SECRET)
    project.refresh_from_db()
    revision = take_revision(statement, None, statement_content(statement))
    side.keys["performance.revision"] = revision.pk
    withhold(project, REASON)
    return revision


def said(answer):
    content = b"".join(answer) if answer.streaming else answer.content
    parts = unpacked(content).values() if content[:2] == b"PK" else [content]
    return "\n".join(part.decode("utf-8", "replace") for part in parts)


@pytest.mark.sampled(PARTS)
@pytest.mark.parametrize("part", range(PARTS))
@pytest.mark.parametrize("person", READERS)
def test_a_withheld_project_is_told_to_nobody_else(strangers, person, part):
    world, found = strangers, []
    with transaction.atomic():
        kept = dict(world.own.keys)
        revision = withheld_and_published(world.own)
        put_into(world, StatementState.PUBLISHED)
        office = world.own.department.office
        reviewer = world.users[Role.PERFORMANCE_SECTION_REVIEWER.value]
        draw_up_letter(office, 2026, {revision.pk}, number="1号", dated=revision.taken_at.date(), by=reviewer)
        for address in list(dict.fromkeys(addresses(world.own)))[part::PARTS]:
            for query in ("", f"?q={SOUGHT}&search={SOUGHT}&name={SOUGHT}"):
                answer = client_of(world, person).get(address + query)
                found += [(address, query) for word in (SECRET, REASON) if word in said(answer)]
        own = reverse("statement", args=[world.own.statement.pk])
        assert SECRET in said(client_of(world, Role.PERFORMANCE_SECTION_REVIEWER.value).get(own))
        transaction.set_rollback(True)
        world.own.keys.clear()
        world.own.keys.update(kept)
    assert found == []
