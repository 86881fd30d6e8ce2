"""A clock was set a year ahead and back: nothing that it has dated lasts a year."""

import os
import time
from datetime import timedelta

import pytest
from django.contrib.auth import get_user_model
from django.utils import timezone

from departments.accounts.clocks import recent
from departments.accounts.passwords.record import PasswordRecord
from departments.accounts.passwords.renewal import due_moment
from departments.accounts.tokens.issuing import issue, token_of
from departments.accounts.tokens.model import AccessToken, Scope
from departments.lists import waiting_files
from departments.lists.waiting_files import WaitingFile
from performance.jobs import worker_sign
from performance.jobs.queueing import purge_expired
from performance.models import EarlierText, ExportJob, JobKind, JobState, Upload
from performance.models.history import Source
from tests.factories import a_department, a_statement, a_user

pytestmark = pytest.mark.django_db
YEAR = timedelta(days=365)


@pytest.fixture
def later():
    return timezone.now() + YEAR


def test_a_waiting_upload_is_gone(later):
    user = a_user()
    upload = Upload.objects.create(user=user, name="a.txt", sha256="0" * 64, content=b"a")
    assert Upload.objects.visible_to(user).exists()
    Upload.objects.filter(pk=upload.pk).update(created=later)
    assert not Upload.objects.visible_to(user).exists()
    assert Upload.objects.outdated().exists()


def test_a_list_that_waits_is_gone(monkeypatch):
    file = WaitingFile(name="a")
    file.save(b"a list")
    assert file.read() == b"a list"
    monkeypatch.setattr(waiting_files, "time", lambda: time.time() - YEAR.total_seconds())
    assert file.read() is None


def test_a_token_does_not_outlive_its_term(later):
    token, secret = issue(a_user(), name="程序", scope=Scope.READ, days=30)
    assert token_of(secret)
    AccessToken.objects.filter(pk=token.pk).update(created=later, expires=later + timedelta(days=30))
    assert token_of(secret) is None
    assert not AccessToken.objects.get(pk=token.pk).alive


def test_when_a_token_was_used_is_told_again(later):
    token, secret = issue(a_user(), name="程序", scope=Scope.READ, days=30)
    AccessToken.objects.filter(pk=token.pk).update(last_used=later)
    token_of(secret)
    assert AccessToken.objects.get(pk=token.pk).last_used <= timezone.now()


def test_a_password_is_due_as_if_it_had_not_been_dated(later):
    user = a_user()
    PasswordRecord.objects.create(user=user, hash="x")
    PasswordRecord.objects.filter(user=user).update(at=later)
    get_user_model().objects.filter(pk=user.pk).update(date_joined=timezone.now() - 3 * YEAR)
    user.refresh_from_db()
    assert 0 < due_moment(user) < timezone.now().timestamp()


def test_results_are_kept_as_long_as_any(later, settings, tmp_path):
    settings.EXPORT_DIR = tmp_path
    job = ExportJob.objects.create(
        owner=a_user(),
        kind=JobKind.SUMMARY,
        title="汇总",
        parameters={"statements": []},
        state=JobState.DONE,
        file_name="a.xlsx",
        finished=later,
    )
    job.result.write_bytes(b"a")
    assert not job.downloadable
    purge_expired()
    job.refresh_from_db()
    assert job.finished <= timezone.now()
    assert job.downloadable


def test_no_sitting_goes_on_for_a_year(later):
    person, statement, now = a_user(), a_statement(a_department()), timezone.now()
    sitting = statement.earlier_texts.create(
        person=person, source=Source.FORM, version=1, began=now, ended=now, content=b""
    )
    assert EarlierText.objects.go_on(statement, person, Source.FORM, now)
    EarlierText.objects.filter(pk=sitting.pk).update(began=later)
    assert not EarlierText.objects.go_on(statement, person, Source.FORM, now)


def test_a_dead_worker_is_not_alive(settings, tmp_path):
    settings.VAR_DIR = tmp_path
    worker_sign.sign().touch()
    assert worker_sign.silence() < 60
    ahead = time.time() + YEAR.total_seconds()
    os.utime(worker_sign.sign(), (ahead, ahead))
    assert worker_sign.silence() > YEAR.total_seconds()


def test_what_lies_ahead_is_not_recent(later):
    user = a_user()
    get_user_model().objects.filter(pk=user.pk).update(date_joined=later)
    assert not get_user_model().objects.filter(recent("date_joined", 2 * YEAR)).exists()
