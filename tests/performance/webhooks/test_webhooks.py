"""Events reach their receivers signed, once by their id, through failures; and nothing goes where nobody configured it."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from departments.permissions.roles import Role
from departments.trail.entry import TrailEntry
from performance.models import Action, DeliveryState, Receiver, StatementState, WebhookDelivery, WorkflowEvent
from performance.steps.refusals import Refused
from performance.webhooks.deliveries import PAUSES, deliver_due, queue_deliveries, send_webhooks
from performance.webhooks.sending import NotReached, refused_address
from performance.webhooks.services import TOLD, add_webhook, send_again, set_active
from tests.factories import a_department, a_member, a_statement, a_unit
from tests.performance.webhooks.receiver import (
    SECRET,
    failing,
    is_signed,
    is_signed_for_dingtalk,
    is_signed_for_feishu,
    receiving,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def statement():
    department = a_department()
    a_unit(department)
    return a_statement(department)


@pytest.fixture
def keeper(statement):
    return a_member(Role.SYSTEM_ADMINISTRATOR, at=statement.department.office)


@pytest.fixture
def make(statement, keeper, settings):
    """Makes a webhook to a host."""

    def made(host, receiver=Receiver.SYSTEM, path="/hook?key=1", actions=("submit", "approve")):
        settings.WEBHOOK_HOSTS = {host}
        kwargs = {
            "receiver": receiver,
            "address": f"http://{host}{path}",
            "secret": SECRET,
            "actions": actions,
        }
        return add_webhook(statement.department.office, name=receiver.label, by=keeper, **kwargs)

    return made


def happens(statement, number=1, action=Action.SUBMIT):
    actor = a_member(Role.DEPARTMENT_REVIEWER, at=statement.department)
    return [
        WorkflowEvent.objects.create(
            statement=statement,
            action=action,
            label=action.label,
            source=StatementState.DRAFTING,
            target=StatementState.FIRST_REVIEW,
            actor=actor,
            actor_name="某人",
            round=1,
            version=2 + n,
        )
        for n in range(number)
    ]


def test_a_system_is_told_signed_and_without_names(statement, make):
    with receiving() as receiver:
        make(receiver.host)
        (event,) = happens(statement)
        happens(statement, action=Action.RETURN)  # nobody has asked for it
        assert send_webhooks() == 1
        assert send_webhooks() == 0
    (got,) = receiver.got
    assert is_signed(got.headers, got.body)
    assert got.headers["X-Event-Id"] == got.plain["id"] == str(WebhookDelivery.objects.get().pk)
    assert (got.plain["event"], got.plain["action"], got.plain["to"]) == (event.pk, "submit", "first_review")
    assert "某人" not in got.body.decode()


@pytest.mark.parametrize(
    ("receiver_kind", "signed", "text", "accepts", "refuses"),
    [
        (
            Receiver.WECOM,
            lambda got: True,
            lambda p: p["text"]["content"],
            b'{"errcode":0}',
            b'{"errcode":93000}',
        ),
        (
            Receiver.DINGTALK,
            lambda got: is_signed_for_dingtalk(got.path) and "key=1" in got.path,
            lambda p: p["text"]["content"],
            b'{"errcode":0}',
            b'{"errcode":310000}',
        ),
        (
            Receiver.FEISHU,
            lambda got: is_signed_for_feishu(got.plain),
            lambda p: p["content"]["text"],
            b'{"code":0}',
            b'{"code":19021}',
        ),
    ],
)
def test_a_robot_is_told_in_its_own_format(statement, make, receiver_kind, signed, text, accepts, refuses):
    with receiving(lambda number: (200, refuses if number == 1 else accepts)) as receiver:
        make(receiver.host, receiver_kind)
        happens(statement)
        assert send_webhooks() == 0
        assert "没有收下" in WebhookDelivery.objects.get().fault
        assert deliver_due(timezone.now() + timedelta(hours=1)) == 1
    assert all(map(signed, receiver.got))
    assert f"{statement}" in text(receiver.got[1].plain)
    assert "财政初审" in text(receiver.got[1].plain)


def test_of_a_receiver_that_fails_three_times_in_ten_nothing_is_lost_and_nothing_doubled(statement, make):
    number = 60
    with receiving(failing(0.3, "webhooks")) as receiver:
        make(receiver.host)
        events = happens(statement, number)
        queue_deliveries()
        moment = timezone.now()
        for _ in range(len(PAUSES)):
            while deliver_due(moment):
                pass
            moment += timedelta(days=1)
    told = {got.plain["event"]: got.plain["id"] for got in receiver.got}
    assert set(told) == {event.pk for event in events}
    assert len(set(told.values())) == number
    assert {(got.plain["event"], got.plain["id"]) for got in receiver.got} == set(told.items())
    assert len(receiver.got) > number
    assert WebhookDelivery.objects.filter(state=DeliveryState.DONE).count() == number


def test_what_cannot_be_delivered_is_given_up_and_sent_again_when_asked(client, statement, make, keeper):
    down = {"status": 503}
    with receiving(lambda number: (down["status"], b"{}")) as receiver:
        webhook = make(receiver.host)
        happens(statement)
        send_webhooks()
        moment = timezone.now()
        for pause in PAUSES:
            assert deliver_due(moment + pause - timedelta(seconds=30)) == 0
            moment += pause
            deliver_due(moment)
        assert len(receiver.got) == 1 + len(PAUSES)
        assert WebhookDelivery.objects.get().state == DeliveryState.DEAD
        client.force_login(keeper)
        page = client.get(reverse("webhook", args=[webhook.pk]))
        assert "重新推送未能送达的 1 件" in page.text
        assert "接收方答复 503" in page.text
        down["status"] = 200
        client.post(reverse("webhook_act", args=[webhook.pk]), {"act": "again"})
        assert deliver_due() == 1
    assert "重新推送" in TrailEntry.objects.order_by("-number").first().details


def test_a_receiver_that_is_silent_is_waited_for_once_a_round_and_keeps_nobody_else(
    statement, make, monkeypatch
):
    asked = []

    def send(message):
        asked.append(message.address)
        if "silent" in message.address:
            raise NotReached("没有连上接收方。")

    monkeypatch.setattr("performance.webhooks.deliveries.send", send)
    make("silent.example")
    make("answers.example", Receiver.WECOM)
    happens(statement, 5)
    assert send_webhooks() == 5
    assert sum("silent" in address for address in asked) == 1
    waiting = WebhookDelivery.objects.filter(state=DeliveryState.WAITING)
    assert sorted(waiting.values_list("attempts", flat=True)) == [0, 0, 0, 0, 1]


def test_a_redirect_is_not_followed(statement, make):
    with receiving() as elsewhere, receiving(lambda n: (302, b"", f"http://{elsewhere.host}/")) as receiver:
        make(receiver.host)
        happens(statement)
        send_webhooks()
        assert elsewhere.got == []
    assert "没有跟随跳转" in WebhookDelivery.objects.get().fault


@pytest.mark.parametrize(
    ("address", "allowed"),
    [
        ("https://oapi.dingtalk.com/robot/send?access_token=1", True),
        ("http://10.1.2.3:8080/", True),
        ("http://10.1.2.3/", False),
        ("http://169.254.169.254/latest/", False),
        ("http://user@oapi.dingtalk.com/", False),
        ("https://oapi.dingtalk.com.evil.test/", False),
        ("file:///etc/passwd", False),
        ("ftp://oapi.dingtalk.com/", False),
        ("https://oapi.dingtalk.com:notaport/", False),
        ("https://oapi.dingtalk.com/#x", False),
        ("", False),
    ],
)
def test_only_hosts_that_the_deployment_names_are_told(settings, address, allowed):
    settings.WEBHOOK_HOSTS = {"oapi.dingtalk.com", "10.1.2.3:8080"}
    assert (refused_address(address) == "") is allowed


def test_a_host_that_is_allowed_no_more_gets_nothing(statement, make, settings):
    with receiving() as receiver:
        make(receiver.host)
        settings.WEBHOOK_HOSTS = set()
        happens(statement)
        assert send_webhooks() == 0
        assert receiver.got == []
    assert "不在允许推送的主机之列" in WebhookDelivery.objects.get().fault


def test_a_webhook_that_rests_is_told_later(statement, make, keeper):
    with receiving() as receiver:
        webhook = make(receiver.host)
        set_active(webhook, active=False, by=keeper)
        happens(statement)
        assert send_webhooks() == 0
        set_active(webhook, active=True, by=keeper)
        assert send_webhooks() == 1


def test_what_happened_before_or_elsewhere_is_not_told(statement, make):
    happens(statement)
    with receiving() as receiver:
        make(receiver.host)
        other = a_statement(a_unit(a_department()).department)
        happens(other)
        assert send_webhooks() == 0
        assert receiver.got == []


def test_webhooks_are_kept_by_the_system_administrator_of_the_office(
    client, statement, make, keeper, settings
):
    webhook = make("receiver.test")
    office = statement.department.office
    said = {"office": office.pk, "name": "另一个", "receiver": "system", "actions": ["submit"]}
    client.force_login(keeper)
    bad = client.post(reverse("webhooks"), {**said, "address": "http://evil.test/", "secret": "short"})
    assert "不在允许推送的主机之列" in bad.text
    assert "密钥至少16个字符" in bad.text
    good = client.post(reverse("webhooks"), {**said, "address": "https://receiver.test/", "secret": SECRET})
    assert good.status_code == 302
    assert SECRET not in client.get(good.url).text
    again = client.post(reverse("webhooks"), {**said, "address": "https://receiver.test/", "secret": SECRET})
    assert "已有同名的推送" in again.text
    stranger = a_member(Role.SYSTEM_ADMINISTRATOR)
    client.force_login(stranger)
    assert client.get(reverse("webhook", args=[webhook.pk])).status_code == 404
    kwargs = {"name": "x", "receiver": Receiver.SYSTEM, "address": "https://receiver.test/", "secret": SECRET}
    with pytest.raises(Refused):
        add_webhook(office, actions=["submit"], by=stranger, **kwargs)
    assert send_again(webhook, by=keeper) == 0


def test_what_no_text_ever_goes_through_is_not_offered(client, keeper):
    client.force_login(keeper)
    page = client.get(reverse("webhooks")).text
    assert 'value="submit"' in page
    assert 'value="rectify"' not in page
    assert {Action.SUBMIT, Action.PUBLISH} < set(TOLD) < set(Action)
