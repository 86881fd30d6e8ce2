"""The pages of entering: texts are shown and never obeyed, and a save that meets another one goes again."""

import pytest
from django.urls import reverse

from departments.permissions.roles import Role
from performance.content.model import SectionContent, SectionKind
from performance.entry_forms import saving as filling
from performance.models import StatementState
from performance.statements.selectors import statement_content
from performance.statements.services import StatementMoved
from tests.factories import a_content, a_member, a_project_content, a_statement, an_indicator
from tests.performance.entry_forms.conftest import fields_of, shown
from tests.test_templates import INLINE, OUTSIDE

pytestmark = pytest.mark.django_db

SCRIPT = '"><script>alert(1)</script>'


@pytest.fixture
def hostile(client, department):
    unit = department.units.first()
    project = a_project_content(
        unit,
        name=SCRIPT,
        purpose=SCRIPT,
        goals=(SCRIPT,),
        indicators=(an_indicator(name=SCRIPT, value=SCRIPT),),
    )
    prose = (SectionContent(SectionKind.OVERALL_GOAL, text=SCRIPT),)
    twin = a_project_content(unit, name="另一项目")
    statement = a_statement(
        department, content=a_content(department, projects=(project, twin), sections=prose)
    )
    client.force_login(a_member(Role.DEPARTMENT_REVIEWER, department))
    return statement


def pages(statement):
    first, twin = statement.projects.all()
    its = [statement.pk, first.pk]
    source = f"?source=project:{first.pk}"
    return {
        "tasks": reverse("entry", args=[statement.pk]),
        "check": reverse("entry_check", args=[statement.pk]),
        "part one": reverse("entry_sheet", args=[statement.pk, "part-one"]),
        "project": reverse("entry_project", args=its),
        "delete": reverse("project_delete", args=its),
        "copy": reverse("copy_project", args=[statement.pk, twin.pk]) + source,
    }


@pytest.mark.parametrize("page", ["tasks", "check", "part one", "project", "delete", "copy"])
def test_texts_are_shown_and_never_obeyed(client, hostile, page):
    text = client.get(pages(hostile)[page]).text
    assert "alert(1)" in text
    assert "<script>" not in text
    assert OUTSIDE.findall(text) == INLINE.findall(text) == []


def test_a_conflict_shows_texts_and_never_obeys_them(client, filled, project, filler, reviewer, form_of):
    opened, address = form_of(project=project), reverse("entry_project", args=[filled.pk, project.pk])
    client.force_login(reviewer)
    client.post(address, fields_of(opened) | {"page": "a", "purpose": SCRIPT})
    client.force_login(filler)
    text = client.post(address, fields_of(opened) | {"page": "b", "purpose": "我的"}).text
    assert "alert(1)" in text
    assert "<script>" not in text


@pytest.fixture
def meeting(monkeypatch):
    """Let the first saves find that somebody else was quicker."""

    def times(number):
        waiting = [None] * number

        def save_locked(*args, **kwargs):
            if waiting:
                waiting.pop()
                raise StatementMoved("文本")
            return original(*args, **kwargs)

        original = filling.save_locked
        monkeypatch.setattr(filling, "save_locked", save_locked)

    return times


@pytest.mark.parametrize(("times", "status"), [(1, 302), (2, 302), (3, 409)])
def test_a_save_that_meets_another_goes_again_and_gives_up_without_losing_a_word(
    client, filled, project, filler, form_of, meeting, times, status
):
    form, address = form_of(project=project), reverse("entry_project", args=[filled.pk, project.pk])
    client.force_login(filler)
    meeting(times)
    answer = client.post(address, fields_of(form) | {"purpose": "新的用途"})
    assert answer.status_code == status
    saved = statement_content(filled).projects[0].purpose
    assert saved == "新的用途" or shown(answer.text, "purpose") == "新的用途"


def test_a_form_that_may_be_filled_in_says_how_and_only_that_one(client, filled, project, filler):
    address = reverse("entry_project", args=[filled.pk, project.pk])
    client.force_login(filler)
    page = client.get(address).text
    assert '<details class="guide" id="guide">' in page  # folded: somebody has begun
    assert "不是数据，也不会保存" in page
    type(filled).objects.filter(pk=filled.pk).update(state=StatementState.FIRST_REVIEW)
    assert "guide" not in client.get(address).text
