"""The reviewers' screens in admin: what waits, each statement before the eyes, many at once."""

import io
import zipfile
from datetime import timedelta
from urllib.parse import quote

import pytest
from django.urls import reverse
from django.utils import timezone

from departments.trail.entry import TrailEntry
from performance.assessment.services import write_sheet
from performance.models import (
    Action,
    Opening,
    PerformanceStatement,
    StatementState,
    UnitState,
    Waiver,
    WorkflowEvent,
)
from performance.review import Severity, review
from performance.statements.revisions import take_revision
from performance.statements.selectors import statement_content
from performance.workflow import review_queue
from performance.workflow.services import perform
from tests.factories import a_statement

QUEUE = reverse("admin:performance_statementunderreview_changelist")


@pytest.fixture(autouse=True)
def _no_findings(monkeypatch, nothing_found):
    monkeypatch.setattr("performance.workflow.review_queue.review", lambda content, rule_set: ())
    forget()


def forget():
    for memory in (review_queue._findings, review_queue._contents, review_queue._changes):
        memory.answers.clear()


@pytest.fixture
def sent(cast, all_passed):
    """A statement that the department has sent to the finance office."""
    go(cast, Action.SUBMIT, cast.chief)
    return cast


@pytest.fixture
def reviewer(client, sent):
    client.force_login(sent.section)
    return client


def go(cast, action, by, **kwargs):
    statement = cast.statement
    return perform(statement, action, by=by, expected_version=statement.version, reason="请完善", **kwargs)


def page_of(cast):
    return reverse("review_desk", args=[cast.statement_pk])


def listed(client, **query):
    return client.get(QUEUE, query).context["cl"].result_list


def test_what_was_never_judged_is_not_said_to_be_without_findings(reviewer, sent):
    (row,) = listed(reviewer)
    assert row.waiting.open_findings == ()
    WorkflowEvent.objects.update(revision=None)
    (row,) = listed(reviewer)
    assert row.waiting.open_findings is None
    assert '<td class="field-findings">—</td>' in reviewer.get(QUEUE).text


def approve(client, cast, **kwargs):
    chosen = {"action": "approve_chosen", "_selected_action": [cast.statement_pk], **kwargs}
    return client.post(QUEUE, chosen, follow=True)


def test_the_list_holds_what_waits_for_its_reader_and_nothing_else(client, sent):
    for who, count in ((sent.section, 1), (sent.performance, 0)):
        client.force_login(who)
        assert len(listed(client)) == count


def test_a_row_says_how_long_it_waits_what_is_open_and_how_much_money(reviewer, sent):
    WorkflowEvent.objects.update(at=timezone.now() - timedelta(days=9))
    page = reviewer.get(QUEUE).text
    for word in ("财政初审（第1轮）", "9天（超时）", "12.50", "未退回过"):
        assert word in page
    assert len(listed(reviewer, age="old")) == 1
    assert len(listed(reviewer, age="fresh")) == 0


def test_findings_are_counted_without_those_that_are_answered(reviewer, sent, monkeypatch):
    monkeypatch.setattr("performance.workflow.review_queue.review", review)
    content = statement_content(sent.statement)
    warnings = [finding for finding in review(content) if finding.severity is Severity.WARNING]
    assert f"警告{len(warnings)}" in reviewer.get(QUEUE).text
    reviewer.get(page_of(sent))
    assert "个问题未处理或未说明" in approve(reviewer, sent, confirmed="yes", key="1").text
    waived = next(finding for finding in warnings if finding.waivable)
    Waiver.objects.create(
        statement=sent.statement, code="", fingerprint=waived.fingerprint, reason="理由", person=sent.chief
    )
    assert f"警告{len(warnings)}" not in reviewer.get(QUEUE).text


def test_a_kept_text_is_judged_once(reviewer, sent, monkeypatch):
    judged = []
    monkeypatch.setattr(
        "performance.workflow.review_queue.review", lambda content, _: judged.append(content) or ()
    )
    for _ in range(2):
        reviewer.get(QUEUE)
    assert len(judged) == 1


def test_a_row_says_what_changed_since_it_was_returned(reviewer, sent):
    go(sent, Action.RETURN, sent.section)
    sent.statement.projects.update(budget="20.00")
    go(sent, Action.SUBMIT, sent.chief)
    assert "预算增减+7.50万元" in reviewer.get(QUEUE).text
    page = reviewer.get(page_of(sent))
    assert "退回以来的变化" in page.text
    assert "<del>12.5</del>" in page.text or "<del>12.50</del>" in page.text


@pytest.mark.parametrize("number", [1, 4])
def test_the_list_takes_one_number_of_queries(reviewer, sent, number, django_assert_max_num_queries):
    for year in range(2030, 2030 + number):
        statement = a_statement(sent.department, year=year)
        statement.submissions.update(state=UnitState.PASSED)
        for unit in sent.department.units.all():
            statement.submissions.get_or_create(unit=unit, defaults={"state": UnitState.PASSED})
        perform(statement, Action.SUBMIT, by=sent.chief, expected_version=statement.version)
    with django_assert_max_num_queries(19):
        assert len(listed(reviewer)) == number + 1


def test_the_page_shows_tables_findings_and_comments_and_takes_the_step(reviewer, sent):
    page = reviewer.get(page_of(sent))
    for word in ("科普活动经费", "审核意见", "批注（0）", "初审通过", "确认退回部门"):
        assert word in page.text
    values = {"step": "pass", "version": sent.statement.version, "key": "click"}
    answer = reviewer.post(page_of(sent), values)
    assert (answer.status_code, answer.url) == (302, reverse("review_queue"))
    assert sent.statement.state == StatementState.SECOND_REVIEW


def test_a_refused_step_shows_the_page_once_more(reviewer, sent):
    answer = reviewer.post(page_of(sent), {"step": "return", "version": sent.statement.version, "reason": ""})
    assert answer.status_code == 409
    assert "退回部门须填写理由" in answer.text


@pytest.mark.parametrize("word", ["destroy", ""])
def test_a_step_that_is_none_is_not_there(reviewer, sent, word):
    assert reviewer.post(page_of(sent), {"step": word}).status_code == 404


def test_a_statement_out_of_sight_is_not_there(reviewer):
    elsewhere = a_statement()
    page = reverse("review_desk", args=[elsewhere.pk])
    assert reviewer.get(page).status_code == 404
    assert reviewer.get(QUEUE + "x/change/").status_code == 404
    assert reviewer.get(f"{QUEUE}{elsewhere.pk}/change/").status_code == 404


def test_only_what_was_opened_as_it_is_now_is_approved_with_others(reviewer, sent):
    refusals = TrailEntry.objects.filter(action="refusal")
    answer = approve(reviewer, sent, confirmed="yes", key="1")
    assert "您还没有打开过目前的版次" in answer.text
    assert refusals.count() == 1
    reviewer.get(page_of(sent))
    assert Opening.objects.get().version == sent.statement.version
    assert "初审通过" in approve(reviewer, sent).text
    assert sent.statement.state == StatementState.FIRST_REVIEW
    assert "已办理“初审通过”" in approve(reviewer, sent, confirmed="yes", key="2").text
    assert sent.statement.state == StatementState.SECOND_REVIEW


def test_what_moved_after_it_was_opened_has_to_be_opened_again(reviewer, sent):
    reviewer.get(page_of(sent))
    go(sent, Action.RECALL, sent.chief)
    go(sent, Action.SUBMIT, sent.chief)
    assert "您还没有打开过目前的版次" in approve(reviewer, sent, confirmed="yes", key="1").text
    assert sent.statement.state == StatementState.FIRST_REVIEW


def test_the_guards_hold_for_many_at_once_as_well(reviewer, sent):
    WorkflowEvent.objects.filter(action=Action.SUBMIT, unit=None).update(actor=sent.section)
    reviewer.get(page_of(sent))
    assert "不能审核本人报送的内容" in approve(reviewer, sent, confirmed="yes", key="1").text
    assert sent.statement.state == StatementState.FIRST_REVIEW


def test_the_chosen_are_exported_as_one_archive_and_the_trail_says_so(reviewer, sent):
    answer = reviewer.post(QUEUE, {"action": "export_chosen", "_selected_action": [sent.statement_pk]})
    (name,) = zipfile.ZipFile(io.BytesIO(answer.content)).namelist()
    assert quote("绩效文本-") in answer["Content-Disposition"]
    assert name.endswith(f"{sent.statement}.xlsx".replace(" ", "_"))
    entry = TrailEntry.objects.first()
    assert (entry.action, entry.subject_id) == ("export", str(sent.statement_pk))


@pytest.mark.parametrize("approved", [False, True])
def test_a_workbook_that_says_what_is_in_force_names_the_head_of_the_trail(approved, reviewer, sent):
    if approved:
        revision = take_revision(sent.statement, None, statement_content(sent.statement))
        PerformanceStatement.objects.filter(pk=sent.statement_pk).update(approved_revision=revision)
    answer = reviewer.post(QUEUE, {"action": "export_chosen", "_selected_action": [sent.statement_pk]})
    archive = zipfile.ZipFile(io.BytesIO(answer.content))
    workbook = zipfile.ZipFile(io.BytesIO(archive.read(archive.namelist()[0])))
    assert ("操作记录校验值" in workbook.read("xl/worksheets/sheet3.xml").decode()) is approved


def test_many_at_once_names_what_stands_in_the_way_and_offers_nothing_then(reviewer, sent):
    reviewer.get(page_of(sent))
    page = approve(reviewer, sent).text
    assert "确认办理" in page
    WorkflowEvent.objects.update(revision=None)
    page = approve(reviewer, sent).text
    assert "没有留存可供核对的文本" in page
    assert "确认办理" not in page


def test_many_at_once_looks_at_the_sheet_as_well(reviewer, sent):
    reviewer.get(page_of(sent))
    write_sheet(sent.statement, by=sent.section, marks={}, opinion="依据请补充。")
    page = approve(reviewer, sent).text
    assert "不办理：" in page
    assert "审核表" in page
