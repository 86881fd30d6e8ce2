"""What the office says of its provider. Read by the settings, so nothing here needs a model."""

import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

LOOPBACK = ("localhost", "127.0.0.1", "::1")


@dataclass(frozen=True)
class OpenIDConnect:
    """``key_claim`` is the claim that tells people apart; ``second_factor`` are values of acr or amr that stand for ours."""

    issuer: str = ""
    client_id: str = ""
    client_secret: str = ""
    name: str = "统一身份认证"
    key_claim: str = "sub"
    second_factor: frozenset[str] = frozenset()
    ca_file: str = ""

    @property
    def works(self) -> bool:
        return bool(self.issuer) and not list(self.faults())

    def faults(self) -> Iterator[str]:
        """What keeps it from working though somebody has begun to fill it in, each with its remedy."""
        if not (self.issuer or self.client_id or self.client_secret):
            return
        named = {
            "OIDC_ISSUER": self.issuer,
            "OIDC_CLIENT_ID": self.client_id,
            "OIDC_CLIENT_SECRET": self.client_secret,
        }
        if missing := [name for name, value in named.items() if not value]:
            yield f"统一身份认证没有启用：还须填写 {'、'.join(missing)}。"
        parts = urlsplit(self.issuer)
        if self.issuer and not is_safe(parts.scheme, parts.hostname or ""):
            yield f"OIDC_ISSUER 须以 https:// 开头（只有本机可用 http://），现为“{self.issuer}”。"
        if self.ca_file and not Path(self.ca_file).is_file():
            yield f"OIDC_CA_FILE 的文件 {self.ca_file} 不存在，请填根证书文件（PEM）的绝对路径。"


def is_safe(scheme: str, host: str) -> bool:
    return bool(host) and (scheme == "https" or (scheme == "http" and host in LOOPBACK))


def openid_connect(environ: Mapping[str, str] = os.environ) -> OpenIDConnect:
    values = environ.get("OIDC_SECOND_FACTOR", "").split(",")
    return OpenIDConnect(
        issuer=environ.get("OIDC_ISSUER", "").strip(),
        client_id=environ.get("OIDC_CLIENT_ID", "").strip(),
        client_secret=environ.get("OIDC_CLIENT_SECRET", ""),
        name=environ.get("OIDC_NAME", "").strip() or OpenIDConnect.name,
        key_claim=environ.get("OIDC_KEY_CLAIM", "").strip() or OpenIDConnect.key_claim,
        second_factor=frozenset(value.strip() for value in values if value.strip()),
        ca_file=environ.get("OIDC_CA_FILE", "").strip(),
    )
