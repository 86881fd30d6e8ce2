"""Two finance offices with the same things in both, and one person for each role, all of them at home in the first."""

from types import SimpleNamespace

from django.apps import apps
from django.conf import settings
from django.core.management import call_command
from django.test import Client

from departments.permissions.roles import Role
from indicators.vocabulary import FIXTURE
from performance.models import (
    PerformanceStatement,
    StatementState,
    UnitState,
    UnitSubmission,
)
from performance.steps.locks import PREPARING
from tests.access.side import a_side
from tests.factories import a_user

PEOPLE = ("anonymous", "nobody", *(role.value for role in Role), "root")


def build():
    """``own`` and ``other`` hold by model label the key of one row of each, where there is one."""
    call_command("loaddata", FIXTURE, verbosity=0)
    own = a_side()
    before = _keys()
    other = a_side()
    fresh = {label: sorted(keys - before[label], key=str) for label, keys in _keys().items()}
    own.keys = {label: sorted(keys, key=str)[0] for label, keys in before.items() if keys}
    other.keys = {label: keys[0] for label, keys in fresh.items() if keys}
    for side in (own, other):
        side.keys |= side.chosen
    own.users |= {"nobody": a_user(), "root": a_user(is_superuser=True)}
    sessions = {"anonymous": None}
    for name, user in own.users.items():
        client = Client()
        client.force_login(user)
        sessions[name] = client.cookies[settings.SESSION_COOKIE_NAME].value
    return SimpleNamespace(own=own, other=other, users=own.users, sessions=sessions)


def put_into(world, state):
    """Both statements as the workflow leaves them in this state: shares open while texts are prepared, then passed."""
    approved = state in (StatementState.APPROVED, StatementState.PUBLISHED, StatementState.ADJUSTING)
    for side in (world.own, world.other):
        revision = side.keys["performance.revision"] if approved else None
        PerformanceStatement.objects.filter(pk=side.statement.pk).update(
            state=state,
            approved_revision=revision,
            published_revision=revision if state == StatementState.PUBLISHED else None,
        )
    UnitSubmission.objects.update(state=UnitState.FILLING if state in PREPARING else UnitState.PASSED)


def _keys():
    return {
        model._meta.label_lower: set(model._base_manager.values_list("pk", flat=True))
        for model in apps.get_models()
        if model._meta.app_label not in {"sessions", "contenttypes"}
    }
