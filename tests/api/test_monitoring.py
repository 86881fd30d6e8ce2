"""Monitoring through the interface: a period opened, its reports written, handed in, answered for, marked and closed."""

from datetime import timedelta

import pytest
from django.utils import timezone

from performance.alerts.setting_files import shipped_settings, to_plain
from performance.models import ExportJob, MonitoringReport, MonitoringState, MonitoringTask
from performance.monitoring.services import report_of
from tests.api.conftest import Program
from tests.performance.monitoring.periods import a_period, written
from tests.performance.monitoring.test_transitions import behind, take


@pytest.fixture
def period(db):
    return a_period()


@pytest.fixture
def filler(client, period):
    return Program(client, period.filler)


@pytest.fixture
def office(client, period):
    return Program(client, period.performance)


def worded(period, **more):
    return {
        **{"office": period.department.office_id, "fiscal_year": 2025, "label": "1–5月"},
        **{"cutoff": "2025-05-31", "due": "2025-06-20", "shipped": "national"},
        **more,
    }


def sent(report):
    """What a program would write of a whole report."""
    content = written(report)
    return {
        "funds": [
            {"source": row.source, "budget": row.budget, "spent": row.spent, "forecast": row.forecast}
            for row in content.funds
        ],
        "states": [
            {
                **dict(zip(("level1", "level2", "name"), row.key, strict=True)),
                **{name: getattr(row, name) for name in ("actual", "forecast", "likelihood")},
            }
            for row in content.states
        ],
        "on_track": content.on_track,
        "situation": content.situation,
    }


def test_a_report_from_writing_it_to_its_end(client, period, filler):
    reviewer, finance = Program(client, period.department_reviewer), Program(client, period.section)
    address = f"monitoring-reports/{period.report.pk}/"
    answer = filler.ask("PATCH", f"{address}content/", sent(report_of(period.report)), match='"1"')
    assert (answer.status_code, answer["ETag"]) == (200, '"2"')
    body = answer.json()
    assert (body["money"]["light"], body["goal"]["light"], body["owed"]) == ("green", "green", [])
    assert body["indicators"][0]["goal"]["words"].startswith("6 ÷ 8 = 75 %")
    assert filler.get(f"{address}content/").json() == body
    assert [step["step"] for step in filler.get(f"{address}steps/").json()] == ["submit"]
    for program, step, version in ((filler, "submit", 2), (reviewer, "pass", 3), (finance, "close", 4)):
        taken = program.ask("POST", f"{address}steps/{step}/", {}, match=f'"{version}"')
        assert taken.status_code == 200
    assert taken.json()["state"] == MonitoringState.CLOSED
    labels = [event["label"] for event in filler.get("monitoring-events/").json()["results"]]
    assert labels == ["报送部门", "部门通过", "监控办结"]


def test_a_period_is_opened_by_a_job_filled_up_and_closed(period, office):
    answer = office.ask("POST", "monitoring-tasks/", worded(period, addressees={"least": "12.5"}))
    assert answer.status_code == 201
    task = MonitoringTask.objects.get(pk=answer.json()["task"]["id"])
    assert answer.json()["task"]["addressees"]["least"] == "12.500000"
    assert ExportJob.objects.filter(pk=answer.json()["job"]["id"], total=1).exists()
    assert office.ask("POST", f"monitoring-tasks/{task.pk}/reports/").status_code == 202
    closed = office.ask("POST", f"monitoring-tasks/{task.pk}/closing/", {"closed": True})
    assert closed.json()["closed"]
    assert office.ask("POST", f"monitoring-tasks/{task.pk}/reports/").status_code == 409
    opened = office.ask("POST", f"monitoring-tasks/{task.pk}/closing/", {"closed": False})
    assert opened.json()["closed"] is None


NATIONAL = to_plain(shipped_settings()["national"].settings)


@pytest.mark.parametrize(
    ("changes", "status", "said"),
    [
        ({"shipped": "none"}, 400, "shipped"),
        ({"settings": NATIONAL}, 400, "之一"),
        ({"shipped": "", "settings": {}}, 400, "shipped"),
        ({"label": "1–7月", "cutoff": "2025-07-31", "due": "2025-08-20"}, 409, "已有“1–7月”"),
        ({"cutoff": "2024-05-31"}, 409, "应在2025年之内"),
        ({"unknown": 1}, 400, "没有这一项"),
        ({"office": 999_999}, 404, ""),
    ],
)
def test_a_period_that_makes_no_sense_is_not_opened(period, office, changes, status, said):
    answer = office.ask("POST", "monitoring-tasks/", worded(period, **changes))
    assert (answer.status_code, said in answer.content.decode()) == (status, True)
    assert MonitoringTask.objects.count() == 1


def test_parameters_of_ones_own_are_all_or_none(period, office):
    own = worded(period)
    del own["shipped"]
    wrong = office.ask("POST", "monitoring-tasks/", {**own, "settings": {**NATIONAL, "in_a_row": 0}})
    assert (wrong.status_code, "连续次数为 1—12" in wrong.content.decode()) == (400, True)
    right = office.ask("POST", "monitoring-tasks/", {**own, "settings": {**NATIONAL, "in_a_row": 2}})
    assert right.json()["task"]["settings"]["in_a_row"] == 2


def test_a_warning_is_answered_as_on_the_page(client, period, filler):
    alert = behind(period).alerts.get(code="MO8")
    address = f"monitoring-alerts/{alert.pk}/answer/"
    until = timezone.localdate() + timedelta(days=30)
    said = {"answer": "transfer", "reason": "调剂到下一季度", "until": f"{until}"}
    assert Program(client, period.section).ask("POST", address, said).status_code == 409
    assert filler.ask("POST", address, {**said, "answer": "wait"}).status_code == 400
    assert filler.ask("POST", address, said).json()["state"] == "alert_answered"
    assert filler.ask("POST", address, said).status_code == 409


def test_the_office_marks_a_report_and_asks_for_it_to_be_put_right(client, period, filler, office):
    row = period.save(period.report)
    take(row, "submit", period.filler)
    take(row, "pass", period.department_reviewer)
    address = f"monitoring-reports/{row.pk}/"
    assert filler.ask("POST", f"{address}mark/", {"marked": True}).status_code == 409
    assert office.ask("POST", f"{address}mark/", {"marked": True}).json()["marked"] is True
    assert [one["id"] for one in office.get("monitoring-reports/?marked=true").json()["results"]] == [row.pk]
    match = f'"{row.version}"'
    assert office.ask("POST", f"{address}steps/rectify/", {}, match=match).status_code == 409
    asked = office.ask("POST", f"{address}steps/rectify/", {"reason": "补充佐证"}, match=match)
    assert asked.json()["state"] == MonitoringState.RECTIFYING


@pytest.mark.parametrize(
    ("body", "match", "status"),
    [
        ({"situation": 5}, '"1"', 400),
        ({"states": [{"level1": "", "level2": "", "name": "没有的指标", "actual": "1"}]}, '"1"', 400),
        ({"states": [{"level1": "", "level2": "", "name": "", "likelihood": "sure"}]}, '"1"', 400),
        ({}, '"1"', 400),
        ({"situation": "好"}, None, 428),
        ({"situation": "好"}, '"9"', 412),
    ],
)
def test_what_makes_no_sense_or_comes_late_changes_nothing(period, filler, body, match, status):
    address = f"monitoring-reports/{period.report.pk}/content/"
    assert filler.ask("PATCH", address, body, match=match).status_code == status
    assert not period.report.versions.exists()


def test_out_of_sight_is_not_there_and_the_form_leaves_as_a_file(client, period, filler):
    alert = behind(period).alerts.first()
    neighbour = Program(client, period.neighbour)
    for address in ("", "content/", "steps/", "document.xlsx"):
        assert neighbour.get(f"monitoring-reports/{period.report.pk}/{address}").status_code == 404
    assert neighbour.ask("POST", f"monitoring-alerts/{alert.pk}/answer/", {}).status_code == 404
    assert not MonitoringReport.objects.visible_to(period.stranger).exists()
    assert filler.get(f"monitoring-reports/{period.report.pk}/document.xlsx").content[:2] == b"PK"


@pytest.mark.parametrize(
    "odd",
    [
        *({"settings": {"over": word}} for word in ("NaN", "1e999999999", "1e-999999999")),
        {"settings": {"answer_days": 10**9}},
        {"addressees": {"least": "1e999999999"}},
        {"addressees": {"least": "NaN"}},
        {"addressees": {"projects": ["1"] * 1001}},
    ],
)
def test_a_period_of_odd_numbers_is_refused(period, office, odd):
    plain = to_plain(shipped_settings()["national"].settings)
    said = {"settings": {**plain, **odd["settings"]}, "shipped": ""} if "settings" in odd else odd
    asked = {name: value for name, value in worded(period, **said).items() if value != ""}
    assert office.ask("POST", "monitoring-tasks/", asked).status_code == 400
    assert MonitoringTask.objects.count() == 1
