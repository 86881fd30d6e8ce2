"""One question put to the model: to the address that was configured and to no other, within a fixed time, read to a limit.

Nothing goes through a proxy or follows a redirect, and nothing is sent before the machine that answers is known to stand
in a private network. The caller holds no transaction.
"""

from __future__ import annotations

import json
import socket
import ssl
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from http.client import HTTPConnection, HTTPException
from threading import BoundedSemaphore, Event, Timer
from time import monotonic
from urllib.parse import urlsplit

from performance.language_model.endpoint import Endpoint, is_outside

Messages = Sequence[dict[str, str]]
LARGEST_ANSWER = 256 * 1024
MOST_TOKENS = 2000
# Of the threads of one process as many may wait for the model; the others are for whoever fills in.
_WAITING = BoundedSemaphore(2)
LATER = "请稍后再试；一直这样的，请告诉系统运维人员。"
_SAID = {
    401: "模型服务不接受密钥，请系统运维人员核对 LANGUAGE_MODEL_KEY。",
    403: "模型服务不接受密钥，请系统运维人员核对 LANGUAGE_MODEL_KEY。",
    404: "模型服务没有这个地址或模型，请系统运维人员核对 LANGUAGE_MODEL_URL 和 LANGUAGE_MODEL_NAME。",
    413: "模型服务说送去的文字太长，请先精简这个项目的文字。",
    429: "模型服务正忙（答复 429），请过几分钟再试。",
}


class NoAnswer(Exception):
    """Why there is none, in Chinese with the remedy; nothing of the key is in it."""


@contextmanager
def turn_to_ask() -> Iterator[None]:
    """Raises NoAnswer where too many wait already."""
    if not _WAITING.acquire(blocking=False):
        raise NoAnswer("正有别人在问模型，请过一会儿再试。")
    try:
        yield
    finally:
        _WAITING.release()


def body_of(model: str, messages: Messages) -> bytes:
    plain = {
        "model": model,
        "messages": list(messages),
        "temperature": 0,
        "max_tokens": MOST_TOKENS,
        "stream": False,
    }
    return json.dumps(plain, ensure_ascii=False).encode()


def ask(endpoint: Endpoint, messages: Messages) -> str:
    """What the model says. Raises NoAnswer."""
    over = Event()
    late = f"模型没有在 {endpoint.seconds} 秒内答复，没有采用任何内容。{LATER}"
    try:
        status, body = _exchanged(endpoint, body_of(endpoint.model, messages), over)
    except (OSError, HTTPException, ValueError) as fault:
        if over.is_set() or isinstance(fault, TimeoutError):
            raise NoAnswer(late) from None
        raise NoAnswer(f"没有连上模型服务（{type(fault).__name__}）。{LATER}") from None
    if over.is_set():
        raise NoAnswer(late)
    if 300 <= status < 400:
        raise NoAnswer(f"模型服务答复 {status}，没有跟随跳转；请系统运维人员核对 LANGUAGE_MODEL_URL。")
    if status != 200:
        raise NoAnswer(_SAID.get(status) or f"模型服务出错（答复 {status}）。{LATER}")
    if len(body) > LARGEST_ANSWER:
        raise NoAnswer(f"模型的答复超过 {LARGEST_ANSWER // 1024} KB，没有读完，没有采用。{LATER}")
    return _content_of(body)


def _exchanged(endpoint: Endpoint, body: bytes, over: Event) -> tuple[int, bytes]:
    """However slowly the bytes trickle, the connection is cut when the time is over."""
    ends = monotonic() + endpoint.seconds
    parts = urlsplit(endpoint.address)
    host = parts.hostname or ""
    port = parts.port or (443 if parts.scheme == "https" else 80)
    sockets = [_connected(_inside(host, port), port, ends)]
    cut = Timer(max(0.01, ends - monotonic()), _cut, [sockets, over])
    cut.daemon = True
    cut.start()
    try:
        if parts.scheme == "https":
            _secure(sockets, host)
        connection = HTTPConnection(host, port)
        connection.sock = sockets[-1]
        headers = {"Content-Type": "application/json; charset=utf-8", "Accept-Encoding": "identity"}
        if endpoint.key:
            headers["Authorization"] = f"Bearer {endpoint.key}"
        connection.request("POST", f"{parts.path}/chat/completions", body, headers)
        answer = connection.getresponse()
        return answer.status, answer.read(LARGEST_ANSWER + 1)
    finally:
        cut.cancel()
        sockets[-1].close()


def _inside(host: str, port: int) -> list[str]:
    """The numbers of the machine, once all are known to stand in private networks."""
    numbers = [str(found[4][0]) for found in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)]
    if any(is_outside(number) for number in numbers):
        raise NoAnswer(f"“{host}”是公网地址，没有发送；请系统运维人员核对 LANGUAGE_MODEL_URL。")
    return numbers


def _connected(numbers: Sequence[str], port: int, ends: float) -> socket.socket:
    """To the first that answers: a name may lead to one of either kind, and the service listen at one."""
    for last, number in enumerate(numbers, 1 - len(numbers)):
        try:
            return socket.create_connection((number, port), timeout=max(0.01, ends - monotonic()))
        except OSError:
            if not last:
                raise
    raise OSError


def _secure(sockets: list[socket.socket], host: str) -> None:
    """Known before it shakes hands, so that this too can be cut."""
    context = ssl.create_default_context()
    secured = context.wrap_socket(sockets[-1], server_hostname=host, do_handshake_on_connect=False)
    sockets.append(secured)
    secured.do_handshake()


def _cut(sockets: list[socket.socket], over: Event) -> None:
    over.set()
    with suppress(OSError):  # it may be closed already
        socket.socket.shutdown(sockets[-1], socket.SHUT_RDWR)


def _content_of(body: bytes) -> str:
    """The text of the first choice, written to its end."""
    try:
        choice = json.loads(body)["choices"][0]
        said, ended = choice["message"]["content"], choice.get("finish_reason")
    except (ValueError, LookupError, TypeError, AttributeError, RecursionError):
        raise NoAnswer(f"读不懂模型服务的答复，没有采用。{LATER}") from None
    if not isinstance(said, str) or not said.strip():
        raise NoAnswer("模型没有作答。可以再问一次，或自己修改。")
    if ended == "length":
        raise NoAnswer("模型的答复没有写完，没有采用。可以再问一次，或自己修改。")
    return said
