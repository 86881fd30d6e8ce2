"""Workers of long work are killed at any moment: no job is lost, none is done twice over."""

import os
import subprocess
import sys

import pytest
from django.db import connection

from departments.permissions.roles import Role
from departments.trail.entry import TrailEntry
from performance.exporting.gathering import exportable_by
from performance.exporting.jobs import start_export
from performance.models import ExportJob, JobKind, JobState
from tests.conftest import REPOSITORY
from tests.factories import a_member, a_statement

PATIENCE = 900  # seconds
SEEDS = (29, 31, 37, 41)  # of as many trials, so that each ends in a few minutes


@pytest.mark.figure(37)
@pytest.mark.sampled(len(SEEDS))
@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.django_db(transaction=True)
@pytest.mark.long
def test_no_job_is_lost_however_often_its_worker_is_killed(seed, trial, settings, tmp_path, monkeypatch):
    if "memory" in (name := str(connection.settings_dict["NAME"])):
        pytest.skip("another process cannot see a database in memory")
    kills, number = trial.times(12, 250), trial.times(20, 375)
    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
    settings.EXPORT_DIR = tmp_path / "exports"
    monkeypatch.setattr("performance.jobs.queueing.MOST_UNDER_WAY", number)
    statement = a_statement()
    owner = a_member(Role.FINANCE_SECTION_REVIEWER, at=statement.department.office)
    for _ in range(number):
        start_export(JobKind.SUMMARY, exportable_by(owner).filter(pk=statement.pk), by=owner)
    surroundings = {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "tests.worker_settings",
        "WORKER_DATABASE": name,
        "WORKER_FOLDER": str(tmp_path / "exports"),
    }
    words = [sys.executable, "-m", "tests.trust.mortal_worker", str(kills), str(seed)]
    subprocess.run(words, cwd=REPOSITORY, env=surroundings, check=True, timeout=PATIENCE)  # noqa: S603
    made = ExportJob.objects.filter(state=JobState.DONE)
    lost = [job for job in ExportJob.objects.all() if job.state != JobState.DONE or not job.result.is_file()]
    entries = TrailEntry.objects.filter(action="export", details=JobKind.SUMMARY.label).count()
    trial.count("强行终止", kills)
    trial.count("任务", number)
    trial.find("丢失", len(lost))
    trial.find("重复生效", abs(entries - made.count()))
    again = made.filter(attempt__gt=1).count()
    trial.measure(
        f"其中 {again} 个任务被终止后接续完成，最多 {max(made.values_list('attempt', flat=True))} 次"
    )
    assert lost == []
    assert entries == number
