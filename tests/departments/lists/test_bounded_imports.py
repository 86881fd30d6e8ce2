"""Lists of places and of people: few queries whatever their length, and a preview that locks nothing."""

import pytest
import tablib
from django.contrib.auth import get_user_model
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import OperationalError, connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from departments.admin.base.scoped_admin import FlatListAdmin
from departments.lists.bulk_lists import BulkListResource
from departments.lists.flat_files import FlatWorkbook
from departments.models import BudgetUnit, Department, FinanceOffice, Membership
from departments.permissions.roles import Role
from tests.departments.places import a_member, a_user

pytestmark = pytest.mark.usefixtures("places")

DIVISION, DEPARTMENT, UNIT, NAME = "财政区划代码", "部门编码", "单位编码", "名称"
HEADERS = {
    "department": [DIVISION, DEPARTMENT, NAME],
    "budgetunit": [DIVISION, DEPARTMENT, UNIT, NAME, "顺序"],
    "membership": ["用户名", "角色", DIVISION, DEPARTMENT, UNIT, "分管部门编码"],
}
MODELS = {"department": Department, "budgetunit": BudgetUnit, "membership": Membership}


def rows_of(model, number):
    if model == "department":
        return [["130200", f"7{n:04}", f"第{n}局"] for n in range(number)]
    if model == "budgetunit":
        return [["130200", "405", f"405{n:05}", f"第{n}所", n % 100] for n in range(number)]
    have = set(get_user_model().objects.values_list("username", flat=True))
    names = [f"p{n}" for n in range(number)]
    get_user_model().objects.bulk_create(
        get_user_model()(username=name) for name in names if name not in have
    )
    return [
        [
            name,
            *(
                ["填报人", "130200", "405", "405001", None]
                if n % 2
                else ["财政业务科审核人", "130200", None, None, "405、406"]
            ),
        ]
        for n, name in enumerate(names)
    ]


def posted(client, model, rows):
    content = FlatWorkbook().export_data(tablib.Dataset(*rows, headers=HEADERS[model]))
    upload = SimpleUploadedFile("list.xlsx", content)
    url = reverse(f"admin:departments_{model}_import")
    return client.post(url, {"import_file": upload, "format": "0"})


def confirmed(client, model, preview):
    url = reverse(f"admin:departments_{model}_process_import")
    return client.post(url, preview.context["confirm_form"].initial, follow=True)


@pytest.fixture
def root(client):
    client.force_login(a_user("root", is_superuser=True, is_staff=True))
    return client


@pytest.mark.parametrize("model", HEADERS)
def test_queries_do_not_grow_with_the_rows(root, model):
    requests = []
    for number in (10, 150):
        rows = rows_of(model, number)
        with CaptureQueriesContext(connection) as looking:
            preview = posted(root, model, rows)
        with CaptureQueriesContext(connection) as writing:
            answer = confirmed(root, model, preview)
        assert "没有写入" not in answer.text
        requests.append((len(looking), len(writing)))
    (few_looks, few_writes), (looks, writes) = requests
    assert looks <= few_looks
    assert writes <= few_writes + 4
    assert max(looks, writes) <= 60
    again = posted(root, model, rows).context["result"].totals
    assert (again["skip"], again["new"], again["update"]) == (150, 0, 0)


@pytest.mark.parametrize("model", HEADERS)
def test_a_preview_begins_no_transaction_and_writes_no_row(root, model, monkeypatch):
    rows, before = rows_of(model, 5), MODELS[model].objects.count()
    depth = len(connection.savepoint_ids)
    seen = []
    judged = BulkListResource._judge

    def watched(resource, *args, **kwargs):
        seen.append(len(connection.savepoint_ids) - depth)
        return judged(resource, *args, **kwargs)

    monkeypatch.setattr(BulkListResource, "_judge", watched)
    preview = posted(root, model, rows)
    assert seen == [0]
    assert preview.context["result"].totals["new"] == 5
    assert MODELS[model].objects.count() == before


@pytest.mark.skipif(connection.vendor != "sqlite", reason="no row can be locked there without all others")
@pytest.mark.parametrize("model", ["department", "budgetunit"])
def test_places_are_judged_and_logged_while_others_may_write(root, model, monkeypatch):
    preview = posted(root, model, rows_of(model, 5))
    depth, seen = len(connection.savepoint_ids), []
    for owner, name in (
        (BulkListResource, "_judge"),
        (BulkListResource, "_write"),
        (FlatListAdmin, "_create_log_entry"),
    ):
        done = getattr(owner, name)

        def watched(self, *args, name=name, done=done, **kwargs):
            seen.append((name, len(connection.savepoint_ids) - depth))
            return done(self, *args, **kwargs)

        monkeypatch.setattr(owner, name, watched)
    confirmed(root, model, preview)
    assert seen == [("_judge", 0), ("_write", 1), ("_create_log_entry", 0)]


@pytest.mark.skipif(connection.vendor != "sqlite", reason="no row can be locked there without all others")
def test_what_changed_after_the_judging_is_judged_again_under_the_lock(root, monkeypatch):
    rows = rows_of("department", 3)
    preview = posted(root, "department", rows)
    ahead = BulkListResource._judged_ahead
    office = FinanceOffice.objects.get(division_code="130200")

    def overtaken(resource, *args, **kwargs):
        judged = ahead(resource, *args, **kwargs)
        Department.objects.create(office=office, code=rows[0][1], name="别人刚建的")
        return judged

    monkeypatch.setattr(BulkListResource, "_judged_ahead", overtaken)
    assert "没有写入" not in confirmed(root, "department", preview).text
    written = Department.objects.filter(office=office, code__in=[row[1] for row in rows])
    assert sorted(written.values_list("code", "name")) == sorted((row[1], row[2]) for row in rows)


def test_without_its_row_in_the_trail_nothing_is_written(root, monkeypatch):
    rows = rows_of("department", 3)
    preview = posted(root, "department", rows)

    def full(*args, **kwargs):
        raise OperationalError("disk full")

    monkeypatch.setattr("departments.admin.base.scoped_admin.record", full)
    root.raise_request_exception = False
    confirmed(root, "department", preview)
    assert not Department.objects.filter(code__in=[row[1] for row in rows]).exists()


def test_what_a_preview_shows_is_what_confirming_writes(root):
    rows = rows_of("membership", 6)
    confirmed(root, "membership", posted(root, "membership", rows))
    rows[0][-1] = "406"
    rows[2][-1] = None
    changed = posted(root, "membership", rows).context["result"]
    assert (changed.totals["update"], changed.totals["skip"]) == (2, 4)
    confirmed(root, "membership", posted(root, "membership", rows))
    expected = {
        one.user.username: [each.code for each in one.assigned.all()]
        for one in Membership.objects.all()
        if one.office
    }
    assert expected == {"p0": ["406"], "p2": [], "p4": ["405", "406"]}


@pytest.mark.parametrize("stored", [True, False])
def test_a_person_gets_one_of_the_separated_powers(root, stored):
    a_user("one")
    rows = [
        ["one", role.label, "130200", None, None, None] for role in (Role.SYSTEM_ADMINISTRATOR, Role.AUDITOR)
    ]
    if stored:
        confirmed(root, "membership", posted(root, "membership", rows[:1]))
        rows = rows[1:]
    assert "不能由一人兼任" in posted(root, "membership", rows).text


def test_another_offices_rows_are_refused_in_the_preview_already(client):
    client.force_login(a_member(Role.SYSTEM_ADMINISTRATOR, "keeper"))
    rows = [["420700", "409", "外局"], ["130200", "409", "本局"]]
    preview = posted(client, "department", rows)
    assert "没有编码为“420700”的财政局" in preview.text
    assert Department.objects.filter(code="409").count() == 0
