"""What was posted after its session had ended, for browsers without script: it waits until the same account signs in.

A signed cookie says whose browser it is, so that nobody else can leave anything here. What is posted lies enciphered
in the session of the browser, which is short-lived, and only that account opens it again.
"""

from __future__ import annotations

import json
from base64 import urlsafe_b64encode
from dataclasses import dataclass

from cryptography.fernet import Fernet, InvalidToken
from django.conf import settings
from django.shortcuts import redirect, resolve_url
from django.urls import reverse
from django.utils.crypto import salted_hmac

COOKIE = "last_account"
WAITING = "late_post"
LARGEST = 2 * 2**20  # characters; no form of a text has as many
LASTS = 3600  # seconds
SECRETS = ("password", "csrfmiddlewaretoken")


@dataclass(frozen=True)
class LatePost:
    path: str
    fields: list[tuple[str, str]]


def keep_late_posts(get_response):
    def answer(request):
        response = get_response(request)
        if request.session.session_key and request.user.is_authenticated:  # not who comes with a token
            _remember(request, response)
            if request.method == "POST" and response.status_code < 400 and waits_for(request) == request.path:
                forget(request.session)
        elif request.path == reverse("logout"):
            response.delete_cookie(COOKIE)
        elif _leads_to_sign_in(request, response) and _keep(request):
            return redirect(f"{resolve_url(settings.LOGIN_URL)}?next={reverse('late_post')}")
        return response

    return answer


def waits_for(request) -> str:
    """The address to which something waits to be sent once more."""
    return request.session.get(WAITING, {}).get("path", "")


def late_post(request) -> LatePost | None:
    """What waits for whoever has signed in; what another account posted is nobody's, and goes."""
    waiting = request.session.get(WAITING)
    if waiting is None:
        return None
    try:
        text = _fernet(request.user.pk).decrypt(waiting["sealed"].encode(), ttl=LASTS).decode()
    except InvalidToken:
        forget(request.session)
        return None
    return LatePost(waiting["path"], [(name, text) for name, text in json.loads(text)])


def forget(session) -> None:
    session.pop(WAITING, None)


def _remember(request, response) -> None:
    account = str(request.user.pk)
    if request.get_signed_cookie(COOKIE, default="", salt=COOKIE) != account:
        response.set_signed_cookie(
            COOKIE,
            account,
            salt=COOKIE,
            max_age=settings.SESSION_LASTS,
            secure=settings.SESSION_COOKIE_SECURE,
            httponly=True,
            samesite="Lax",
        )


def _leads_to_sign_in(request, response) -> bool:
    """A form that a person sent, and not what a script or a page of the account itself posted."""
    if request.method != "POST" or response.status_code != 302 or request.path.startswith("/accounts/"):
        return False
    doors = (resolve_url(settings.LOGIN_URL), reverse("admin:login"))
    by_person = (
        request.headers.get("Sec-Fetch-Mode", "navigate") == "navigate"
        and "HX-Request" not in request.headers
    )
    return by_person and response["Location"].partition("?")[0] in doors


def _keep(request) -> bool:
    account = request.get_signed_cookie(COOKIE, default="", salt=COOKIE, max_age=2 * settings.SESSION_LASTS)
    fields = [(name, text) for name, texts in request.POST.lists() for text in texts if name not in SECRETS]
    if not account or not fields or any("password" in name for name in request.POST):
        return False
    text = json.dumps(fields, ensure_ascii=False)
    if len(text) > LARGEST:
        return False
    sealed = _fernet(account).encrypt(text.encode()).decode()
    request.session[WAITING] = {"path": request.path, "sealed": sealed}
    return True


def _fernet(account) -> Fernet:
    key = salted_hmac("departments.late_posts", str(account), algorithm="sha256").digest()
    return Fernet(urlsafe_b64encode(key))
