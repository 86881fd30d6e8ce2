"""Where the language model is, as the deployment says; without an address there is none."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from ipaddress import ip_address
from urllib.parse import urlsplit

from django.conf import settings

LONGEST_WAIT = 60  # seconds; the server gives a request up after 120


@dataclass(frozen=True, slots=True)
class Endpoint:
    address: str = ""
    model: str = ""
    seconds: float = 30
    per_day: int = 200
    key: str = field(repr=False, default="")  # in no log, no trace and on no page

    def faults(self) -> list[str]:
        """What is wrong with the settings, one sentence each; nothing where no address is named."""
        return [fault for fault in self._faults() if fault] if self.address else []

    def _faults(self) -> Iterator[str]:
        yield _fault_of_address(self.address)
        if not self.model:
            yield "LANGUAGE_MODEL_NAME 没有写，不知道问哪一个模型。"
        if not self.key.isascii() or (self.key and not self.key.isprintable()):
            yield "LANGUAGE_MODEL_KEY 只能是可见的 ASCII 字符。"
        if not 0 < self.seconds <= LONGEST_WAIT:
            yield f"LANGUAGE_MODEL_SECONDS 应为 1 至 {LONGEST_WAIT}。"
        if self.per_day < 1:
            yield "LANGUAGE_MODEL_PER_DAY 应为 1 以上。"


def language_model(environ: Mapping[str, str] = os.environ) -> Endpoint:
    return Endpoint(
        address=environ.get("LANGUAGE_MODEL_URL", "").strip().rstrip("/"),
        model=environ.get("LANGUAGE_MODEL_NAME", "").strip(),
        seconds=int(environ.get("LANGUAGE_MODEL_SECONDS", "30")),
        per_day=int(environ.get("LANGUAGE_MODEL_PER_DAY", "200")),
        key=environ.get("LANGUAGE_MODEL_KEY", "").strip(),
    )


def endpoint() -> Endpoint | None:
    """None where none is named, or what is named cannot work: then nothing is offered."""
    named: Endpoint = settings.LANGUAGE_MODEL
    return named if named.address and not named.faults() else None


def _fault_of_address(address: str) -> str:
    try:
        parts = urlsplit(address)
        host, _ = parts.hostname, parts.port
    except ValueError:
        return "LANGUAGE_MODEL_URL 写法有误。"
    if parts.scheme not in ("http", "https") or not host or not address.isascii() or " " in address:
        return "LANGUAGE_MODEL_URL 应以 http:// 或 https:// 开头，例如 http://10.1.2.3:8000/v1。"
    if parts.username or parts.query or parts.fragment:
        return "LANGUAGE_MODEL_URL 不带用户名、“?”和“#”；密钥写在 LANGUAGE_MODEL_KEY。"
    if is_outside(host):
        return f"LANGUAGE_MODEL_URL 的“{host}”是公网地址；只用本单位网络内的模型。"
    return ""


def is_outside(host: str) -> bool:
    """Whether this is the number of a machine beyond the private networks; of a name nothing is said."""
    try:
        number = ip_address(host.partition("%")[0])
    except ValueError:
        return False
    number = getattr(number, "ipv4_mapped", None) or number
    return number.is_global or number.is_multicast or number.is_unspecified
