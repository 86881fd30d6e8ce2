"""Whatever admin lets root do to a thing is told once in the trail: each model, changed, deleted, added."""

from contextlib import contextmanager

import lxml.html
import pytest
from django.contrib.auth import get_user_model
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django.test import Client
from django.urls import reverse

from departments.models import TrailEntry
from performance.models import StatementState
from projects.models import MidTermGoal, SpendingPlan
from tests.access.asking import undrawn
from tests.access.routes import changes_allowed, lists_to_import
from tests.access.world import put_into
from tests.factories import a_template
from tests.trust.snapshot import TRAIL, snapshot

pytestmark = pytest.mark.django_db
# What others hang on to stays.
KEPT = {
    *("auth.user", "departments.budgetunit", "departments.department", "departments.financeoffice"),
    "performance.performancestatement",
}
# Forms of more than words and numbers; tests/departments/trail/test_screens.py fills them in, and
# tests/departments/test_working_days.py the day of the calendar,
# tests/departments/lists/test_identity_lists.py another account's identity.
BY_HAND = {
    ("departments.calendarday", "add"),
    ("auth.user", "add"),
    ("departments.membership", "change"),
    ("departments.membership", "add"),
    ("departments.linkedidentity", "add"),
}
CASES = sorted(set(changes_allowed()) - BY_HAND)


@pytest.fixture
def client(world):
    """Root's, before a text in preparation; whatever is done is taken back."""
    with taken_back():
        put_into(world, StatementState.DRAFTING)
        visitor = Client()
        visitor.force_login(get_user_model().objects.get(is_superuser=True))
        yield visitor


@contextmanager
def taken_back():
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def address(label, page, key=None):
    return reverse(f"admin:{label.replace('.', '_')}_{page}", args=[key] if key else [])


def filled(client, where):
    """The fields of the form at an address as a browser would send them, and the names of those to type into."""
    html = lxml.html.fromstring(client.get(where).content.decode())
    form = next(form for form in html.forms if form.get("id", "").endswith("_form"))
    fields = {}
    for name, value in form.form_values():
        fields.setdefault(name, []).append(value)
    boxes = form.xpath('.//textarea | .//input[@type="text" or @type="number"]')
    return fields, [box.name for box in boxes if "__prefix__" not in box.name]


def without_rows(fields):
    """The same form of a thing that has no rows of other things below it yet."""
    counted = {name: ["0"] for name in fields if name.endswith(("-TOTAL_FORMS", "-INITIAL_FORMS"))}
    return {name: value for name, value in fields.items() if "-" not in name} | counted


def offers(client, label, page, key):
    """What may be posted: the form as it is, but for one field. Some field takes one of these."""
    if page == "delete":
        yield {"post": "yes"}
        return
    if page == "changelist":
        yield {"action": "delete_selected", "_selected_action": [key], "post": "yes"}
        return
    fields, typed = filled(client, address(label, "change", key))
    if page == "add":
        fields = without_rows(fields)
        SpendingPlan.objects.all().delete()  # a project has one at most
        if label == "projects.midtermgoal":
            MidTermGoal.objects.all().delete()  # likewise
    for name in typed:
        for value in (f"{fields.get(name, [''])[0]}1", "990001", "12"):
            if page == "change" or "-" not in name:
                yield fields | {name: [value]}


def everything():
    return snapshot(without=(TRAIL, "admin.logentry"))


@pytest.mark.sampled(3)
@pytest.mark.parametrize(("label", "page"), CASES)
def test_what_is_done_in_admin_is_told_once(label, page, client, world):
    key = world.own.keys.get(label) or a_template().pk
    posts = list(offers(client, label, page, key))
    where = address(label, page, key if page in ("change", "delete") else None)
    before, rows = everything(), TrailEntry.objects.count()
    with undrawn():
        taken = any(client.post(where, post).status_code == 302 for post in posts)
    stays = page in ("delete", "changelist") and label in KEPT
    assert (taken, everything() != before) == (not stays, not stays)
    if not stays:
        assert TrailEntry.objects.count() == rows + 1


@pytest.mark.parametrize("label", lists_to_import())
def test_a_list_that_comes_back_is_told_once(label, client):
    a_template()  # else the list of templates would be empty
    list_of_all = client.post(address(label, "export"), {"format": "0"}).content
    file = SimpleUploadedFile("list.xlsx", list_of_all)
    preview = client.post(address(label, "import"), {"import_file": file, "format": "0"})
    rows = TrailEntry.objects.count()
    answer = client.post(address(label, "process_import"), preview.context["confirm_form"].initial)
    assert answer.status_code == 302
    assert TrailEntry.objects.count() == rows + 1
