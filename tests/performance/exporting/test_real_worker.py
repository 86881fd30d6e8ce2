"""The worker as it runs beside the server: a process of its own that is killed in the middle of its work."""

import os
import subprocess
import sys
import time

import pytest
from django.db import connection
from django.utils import timezone

from departments.permissions.roles import Role
from performance.exporting.gathering import exportable_by
from performance.exporting.jobs import start_export
from performance.models import ExportJob, JobKind, JobState
from tests.conftest import REPOSITORY
from tests.factories import a_member
from tests.performance.exporting.reading import unpacked

DEPARTMENTS = 12
PATIENCE = 60  # seconds


@pytest.fixture
def worker(settings, transactional_db, results):
    """Starts a worker on the database of the test; none outlives the test."""
    name = str(connection.settings_dict["NAME"])
    if "memory" in name:
        pytest.skip("another process cannot see a database in memory")
    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
    environment = {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "tests.worker_settings",
        "WORKER_DATABASE": name,
        "WORKER_FOLDER": str(results),
    }
    started = []

    def start():
        words = [
            sys.executable,
            "manage.py",
            "run_worker",
            "--batch",
            "--no-startup-delay",
            "--interval",
            "0.1",
        ]
        started.append(subprocess.Popen(words, cwd=REPOSITORY, env=environment, stdout=subprocess.DEVNULL))  # noqa: S603
        return started[-1]

    yield start
    for process in started:
        process.kill()
        process.wait()


def until(claim):
    deadline = time.monotonic() + PATIENCE
    while not claim():
        assert time.monotonic() < deadline
        time.sleep(0.01)


def test_a_killed_worker_loses_nothing(worker, an_exportable, office):
    for _ in range(DEPARTMENTS):
        an_exportable()
    owner = a_member(Role.FINANCE_SECTION_REVIEWER, at=office)
    job = start_export(JobKind.PACKAGE, exportable_by(owner), by=owner)
    assert job.state == JobState.QUEUED

    killed = worker()
    until(lambda: ExportJob.objects.filter(pk=job.pk, done__gte=1).exists())
    killed.kill()
    killed.wait()
    job.refresh_from_db()
    assert (job.state, job.attempt) == (JobState.RUNNING, 1)
    assert job.done < DEPARTMENTS

    ExportJob.objects.filter(pk=job.pk).update(lease=timezone.now())  # what it held has run out
    assert worker().wait(PATIENCE) == 0
    job.refresh_from_db()
    assert (job.state, job.attempt, job.done) == (JobState.DONE, 2, DEPARTMENTS)
    assert len(unpacked(job.result.read_bytes())) == DEPARTMENTS * 4 + 3
    assert [file.name for file in job.result.parent.glob("*.zip")] == [job.result.name]
