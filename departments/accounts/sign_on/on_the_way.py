"""What a browser keeps, signed, while somebody is on the way to the provider and back.

Anybody may set out, so nothing of it is written here until somebody has come in.
"""

from __future__ import annotations

from dataclasses import asdict

from django.conf import settings
from django.core import signing
from django.http import HttpRequest, HttpResponse
from django.utils.encoding import iri_to_uri

from departments.accounts.sign_on.provider import SignOnRequest

COOKIE = "sign_on"
SALT = "departments.accounts.sign_on"
SECONDS = 30 * 60  # to sign in there
MOST = 5  # at so many tabs somebody may be on the way at once
LONGEST_ADDRESS = 300  # a cookie holds 4096 bytes, whatever is wanted


def set_out(request: HttpRequest, answer: HttpResponse, asked: SignOnRequest, wanted: str) -> None:
    """``wanted`` is where to go afterwards; what is too long to be kept is forgotten."""
    waiting = _waiting(request)
    wanted = iri_to_uri(wanted) or ""
    waiting[asked.state] = {**asdict(asked), "next": wanted if len(wanted) <= LONGEST_ADDRESS else ""}
    _keep(answer, dict(list(waiting.items())[-MOST:]))


def came_back(request: HttpRequest, state: str) -> tuple[SignOnRequest, str] | None:
    """What was asked in this very browser, and where to go; None if nothing was, or too long ago."""
    kept = _waiting(request).get(state)
    if kept is None:
        return None
    wanted = kept.pop("next")
    return SignOnRequest(**kept), wanted


def forget(request: HttpRequest, answer: HttpResponse, state: str) -> None:
    """An answer opens once."""
    waiting = _waiting(request)
    if waiting.pop(state, None):
        _keep(answer, waiting)


def _waiting(request: HttpRequest) -> dict[str, dict[str, str]]:
    try:
        return signing.loads(request.COOKIES.get(COOKIE, ""), salt=SALT, max_age=SECONDS)
    except signing.BadSignature:
        return {}


def _keep(answer: HttpResponse, waiting: dict[str, dict[str, str]]) -> None:
    if not waiting:
        answer.delete_cookie(COOKIE, samesite="Lax")
        return
    answer.set_cookie(
        COOKIE,
        signing.dumps(waiting, salt=SALT),
        max_age=SECONDS,
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",  # it comes along when the provider sends the person back
    )
