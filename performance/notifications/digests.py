"""One letter a day with what somebody wants to be told once a day: never two for a day, and none lost.

A letter is put together in one transaction, and sent after it under a name of its own (Message-ID). A sender that is killed
between the mail server's word and ours leaves a letter that is sent again under the same name: that is one letter still.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from email.utils import parseaddr

from django.conf import settings
from django.contrib.auth.models import User
from django.core import mail
from django.core.mail.backends.base import BaseEmailBackend
from django.db import transaction
from django.db.models import Exists, OuterRef, Q
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.text import Truncator

from performance.models import Notice, NoticeDigest
from performance.notifications.services import NO_ADDRESS, address_of

HELD = timedelta(minutes=10)  # by who sends; then anybody may send again
MOST_LISTED = 100


@dataclass
class Sent:
    """What became of the letters that were due; ``faults`` are sentences."""

    letters: int = 0
    held: int = 0
    faults: tuple[str, ...] = ()

    @property
    def left(self) -> int:
        return self.held + len(self.faults)


def send_digests() -> Sent:
    """Of today, and what has not gone out of the days before."""
    compose(timezone.localdate())
    return send_what_waits()


def compose(day: date) -> int:
    """A letter to each person who has something to be told and none of this day yet; how many that were."""
    waiting = Notice.objects.waiting_for_digest().filter(recipient=OuterRef("pk"))
    people = User.objects.filter(Exists(waiting), is_active=True).exclude(email="")
    return sum(_composed(user, day) for user in people.order_by("pk").values_list("pk", flat=True))


@transaction.atomic
def _composed(user: int, day: date) -> bool:
    """Whoever makes the row fills it; what comes after it waits for the next day."""
    digest, is_first = NoticeDigest.objects.get_or_create(user_id=user, day=day)
    if not is_first:
        return False
    if not Notice.objects.waiting_for_digest().filter(recipient=user).update(digest=digest):
        digest.delete()  # read meanwhile
        return False
    return True


def send_what_waits() -> Sent:
    sent = Sent()
    with _connected() as connection:
        for digest in _waiting():
            if not _hold(digest):
                sent.held += 1
            elif fault := _deliver(digest, connection):
                sent.faults += (fault,)
            else:
                sent.letters += 1
    return sent


def _connected() -> BaseEmailBackend:
    return mail.get_connection()


def _waiting() -> Iterator[NoticeDigest]:
    """The keys are read at once, and each letter when its turn comes."""
    keys = list(NoticeDigest.objects.filter(sent_at=None).order_by("day", "pk").values_list("pk", flat=True))
    for key in keys:
        digest = NoticeDigest.objects.select_related("user").filter(pk=key, sent_at=None).first()
        if digest is not None:
            yield digest


def _hold(digest: NoticeDigest) -> bool:
    """Of two senders one goes on."""
    now = timezone.now()
    free = NoticeDigest.objects.filter(
        Q(held_until=None) | Q(held_until__lt=now), pk=digest.pk, attempts=digest.attempts, sent_at=None
    )
    return bool(free.update(attempts=digest.attempts + 1, held_until=now + HELD))


def _deliver(digest: NoticeDigest, connection: BaseEmailBackend) -> str:
    """Why it did not go out; empty if it did, or if there is nothing left to tell."""
    ours = NoticeDigest.objects.filter(pk=digest.pk, attempts=digest.attempts + 1)
    letter = letter_of_digest(digest)
    try:
        if letter is not None:
            connection.send_messages([letter])
    except (OSError, *NO_ADDRESS) as fault:  # every failure of SMTP is an OSError
        connection.close()  # the next letter is tried on a new one
        why = "邮箱地址有误，请更正" if isinstance(fault, NO_ADDRESS) else type(fault).__name__
        subject = f"{digest.user.get_username()} {digest}：{why}"
        ours.update(held_until=None, fault=subject[:300])
        return subject
    ours.update(sent_at=timezone.now(), fault="")
    return ""


def letter_of_digest(digest: NoticeDigest) -> mail.EmailMessage | None:
    """What is still unread of it; None if all has been read, or the person is not to be written to any more."""
    user = digest.user
    notices = list(digest.notices.unread().order_by("pk"))
    if not notices or not user.is_active or not user.email:
        return None
    context = {
        "name": user.get_full_name() or user.get_username(),
        "day": digest.day,
        "count": len(notices),
        "rows": [(notice, address_of(notice)) for notice in notices[:MOST_LISTED]],
        "more": max(0, len(notices) - MOST_LISTED),
        "site": settings.SITE_URL,
    }
    first = Truncator(notices[0].text).chars(30, truncate="…")
    return mail.EmailMessage(
        subject=f"【部门预算绩效】{digest.day:%Y年%m月%d日}通知汇总（{len(notices)}条）：{first}",
        body=render_to_string("performance/notifications/digest.txt", context),
        to=[user.email],
        headers={"Message-ID": f"<digest-{digest.pk}@{_domain()}>"},
    )


def _domain() -> str:
    """The same on every machine of the installation."""
    return parseaddr(settings.DEFAULT_FROM_EMAIL)[1].rpartition("@")[2]
