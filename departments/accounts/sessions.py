"""How long a session lives: as long as somebody works with it, never past its last hour, and in one browser alone.

What a page sends by itself does not count as work. Signing out, a new password or a closed account end it at once.
"""

from hashlib import sha256

from django.conf import settings
from django.contrib.auth import logout
from django.contrib.auth.signals import user_logged_in
from django.dispatch import receiver
from django.utils import timezone

from departments.accounts.clocks import CLOCKS_DIFFER
from departments.accounts.sign_on.identities import OVER, lives_on

EVERY_SECONDS = 60  # a row of the session is written at most so often
BEGAN = "began"
SEEN = "seen"
BROWSER = "browser"
TOO_OLD = "登录已满{hours}小时，会话结束"
ELSEWHERE = "会话在另一种浏览器中使用，会话结束"


def keep_session(get_response):
    """End a session that is over; else let it last anew, unless the view says that nobody asked."""

    def answer(request):
        if request.user.is_authenticated and (reason := why_over(request)):
            request.ended = reason  # the trail tells it with the sign-out
            logout(request)
        response = get_response(request)
        if request.user.is_authenticated and not getattr(request, "sent_by_itself", False):
            touch(request.session)
        return response

    return answer


def why_over(request) -> str:
    session = request.session
    age = _now() - session.setdefault(BEGAN, _now())
    if (
        age >= settings.SESSION_LASTS or age < -CLOCKS_DIFFER.total_seconds()
    ):  # begun under a clock that has been set back since
        return TOO_OLD.format(hours=settings.SESSION_LASTS // 3600)
    # Whoever copies a cookie and forges the browser's name as well is not found out.
    if session.setdefault(BROWSER, browser_mark(request)) != browser_mark(request):
        return ELSEWHERE
    if not lives_on(session, session[BEGAN]):
        return OVER
    return ""


def seconds_left(session) -> int:
    """How long the session lasts if nobody works with it any more."""
    ends = min(
        session.get(SEEN, 0) + settings.SESSION_COOKIE_AGE, session.get(BEGAN, 0) + settings.SESSION_LASTS
    )
    return max(0, int(ends - _now()))


def can_be_prolonged(session) -> bool:
    """Whether working on makes it last longer: not in its last hours."""
    return session.get(BEGAN, 0) + settings.SESSION_LASTS - _now() > settings.SESSION_COOKIE_AGE


def browser_mark(request) -> str:
    return sha256(request.META.get("HTTP_USER_AGENT", "").encode()).hexdigest()[:16]


def touch(session):
    if abs(_now() - session.get(SEEN, 0)) >= EVERY_SECONDS:
        session[SEEN] = _now()


@receiver(user_logged_in)
def begun(request, **_signal):
    request.session[BEGAN] = _now()
    touch(request.session)


def _now() -> float:
    return timezone.now().timestamp()
