"""What the finance office does with several reports at once, and what each number of its page leads to."""

import pytest
from django.urls import reverse

from departments.models import Membership
from departments.permissions.roles import Role
from departments.trail.entry import Action as Trailed
from departments.trail.entry import TrailEntry
from performance.models import Action, MonitoringReport, MonitoringState
from performance.monitoring.deciding import REPORTS, mark_reports
from performance.monitoring.figures import by_class, by_department, by_period
from performance.monitoring.tasks import close_task
from performance.overview.figure import Linked
from performance.steps.refusals import Refused
from tests.performance.monitoring.test_transitions import behind, take


@pytest.fixture
def at_finance(period):
    """The two projects' reports have come to the finance office, one of them with warnings."""
    behind(period)
    take(period.report, "pass", period.department_reviewer)
    other = MonitoringReport.objects.filter(task=period.task, unit__isnull=False).exclude(pk=period.report.pk)
    other.update(state=MonitoringState.FINANCE)
    return period.report, other.get()


def pairs(rows):
    return [(row, row.version) for row in rows]


@pytest.mark.parametrize("who", ["section", "performance"])
def test_the_office_marks_reports_and_takes_the_mark_away(period, at_finance, who):
    by = getattr(period, who)
    assert mark_reports(at_finance, marked=True, by=by) == 2
    assert mark_reports(at_finance, marked=True, by=by) == 0
    assert mark_reports(at_finance[:1], marked=False, by=by) == 1
    marked = MonitoringReport.objects.filter(marked=True)
    assert list(marked) == [at_finance[1]]
    told = TrailEntry.objects.filter(action=Trailed.EDIT, details="标为财政重点关注")
    assert told.count() == 2


@pytest.mark.parametrize("who", ["filler", "department_reviewer", "stranger"])
def test_nobody_else_marks_any(period, at_finance, who):
    with pytest.raises(Refused, match="由财政局的审核人标记"):
        mark_reports(at_finance, marked=True, by=getattr(period, who))
    assert not MonitoringReport.objects.filter(marked=True).exists()


def test_whoever_has_only_other_departments_assigned_marks_none(period, at_finance):
    held = Membership.objects.get(user=period.section, role=Role.FINANCE_SECTION_REVIEWER)
    held.assigned.add(period.department.office.departments.create(code="990", name="别的部门"))
    with pytest.raises(Refused):
        mark_reports(at_finance, marked=True, by=period.section)


def test_nothing_is_marked_in_a_closed_period(period, at_finance):
    close_task(period.task, closed=True, by=period.performance)
    with pytest.raises(Refused, match="已于"):
        mark_reports(at_finance, marked=True, by=period.section)


def test_one_that_is_refused_keeps_none_of_the_others_back(period, at_finance):
    decided = REPORTS.take_together(pairs(at_finance), Action.CLOSE, by=period.section)
    assert decided.done == (at_finance[1],)
    assert "条预警没有答复" in decided.refused[0].obstacles[0]
    states = dict(MonitoringReport.objects.filter(unit__isnull=False).values_list("pk", "state"))
    assert states == {
        at_finance[0].pk: MonitoringState.FINANCE,
        at_finance[1].pk: MonitoringState.CLOSED,
    }


def test_the_same_click_again_takes_no_second_step(period, at_finance):
    for _ in range(2):
        decided = REPORTS.take_together(
            pairs(at_finance), Action.RECTIFY, by=period.section, reason="补充佐证", key="1"
        )
        assert len(decided.done) == 2
    assert at_finance[0].events.filter(action=Action.RECTIFY).count() == 1


def sent(rows, **more):
    return {"report": [f"{row.pk}:{row.version}" for row in rows], **more}


def test_the_page_says_first_what_will_become_of_each(client, period, at_finance):
    client.force_login(period.section)
    task = client.get(reverse("monitoring_task", args=[period.task.pk])).content.decode()
    assert all(f'value="{row.pk}:{row.version}"' in task for row in at_finance)
    address = reverse("monitoring_decide", args=[period.task.pk])
    page = client.post(address, sent(at_finance, action="close")).content.decode()
    assert "将对 1 份办理“监控办结”" in page
    assert "1 份目前不能办理" in page
    assert not MonitoringReport.objects.filter(state=MonitoringState.CLOSED).exists()
    done = client.post(address, sent(at_finance[1:], action="close", confirmed="1", key="1"), follow=True)
    assert "已对1份监控报告办理“监控办结”" in done.content.decode()
    assert MonitoringReport.objects.get(pk=at_finance[1].pk).state == MonitoringState.CLOSED


def test_what_is_to_be_put_right_is_said_or_nothing_is_sent_back(client, period, at_finance):
    client.force_login(period.section)
    address = reverse("monitoring_decide", args=[period.task.pk])
    answer = client.post(address, sent(at_finance, action="rectify", confirmed="1", reason=" "))
    assert answer.status_code == 409
    assert "请填写理由" in answer.content.decode()
    assert not MonitoringReport.objects.filter(state=MonitoringState.RECTIFYING).exists()


@pytest.mark.parametrize("fields", [{}, {"report": ["x:1", "1"], "action": "close"}, {"action": "mark"}])
def test_nothing_chosen_decides_nothing(client, period, at_finance, fields):
    client.force_login(period.section)
    address = reverse("monitoring_decide", args=[period.task.pk])
    assert "请先勾选监控报告" in client.post(address, fields, follow=True).content.decode()


def test_a_mark_is_put_on_the_page_and_the_list_narrowed_to_it(client, period, at_finance):
    client.force_login(period.performance)
    address = reverse("monitoring_decide", args=[period.task.pk])
    page = client.post(address, sent(at_finance[:1], action="mark", marked="1"), follow=True)
    assert "1份监控报告标为重点关注。" in page.content.decode()
    assert page.request["QUERY_STRING"] == "marked=1"
    assert list(page.context["page"]) == [at_finance[0]]


def linked_counts(figure):
    """Each number with the address behind it, by the name of its column."""
    for row in figure.rows:
        for column, value in zip(figure.columns[1:], row[1:], strict=True):
            if isinstance(value, Linked):
                yield column.title, value.value, value.href


def test_every_number_leads_to_as_many_rows(client, period, at_finance):
    client.force_login(period.performance)
    take(at_finance[1], "close", period.section)
    figures = [view(period.task, period.performance) for view in (by_department, by_class, by_period)]
    found = [each for figure in figures for each in linked_counts(figure)]
    titles = {title for title, *_ in found}
    assert {"项目报告", "已报送", "已办结", "资金红灯", "目标红灯", "待答复的预警"} <= titles
    for title, number, href in found:
        rows = client.get(href).context["page"].paginator.count
        wanted = 1 if "万元" in title else number
        assert rows == wanted, title


def test_a_unit_hands_in_what_is_finished_of_all_it_has(client, period):
    period.save(period.report)
    Membership.objects.get_or_create(
        user=period.filler, role=Role.FILLER, unit=period.department.units.exclude(pk=period.unit.pk).get()
    )
    client.force_login(period.filler)
    address = reverse("monitoring_decide", args=[period.task.pk])
    page = client.post(address, {"action": "submit"}).content.decode()
    rows = MonitoringReport.objects.filter(task=period.task, unit__isnull=False)
    ready = [row for row in rows if f'value="{row.pk}:{row.version}"' in page]
    assert "将对 1 份办理" in page
    assert ready == [MonitoringReport.objects.get(pk=period.report.pk)]
    assert (
        "请先勾选"
        in client.post(address, {"action": "submit", "confirmed": "1"}, follow=True).content.decode()
    )
    client.post(address, sent(ready, action="submit", confirmed="1", key="1"))
    assert MonitoringReport.objects.get(pk=ready[0].pk).state == MonitoringState.DEPARTMENT
    assert rows.filter(state=MonitoringState.DEPARTMENT).count() == 1


def test_a_unit_is_not_offered_what_the_office_decides(client, period, at_finance):
    client.force_login(period.filler)
    page = client.get(reverse("monitoring_task", args=[period.task.pk])).content.decode()
    assert 'value="submit"' in page
    assert not any(f'value="{action}"' in page for action in ("close", "rectify", "mark"))
    client.post(
        reverse("monitoring_decide", args=[period.task.pk]), sent(at_finance, action="close", confirmed="1")
    )
    assert not MonitoringReport.objects.filter(state=MonitoringState.CLOSED).exists()
