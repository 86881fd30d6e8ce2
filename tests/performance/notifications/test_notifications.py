"""People are told in the transaction of what they are told of; e-mail follows only once it is certain."""

import email
import email.policy
import logging

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core import mail
from django.db import transaction
from django.urls import reverse

from departments.permissions.roles import Role
from performance.models import Notice, NoticeKind
from performance.notifications.services import mark_read, notices_of, notify, unread_count
from tests.factories import a_member, a_user

RETURNED = NoticeKind.RETURNED


class BrokenServer:
    """A mail server that takes the first letter and then fails."""

    def __init__(self, **_options):
        self.taken = 0

    def __enter__(self):
        return self

    def __exit__(self, *_):
        pass

    def send_messages(self, letters):
        if self.taken:
            raise ConnectionRefusedError
        self.taken += len(letters)


class UnexpectedServer(BrokenServer):
    def send_messages(self, letters):
        raise RuntimeError("something nobody thought of")


@pytest.fixture
def people(db):
    return [a_user(email=f"{name}@example.gov.cn") for name in ("zhang", "li")]


def test_a_notice_lies_in_the_inbox_of_each_recipient_once(people):
    zhang, li = people
    notify([zhang, li, zhang], RETURNED, "某局的绩效文本被退回：\n数量指标缺少依据。", link="/statements/1/")
    for person in people:
        notice = notices_of(person).get()
        assert (notice.kind, notice.text) == ("returned", "某局的绩效文本被退回： 数量指标缺少依据。")
        assert (notice.link, notice.read_at) == ("/statements/1/", None)


def test_who_is_no_longer_active_is_not_told(db):
    assert notify([a_user(is_active=False)], RETURNED, "退回") == []
    assert not Notice.objects.exists()


def test_a_text_that_is_too_long_is_cut_and_not_refused(people):
    (notice,) = notify(people[:1], RETURNED, "长" * 900)
    assert len(notice.text) == 500
    assert notice.text.endswith("…")


@pytest.mark.parametrize("link", ["https://elsewhere.example/", "//elsewhere.example", "javascript:1"])
def test_a_link_leads_nowhere_else(people, link):
    with pytest.raises(ValueError, match="本系统内的路径"):
        notify(people, RETURNED, "退回", link=link)


def test_everybody_sees_counts_and_marks_their_own_notices_only(people):
    zhang, li = people
    first, _ = notify(people, RETURNED, "退回一次")
    notify(people, RETURNED, "退回两次")
    assert unread_count(zhang) == 2
    assert mark_read(li, pk=first.pk) == 0
    assert mark_read(zhang, pk=first.pk) == 1
    assert mark_read(zhang, pk=first.pk) == 0
    assert (unread_count(zhang), unread_count(li)) == (1, 2)
    assert mark_read(zhang) == 1
    assert (unread_count(zhang), unread_count(li)) == (0, 2)
    assert [notice.text for notice in notices_of(zhang)] == ["退回两次", "退回一次"]


@pytest.mark.parametrize("who", [AnonymousUser, lambda: a_user(is_superuser=True)])
def test_other_peoples_notices_are_nobodys_business(people, who):
    notify(people, RETURNED, "退回")
    assert unread_count(who()) == 0


def test_admin_shows_staff_their_own_inbox_and_nothing_to_change(client, people):
    reviewer = a_member(Role.FINANCE_SECTION_REVIEWER)
    (own, _) = notify([reviewer, people[0]], RETURNED, "退回甲")
    notify(people, RETURNED, "退回乙")
    client.force_login(reviewer)
    page = client.get(
        reverse("admin:performance_notice_changelist"), {"q": "退回", "kind__exact": "returned"}
    )
    assert [notice.pk for notice in page.context["cl"].queryset] == [own.pk]
    assert client.post(reverse("admin:performance_notice_delete", args=[own.pk])).status_code == 403
    assert client.post(reverse("admin:performance_notice_add")).status_code == 403


def test_e_mail_waits_for_the_commit(people, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks() as waiting:
        notify(people, RETURNED, "退回")
    assert mail.outbox == []
    for callback in waiting:
        callback()
    assert [letter.to for letter in mail.outbox] == [["zhang@example.gov.cn"], ["li@example.gov.cn"]]


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("undone", [True, False])
def test_what_is_undone_is_told_to_nobody(undone):
    person = a_user(email="zhang@example.gov.cn")
    with transaction.atomic():
        notify([person], RETURNED, "退回")
        assert mail.outbox == []
        transaction.set_rollback(undone)
    assert len(mail.outbox) == Notice.objects.count() == (not undone)


def test_a_letter_is_readable_chinese_with_a_link(people, settings, django_capture_on_commit_callbacks):
    settings.SITE_URL = "https://ysjx.example.gov.cn"
    zhang = people[0]
    zhang.last_name, zhang.first_name = "张", "三"
    with django_capture_on_commit_callbacks(execute=True):
        notify([zhang], RETURNED, "某局2027年绩效文本被退回。", link="/statements/1/")
    sent = mail.outbox[0].message().as_bytes()
    letter = email.message_from_bytes(sent, policy=email.policy.default)
    assert letter["Subject"].strip() == "【部门预算绩效】退回：某局2027年绩效文本被退回。"
    body = letter.get_content()
    assert "您好！\n\n某局2027年绩效文本被退回。\n\nhttps://ysjx.example.gov.cn/statements/1/\n" in body
    assert zhang.get_full_name() in body


def test_without_an_address_nobody_is_written_to(db, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        notify([a_user(email="")], RETURNED, "退回")
    assert mail.outbox == []
    assert Notice.objects.count() == 1


@pytest.mark.parametrize("server", [BrokenServer, UnexpectedServer])
@pytest.mark.django_db(transaction=True)
def test_a_mail_server_that_fails_is_logged_and_breaks_nothing(server, settings, caplog):
    settings.EMAIL_BACKEND = f"{__name__}.{server.__name__}"
    people = [a_user(email=f"{name}@example.gov.cn") for name in ("zhang", "li")]
    with caplog.at_level(logging.ERROR), transaction.atomic():
        notify(people, RETURNED, "退回")
    assert Notice.objects.count() == 2
    assert len(caplog.records) == 1
