"""A letter a day to each person who wants it so: one, whatever is killed or fails meanwhile, and nothing is missing in it."""

import random
from datetime import timedelta

import pytest
from django.core import mail
from django.core.management import CommandError, call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from performance.models import Mailing, Notice, NoticeDigest, NoticeKind
from performance.notifications import digests
from performance.notifications.digests import compose, send_digests
from performance.notifications.preferences import preferences_of, save_preferences
from performance.notifications.services import mark_read, notify
from tests.factories import a_user
from tests.performance.racing import at_once, several_writers

RETURNED, APPROVED = NoticeKind.RETURNED, NoticeKind.APPROVED
TODAY = timezone.localdate


@pytest.fixture
def people(db):
    """Each of whom wants to be told of returns once a day."""
    found = [a_user(email=f"{name}@example.gov.cn") for name in ("zhang", "li", "wang")]
    for person in found:
        save_preferences(person, {RETURNED: Mailing.DAILY})
    return found


class Server:
    """Takes letters as it is told to: ``answer`` may raise before a letter is taken, ``after`` when it has been."""

    def __init__(self, answer=lambda: None, after=lambda: None):
        self.answer, self.after, self.got = answer, after, []

    def __enter__(self):
        return self

    def __exit__(self, *_):
        pass

    def close(self):
        pass

    def send_messages(self, letters):
        for letter in letters:
            self.answer()
            self.got.append(letter)
            self.after()

    @property
    def names(self):
        return [letter.extra_headers["Message-ID"] for letter in self.got]


class Killed(BaseException):
    pass


def killed():
    raise Killed


def refused():
    raise ConnectionRefusedError


@pytest.fixture
def server(monkeypatch):
    made = Server()
    monkeypatch.setattr(digests, "_connected", lambda: made)
    return made


def let_go():
    """As after the minutes for which a killed sender held its letters."""
    NoticeDigest.objects.update(held_until=timezone.now() - timedelta(seconds=1))


@pytest.mark.parametrize(
    ("mailing", "at_once", "in_digest"),
    [(Mailing.AT_ONCE, 1, 0), (Mailing.DAILY, 0, 1), (Mailing.OFF, 0, 0)],
)
def test_a_kind_is_told_as_it_was_chosen(
    db, server, django_capture_on_commit_callbacks, mailing, at_once, in_digest
):
    person = a_user(email="zhang@example.gov.cn")
    save_preferences(person, {RETURNED: mailing})
    with django_capture_on_commit_callbacks(execute=True):
        notify([person], RETURNED, "退回")
    assert len(mail.outbox) == at_once
    send_digests()
    assert len(server.got) == in_digest
    assert Notice.objects.filter(recipient=person).count() == 1


def test_a_day_has_one_letter_with_all_that_is_unread(people, server):
    zhang, li, _ = people
    notify([zhang, li], RETURNED, "甲局退回", link="/statements/1/")
    notify([zhang], RETURNED, "乙局退回")
    notify([zhang], APPROVED, "立即的不在其中")
    (read,) = notify([zhang], RETURNED, "看过的不在其中")
    mark_read(zhang, pk=read.pk)
    assert send_digests().letters == 2
    assert send_digests().letters == 0
    (letter,) = [one for one in server.got if one.to == ["zhang@example.gov.cn"]]
    assert "2条未读通知" in letter.body
    assert "甲局退回" in letter.body
    assert "乙局退回" in letter.body
    assert "不在其中" not in letter.body
    notify([zhang], RETURNED, "以后的")
    assert send_digests().letters == 0
    assert compose(TODAY() + timedelta(days=1)) == 1


def test_who_has_read_everything_or_has_no_address_gets_none(people, server):
    zhang, li, wang = people
    notify(people, RETURNED, "退回")
    mark_read(zhang)
    type(li).objects.filter(pk=li.pk).update(email="")
    type(wang).objects.filter(pk=wang.pk).update(is_active=False)
    assert send_digests().letters == 0
    assert server.got == []


@pytest.mark.parametrize("moment", ["answer", "after"])
def test_a_sender_killed_beside_the_mail_server_leaves_one_letter(people, server, moment):
    """By its name: what was taken before the kill comes again under the same one."""
    notify(people, RETURNED, "退回")
    setattr(server, moment, killed)
    with pytest.raises(Killed):
        send_digests()
    server.answer = server.after = lambda: None
    assert send_digests().left == 1  # held by who was killed
    let_go()
    assert send_digests().left == 0
    assert len({*server.names}) == 3
    assert not NoticeDigest.objects.filter(sent_at=None).exists()


def test_a_sender_killed_while_putting_together_loses_nothing(people, server, monkeypatch):
    notify(people, RETURNED, "退回")
    monkeypatch.setattr(digests.Notice.objects, "waiting_for_digest", killed)
    with pytest.raises(Killed):
        digests._composed(people[0].pk, TODAY())
    monkeypatch.undo()
    assert not NoticeDigest.objects.exists()
    assert compose(TODAY()) == 3


def test_a_server_that_often_fails_gets_each_letter_once(db, server):
    chance = random.Random(7)  # noqa: S311  (no secret)
    people = [a_user(email=f"user{number}@example.gov.cn") for number in range(20)]
    for person in people:
        save_preferences(person, {RETURNED: Mailing.DAILY})
    notify(people, RETURNED, "退回")
    server.answer = lambda: refused() if chance.random() < 0.3 else None
    rounds = 0
    while send_digests().left:
        rounds += 1
    assert rounds
    assert sorted(to for letter in server.got for to in letter.to) == sorted(one.email for one in people)
    assert len({*server.names}) == len(server.names) == 20


def test_the_command_says_what_did_not_go_out(people, server):
    notify(people, RETURNED, "退回")
    server.answer = refused
    with pytest.raises(CommandError, match="3封没有发出"):
        call_command("send_digests")
    server.answer = lambda: None
    call_command("send_digests")
    assert len(server.got) == 3


@pytest.mark.parametrize("address", ["不是地址", "li\ny@example.cn"])
def test_an_address_that_is_none_keeps_nobody_elses_letter(db, django_capture_on_commit_callbacks, address):
    wrong, right = a_user(email=address), a_user(email="zhang@example.gov.cn")
    for person in (wrong, right):
        save_preferences(person, {RETURNED: Mailing.DAILY})
    with django_capture_on_commit_callbacks(execute=True):
        notify([wrong, right], RETURNED, "退回")
        notify([wrong, right], APPROVED, "批复")
    sent = send_digests()
    assert [one.to for one in mail.outbox if one.to == [right.email]] == [[right.email]] * 2
    assert "邮箱地址有误" in sent.faults[0]
    type(wrong).objects.filter(pk=wrong.pk).update(email="li@example.gov.cn")
    assert send_digests().letters == 1


@several_writers
@pytest.mark.django_db(transaction=True)
def test_two_at_once_put_together_one_letter_each():
    person = a_user(email="zhang@example.gov.cn")
    save_preferences(person, {RETURNED: Mailing.DAILY})
    notify([person], RETURNED, "退回")
    made = at_once(*[lambda: compose(TODAY())] * 4)
    assert sorted(made) == [0, 0, 0, 1]
    assert NoticeDigest.objects.get().notices.count() == 1


def test_telling_many_asks_once_how(people):
    with CaptureQueriesContext(connection) as of_one:
        notify(people[:1], RETURNED, "退回")
    with CaptureQueriesContext(connection) as of_three:
        notify(people, RETURNED, "退回")
    assert len(of_one) == len(of_three)


def test_the_page_keeps_what_was_chosen(client, people):
    client.force_login(people[0])
    address = reverse("notice_settings")
    assert client.get(address).status_code == 200
    every = dict.fromkeys((kind.value for kind in NoticeKind), Mailing.OFF.value)
    assert client.post(address, {**every, "approved": "daily"}).status_code == 302
    assert preferences_of(people[0])[APPROVED] == Mailing.DAILY
    assert preferences_of(people[0])[RETURNED] == Mailing.OFF
    assert preferences_of(people[1])[APPROVED] == Mailing.AT_ONCE
    answer = client.post(address, {**every, "approved": "weekly"})
    assert answer.status_code == 200
    assert preferences_of(people[0])[APPROVED] == Mailing.DAILY


def test_a_program_keeps_what_was_chosen(client, people):
    client.force_login(people[0])
    address = "/api/v1/notice-preferences/"
    assert client.get(address).json()["returned"] == "daily"
    for body, status in (({"returned": "off"}, 200), ({"returned": "weekly"}, 400), ({"other": "off"}, 400)):
        assert client.patch(address, body, content_type="application/json").status_code == status
    assert preferences_of(people[0])[RETURNED] == Mailing.OFF
