"""What monitoring costs: all warnings computed anew, a period opened, the office's page."""

from __future__ import annotations

import json
from itertools import count

from django.conf import settings
from django.db import transaction
from django.test import Client, override_settings

from bench.frame import Database, Race, benchmark
from bench.monitored import DEPARTMENTS, MONTHS, PROJECTS, YEAR, monitored
from bench.pages import run_bare, sent_by

ROUNDS = 5


def _reports():
    from performance.models import MonitoringReport

    return MonitoringReport.objects.filter(task__in=monitored().tasks)


def _computed(reports, **how) -> int:
    from performance.monitoring.recalculation import recalculate

    if changed := recalculate(reports, **how):
        raise RuntimeError(f"{changed} had other colours than what is written in them")
    return reports.count()


def _rows(reports):
    return [*reports.select_related("task", "latest").order_by("revision_id", "task__cutoff", "pk")]


@benchmark(
    "monitoring_renewal",
    f"{len(MONTHS)} 期各 {DEPARTMENTS * PROJECTS} 个项目的灯和预警核对所依据的，没有变化的不再算 ÷ 读出它们的行和批复版（PostgreSQL）",
    goal=1.5,
    rounds=ROUNDS,
    database=Database.POSTGRES,
)
def warnings_that_stand() -> Race:
    from performance.models import Revision

    reports = _reports()

    def read() -> int:
        rows = _rows(reports)
        texts = Revision.objects.filter(pk__in={row.revision_id for row in rows})
        for text in texts.values_list("content", flat=True):
            json.loads(text)
        return len(rows)

    return Race(this=lambda: _computed(reports), floor=read, says=lambda number: number)


@benchmark(
    "monitoring_recalculation",
    "同样的灯和预警全部重新计算 ÷ 读出它们的行，读成计算所用的对象（PostgreSQL）",
    goal=1.5,
    rounds=ROUNDS,
    database=Database.POSTGRES,
)
def all_warnings() -> Race:
    from performance.models import Revision
    from performance.monitoring.content import from_plain
    from performance.statements.revisions import content_of

    reports = _reports()

    def read() -> int:
        rows = _rows(reports)
        for row in rows:
            from_plain(row.latest.content)
        for revision in Revision.objects.filter(pk__in={row.revision_id for row in rows}):
            content_of(revision)
        return len(rows)

    return Race(this=lambda: _computed(reports, anew=True), floor=read, says=lambda number: number)


@benchmark(
    "monitoring_opening",
    f"后台任务为 {DEPARTMENTS * PROJECTS} 个项目建立监控报告 ÷ bulk_create 同样的行（PostgreSQL）",
    goal=6.0,
    rounds=ROUNDS,
    database=Database.POSTGRES,
)
def a_period_opened() -> Race:
    from performance.jobs.running import run_job
    from performance.models import ExportJob, JobState, MonitoringReport
    from performance.monitoring.tasks import fill_task
    from performance.setup.simulated_province.after_approval import monitoring_task

    place, serial = monitored(), count(1)
    first = list(MonitoringReport.objects.filter(task=place.tasks[0]))

    def a_key_task():
        return monitoring_task(place.office, YEAR, MONTHS[0], kind=f"key{next(serial)}")

    def opened() -> int:
        task = a_key_task()
        with override_settings(TASKS={"default": {"BACKEND": "django_tasks.backends.dummy.DummyBackend"}}):
            job = fill_task(task, by=place.user)
        run_job.func(str(job.pk), job.attempt)
        if ExportJob.objects.get(pk=job.pk).state != JobState.DONE:
            raise RuntimeError("the job came to nothing")
        return MonitoringReport.objects.filter(task=task).count()

    @transaction.atomic
    def bare() -> int:
        task = a_key_task()
        for row in first:
            row.pk, row.task, row.latest, row._state.adding = None, task, None, True
        return len(MonitoringReport.objects.bulk_create(first))

    return Race(this=opened, floor=bare, says=lambda number: number)


@benchmark(
    "monitoring_page",
    f"财政局的本期页面（{DEPARTMENTS * (PROJECTS + 1)} 份报告）÷ 它自己的全部 SQL 语句直接执行并取回（PostgreSQL）",
    goal=4.0,
    rounds=15,
    database=Database.POSTGRES,
)
def the_offices_page():
    place = monitored()
    client = Client()
    client.force_login(place.user, settings.AUTHENTICATION_BACKENDS[-1])
    address = f"/monitoring/tasks/{place.tasks[-1].pk}/"

    def page() -> int:
        return client.get(address).status_code

    with override_settings(ALLOWED_HOSTS=["testserver"], SECURE_SSL_REDIRECT=False):
        page()
        statements = sent_by(page)
        if len(statements) > 30:
            raise RuntimeError(f"the page asks {len(statements)} times")
        yield Race(this=page, floor=lambda: run_bare(statements), says=lambda status: status)
