"""How somebody wants to be told: for each kind of notices by e-mail at once, once a day, or in the inbox alone."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from django.contrib.auth.models import User
from django.db import transaction

from performance.models import Mailing, NoticeKind, NoticePreference


def mailings_of(people: Iterable[int], kind: NoticeKind) -> dict[int, Mailing]:
    """Of those who have said anything about this kind."""
    preferences = NoticePreference.objects.filter(user__in=list(people), kind=kind)
    return {user: Mailing(mailing) for user, mailing in preferences.values_list("user", "mailing")}


def preferences_of(user: User) -> dict[NoticeKind, Mailing]:
    """Of every kind, also where nothing was said."""
    preferences = dict(user.notice_preferences.values_list("kind", "mailing"))
    return {kind: Mailing(preferences.get(kind.value, Mailing.AT_ONCE)) for kind in NoticeKind}


@transaction.atomic
def save_preferences(user: User, chosen: Mapping[NoticeKind, Mailing]) -> None:
    """Of these kinds; it holds for what comes from now on, and what waits for a digest goes out with it."""
    for kind, mailing in chosen.items():
        NoticePreference.objects.update_or_create(user=user, kind=kind, defaults={"mailing": mailing})
