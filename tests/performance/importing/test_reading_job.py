"""A file that takes long is read by a worker: page by page before its owner's eyes, and it leads to the preview."""

import pytest
from django.urls import reverse

from departments.models import Membership
from performance.documents.convert import write_text
from performance.documents.patience import TakesLong, UntilLong
from performance.importing import reading_job
from performance.importing.reading_job import start_reading
from performance.jobs.queueing import MOST_UNDER_WAY
from performance.jobs.running import run_job
from performance.models import ExportJob, JobFile, JobState, Upload
from performance.statements.selectors import statement_content
from performance.views.importing import reading
from tests.factories import a_user
from tests.performance.importing.conftest import faults_of, sent


@pytest.fixture
def queue_only(settings):
    """A queue that nobody works off."""
    settings.TASKS = {"default": {"BACKEND": "django_tasks.backends.dummy.DummyBackend"}}


@pytest.fixture
def takes_long(monkeypatch):
    """Every reading that a page waits for."""

    def at_once(files, *, user, statement, progress):
        progress("", 3, 200)
        pytest.fail("the page went on waiting")

    monkeypatch.setattr(reading_job, "take_in_several", at_once)
    monkeypatch.setattr(reading_job, "UntilLong", lambda: UntilLong(seconds=-1, trial=-1))
    monkeypatch.setattr(reading_job, "is_at_work", lambda: True)


def run(job):
    run_job.call(str(job.pk), job.attempt)
    job.refresh_from_db()
    return job


def test_how_long_it_will_take_is_seen_from_its_first_pages():
    with pytest.raises(TakesLong):
        UntilLong(seconds=0, trial=0)(1, 200)
    UntilLong(seconds=0, trial=0)(200, 200)  # read
    UntilLong(seconds=0, trial=3600)(1, 200)  # too early to tell
    UntilLong(seconds=3600, trial=0)(1, 2)


def test_a_long_reading_leads_to_its_preview(reviewer_at, statement, takes_long):
    printed = write_text(statement_content(statement), ".pdf")
    answer = sent(reviewer_at, printed, "全年.pdf", statement)
    job, upload = ExportJob.objects.get(), Upload.objects.get()
    assert [address for address, _ in answer.redirect_chain] == [
        reverse("import_job", args=[job.pk]),
        reverse("import_preview", args=[upload.pk]),
    ]
    assert "导入预览" in answer.text
    assert (job.state, upload.name, JobFile.objects.count()) == (JobState.DONE, "全年.pdf", 0)
    led_on = reviewer_at.get(answer.redirect_chain[0][0], headers={"HX-Request": "true"})
    assert led_on.headers["HX-Redirect"] == answer.redirect_chain[1][0]
    assert "查看预览" in reviewer_at.get(reverse("jobs")).text
    upload.delete()
    gone = reviewer_at.get(answer.redirect_chain[0][0], follow=True)
    assert gone.redirect_chain[-1][0] == reverse("import_file", args=[statement.pk])
    assert "预览已经不在" in gone.text


def test_the_page_says_which_page_is_read_and_can_be_left_for_good(
    reviewer_at, statement, takes_long, queue_only, monkeypatch
):
    monkeypatch.setattr(reading, "is_at_work", lambda: True)
    answer = sent(reviewer_at, b"%PDF-", "全年.pdf", statement)
    job = ExportJob.objects.get()
    address = reverse("import_job", args=[job.pk])
    assert 'hx-trigger="every 1s"' in answer.text
    assert "没有动静" not in answer.text
    pages = []

    def long_reading(files, *, user, statement, progress):
        progress("全年.pdf", 6, 200)
        pages.append(reviewer_at.get(address, {"by-itself": 1}).text)
        reviewer_at.post(address)
        progress("全年.pdf", 7, 200)
        pytest.fail("the reading went on")

    monkeypatch.setattr(reading_job, "read_files", long_reading)
    assert run(job).state == JobState.CANCELLED
    assert "全年.pdf：第 7 页，共 200 页" in pages[0]
    assert '<progress max="200" value="6"' in pages[0]
    assert (JobFile.objects.count(), Upload.objects.count()) == (0, 0)
    assert "hx-trigger" not in reviewer_at.get(address).text


def test_a_file_that_cannot_be_read_says_so_on_its_page(reviewer_at, statement, takes_long):
    answer = sent(reviewer_at, b"%PDF-1.7 nothing", "坏.pdf", statement)
    assert ExportJob.objects.get().state == JobState.FAILED
    assert "文件没有导入：坏.pdf" in answer.text
    assert ExportJob.objects.get().message in answer.text
    assert reverse("import_file", args=[statement.pk]) in answer.text
    assert (JobFile.objects.count(), Upload.objects.count()) == (0, 0)


def test_rights_are_those_of_the_moment_of_the_reading(reviewer, statement, queue_only):
    job = start_reading([(b"{}", "文本.json")], by=reviewer, statement=statement)
    Membership.objects.filter(user=reviewer).delete()
    assert run(job).state == JobState.FAILED
    assert "查看范围" in job.message


def test_a_reading_is_its_owners_alone(client, reviewer, statement, queue_only):
    job = start_reading([(b"{}", "文本.json")], by=reviewer, statement=statement)
    client.force_login(a_user())
    address = reverse("import_job", args=[job.pk])
    assert client.get(address).status_code == client.post(address).status_code == 404
    job.refresh_from_db()
    assert job.under_way


def test_a_person_has_few_at_once_and_a_missing_worker_is_told(
    reviewer_at, reviewer, statement, takes_long, queue_only
):
    for _ in range(MOST_UNDER_WAY):
        job = start_reading([(b"{}", "文本.json")], by=reviewer, statement=statement)
    assert "没有动静" in reviewer_at.get(reverse("import_job", args=[job.pk])).text
    assert "任务还没有完成" in faults_of(sent(reviewer_at, b"%PDF-", "全年.pdf", statement))


def test_without_a_worker_the_page_waits_itself(reviewer_at, statement):
    answer = sent(reviewer_at, write_text(statement_content(statement), ".pdf"), "全年.pdf", statement)
    assert "导入预览" in answer.text
    assert not ExportJob.objects.exists()
