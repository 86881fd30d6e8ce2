"""A form saves what can be read, gives back what cannot, and keeps everything that it does not show."""

import json
from decimal import Decimal

import pytest
from django.urls import reverse

from departments.accounts.sessions import SEEN
from departments.trail.entry import Action, TrailEntry
from performance.models import FormSave
from performance.statements.selectors import statement_content
from projects.models import BudgetProject
from tests.performance.entry_forms.conftest import fields_of, shown

pytestmark = pytest.mark.django_db


@pytest.fixture
def address(filled, project):
    return reverse("entry_project", args=[filled.pk, project.pk])


@pytest.fixture
def entered(client, filler):
    client.force_login(filler)
    return client


def test_an_untouched_form_saves_nothing(entered, form_of, project, address, filled):
    before = filled.version
    entered.post(address, fields_of(form_of(project=project)))
    filled.refresh_from_db()
    assert filled.version == before
    assert not FormSave.objects.exists()


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("4,860.5", "4860.5"),
        ("４８６０．５", "4860.5"),
        ("4860.5万元", "4860.5"),
        ("48605元", "4.8605"),
        ("0", "0"),
        ("", None),
    ],
)
def test_amounts_are_read_however_they_are_typed(entered, form_of, project, address, typed, kept):
    entered.post(address, fields_of(form_of(project=project)) | {"budget": typed})
    project.refresh_from_db()
    assert project.budget == (kept and Decimal(kept))


def test_a_converted_amount_is_told(entered, form_of, project, address):
    answer = entered.post(address, fields_of(form_of(project=project)) | {"budget": "48605元"}, follow=True)
    assert "“48605元”即4.8605万元" in answer.text


@pytest.mark.parametrize("typed", ["1e3", "约5万", "-3", "1,23", "0.00000001", "1234567890123456", "12 斤"])
def test_what_is_no_amount_comes_back_as_typed_and_the_rest_is_saved(
    entered, form_of, project, address, typed
):
    budget = project.budget
    fields = fields_of(form_of(project=project)) | {"budget": typed, "purpose": "新的用途"}
    answer = entered.post(address, fields)
    project.refresh_from_db()
    assert (project.budget, project.purpose) == (budget, "新的用途")
    assert shown(answer.text, "budget") == typed
    assert "<title>错误：" in answer.text
    assert '<a href="#f-budget">预算数：' in answer.text
    assert 'aria-invalid="true"' in answer.text


def test_code_and_name_may_change_at_once_and_the_project_stays_itself(entered, form_of, project, address):
    fields = fields_of(form_of(project=project)) | {"code": "13020026P999999999999", "name": "另一个名称"}
    answer = entered.post(address, fields)
    assert (answer.status_code, answer.url) == (302, address)
    project.refresh_from_db()
    assert (project.code, project.name) == ("13020026P999999999999", "另一个名称")


def test_a_code_of_another_project_is_refused_with_the_reason_and_nothing_is_lost(
    entered, form_of, filled, project, address
):
    twin = BudgetProject(unit=project.unit, fiscal_year=2026, position=5, code="13020026P-TWIN")
    twin.save()
    fields = fields_of(form_of(project=project)) | {"code": twin.code, "purpose": "新的用途"}
    answer = entered.post(address, fields)
    assert "项目编码不能重复" in answer.text
    assert shown(answer.text, "purpose") == "新的用途"


def test_a_text_that_is_too_long_comes_back(entered, form_of, project, address):
    answer = entered.post(address, fields_of(form_of(project=project)) | {"name": "长" * 301})
    assert "有301字，最多300字" in answer.text
    assert shown(answer.text, "name") == "长" * 301


@pytest.mark.parametrize(
    ("act", "goals"),
    [
        ("goals:add", ["一", "二", ""]),
        ("goals:up:1", ["二", "一"]),
        ("goals:down:0", ["二", "一"]),
        ("goals:remove:0", ["二"]),
        ("goals:remove:9", ["一", "二"]),
    ],
)
def test_the_buttons_of_a_row_work_without_script_and_save_nothing(
    entered, form_of, project, address, act, goals
):
    typed = {"goals-count": "2", "goals-0-item": "一", "goals-1-item": "二", "act": act, "purpose": "未存"}
    answer = entered.post(address, fields_of(form_of(project=project)) | typed)
    rows = [shown(answer.text, f"goals-{number}-item") for number in range(len(goals))]
    assert rows == goals
    assert shown(answer.text, "purpose") == "未存"
    assert "还没有保存" in answer.text
    project.refresh_from_db()
    assert project.purpose != "未存"


def test_a_list_is_saved_in_its_order_without_blank_rows(entered, form_of, project, address):
    typed = {"goals-count": "3", "goals-0-item": "二", "goals-1-item": "  ", "goals-2-item": "一"}
    entered.post(address, fields_of(form_of(project=project)) | typed)
    assert [goal.text for goal in project.goals.all()] == ["二", "一"]


def test_what_the_form_does_not_show_stays(entered, form_of, filled, project, address):
    indicator = project.tree.families.first().indicators.first()
    indicator.weight = Decimal(20)
    indicator.save()
    entered.post(address, fields_of(form_of(project=project)) | {"purpose": "新的用途"})
    weights = [one.weight for one in statement_content(filled).projects[0].indicators]
    assert weights[0] == 20


def test_the_plan_is_saved_as_it_is_meant(entered, form_of, filled, project, address):
    entered.post(
        address, fields_of(form_of(project=project)) | {"mode": "分期", "march": "25%", "june": "25"}
    )
    plan = statement_content(filled).projects[0].spending_plan
    assert (plan.mode.label, plan.march, plan.june) == ("分期", 25, 25)


def autosave(client, form, address, **typed):
    answer = client.post(f"{address}autosave/", fields_of(form) | typed)
    return answer.status_code, json.loads(answer.content)


def test_autosave_saves_and_tells_what_the_page_needs_next(entered, form_of, filled, project, address):
    status, told = autosave(entered, form_of(project=project), address, purpose="正在写", budget="1e3")
    project.refresh_from_db()
    assert (status, project.purpose) == (200, "正在写")
    assert told["version"] == filled.version + 1
    assert "无法识别的金额“1e3”" in told["problems"]["budget"]
    assert json.loads(told["base"])[0]["purpose"] == "正在写"


def test_autosave_brings_findings_beside_their_fields(entered, form_of, project, address):
    typed = {"indicators-0-value": "若干", "other_funds": "3"}
    _, told = autosave(entered, form_of(project=project), address, **typed)
    assert {"budget", "fiscal_funds", "other_funds"} & set(told["findings"])
    assert any(name.startswith("indicators-0-") for name in told["findings"])
    for findings in told["findings"].values():
        assert all(finding["text"] and finding["label"] for finding in findings)


def test_the_same_autosave_twice_writes_once(entered, form_of, filled, project, address):
    form = form_of(project=project)
    versions = [autosave(entered, form, address, purpose="正在写")[1]["version"] for _ in range(2)]
    assert versions == [filled.version + 1] * 2


def test_a_page_that_never_heard_of_its_last_autosave_meets_no_conflict_with_itself(
    entered, form_of, project, address
):
    opened = form_of(project=project)
    autosave(entered, opened, address, purpose="第一次")
    _, told = autosave(entered, opened, address, purpose="第二次")
    project.refresh_from_db()
    assert "conflict" not in told
    assert project.purpose == "第二次"


def test_autosaves_of_one_sitting_are_one_row_of_the_trail(entered, form_of, project, address):
    for text in ("一", "二", "三"):
        autosave(entered, form_of(project=project), address, purpose=text)
    assert TrailEntry.objects.filter(action=Action.EDIT).count() == 1


def test_autosave_does_not_lengthen_the_session_and_a_save_does(entered, form_of, project, address):
    session = entered.session
    session[SEEN] = long_ago = session[SEEN] - 1000
    session.save()
    autosave(entered, form_of(project=project), address, purpose="正在写")
    assert entered.session[SEEN] == long_ago
    entered.get(address)
    assert entered.session[SEEN] > long_ago


def test_autosave_never_submits(entered, form_of, filled, project, address):
    autosave(entered, form_of(project=project), address, purpose="正在写", act="submit", action="submit")
    filled.refresh_from_db()
    assert filled.state == "drafting"
    assert not filled.events.exists()


@pytest.mark.parametrize("spoilt", [{"base": ""}, {"base": "[1]"}, {"base": '[{},{"x":[]}]'}])
def test_a_page_that_is_no_page_of_the_form_is_refused_and_nothing_is_lost(
    entered, form_of, project, address, spoilt
):
    answer = entered.post(address, fields_of(form_of(project=project)) | {"purpose": "新的用途"} | spoilt)
    assert answer.status_code == 409
    assert shown(answer.text, "purpose") == "新的用途"
    project.refresh_from_db()
    assert project.purpose != "新的用途"
