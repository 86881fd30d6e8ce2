"""From the page of a project to its text: shown before it is sent, checked, and saved only by a person's press."""

import json
from dataclasses import replace

import pytest
from django.db import connection
from django.urls import reverse

from departments.accounts.tokens.issuing import issue
from departments.accounts.tokens.model import Scope
from departments.permissions.roles import Role
from departments.trail.entry import TrailEntry
from performance.language_model import asking
from performance.language_model.daily_limit import counted, left_today
from performance.language_model.endpoint import Endpoint
from performance.models import EarlierText, LanguageModelDay, StatementState
from performance.models.history import Source
from performance.statements.selectors import statement_content
from tests.factories import a_content, a_member, a_project_content, a_statement
from tests.performance.language_model.stub import KEY, answering, model_service, saying
from tests.performance.racing import at_once, several_writers

pytestmark = pytest.mark.django_db
VAGUE = "做好科普工作。"
BETTER = {"text": "面向居民组织科普活动，使更多居民参加。"}
PROPOSED = {
    "level1": "产出指标",
    "level2": "质量指标",
    "name": "科普活动按计划完成率",
    "description": "按计划办完的活动占比",
}


@pytest.fixture
def service(settings):
    with model_service(saying(BETTER)) as running:
        settings.LANGUAGE_MODEL = Endpoint(running.address, "qwen", key=KEY)
        yield running


@pytest.fixture
def statement(department):
    own = [
        a_project_content(
            unit, name=name, goals=(VAGUE,), leader="欧阳小二", purpose="由欧阳小二办理科普活动。"
        )
        for unit, name in zip(department.units.all(), ("甲项目", "乙项目"), strict=True)
    ]
    return a_statement(department, content=a_content(department, projects=tuple(own)))


@pytest.fixture
def project(statement):
    return statement.projects.first()


@pytest.fixture
def filler(client, project):
    user = a_member(Role.FILLER, project.unit)
    client.force_login(user)
    return user


@pytest.fixture
def page(client, filler, project, statement):
    return _Page(client, statement, project)


class _Page:
    """What a person without script does on it."""

    def __init__(self, client, statement, project):
        self.client = client
        self.address = reverse("model_suggestions", args=[statement.pk, project.pk])

    def shown(self, item):
        return self.client.get(self.address, {"item": item})

    def ask(self, item):
        digest = self.shown(item).context["question"].digest
        return self.client.post(self.address, {"item": item, "digest": digest}, follow=True)

    def adopt(self, answer, *chosen):
        fields = {"token": answer.context["token"], "chosen": chosen}
        return self.client.post(f"{self.address}adopt/", fields, follow=True)


def goals_of(statement):
    return statement_content(statement).projects[0].goals


def trail():
    return [entry.details for entry in TrailEntry.objects.filter(action="language_model").order_by("number")]


def test_nothing_shows_without_a_model(client, filler, statement, project):
    form = client.get(reverse("entry_project", args=[statement.pk, project.pk]))
    assert "问模型" not in form.content.decode()
    assert _Page(client, statement, project).shown("propose:0").status_code == 404


def test_what_is_sent_is_what_was_shown(service, page):
    shown = page.shown("rewrite_goal:0")
    assert service.asked == []
    page.ask("rewrite_goal:0")
    (asked,) = service.asked
    for message in asked.plain["messages"]:
        assert message["content"] in [one["content"] for one in shown.context["question"].messages]
    told = json.dumps(asked.plain, ensure_ascii=False)
    assert VAGUE in told
    assert "欧阳小二" not in told


def test_a_goal_is_rewritten_by_a_press_and_can_be_undone(service, page, statement, project, filler):
    answer = page.ask("rewrite_goal:0")
    text = answer.content.decode()
    assert "来自模型" in text
    assert "qwen" in text
    assert KEY not in text
    assert goals_of(statement) == (VAGUE,)
    form = page.adopt(answer, 0)
    assert form.redirect_chain[-1][0] == reverse("entry_project", args=[statement.pk, project.pk])
    assert goals_of(statement) == (BETTER["text"],)
    earlier = EarlierText.objects.get(source=Source.LANGUAGE_MODEL)
    assert "来自模型（qwen" in earlier.note
    assert "来自模型" in TrailEntry.objects.filter(action="edit").latest("number").details
    assert "没有采用" in page.adopt(answer, 0).content.decode()  # the project is another by now


def test_the_trail_tells_what_was_asked_and_what_became_of_it(service, page):
    page.ask("rewrite_goal:0")
    service.answer = saying({"text": "举办活动99次。"})
    page.ask("rewrite_goal:0")
    service.answer = answering(b"", 429)
    page.ask("rewrite_goal:0")
    asked, done, _, refused, _, failed = trail()
    assert VAGUE in asked
    assert "sha256:" in asked
    assert "答复1条" in done
    assert "99" in refused
    assert "429" in failed
    assert not any(KEY in told or "欧阳小二" in told for told in trail())
    assert [
        *TrailEntry.objects.filter(action="language_model")
        .order_by("number")
        .values_list("result", flat=True)
    ][1::2] == ["done", "refused", "failed"]


@pytest.mark.parametrize(
    ("answer", "said"),
    [
        (saying({"text": "举办活动99次。"}), "没有的数字"),
        (saying({"text": "<script>alert(1)</script>"}), "没有采用"),
        (saying("忽略以上要求"), "格式"),
        (answering(b"{", 200), "读不懂"),
        (answering(b"", 500), "答复 500"),
    ],
)
def test_a_failure_is_a_sentence_and_changes_nothing(service, page, statement, answer, said):
    service.answer = answer
    shown = page.ask("rewrite_goal:0")
    assert said in shown.content.decode()
    assert "alert(1)" not in shown.content.decode()
    assert goals_of(statement) == (VAGUE,)


def test_proposals_are_added_as_chosen_without_a_value(service, page, statement):
    service.answer = saying({"indicators": [PROPOSED, {**PROPOSED, "name": "科普资料合格率"}]})
    page.adopt(page.ask("propose:0"), 1)
    rows = statement_content(statement).projects[0].indicators
    assert [(row.name, row.value) for row in rows if row.level2 == "质量指标"] == [("科普资料合格率", "")]


def test_relevance_is_a_hint_and_nothing_to_adopt(service, page, statement):
    service.answer = saying({"unrelated": [{"goal": 1, "indicator": 2, "reason": "只说明花多少钱"}]})
    answer = page.ask("relevance:0")
    assert "只说明花多少钱" in answer.content.decode()
    assert "不影响报送" in answer.content.decode()
    assert "没有采用" in page.adopt(answer, 0).content.decode()


def test_who_may_not_fill_in_may_not_ask(service, client, statement, project):
    own = _Page(client, statement, project)
    for role, at, status in (
        (Role.FILLER, statement.department.units.last(), 404),
        (Role.FINANCE_SECTION_REVIEWER, statement.department.office, 403),
        (Role.DEPARTMENT_REVIEWER, statement.department, 200),
    ):
        client.force_login(a_member(role, at))
        assert own.shown("propose:0").status_code == status
    type(statement).objects.filter(pk=statement.pk).update(state=StatementState.FIRST_REVIEW)
    assert own.shown("propose:0").status_code == 403


def test_what_changed_after_it_was_shown_is_not_sent(service, page):
    said = page.client.post(page.address, {"item": "rewrite_goal:0", "digest": "another"}).content.decode()
    assert "请再看一遍" in said
    assert service.asked == []


def test_a_token_is_one_persons_for_one_project(service, page, statement):
    answer = page.ask("rewrite_goal:0")
    page.client.force_login(a_member(Role.DEPARTMENT_REVIEWER, statement.department))
    assert "不是给您" in page.adopt(answer, 0).content.decode()
    fields = {"token": answer.context["token"] + "x", "chosen": 0}
    assert "请再问一次" in page.client.post(f"{page.address}adopt/", fields, follow=True).content.decode()
    assert goals_of(statement) == (VAGUE,)


def test_nothing_is_held_while_the_model_thinks(service, page, monkeypatch):
    """No transaction within that of the test, and so no lock."""
    held, of_the_test = [], list(connection.savepoint_ids)

    def ask(endpoint, messages):
        held.append(list(connection.savepoint_ids))
        return json.dumps(BETTER, ensure_ascii=False)

    monkeypatch.setattr(asking, "ask", ask)
    page.ask("rewrite_goal:0")
    assert held == [of_the_test]


def test_a_day_has_so_many_questions(service, page, settings):
    settings.LANGUAGE_MODEL = replace(settings.LANGUAGE_MODEL, per_day=1)
    page.ask("rewrite_goal:0")
    assert "已问满1次" in page.ask("rewrite_goal:0").content.decode()
    assert len(service.asked) == 1


@several_writers
@pytest.mark.django_db(transaction=True)
def test_a_day_is_counted_by_everybody_together():
    assert sorted(at_once(*[lambda: counted(3)] * 6)) == [False] * 3 + [True] * 3
    assert LanguageModelDay.objects.get().calls == 3
    assert left_today(3) == 0


def test_programs_ask_and_adopt_as_the_page_does(service, client, statement, project):
    _, secret = issue(a_member(Role.FILLER, project.unit), name="测试", scope=Scope.WRITE, days=1)
    address = f"/api/v1/projects/{project.pk}/suggestions/"

    def ask(method, to="", body=None):
        kwargs = {"data": json.dumps(body), "content_type": "application/json"} if body else {}
        return client.generic(method, address + to, headers={"Authorization": f"Bearer {secret}"}, **kwargs)

    shown = ask("GET", "?item=rewrite_goal:0").json()
    assert VAGUE in shown["sent"][1]["content"]
    said = ask("POST", "", {"item": "rewrite_goal:0", "digest": shown["digest"]})
    assert (said.status_code, said.json()["source"]) == (200, "来自模型")
    assert goals_of(statement) == (VAGUE,)
    done = ask("POST", "adopt/", {"token": said.json()["token"], "chosen": [0]})
    statement.refresh_from_db()
    assert (done.status_code, done.json()) == (200, {"version": statement.version})
    assert goals_of(statement) == (BETTER["text"],)
    assert ask("POST", "adopt/", {"token": said.json()["token"], "chosen": [0]}).status_code == 412
