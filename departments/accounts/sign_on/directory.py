"""Whose name and password a directory (LDAP, AD) knows: found by the login name, then bound as that person.

OpenLDAP's own programs ask it, which every distribution keeps up; what they need to keep secret they read from a pipe.
"""

from __future__ import annotations

import subprocess
from base64 import b64decode
from urllib.parse import urlsplit
from uuid import UUID

from departments.accounts.sign_on.identities import NotVouched, ProviderAway, Vouched, is_a_key
from departments.accounts.sign_on.model import Provider
from departments.accounts.sign_on.settings import Directory

SECONDS = 5  # for each of two questions
DONE, MORE_THAN_ASKED = 0, 4
NOT_REACHED = {1, 255}  # what the programs end with before a directory has answered
# What a directory answers to a wrong password, and to a right one that does not open: locked, expired, not here, not now.
REFUSALS = {19, 49, 50, 53}
ESCAPED = {sign: f"\\{ord(sign):02x}" for sign in "\\*()\0"}  # RFC 4515
GUIDS = ("objectguid",)  # which AD tells as bytes


def who_is(directory: Directory, name: str, password: str) -> Vouched:
    """Whom the directory knows by this name and password. Raises ProviderAway and NotVouched."""
    if not name.strip() or not password:  # a directory lets anybody in who gives no password at all
        raise NotVouched("没有填写用户名或密码")
    found = _found(directory, name)
    code, _ = _asked(directory, ["ldapwhoami", *_as(found["dn"])], password)
    if code in REFUSALS:
        raise NotVouched("用户名或密码不对，或账号已停用")
    if code != DONE:
        raise ProviderAway(f"答复 {code}")
    return Vouched(Provider.LDAP, directory.name, found[directory.key_attribute.casefold()])


def _found(directory: Directory, name: str) -> dict[str, str]:
    """The one entry with this login name: its dn and its key."""
    escaped = "".join(ESCAPED.get(sign, sign) for sign in name)
    words = ["ldapsearch", "-LLL", "-o", "ldif-wrap=no", "-z", "2", "-l", str(SECONDS)]
    words += [*_as(directory.bind_dn), "-b", directory.base, "-s", "sub"]
    wanted = [f"({directory.login_attribute}={escaped})", directory.key_attribute]
    code, printed = _asked(directory, [*words, *wanted], directory.bind_password)
    if code not in (DONE, MORE_THAN_ASKED):
        raise ProviderAway(f"查找时答复 {code}，请核对 LDAP_BASE、LDAP_BIND_DN 和 LDAP_BIND_PASSWORD")
    entries = _entries(printed)
    if not entries:
        raise NotVouched("用户名或密码不对，或账号已停用")
    if len(entries) > 1:
        raise NotVouched(f"有不止一个人的 {directory.login_attribute} 是“{name}”")
    if not is_a_key(entries[0].get(directory.key_attribute.casefold())):
        raise NotVouched(f"没有给出标识（{directory.key_attribute}）")
    return entries[0]


def _as(dn: str) -> list[str]:
    return ["-D", dn, "-y", "/dev/stdin"] if dn else []


def _asked(directory: Directory, words: list[str], secret: str) -> tuple[int, str]:
    """What a program of OpenLDAP ends with and prints; it reads no settings of this machine."""
    parts = urlsplit(directory.url)
    tls = ["-ZZ"] if directory.ca_file and parts.scheme == "ldap" else []
    here = {
        "LDAPCONF": "/dev/null",
        "LDAPTLS_REQCERT": "demand",
        "PATH": "/usr/bin:/bin",
        "LC_ALL": "C.UTF-8",
    }
    if directory.ca_file:
        here["LDAPTLS_CACERT"] = directory.ca_file
    program, *others = words
    command = [program, "-x", "-H", directory.url, "-o", f"nettimeout={SECONDS}", *tls, *others]
    try:
        answer = subprocess.run(  # noqa: S603  (our own words; what is typed is an argument and read by no shell)
            command, input=secret.encode(), capture_output=True, env=here, timeout=SECONDS, check=False
        )
    except FileNotFoundError as fault:
        raise ProviderAway(f"没有安装 {program}（Debian：apt install ldap-utils）") from fault
    except subprocess.TimeoutExpired as fault:
        raise ProviderAway("没有答复") from fault
    if answer.returncode in NOT_REACHED:
        raise ProviderAway("没有答复，或证书不能核实")
    return answer.returncode, answer.stdout.decode("utf-8", "replace")


def _entries(printed: str) -> list[dict[str, str]]:
    """LDIF without folded lines: the entries, by names in small letters. Referrals to other servers are left alone."""
    entries: list[dict[str, str]] = []
    for line in printed.splitlines():
        name, _, value = line.partition(":")
        encoded = value.startswith(":")
        text = _text(name, b64decode(value[1:].strip())) if encoded else value.strip()
        if name == "dn":
            entries.append({})
        if entries and name and not name.startswith("#"):
            entries[-1].setdefault(name.casefold(), text)
    return entries


def _text(name: str, value: bytes) -> str:
    if name.casefold() in GUIDS and len(value) == 16:
        return str(UUID(bytes_le=value))
    return value.decode("utf-8", "replace")
