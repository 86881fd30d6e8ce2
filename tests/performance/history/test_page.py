"""The page of a statement's history at its real size: few queries, however many acts it lists."""

from dataclasses import replace

from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from departments.permissions.roles import Role
from performance.models import EarlierText
from performance.statements.selectors import statement_content
from performance.statements.services import save_content
from tests.factories import a_content, a_department, a_member, a_project_content, a_statement, a_unit


def test_the_page_asks_equally_often_for_one_act_and_for_a_page_of_them(db, client):
    department = a_department()
    unit = a_unit(department)
    projects = tuple(a_project_content(unit, name=f"项目{number}") for number in range(4))
    statement = a_statement(department, content=a_content(department, projects=projects))
    client.force_login(a_member(Role.DEPARTMENT_REVIEWER, department))
    requests = []
    for acts in (1, 12):
        while EarlierText.objects.count() < acts:
            content = statement_content(statement)
            first = replace(content.projects[0], purpose=f"用途{EarlierText.objects.count()}")
            changed = replace(content, projects=(first, *content.projects[1:]))
            save_content(changed, department=department, year=statement.fiscal_year)
        with CaptureQueriesContext(connection) as queries:
            page = client.get(reverse("history", args=[statement.pk]))
        assert page.status_code == 200  # also for acts of nobody: a command's, or an account's that is gone
        assert "系统" in page.text
        requests.append(len(queries))
    assert requests[1] <= requests[0] + 1  # the act that comes after the last one on the page
    assert max(requests) <= 30
