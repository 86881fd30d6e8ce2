"""Telling people: a row in their inbox with the change it tells of, and an e-mail once that change is certain."""

import logging
import smtplib
from collections.abc import Iterable, Sequence

from django.conf import settings
from django.contrib.auth.models import User
from django.core import mail
from django.core.mail.backends.base import BaseEmailBackend
from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.text import Truncator

from performance.models import Mailing, Notice, NoticeKind
from performance.notifications.matters import ASKING
from performance.notifications.preferences import mailings_of

log = logging.getLogger(__name__)

NO_ADDRESS = (
    ValueError,
    smtplib.SMTPRecipientsRefused,
)  # it is no address, or nobody's: no other letter is concerned


def as_shown(text: str) -> str:
    """What an inbox keeps of a text: one line, not too long."""
    return Truncator(" ".join(text.split())).chars(Notice.LONGEST_TEXT, truncate="…")


def notify(
    recipients: Iterable[User], kind: NoticeKind, text: str, *, link: str = "", about: str = ""
) -> list[Notice]:
    """Tell each active recipient once, in the caller's transaction; ``link`` is a path of this application.

    ``about`` names the matter (``matters``), by which ``settle`` finds the notice once the matter is done.

    E-mail goes out after the commit. One that cannot be sent is logged, and the notice stays in the inbox.
    """
    if link and (not link.startswith("/") or link.startswith("//")):
        raise ValueError(f"通知的链接应为本系统内的路径，以 / 开头：{link}")
    people = {user.pk: user for user in recipients if user.is_active}
    shown = as_shown(text)
    mailings = mailings_of(people, kind) if people else {}
    notices = [
        Notice(
            recipient=user,
            kind=kind,
            text=shown,
            link=link,
            about=about,
            mailing=mailings.get(pk, Mailing.AT_ONCE),
        )
        for pk, user in people.items()
    ]
    notices = Notice.objects.bulk_create(notices)
    at_once = [notice for notice in notices if notice.mailing == Mailing.AT_ONCE]
    transaction.on_commit(lambda: _send_mail(at_once), robust=True)
    return notices


def announce(
    actor: User, kind: NoticeKind, recipients: Iterable[User], text: str, *, link: str, about: str
) -> None:
    """After a step of a matter: what earlier ones asked for is done, and those whom it concerns are told."""
    settle(about, ASKING)
    settle_own(actor, about)
    notify(recipients, kind, text, link=link, about=about)


def notices_of(user: User):
    """The inbox, the newest first."""
    return Notice.objects.visible_to(user)


def unread_count(user: User) -> int:
    return notices_of(user).unread().count()


def mark_read(user: User, *, pk: int | None = None) -> int:
    """Mark one notice of the user, or all of them; how many had been unread.

    With one go the others about the same matter: the page that it leads to shows what they tell.
    """
    unread = notices_of(user).unread()
    if pk is not None:
        about = notices_of(user).filter(pk=pk).exclude(about="").values_list("about", flat=True).first()
        unread = unread.filter(Q(pk=pk) | Q(about=about) if about else Q(pk=pk))
    return unread.update(read_at=timezone.now())


def settle(about: str, kinds: Iterable[NoticeKind], **narrowed: object) -> int:
    """The matter is done: what was asked of anybody about it is no longer unread. How many that were."""
    waiting = Notice.objects.unread().filter(about=about, kind__in=list(kinds), **narrowed)
    return waiting.update(read_at=timezone.now())


def settle_own(user: User, about: str) -> int:
    """Whoever works on a matter knows how it stands: none of its notices are news to this person any more."""
    return notices_of(user).unread().filter(about=about).update(read_at=timezone.now())


def _send_mail(notices: Sequence[Notice]) -> None:
    letters = [letter_of(notice) for notice in notices if notice.recipient.email]
    if not letters:
        return
    try:
        with mail.get_connection() as connection:
            for letter in letters:
                _send(letter, connection)
    except OSError:  # every failure of SMTP is one
        log.exception("通知邮件未能全部发出，系统内的通知不受影响")


def _send(letter: mail.EmailMessage, connection: BaseEmailBackend) -> None:
    try:
        connection.send_messages([letter])
    except NO_ADDRESS:
        log.exception("通知邮件的收件地址有误，系统内的通知不受影响")


def address_of(notice: Notice) -> str:
    """The whole address, where the installation knows its own."""
    return f"{settings.SITE_URL}{notice.link}" if settings.SITE_URL and notice.link else ""


def letter_of(notice: Notice) -> mail.EmailMessage:
    """One letter per person: nobody learns who else was told."""
    recipient = notice.recipient
    where = address_of(notice) or "请登录系统查看。"
    return mail.EmailMessage(
        subject=f"【部门预算绩效】{notice.get_kind_display()}：{Truncator(notice.text).chars(40, truncate='…')}",
        body=f"{recipient.get_full_name() or recipient.get_username()}，您好！\n\n{notice.text}\n\n{where}\n\n"
        "本邮件由系统自动发出，请勿回复。\n",
        to=[recipient.email],
    )
