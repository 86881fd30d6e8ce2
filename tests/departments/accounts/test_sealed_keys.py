"""The secret of a second factor lies encrypted, opens under old keys, and is sealed anew on demand."""

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from departments.accounts.second_factor.codes import new_recovery_codes, step_now
from departments.accounts.second_factor.model import SecondFactor
from departments.accounts.second_factor.sealed_keys import UnreadableKey
from departments.trail.entry import TrailEntry
from tests.factories import a_user

pytestmark = pytest.mark.django_db
KEY = "3132333435363738393031323334353637383930"


@pytest.fixture
def factor():
    return SecondFactor.objects.create(user=a_user(), key=KEY)


def stored(factor):
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM departments_secondfactor WHERE id = %s", [factor.pk])
        return str(cursor.fetchone())


def test_the_database_does_not_hold_the_secret(factor):
    assert KEY not in stored(factor)
    assert SecondFactor.objects.get(pk=factor.pk).key == KEY


def test_equal_secrets_look_different(factor):
    assert SecondFactor.objects.create(user=a_user(), key=KEY).sealed_key != factor.sealed_key


def test_a_new_key_takes_over_by_the_command(factor, settings, capsys):
    before = stored(factor)
    settings.SECOND_FACTOR_OLD_KEYS = [settings.SECOND_FACTOR_KEY]
    settings.SECOND_FACTOR_KEY = "a new key"
    assert SecondFactor.objects.get(pk=factor.pk).key == KEY
    call_command("rotate_second_factor_key")
    assert "重新加密 1 个" in capsys.readouterr().out
    settings.SECOND_FACTOR_OLD_KEYS = []
    assert SecondFactor.objects.get(pk=factor.pk).key == KEY
    assert stored(factor) != before
    assert "加密密钥" in TrailEntry.objects.latest("number").details


def test_the_command_changes_nothing_if_one_secret_cannot_be_read(factor, settings):
    settings.SECOND_FACTOR_KEY, settings.SECOND_FACTOR_OLD_KEYS = "another", []
    readable = SecondFactor.objects.create(user=a_user(), key=KEY)
    before = [stored(factor), stored(readable)]
    with pytest.raises(CommandError, match=factor.user.username):
        call_command("rotate_second_factor_key")
    assert [stored(factor), stored(readable)] == before


def signed_in(client, factor):
    client.force_login(factor.user)
    session = client.session
    session["second_factor"] = "second_factor_verify"
    session.save()


def test_whoever_lost_the_key_is_told_and_gets_in_by_a_recovery_code(client, factor, settings):
    code, *_ = new_recovery_codes(factor)
    settings.SECOND_FACTOR_KEY, settings.SECOND_FACTOR_OLD_KEYS = "another", []
    with pytest.raises(UnreadableKey):
        _ = SecondFactor.objects.get(pk=factor.pk).key
    signed_in(client, factor)
    answer = client.post("/accounts/second_factor/verify/", {"code": "123456"})
    assert "不能解密" in answer.text
    assert client.post("/accounts/second_factor/verify/", {"code": code}).status_code == 302


def test_a_secret_that_is_being_set_up_is_not_readable_in_the_session(client):
    client.force_login(a_user())
    page = client.get("/accounts/second_factor/")
    shown = page.context["key"].replace(" ", "")
    assert shown in page.text.replace(" ", "")
    assert shown.lower() not in str(dict(client.session)).lower()
    again = client.get("/accounts/second_factor/")
    assert again.context["key"].replace(" ", "") == shown


@pytest.mark.parametrize(("ahead", "accepted"), [(0, False), (1, False), (1_000_000, True)])
def test_a_clock_that_was_ahead_shuts_nobody_out(factor, ahead, accepted):
    """The step that was accepted under a clock a year ahead is no reason to refuse all codes of this year."""
    from departments.accounts.second_factor.codes import accepted_as, hotp

    SecondFactor.objects.filter(pk=factor.pk).update(last_step=step_now() + ahead)
    code = hotp(bytes.fromhex(KEY), step_now())
    assert bool(accepted_as(factor, code)) is accepted
