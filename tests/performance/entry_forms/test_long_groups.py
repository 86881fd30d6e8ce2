"""However many rows a group has, none is lost: not when another field is saved, not when a page arrives in part."""

from dataclasses import replace

import pytest
from django.urls import reverse

from performance.content.model import IndicatorContent
from performance.models import PerformanceStatement
from performance.statements.selectors import statement_content
from performance.statements.services import save_content
from tests.performance.entry_forms.conftest import fields_of

MANY = 1100


@pytest.fixture
def long_form(request, filled, project, form_of):
    content = statement_content(filled)
    first = content.projects[0].indicators[0]
    rows = tuple(
        replace(first, name=f"第{number}项数量", value=f"≥{number}个") for number in range(request.param)
    )
    projects = (replace(content.projects[0], indicators=rows), *content.projects[1:])
    save_content(replace(content, projects=projects), department=filled.department, year=filled.fiscal_year)
    return form_of(project=project)


def indicators(statement) -> tuple[IndicatorContent, ...]:
    return statement_content(PerformanceStatement.objects.get(pk=statement.pk)).projects[0].indicators


def post(client, form, sent, autosave=False):
    address = reverse("entry_project", args=[form.statement.pk, form.project.pk])
    return client.post(f"{address}autosave/" if autosave else address, sent)


@pytest.mark.parametrize("long_form", [MANY], indirect=True)
@pytest.mark.long
def test_saving_another_field_keeps_every_row(client, filler, filled, long_form):
    client.force_login(filler)
    answer = post(client, long_form, {**fields_of(long_form), "purpose": "另一用途"}, autosave=True)
    assert answer.status_code == 200
    assert len(indicators(filled)) == MANY
    assert statement_content(PerformanceStatement.objects.get(pk=filled.pk)).projects[0].purpose == "另一用途"


@pytest.mark.parametrize("long_form", [12], indirect=True)
@pytest.mark.parametrize("autosave", [True, False])
@pytest.mark.parametrize(
    "arrived",
    [
        lambda sent: {name: text for name, text in sent.items() if not name.startswith("indicators-9")},
        lambda sent: {name: text for name, text in sent.items() if name != "indicators-count"},
        lambda sent: sent | {"indicators-count": "many"},
        lambda sent: sent | {"indicators-count": "13"},
    ],
    ids=["rows missing", "count missing", "count unreadable", "count too large"],
)
def test_what_did_not_arrive_is_not_deleted(client, filler, filled, long_form, arrived, autosave):
    client.force_login(filler)
    sent = {**fields_of(long_form), "purpose": "另一用途"}
    answer = post(client, long_form, arrived(sent), autosave)
    assert answer.status_code == 409
    assert "没有完整送达" in (answer.json()["refused"] if autosave else answer.text)
    assert len(indicators(filled)) == 12


@pytest.mark.long
@pytest.mark.parametrize("long_form", [MANY], indirect=True)
def test_a_row_is_added_to_however_many(client, filler, long_form):
    client.force_login(filler)
    answer = post(client, long_form, {**fields_of(long_form), "act": "indicators:add"})
    assert f'name="indicators-{MANY}-name"' in answer.text
