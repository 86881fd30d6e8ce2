"""Whoever has a temporary or outlived password changes it before doing anything else."""

from datetime import timedelta
from http import HTTPStatus

from django.conf import settings
from django.contrib.auth.signals import user_logged_in
from django.dispatch import receiver
from django.http import JsonResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone

from departments.accounts.clocks import lies_ahead
from departments.accounts.passwords.profiles import PROFILES
from departments.accounts.sign_on.identities import vouched_for

DUE = "password_due"  # in the session: the moment from which on nothing else is answered
OPEN_STILL = (
    "password_change",
    "logout",
    "second_factor",
    "second_factor_verify",
    "session",
    "sign_in_again",
)
TEMPORARY = "这是他人为您设置的初始密码，请先改为自己的密码。"
OUTLIVED = "密码已使用满{days}天，请更换后再继续。"


def ask_for_new_password(get_response):
    def answer(request):
        reason = why_due(request)
        if not reason or request.path in {reverse(name) for name in OPEN_STILL}:
            return get_response(request)
        if request.path.startswith("/api/v1/"):
            return JsonResponse({"detail": reason}, status=HTTPStatus.FORBIDDEN)
        return redirect("password_change")

    return answer


def why_due(request) -> str:
    """Why the password has to be changed before anything else; empty if it has not."""
    due = request.session.get(DUE) if request.user.is_authenticated else None
    if due is None or timezone.now().timestamp() < due:
        return ""
    return OUTLIVED.format(days=PROFILES[settings.PASSWORD_PROFILE].days) if due else TEMPORARY


def due_moment(user) -> float | None:
    """From when on this user's password will not do any more; 0 for a temporary one, None for never."""
    latest = user.password_records.first()
    days = PROFILES[settings.PASSWORD_PROFILE].days
    if latest and latest.temporary:
        return 0
    # Some accounts are older than these records, and some records of a clock that was set back since.
    since = latest.at if latest and not lies_ahead(latest.at) else user.date_joined
    return (since + timedelta(days=days)).timestamp() if days else None


@receiver(user_logged_in)
def remember_when(request, user, **_signal):
    request.session[DUE] = None if vouched_for(request) else due_moment(user)
