"""One message sent to an address that was configured, and to no other: no redirect, no proxy, no long wait."""

from __future__ import annotations

import json
from http.client import HTTPException
from typing import Any
from urllib.error import HTTPError
from urllib.parse import urlsplit
from urllib.request import HTTPErrorProcessor as StatusCheck
from urllib.request import HTTPHandler, HTTPSHandler, OpenerDirector, Request

from django.conf import settings

from performance.webhooks.messages import Message

SECONDS = 10
LARGEST_ANSWER = 64 * 1024


class NotSent(Exception):
    """Why the receiver has not taken a message, in one Chinese sentence."""


class NotReached(NotSent):
    """Nobody answered, or not in time."""


def refused_address(address: str) -> str:
    """Why nothing may be sent to an address; empty where it may. The hosts are the deployment's to name, not the office's."""
    try:
        parts = urlsplit(address)
        port = f":{parts.port}" if parts.port else ""
    except ValueError:
        return "地址写法有误。"
    if parts.scheme not in ("http", "https") or not parts.hostname or parts.username or parts.fragment:
        return "地址应以 http:// 或 https:// 开头，不带用户名和“#”。"
    if f"{parts.hostname}{port}" not in settings.WEBHOOK_HOSTS:
        return f"“{parts.hostname}{port}”不在允许推送的主机之列；请系统运维人员按部署说明加入。"
    return ""


def send(message: Message) -> None:
    """Raises NotSent."""
    if refusal := refused_address(message.address):
        raise NotSent(refusal)
    request = Request(message.address, message.body, dict(message.headers), method="POST")  # noqa: S310 - checked above
    try:
        with _opener().open(request, timeout=SECONDS) as answer:
            status, body = answer.status, answer.read(LARGEST_ANSWER)
    except HTTPError as error:
        raise NotSent(f"接收方答复 {error.code}。") from error
    except (OSError, HTTPException, ValueError) as error:
        raise NotReached(f"没有连上接收方（{type(error).__name__}）。") from error
    if not 200 <= status < 300:
        raise NotSent(
            f"接收方答复 {status}，没有跟随跳转。" if 300 <= status < 400 else f"接收方答复 {status}。"
        )
    if message.accepted and not message.accepted(_plain(body)):
        raise NotSent(f"接收方没有收下：{body.decode('utf-8', 'replace')[:200]}")


def _opener() -> OpenerDirector:
    """Of the handlers that usually come along, none: no redirects, no proxies out of the environment, no files."""
    opener = OpenerDirector()
    for handler in (HTTPHandler, HTTPSHandler, StatusCheckOff):
        opener.add_handler(handler())
    return opener


class StatusCheckOff(StatusCheck):
    """Hands every answer on as it is."""

    def http_response(self, request, response):
        return response

    https_response = http_response


def _plain(body: bytes) -> dict[str, Any]:
    try:
        plain = json.loads(body)
    except ValueError:
        return {}
    return plain if isinstance(plain, dict) else {}
