"""Making a secret, and judging codes. A code is accepted once, and one half minute early or late."""

import hmac
import secrets
from base64 import b32encode
from hashlib import sha256
from time import time
from urllib.parse import quote, urlencode

from django.db.models import Q

from departments.accounts.second_factor.model import RecoveryCode, SecondFactor

STEP, DIGITS, TOLERANCE = 30, 6, 1
ISSUER = "部门预算绩效目标管理"
RECOVERY_CODES = 10
SIGNS = "abcdefghjkmnpqrstuvwxyz23456789"  # without what is mistaken for something else on paper


def new_key() -> str:
    return secrets.token_hex(20)


def readable(key: str) -> str:
    """The secret as people type it into their telephone."""
    text = b32encode(bytes.fromhex(key)).decode()
    return " ".join(text[at : at + 4] for at in range(0, len(text), 4))


def address(key: str, user) -> str:
    """What the picture says to a telephone."""
    label = quote(f"{ISSUER}:{user.get_username()}")
    params = {"secret": readable(key).replace(" ", ""), "issuer": ISSUER, "digits": DIGITS, "period": STEP}
    return f"otpauth://totp/{label}?{urlencode(params, quote_via=quote)}"


def step_now() -> int:
    return int(time()) // STEP


def hotp(key: bytes, counter: int) -> str:
    """The code that RFC 4226 draws from a counter; of half minutes counted it is that of RFC 6238."""
    digest = hmac.digest(key, counter.to_bytes(8, "big"), "sha1")
    at = digest[-1] & 0xF
    number = int.from_bytes(digest[at : at + 4], "big") & 0x7FFF_FFFF
    return f"{number % 10**DIGITS:0{DIGITS}}"


def step_of(key: str, code: str) -> int | None:
    """The half minute about now to which a code belongs."""
    now = step_now()
    for step in range(now - TOLERANCE, now + TOLERANCE + 1):
        expected = hotp(bytes.fromhex(key), step)
        if secrets.compare_digest(expected.encode(), code.encode()):
            return step
    return None


def accepted_as(factor: SecondFactor, typed: str) -> str:
    """动态口令 for the code of the moment, 恢复码, or nothing; either is used up by being asked about.

    A step that is still to come was accepted under a clock that has been set back since; no code of now is older.
    Raises UnreadableKey if the code is no recovery code, which needs no key.
    """
    code = "".join(typed.split()).casefold()
    used, _ = RecoveryCode.objects.filter(factor=factor, digest=digest_of(code)).delete()
    if used:
        return "恢复码"
    step = step_of(factor.key, code)
    if step is None:
        return ""
    unused = Q(last_step__lt=step) | Q(last_step__gt=step_now() + TOLERANCE)
    fresh = SecondFactor.objects.filter(unused, pk=factor.pk)
    return "动态口令" if fresh.update(last_step=step) else ""


def new_recovery_codes(factor: SecondFactor) -> list[str]:
    """In the place of all earlier ones; nobody can read them again."""
    codes = [
        "-".join("".join(secrets.choice(SIGNS) for _ in range(5)) for _ in range(2))
        for _ in range(RECOVERY_CODES)
    ]
    factor.recovery_codes.all().delete()
    RecoveryCode.objects.bulk_create(RecoveryCode(factor=factor, digest=digest_of(code)) for code in codes)
    return codes


def digest_of(code: str) -> str:
    return sha256(code.encode()).hexdigest()
