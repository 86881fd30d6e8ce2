"""The rounds that go by themselves: what has expired goes, what is lost is begun anew, and no fault ends them."""

from datetime import timedelta

import pytest
from django.contrib.sessions.models import Session
from django.core.management import call_command
from django.db import InterfaceError, OperationalError
from django.utils import timezone
from django_tasks_db.management.commands import db_worker
from django_tasks_db.models import DBTaskResult

from performance.management.commands import run_worker
from performance.models import FindingCount, Upload
from performance.models.importing import LIFETIME
from performance.statements.figures import renewing
from performance.statements.figures.renewing import not_counted
from performance.upkeep import sweep
from performance.upkeep.sweep import DUTIES, Sweep
from tests.factories import a_department, a_statement

pytestmark = pytest.mark.django_db


class Clock:
    now = 0.0

    def __call__(self):
        return self.now


@pytest.mark.figure(34)
def test_what_has_expired_is_cleared_away_and_the_rest_stays(results):
    statement, now = a_statement(), timezone.now()
    for days in (-1, 1):
        Session.objects.create(session_key=f"{days}", session_data="", expire_date=now + timedelta(days=days))
    user = statement.events.model._meta.get_field("actor").remote_field.model.objects.create(username="u")
    old, fresh = (Upload.objects.create(user=user, name="a", sha256="", content=b"") for _ in range(2))
    Upload.objects.filter(pk=old.pk).update(created=now - 2 * LIFETIME)
    for age in (1, 30):
        task = DBTaskResult.objects.create(args_kwargs={}, task_path=f"{age}")
        DBTaskResult.objects.filter(pk=task.pk).update(started_at=now - timedelta(days=age))
    FindingCount.objects.update(rules="older")
    done = Sweep().round()
    assert set(done) == {duty.__name__ for duty in DUTIES}
    assert [one.session_key for one in Session.objects.all()] == ["1"]
    assert list(Upload.objects.all()) == [fresh]
    assert [one.task_path for one in DBTaskResult.objects.all()] == ["1"]
    assert not not_counted(type(statement).objects.all()).exists()


@pytest.mark.parametrize(
    "fault", [OperationalError(), InterfaceError(), ValueError("a text that fails its review")]
)
@pytest.mark.figure(34)
def test_each_duty_is_done_when_it_is_due_and_a_failed_one_again_in_the_next_round(monkeypatch, fault):
    done, clock = [], Clock()

    def failing():
        done.append("failing")
        raise fault

    monkeypatch.setattr(sweep, "DUTIES", {failing: 100, lambda: done.append("hourly"): 100})
    rounds = Sweep(clock)
    for clock.now in (0, 10, 99, 101):
        rounds.round()
    assert done == ["failing", "hourly", "failing", "failing", "failing", "hourly"]


def test_a_text_whose_review_fails_keeps_no_other_uncounted(monkeypatch):
    spoilt, sound = (a_statement(department=a_department(name=name)) for name in ("难审局", "好审局"))
    FindingCount.objects.update(rules="older")
    review = renewing.review

    def failing(content, rule_set):
        if content.department_name == "难审局":
            raise ZeroDivisionError
        return review(content, rule_set)

    monkeypatch.setattr(renewing, "review", failing)
    assert sweep.count_findings() == 1
    assert list(not_counted(type(sound).objects.all())) == [spoilt]


def test_a_worker_survives_a_database_that_fails(monkeypatch, results, settings):
    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
    answers = iter([OperationalError("locked"), OperationalError("gone"), None])
    pauses = []

    def handle(self, **options):
        if fault := next(answers):
            raise fault

    monkeypatch.setattr(db_worker.Command, "handle", handle)
    monkeypatch.setattr(run_worker.time, "sleep", pauses.append)
    monkeypatch.setattr(run_worker.connections, "close_all", lambda: None)
    monkeypatch.setattr(run_worker, "sweeping", run_worker.giving_signs)
    call_command("run_worker", verbosity=0)
    assert pauses == [1.0, 2.0]
