"""How long a session lives: as long as somebody works with it. What a page sends by itself does not count."""

from django.contrib.auth.signals import user_logged_in
from django.dispatch import receiver
from django.utils import timezone

EVERY_SECONDS = 60  # a row of the session is written at most so often
SEEN = "seen"


def keep_session_alive(get_response):
    """Let the session of whoever asks for something last anew, unless the view says that nobody asked."""

    def answer(request):
        response = get_response(request)
        if request.user.is_authenticated and not getattr(request, "sent_by_itself", False):
            touch(request.session)
        return response

    return answer


def touch(session):
    now = timezone.now().timestamp()
    if now - session.get(SEEN, 0) >= EVERY_SECONDS:
        session[SEEN] = now


@receiver(user_logged_in)
def begun(request, **_signal):
    touch(request.session)
