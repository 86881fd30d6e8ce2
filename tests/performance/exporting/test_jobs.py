"""Long work: its result is its owner's alone, it can be stopped, and a dead worker loses nothing."""

import time
from datetime import timedelta
from urllib.parse import quote

import pytest
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from departments.models import Department, Membership
from departments.permissions.roles import Role
from departments.trail.entry import TrailEntry
from performance.exporting import jobs
from performance.exporting.gathering import exportable_by
from performance.exporting.jobs import collectable, start_export
from performance.exporting.requests import NothingToExport
from performance.jobs import leases, queueing
from performance.jobs.queueing import MOST_UNDER_WAY, TooManyJobs, cancel_job, purge_expired, resume_lost
from performance.jobs.running import FAULT, run_job
from performance.models import ExportJob, JobKind, JobState, PerformanceStatement
from tests.factories import a_member
from tests.performance.exporting.reading import unpacked

pytestmark = pytest.mark.django_db


@pytest.fixture
def queue_only(settings):
    """A queue that nobody works off."""
    settings.TASKS = {"default": {"BACKEND": "django_tasks.backends.dummy.DummyBackend"}}


@pytest.fixture
def owner(an_exportable, office):
    for _ in range(3):
        an_exportable()
    return a_member(Role.FINANCE_SECTION_REVIEWER, at=office)


def start(owner, kind=JobKind.PACKAGE, first=None):
    return start_export(kind, exportable_by(owner)[:first], by=owner)


def run(job):
    job.refresh_from_db()
    run_job.call(str(job.pk), job.attempt)
    job.refresh_from_db()
    return job


@pytest.mark.parametrize(("kind", "suffix"), [(JobKind.PACKAGE, ".zip"), (JobKind.SUMMARY, ".xlsx")])
def test_a_job_leaves_its_result_and_a_row_for_each_text(owner, kind, suffix):
    job = start(owner, kind)
    assert (job.state, job.done, job.total) == (JobState.DONE, 3, 3)
    assert job.file_name.endswith(suffix)
    assert "[Content_Types].xml" in unpacked(job.result.read_bytes()) or suffix == ".zip"
    rows = TrailEntry.objects.filter(action="export", details=kind.label, actor_id=str(owner.pk))
    assert rows.count() == 3
    assert [file.name for file in job.result.parent.iterdir()] == [job.result.name]


def test_a_queued_job_is_cancelled_and_then_not_done(owner, queue_only):
    job = start(owner)
    assert job.state == JobState.QUEUED
    assert cancel_job(job, by=job.owner)
    run(job)
    assert (job.state, job.result.exists()) == (JobState.CANCELLED, False)
    assert not cancel_job(job, by=job.owner)


def test_a_running_job_stops_at_its_next_text_and_leaves_nothing(owner, queue_only, monkeypatch, results):
    job = start(owner)
    seen = []

    def write(kind, statements, stream, progress):
        for number in (1, 2, 3):
            seen.append(number)
            if number == 2:
                cancel_job(job, by=job.owner)
            progress(number)

    monkeypatch.setattr(jobs, "write_export", write)
    run(job)
    assert (job.state, job.done, seen) == (JobState.CANCELLED, 1, [1, 2])
    assert list(results.iterdir()) == []
    entries = TrailEntry.objects.filter(action="export").order_by("number").values_list("details", flat=True)
    assert [words[:6] for words in entries] == ["申请后台任务", "取消后台任务"]


def test_a_fault_is_told_without_its_trace(owner, queue_only, monkeypatch):
    job = start(owner)
    monkeypatch.setattr(jobs, "write_export", lambda *_, **__: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        run(job)
    job.refresh_from_db()
    assert (job.state, job.message) == (JobState.FAILED, FAULT)


LOST = {"run out": -timedelta(seconds=1), "of a wrong clock": timedelta(days=365)}


@pytest.mark.parametrize("state", [JobState.QUEUED, JobState.RUNNING])
@pytest.mark.parametrize("lease", [*LOST, "none"])
def test_what_nobody_holds_is_begun_anew_once(owner, queue_only, lease, state):
    job = start(owner)
    until = timezone.now() + LOST[lease] if lease in LOST else None
    ExportJob.objects.filter(pk=job.pk).update(state=state, done=1, lease=until)
    assert (resume_lost(), resume_lost()) == (1, 0)
    job.refresh_from_db()
    assert (job.state, job.attempt, job.done) == (JobState.QUEUED, 2, 0)
    run_job.call(str(job.pk), 1)  # the first worker was not dead after all: it may write no more
    job.refresh_from_db()
    assert job.state == JobState.QUEUED
    assert run(job).state == JobState.DONE


@pytest.mark.parametrize("state", [JobState.QUEUED, JobState.RUNNING])
def test_what_is_held_is_left_alone(owner, queue_only, state):
    job = start(owner)
    ExportJob.objects.filter(pk=job.pk).update(state=state, lease=timezone.now() + leases.WORKING)
    call_command("resume_jobs", verbosity=0)
    assert ExportJob.objects.get(pk=job.pk).state == state


@pytest.mark.django_db(transaction=True)
def test_a_place_in_the_queue_is_not_taken_twice(owner, settings):
    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
    job = start_export(JobKind.SUMMARY, exportable_by(owner), by=owner)
    ExportJob.objects.filter(pk=job.pk).update(lease=timezone.now())
    assert resume_lost() == 0
    job.refresh_from_db()
    assert (job.attempt, DBTaskResult.objects.count()) == (1, 1)
    assert job.lease > timezone.now()


@pytest.mark.django_db(transaction=True)
def test_a_long_queue_is_kept_in_as_few_statements_as_a_short_one(
    owner, settings, monkeypatch, django_assert_num_queries
):
    """1,500 jobs asked for one by one took longer than their leases, and no worker got on."""
    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
    monkeypatch.setattr("performance.jobs.queueing.MOST_UNDER_WAY", 20)
    for _ in range(20):
        start_export(JobKind.SUMMARY, exportable_by(owner), by=owner)
    ExportJob.objects.update(lease=timezone.now())
    with django_assert_num_queries(4):  # the queue, what is lost, its renewal, what is lost then
        assert resume_lost() == 0
    assert set(ExportJob.objects.values_list("attempt", flat=True)) == {1}
    assert not ExportJob.objects.filter(lease__lt=timezone.now()).exists()


@pytest.mark.django_db(transaction=True)
def test_what_runs_out_during_a_round_is_left_to_the_next(owner, settings, monkeypatch):
    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
    job = start_export(JobKind.SUMMARY, exportable_by(owner), by=owner)
    renew = queueing.renew_waiting

    def renew_slowly(moment):
        renew(moment)
        ExportJob.objects.update(lease=timezone.now())  # is over as soon as anybody asks again

    monkeypatch.setattr(queueing, "renew_waiting", renew_slowly)
    assert resume_lost() == 0
    job.refresh_from_db()
    assert (job.attempt, DBTaskResult.objects.count()) == (1, 1)


@pytest.mark.django_db(transaction=True)  # another connection renews it
def test_a_worker_renews_its_lease_during_a_long_text(owner, queue_only, monkeypatch):
    job = start(owner)
    monkeypatch.setattr(leases, "RENEWED_SECONDS", 0.01)
    seen = []

    def write(kind, statements, stream, progress):
        before = ExportJob.objects.get(pk=job.pk).lease
        deadline = time.monotonic() + 300
        while ExportJob.objects.get(pk=job.pk).lease <= before:
            assert time.monotonic() < deadline
        seen.append(True)

    monkeypatch.setattr(jobs, "write_export", write)
    assert run(job).state == JobState.DONE
    assert seen == [True]


def test_rights_are_those_of_the_moment_of_the_work(owner, queue_only):
    job = start(owner)
    Membership.objects.filter(user=owner).delete()
    assert run(job).state == JobState.FAILED
    assert job.message == str(NothingToExport())


def test_whoever_sees_less_by_now_fetches_less(client, owner, office):
    """What was made while one saw it is not given out when one does not any more."""
    whole, part = start(owner), start(owner, first=1)
    client.force_login(owner)
    membership = Membership.objects.get(user=owner)
    membership.assigned.set(Department.objects.filter(statements__in=part.parameters["statements"]))
    assert collectable([whole, part], by=owner) == {part.pk}
    page = client.get(reverse("jobs")).text
    addresses = [reverse("job_download", args=[job.pk]) for job in (whole, part)]
    assert [address in page for address in addresses] == [False, True]
    refused, given = map(client.get, addresses)
    assert (refused.status_code, given.status_code) == (404, 200)
    given.close()


def test_a_result_of_what_was_left_in_sight_is_given_out(owner, queue_only):
    job = start(owner)
    first = Department.objects.filter(statements=job.parameters["statements"][0])
    Membership.objects.get(user=owner).assigned.set(first)
    assert run(job).state == JobState.DONE
    assert collectable([job], by=owner) == {job.pk}


def test_nothing_chosen_is_no_job_and_a_person_has_few_at_once(owner, queue_only):
    with pytest.raises(NothingToExport):
        start_export(JobKind.PACKAGE, PerformanceStatement.objects.none(), by=owner)
    for _ in range(MOST_UNDER_WAY):
        start(owner)
    with pytest.raises(TooManyJobs):
        start(owner)


def test_expired_results_go_and_others_stay(owner, results):
    fresh, old = start(owner), start(owner)
    ExportJob.objects.filter(pk=old.pk).update(finished=timezone.now() - timedelta(days=8))
    (results / "stray.1.part").write_bytes(b"")
    assert purge_expired() == 2
    assert list(results.iterdir()) == [fresh.result]
    assert ExportJob.objects.get() == fresh


def test_the_result_is_the_owners_alone(client, owner, office):
    job = start(owner)
    address, cancel = reverse("job_download", args=[job.pk]), reverse("job_cancel", args=[job.pk])
    client.force_login(a_member(Role.FINANCE_SECTION_REVIEWER, at=office))
    assert client.get(address).status_code == client.post(cancel).status_code == 404
    assert job.title not in client.get(reverse("jobs")).text
    client.force_login(owner)
    assert address in client.get(reverse("jobs")).text
    answer = client.get(address)
    assert b"".join(answer.streaming_content) == job.result.read_bytes()
    assert answer["Content-Type"] == "application/zip"
    assert quote(job.file_name) in answer["Content-Disposition"]
    assert TrailEntry.objects.latest("number").action == "export"
    job.result.unlink()
    assert client.get(address).status_code == 404


def test_the_page_shows_progress_and_stops_asking_when_all_is_done(client, owner, queue_only):
    job = start(owner)
    client.force_login(owner)
    page = client.get(reverse("jobs")).text
    assert '<progress max="3" value="0"' in page
    assert 'http-equiv="refresh"' in page
    assert 'hx-trigger="every 2s"' in page
    answer = client.post(reverse("job_cancel", args=[job.pk]), follow=True).text
    assert "已取消" in answer
    assert "hx-trigger" not in answer
    assert 'http-equiv="refresh"' not in answer
    assert client.get(reverse("job_cancel", args=[job.pk])).status_code == 405


def test_a_page_that_asks_by_itself_keeps_no_session_alive(client, owner):
    client.force_login(owner)
    session = client.session
    session["seen"] = 0
    session.save()
    client.get(reverse("jobs"), {"by-itself": 1})
    assert client.session["seen"] == 0
    client.get(reverse("jobs"))
    assert client.session["seen"] > 0
