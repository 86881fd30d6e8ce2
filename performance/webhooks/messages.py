"""An event as it is told: as data with a signature to systems, as a sentence to robots, each in its public format."""

from __future__ import annotations

import hmac
import json
from base64 import b64encode
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from hashlib import sha256
from typing import Any
from urllib.parse import urlencode, urlsplit, urlunsplit

from django.conf import settings
from django.urls import reverse

from performance.models import Receiver, WebhookDelivery


@dataclass(frozen=True, slots=True)
class Message:
    """``accepted`` says of the answer's JSON whether the receiver has taken it; systems say so by their status alone."""

    address: str
    body: bytes
    headers: Mapping[str, str]
    accepted: Callable[[Mapping[str, Any]], bool] | None = None


def message_of(delivery: WebhookDelivery, secret: str, at: int) -> Message:
    """``at`` in seconds since 1970: a signature says when it was made."""
    return _MESSAGES[Receiver(delivery.webhook.receiver)](delivery, secret, at)


def event_data(delivery: WebhookDelivery) -> dict[str, object]:
    """What happened to which text; nothing of what the text says, and of nobody by name."""
    event, statement = delivery.event, delivery.event.statement
    department = statement.department
    return {
        "id": str(delivery.pk),
        "event": event.pk,
        "action": event.action,
        "label": event.label,
        "from": event.source,
        "to": event.target,
        "at": event.at.isoformat(),
        "office": department.office.division_code,
        "department": department.code,
        "department_name": department.name,
        "unit": event.unit.code if event.unit else None,
        "fiscal_year": statement.fiscal_year,
        "statement": statement.pk,
        "version": event.version,
        "link": f"{settings.SITE_URL}{reverse('statement', args=[statement.pk])}",
    }


def _to_system(delivery: WebhookDelivery, secret: str, at: int) -> Message:
    body = json.dumps(event_data(delivery), ensure_ascii=False).encode()
    signed = hmac.new(secret.encode(), f"{at}.".encode() + body, sha256).hexdigest()
    headers = {
        "Content-Type": "application/json; charset=utf-8",
        "X-Event-Id": str(delivery.pk),
        "X-Timestamp": str(at),
        "X-Signature": f"sha256={signed}",
    }
    return Message(delivery.webhook.address, body, headers)


def sentence_of(delivery: WebhookDelivery) -> str:
    event = delivery.event
    unit = f"{event.unit} " if event.unit else ""
    link = (
        f"\n{settings.SITE_URL}{reverse('statement', args=[event.statement_id])}" if settings.SITE_URL else ""
    )
    return f"【部门预算绩效】{event.statement}：{unit}已办理“{event.label}”，现为“{event.get_target_display()}”。{link}"


def _to_wecom(delivery: WebhookDelivery, secret: str, at: int) -> Message:
    """Its address holds the key; there is nothing to sign."""
    plain = {"msgtype": "text", "text": {"content": sentence_of(delivery)}}
    return _told(delivery.webhook.address, plain, lambda answer: answer.get("errcode") == 0)


def _to_dingtalk(delivery: WebhookDelivery, secret: str, at: int) -> Message:
    """Signed in the address: of the time in milliseconds and the secret, by the secret."""
    moment = f"{at * 1000}"
    sign = b64encode(hmac.new(secret.encode(), f"{moment}\n{secret}".encode(), sha256).digest()).decode()
    parts = urlsplit(delivery.webhook.address)
    query = "&".join(filter(None, (parts.query, urlencode({"timestamp": moment, "sign": sign}))))
    plain = {"msgtype": "text", "text": {"content": sentence_of(delivery)}}
    address = urlunsplit(parts._replace(query=query))
    return _told(address, plain, lambda answer: answer.get("errcode") == 0)


def _to_feishu(delivery: WebhookDelivery, secret: str, at: int) -> Message:
    """Signed in the body: nothing, by the time and the secret."""
    sign = b64encode(hmac.new(f"{at}\n{secret}".encode(), b"", sha256).digest()).decode()
    plain = {
        "timestamp": str(at),
        "sign": sign,
        "msg_type": "text",
        "content": {"text": sentence_of(delivery)},
    }
    return _told(
        delivery.webhook.address, plain, lambda answer: answer.get("code", answer.get("StatusCode")) == 0
    )


def _told(address: str, plain: object, accepted: Callable[[Mapping[str, Any]], bool]) -> Message:
    body = json.dumps(plain, ensure_ascii=False).encode()
    return Message(address, body, {"Content-Type": "application/json; charset=utf-8"}, accepted)


_MESSAGES: dict[Receiver, Callable[[WebhookDelivery, str, int], Message]] = {
    Receiver.SYSTEM: _to_system,
    Receiver.WECOM: _to_wecom,
    Receiver.DINGTALK: _to_dingtalk,
    Receiver.FEISHU: _to_feishu,
}
