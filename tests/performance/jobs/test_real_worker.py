"""The worker as it runs beside the server: a process of its own that is killed in the middle of its work."""

import os
import subprocess
import sys
import time

import pytest
from django.db import connection
from django.utils import timezone

from departments.permissions.roles import Role
from performance.documents.convert import write_text
from performance.exporting.gathering import exportable_by
from performance.exporting.jobs import start_export
from performance.importing.preview import preview_of
from performance.importing.reading_job import start_reading
from performance.models import ExportJob, JobFile, JobKind, JobState, Upload
from tests.conftest import REPOSITORY
from tests.factories import (
    a_content,
    a_department,
    a_member,
    a_project_content,
    a_statement,
    a_unit,
    an_office,
)
from tests.performance.exporting.reading import unpacked

DEPARTMENTS = 12
PROJECTS = 120  # a page each, printed
PATIENCE = 60  # seconds


@pytest.fixture
def worker(settings, transactional_db, tmp_path):
    """Starts a worker on the database of the test; none outlives the test."""
    name = str(connection.settings_dict["NAME"])
    if "memory" in name:
        pytest.skip("another process cannot see a database in memory")
    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
    results = settings.EXPORT_DIR = tmp_path / "exports"
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


def killed_in_the_midst(worker, job):
    killed = worker()
    until(lambda: ExportJob.objects.filter(pk=job.pk, done__gte=1).exists())
    killed.kill()
    killed.wait()
    job.refresh_from_db()
    assert (job.state, job.attempt) == (JobState.RUNNING, 1)
    assert job.done < job.total
    ExportJob.objects.filter(pk=job.pk).update(lease=timezone.now())  # what it held has run out
    assert worker().wait(PATIENCE) == 0
    job.refresh_from_db()
    assert (job.state, job.attempt) == (JobState.DONE, 2)


@pytest.mark.long
def test_a_killed_worker_loses_nothing(worker):
    office = an_office()
    for _ in range(DEPARTMENTS):
        department = a_department(office)
        a_unit(department)
        a_statement(department, projects=2)
    owner = a_member(Role.FINANCE_SECTION_REVIEWER, at=office)
    job = start_export(JobKind.PACKAGE, exportable_by(owner), by=owner)
    assert job.state == JobState.QUEUED

    killed_in_the_midst(worker, job)
    assert job.done == DEPARTMENTS
    assert len(unpacked(job.result.read_bytes())) == DEPARTMENTS * 4 + 3
    assert [file.name for file in job.result.parent.glob("*.zip")] == [job.result.name]


@pytest.mark.long
def test_a_long_reading_survives_its_worker(worker):
    department = a_department()
    unit = a_unit(department)
    statement = a_statement(department, projects=1)
    reviewer = a_member(Role.DEPARTMENT_REVIEWER, department)
    projects = [a_project_content(unit, name=f"第{number}个项目") for number in range(PROJECTS)]
    printed = write_text(a_content(department, projects=tuple(projects)), ".pdf")
    job = start_reading([(printed, "全年.pdf")], by=reviewer, statement=statement)
    assert JobFile.objects.get().job == job

    killed_in_the_midst(worker, job)
    upload = Upload.objects.get()
    assert job.parameters["upload"] == upload.pk
    assert len(preview_of(upload, reviewer).proposal.content.projects) >= PROJECTS
    assert not JobFile.objects.exists()
