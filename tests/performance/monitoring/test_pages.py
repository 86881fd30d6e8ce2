"""The pages of monitoring: without script, with everything that was typed kept."""

from decimal import Decimal

import pytest
from django.urls import reverse

from performance.alerts.period import Counting, Likelihood, ReasonKind
from performance.alerts.settings import Light
from performance.models import AdjustmentRequest, MonitoringAlert, MonitoringReport, MonitoringTask
from performance.monitoring.figures import UNNAMED, plan_against_actual
from performance.monitoring.origins import origin_named
from performance.monitoring.page_fields import texts_of
from performance.monitoring.plan_chart import plan_chart
from performance.monitoring.services import report_of
from performance.views.written.posted import base_of
from tests.performance.monitoring.periods import written
from tests.performance.monitoring.test_transitions import behind


def posted(report, content, **more):
    """What a browser sends of the page of a report that was opened as ``report`` is."""
    base = base_of(report.row, texts_of(report.content))
    told = {"version": report.row.version, "base": base, "page": "a page", "end": "1"}
    return {**texts_of(content), **told, **more}


def test_the_way_from_the_list_to_a_handed_in_report(client, period):
    client.force_login(period.filler)
    assert str(period.task) in client.get(reverse("monitoring")).content.decode()
    address = reverse("monitoring_report", args=[period.report.pk])
    assert address in client.get(reverse("monitoring_task", args=[period.task.pk])).content.decode()
    report = report_of(period.report)
    page = client.post(address, posted(report, written(report)), follow=True).content.decode()
    assert "已保存：资金绿灯、目标绿灯、预计绿灯。" in page
    assert "6 ÷ 8 = 75 %，时间进度 58.33 %" in page
    step = reverse("monitoring_step", args=[period.report.pk, "submit"])
    assert "目前为“部门审核监控”" in client.post(step, {"version": 2}, follow=True).content.decode()


def test_every_choice_is_offered_and_what_was_chosen_is_marked(client, period):
    row = period.save(period.report)
    client.force_login(period.filler)
    page = client.get(reverse("monitoring_report", args=[row.pk])).content.decode()
    for name, kinds in (("counting", Counting), ("likelihood", Likelihood), ("reasons", ReasonKind)):
        assert all(f'value="{kind.value}"' in page for kind in kinds), name
    assert page.count('value="certain" checked') == len(report_of(row).content.states)
    task = client.get(reverse("monitoring_task", args=[period.task.pk])).content.decode()
    assert all(task.count(f'<option value="{light.value}"') == 3 for light in Light)


def test_a_page_that_was_cut_off_saves_nothing(client, period):
    client.force_login(period.filler)
    report = report_of(period.report)
    fields = posted(report, written(report))
    del fields["end"]
    assert client.post(reverse("monitoring_report", args=[period.report.pk]), fields).status_code == 400
    assert not period.report.versions.exists()


@pytest.mark.parametrize("who", ["neighbour", "stranger"])
def test_out_of_sight_is_not_there(client, period, who):
    alert = behind(period).alerts.first()
    client.force_login(getattr(period, who))
    for name, args in (
        ("monitoring_report", [period.report.pk]),
        ("monitoring_step", [period.report.pk, "submit"]),
        ("monitoring_answer", [alert.pk]),
    ):
        assert client.post(reverse(name, args=args), {}).status_code == 404


def test_a_refused_answer_keeps_what_was_typed(client, period):
    alert = behind(period).alerts.get(code="MO8")
    client.force_login(period.filler)
    address = reverse("monitoring_answer", args=[alert.pk])
    answer = client.post(address, {"answer": "continue", "reason": "重新招标"})
    assert answer.status_code == 409
    assert "请写明办结日期" in answer.content.decode()
    assert "重新招标" in answer.content.decode()
    whole = {"answer": "transfer", "reason": "调剂", "until": "2099-12-31"}
    assert "已答复" in client.post(address, whole, follow=True).content.decode()
    assert MonitoringAlert.objects.get(pk=alert.pk).answer == "transfer"
    page = client.get(reverse("monitoring_alerts", args=[period.task.pk]) + "?state=alert_answered")
    assert "调剂预算：调剂" in page.content.decode()


def test_a_period_is_worded_on_its_page(client, period):
    client.force_login(period.performance)
    address = reverse("monitoring_new", args=[period.department.office_id, 2025])
    page = client.get(address, {"month": "6", "settings": "sichuan-2025"}).content.decode()
    assert 'value="1–6月"' in page
    assert "4:25 6:40 8:60 10:80" in page
    fields = {
        **{
            "kind": "key",
            "label": "1–6月",
            "cutoff": "2025-06-30",
            "due": "2025-07-15",
            "base": "thresholds",
        },
        **{"thresholds": "4:25 6:forty", "tolerance": "0", "money_yellow": "100", "money_red": "80"},
        **{"goal_yellow": "100", "goal_red": "80", "reasons": ["red"], "answer_days": "10", "in_a_row": "3"},
    }
    assert "应写作“月份:百分比”" in client.post(address, fields).content.decode()
    client.post(address, {**fields, "thresholds": "4:25 6:40"})
    task = MonitoringTask.objects.get(kind="key")
    assert [each["percent"] for each in task.settings["thresholds"]] == ["25", "40"]


def test_the_page_of_a_period_narrows_to_what_is_asked(client, period):
    behind(period)
    client.force_login(period.performance)
    address = reverse("monitoring_task", args=[period.task.pk])
    label = period.report.label
    assert label in client.get(address, {"money_light": "red", "alerts": "1"}).content.decode()
    assert "没有符合条件的报告" in client.get(address, {"money_light": "green"}).content.decode()


def test_lists_ask_the_same_number_of_questions_whatever_their_length(
    client, period, django_assert_max_num_queries
):
    behind(period)
    client.force_login(period.department_reviewer)
    assert MonitoringReport.objects.count() == 3
    for name, most in (("monitoring_task", 16), ("monitoring_alerts", 12)):
        address = reverse(name, args=[period.task.pk])
        client.get(address)
        with django_assert_max_num_queries(most):
            client.get(address)


def test_an_adjustment_says_which_warning_it_came_from(client, period):
    alert = behind(period).alerts.get(code="MO8")
    client.force_login(period.filler)
    page = client.get(reverse("monitoring_report", args=[period.report.pk])).content.decode()
    address = f"{reverse('adjustments', args=[period.statement.pk])}?origin=alert-{alert.pk}"
    assert address in page
    assert "来源：监控预警“支出滞后”" in client.get(address).content.decode()
    part = f"project_money-{period.report.project_id}"
    posted = {"part": part, "reason": "调减预算", "origin": f"alert-{alert.pk}", "key": "1"}
    client.post(reverse("adjustments", args=[period.statement.pk]), posted)
    request = AdjustmentRequest.objects.get()
    assert request.origin == f"监控预警“支出滞后”：{period.report}"[:80]


@pytest.mark.parametrize("key", ["alert-999999", "alert-x", "alert-", "nothing"])
def test_what_is_no_warning_in_sight_is_no_origin(period, key):
    assert origin_named(key, period.statement, period.filler) == ""


def test_the_figures_of_a_period_lead_to_their_rows(client, period):
    behind(period)
    client.force_login(period.performance)
    address = reverse("monitoring_task", args=[period.task.pk])
    page = client.get(address).content.decode()
    department = period.department.pk
    assert f"{address}?department={department}&amp;of=projects&amp;money_light=red#reports-heading" in page
    assert "按期间" in page
    narrowed = client.get(address, {"class": UNNAMED, "money_light": "red"}).content.decode()
    assert ("没有符合条件的报告" in narrowed) is bool(period.report.project_class)
    plan = plan_against_actual(report_of(period.report)).rows
    assert [row[3:5] for row in plan] == [(Decimal("58.33"), Decimal("8.00"))]


def test_the_plan_is_drawn_beside_what_was_spent_without_a_script(client, period):
    first = period.report_in(period.opened(3))
    period.save(first, written(report_of(first), spent="15"))
    behind(period)
    client.force_login(period.filler)
    page = client.get(reverse("monitoring_report", args=[period.report.pk])).content.decode()
    chart = plan_chart(plan_against_actual(report_of(period.report)))
    assert [[bar.length for bar in each.bars] for each in chart.periods] == [[83, 400], [194, 26]]
    assert chart.full == 333
    assert 'aria-label="2025年1–3月一般监控：应支出 25 %，已支出 120 %；' in page
    assert page.count('<rect class="spent"') == 2
    assert "echarts" not in page


def test_the_office_marks_a_report_on_its_own_page(client, period):
    row = period.save(period.report)
    address = reverse("monitoring_report", args=[row.pk])
    client.force_login(period.filler)
    assert "标为重点关注" not in client.get(address).content.decode()
    client.force_login(period.section)
    assert "标为重点关注" in client.get(address).content.decode()
    fields = {"report": f"{row.pk}:{row.version}", "action": "mark", "back": "report"}
    page = client.post(reverse("monitoring_decide", args=[period.task.pk]), fields, follow=True)
    assert page.redirect_chain == [(address, 302)]
    assert "财政重点关注" in page.content.decode()


def test_a_rate_shows_at_once_where_its_two_numbers_go(period, client):
    client.force_login(period.filler)
    text = client.get(f"/monitoring/{period.report.pk}/").text
    assert text.count("<details open><summary>基期、数据来源、分子和分母、备注") == 1
    assert text.count("<details><summary>基期、数据来源、备注") == 3
