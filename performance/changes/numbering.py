"""Numbers for changes, in the order in which they can be seen: who has read up to ten has missed no nine.

A number given while a row is written would not do: of two transactions the one with the lower number may end last, and
whoever has read the higher one meanwhile would never look back. So a change is numbered once it can be seen, by one
process at a time, and its number can be seen before another one is given.
"""

from __future__ import annotations

from datetime import timedelta
from uuid import uuid4

from django.conf import settings
from django.db import connections, transaction
from django.db.models import Max
from django.db.models.functions import Coalesce
from django.utils import timezone

from performance.models.changes import Change, ChangeCounter

AT_ONCE = 1000  # they have one number; and a reader waits for no more than these


ONLY = 1  # the key of the one row


def counter() -> ChangeCounter:
    return ChangeCounter.objects.get_or_create(pk=ONLY)[0]


def counter_in_turn() -> ChangeCounter:
    """Held until the transaction ends: the turn of whoever gives numbers, or takes some away."""
    counter()
    return ChangeCounter.objects.select_for_update(no_key=True).get(pk=ONLY)


def number_changes() -> int:
    """Some of those without a number; what is just being written again waits for the next time."""
    if not Change.objects.filter(number=None).exists():
        return 0
    with transaction.atomic():
        held = counter_in_turn()
        waiting = (
            Change.objects.filter(number=None).select_for_update(skip_locked=True, no_key=True).order_by("pk")
        )
        keys = list(waiting.values_list("pk", flat=True)[:AT_ONCE])
        if not keys:
            return 0
        held.number += 1
        held.save(update_fields=["number"])
        return Change.objects.filter(pk__in=keys).update(
            number=held.number,
            first_number=Coalesce("first_number", held.number),
            at=timezone.now(),
        )


def forget_old_changes() -> int:
    """Those that are older than they are kept. Whoever has not asked for so long has to read everything anew."""
    old = Change.objects.filter(at__lt=timezone.now() - timedelta(days=settings.CHANGES_KEPT_DAYS))
    if not old.exists():
        return 0
    with transaction.atomic():
        held = counter_in_turn()
        last = old.aggregate(last=Max("number"))["last"] or 0
        held.forgotten = max(held.forgotten, last)
        held.save(update_fields=["forgotten"])
        return Change.objects.filter(number__lte=held.forgotten).delete()[0]


def begin_anew(using: str = "default") -> None:
    """No cursor that was given so far is taken any more: what it speaks of is not what is here.

    None was given by a database without a counter, and none by an older one without the table of it.
    """
    if ChangeCounter._meta.db_table in connections[using].introspection.table_names():
        ChangeCounter.objects.using(using).update(epoch=uuid4())
