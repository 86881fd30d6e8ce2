"""A list of admin is counted as far as anybody leafs, and says where it stops."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from departments.admin.base import long_lists
from departments.admin.base import scoped_admin as visible_admin
from departments.models import Department
from tests.factories import a_department, a_user, an_office


@pytest.mark.django_db
@pytest.mark.parametrize(("rows", "told"), [(5, False), (6, True), (9, True)])
def test_a_long_list_is_counted_no_further_than_its_end(client, monkeypatch, rows, told):
    for module in (long_lists, visible_admin):
        monkeypatch.setattr(module, "COUNTED", 5)
    office = an_office()
    for _ in range(rows):
        a_department(office)
    client.force_login(a_user(is_superuser=True, is_staff=True))
    with CaptureQueriesContext(connection) as captured:
        page = client.get(reverse("admin:departments_department_changelist"))
    assert page.context["cl"].result_count == min(rows, 5)
    assert ("超过5条" in page.content.decode()) is told
    table = Department._meta.db_table
    counts = [query["sql"] for query in captured if "COUNT(*)" in query["sql"] and table in query["sql"]]
    assert counts
    assert all("LIMIT 6" in sql for sql in counts)
