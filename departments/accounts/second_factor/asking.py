"""Whoever has signed in with a password alone, and needs more, is led to where it is asked for."""

from http import HTTPStatus

from django.conf import settings
from django.contrib.auth.signals import user_logged_in
from django.dispatch import receiver
from django.http import JsonResponse
from django.shortcuts import redirect
from django.urls import reverse

from departments.accounts.second_factor.model import SecondFactor
from departments.accounts.sign_on.identities import vouched_for
from departments.permissions.rights import roles_held

NEEDED = "second_factor"  # in the session: the page that has to be passed first
VERIFY, SET_UP = "second_factor_verify", "second_factor"
OPEN_STILL = ("logout", "session", "sign_in_again")  # which say no more than that the code is needed
REASON = "须先在页面上完成动态口令验证。"


def ask_for_second_factor(get_response):
    def answer(request):
        page = request.session.get(NEEDED) if request.user.is_authenticated else None
        if not page or request.path in {reverse(name) for name in (page, *OPEN_STILL)}:
            return get_response(request)
        if request.path.startswith("/api/v1/"):
            return JsonResponse({"detail": REASON}, status=HTTPStatus.FORBIDDEN)
        return redirect(page)

    return answer


def must_have_one(user) -> bool:
    return not roles_held(user).isdisjoint(settings.SECOND_FACTOR_ROLES)


@receiver(user_logged_in)
def remember_what_is_needed(request, user, **_signal):
    vouched = vouched_for(request)
    if vouched is not None and vouched.second_factor:
        request.session[NEEDED] = ""
        return
    has_one = SecondFactor.objects.filter(user=user).exists()
    request.session[NEEDED] = VERIFY if has_one else SET_UP if must_have_one(user) else ""
