"""★ indicators stay what they are while a text is filled in; their values, and the project as a whole, do not."""

from dataclasses import replace

import pytest
from django.urls import reverse

from departments.permissions.roles import Role
from performance.content.model import IndicatorContent
from performance.entry_forms.opened_form import open_form
from performance.models.history import Source
from performance.statements.selectors import statement_content
from performance.statements.services import ContentRefused, save_content, would_change
from tests.factories import a_content, a_member, a_statement
from tests.performance.entry_forms.conftest import fields_of

pytestmark = pytest.mark.django_db
STARRED = IndicatorContent("产出指标", "数量指标", "改造泵站座数", value="≥12座", core="★")
PLAIN = IndicatorContent("产出指标", "质量指标", "验收合格率", value="100%")


@pytest.fixture
def statement(department):
    content = a_content(department, projects=2)
    first, second = content.projects
    first = replace(first, indicators=(STARRED, PLAIN))
    return a_statement(department, content=replace(content, projects=(first, second)))


def saved(statement, change, source=Source.FORM):
    """``change`` of the first project's indicators; None takes the project away."""
    content = statement_content(statement)
    first, *others = content.projects
    changed = () if change is None else (replace(first, indicators=change(first.indicators)),)
    content = replace(content, projects=(*changed, *others))
    return save_content(content, department=statement.department, year=statement.fiscal_year, source=source)


@pytest.mark.parametrize("source", [Source.FORM, Source.API, Source.IMPORT])
@pytest.mark.parametrize(
    "change",
    [
        pytest.param(lambda rows: rows[1:], id="deleted"),
        pytest.param(lambda rows: (replace(rows[0], name="别的"), rows[1]), id="renamed"),
        pytest.param(
            lambda rows: (replace(rows[0], level2="质量指标"), rows[1]), id="moved to another family"
        ),
        pytest.param(lambda rows: (replace(rows[0], core=""), rows[1]), id="without its star"),
    ],
)
def test_a_required_indicator_is_neither_renamed_nor_deleted(statement, change, source):
    with pytest.raises(ContentRefused, match="★指标“改造泵站座数”（产出指标 数量指标）是必选指标"):
        saved(statement, change, source)
    assert statement_content(statement).projects[0].indicators == (STARRED, PLAIN)


@pytest.mark.parametrize(
    "change",
    [
        pytest.param(lambda rows: (replace(rows[0], value="≥15座"), rows[1]), id="its value"),
        pytest.param(lambda rows: rows[:1], id="another one deleted"),
        pytest.param(lambda rows: rows[::-1], id="the order"),
        pytest.param(None, id="the whole project"),
    ],
)
def test_everything_else_is_filled_in_as_ever(statement, change):
    before = statement_content(statement)
    saved(statement, change)
    assert statement_content(statement) != before


def test_an_undone_change_takes_it_back(statement):
    assert saved(statement, lambda rows: rows[1:], Source.RESTORE).changed


def test_a_preview_says_so_too(statement):
    content = statement_content(statement)
    projects = tuple(replace(project, indicators=()) for project in content.projects)
    with pytest.raises(ContentRefused, match="必选指标"):
        would_change(
            replace(content, projects=projects), department=statement.department, year=statement.fiscal_year
        )


def test_the_page_says_it_beside_the_name_and_keeps_what_was_typed(client, statement):
    project = statement.projects.get(code=statement_content(statement).projects[0].code)
    client.force_login(a_member(Role.FILLER, project.unit))
    address = reverse("entry_project", args=[statement.pk, project.pk])
    assert "★ 必选" in client.get(address).content.decode()
    typed = fields_of(open_form(statement, project=project)) | {"indicators-0-name": "别的"}
    page = client.post(address, typed, follow=True).content.decode()
    assert "是必选指标，不能改名" in page
    assert "别的" in page
    assert statement_content(statement).projects[0].indicators[0].name == "改造泵站座数"
