"""What the office says of its provider and of its directory. Read by the settings, so nothing here needs a model."""

import os
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

LOOPBACK = ("localhost", "127.0.0.1", "::1")
ATTRIBUTE = re.compile(r"[A-Za-z][A-Za-z0-9-]*")


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


@dataclass(frozen=True)
class Directory:
    """``bind_dn`` is by whom people are looked for; ``key_attribute`` is what tells them apart for good."""

    url: str = ""
    base: str = ""
    bind_dn: str = ""
    bind_password: str = ""
    login_attribute: str = "uid"
    key_attribute: str = "entryUUID"
    ca_file: str = ""
    name: str = "统一目录"

    @property
    def works(self) -> bool:
        return bool(self.url) and not list(self.faults())

    def faults(self) -> Iterator[str]:
        """As above. Passwords go over a network by TLS alone, whose certificate is checked."""
        if not (self.url or self.base or self.bind_dn):
            return
        if missing := [
            name for name, value in {"LDAP_URL": self.url, "LDAP_BASE": self.base}.items() if not value
        ]:
            yield f"统一目录没有启用：还须填写 {'、'.join(missing)}。"
        if bool(self.bind_dn) != bool(self.bind_password):
            yield "LDAP_BIND_DN 和 LDAP_BIND_PASSWORD 须一起填写，或都不填写（不用账号查找）。"
        if self.url:
            yield from self._faults_of_address()
        if self.ca_file and not Path(self.ca_file).is_file():
            yield f"LDAP_CA_FILE 的文件 {self.ca_file} 不存在，请填根证书文件（PEM）的绝对路径。"
        for variable, name in (("LOGIN", self.login_attribute), ("KEY", self.key_attribute)):
            if not ATTRIBUTE.fullmatch(name):
                yield f"LDAP_{variable}_ATTRIBUTE 须是属性名，只有字母、数字和短横线，现为“{name}”。"

    def _faults_of_address(self) -> Iterator[str]:
        parts = urlsplit(self.url)
        if parts.scheme not in ("ldap", "ldaps") or not parts.hostname or " " in self.url:
            yield f"LDAP_URL 须形如 ldaps://主机 或 ldap://主机:389，现为“{self.url}”。"
        elif not self.ca_file and (parts.scheme == "ldaps" or parts.hostname not in LOOPBACK):
            yield "LDAP_CA_FILE 没有填写：密码只经 TLS 传送，须写明签发目录服务器证书的根证书文件（PEM）。"


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


def directory(environ: Mapping[str, str] = os.environ) -> Directory:
    return Directory(
        url=environ.get("LDAP_URL", "").strip(),
        base=environ.get("LDAP_BASE", "").strip(),
        bind_dn=environ.get("LDAP_BIND_DN", "").strip(),
        bind_password=environ.get("LDAP_BIND_PASSWORD", ""),
        login_attribute=environ.get("LDAP_LOGIN_ATTRIBUTE", "").strip() or Directory.login_attribute,
        key_attribute=environ.get("LDAP_KEY_ATTRIBUTE", "").strip() or Directory.key_attribute,
        ca_file=environ.get("LDAP_CA_FILE", "").strip(),
        name=environ.get("LDAP_NAME", "").strip() or Directory.name,
    )
