"""A form says which numbers disagree, not only that some do."""

from dataclasses import replace

import pytest
from django.urls import reverse

from departments.permissions.roles import Role
from performance.content.model import SectionContent, SectionKind
from tests.factories import a_content, a_department, a_member, a_project_content, a_statement, a_unit

pytestmark = pytest.mark.django_db


def test_the_form_of_a_project_shows_both_numbers(client):
    department = a_department()
    unit = a_unit(department)
    project = a_project_content(unit)
    lower = replace(project.indicators[0], name="科普活动场次", value="≥8场")
    goal = SectionContent(
        SectionKind.FUNCTIONAL_GOAL, "（一）科普", "办好科普活动。", "科普活动不少于100场。"
    )
    content = a_content(department, projects=(replace(project, indicators=(lower,)),))
    statement = a_statement(department, content=replace(content, sections=(goal,)))
    client.force_login(a_member(Role.FILLER, unit))
    page = client.get(reverse("entry_project", args=[statement.pk, statement.projects.get().pk])).text
    assert "分项目标写“科普活动不少于100场" in page.replace("“科普活动不少于100场”", "“科普活动不少于100场")
    assert "项目只写“≥8场" in page
