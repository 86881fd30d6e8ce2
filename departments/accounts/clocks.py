"""What a clock that was wrong can do: a stored time that still lies ahead is none to wait for.

Whoever compares a stored time with now asks here, so that a clock set a year ahead and back leaves nothing that lasts a
year.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db.models import Q
from django.utils import timezone

CLOCKS_DIFFER = timedelta(minutes=5)  # as much as the clocks of two machines may


def lies_ahead(moment: datetime) -> bool:
    """It was told by a clock that has been set back since."""
    return moment > timezone.now() + CLOCKS_DIFFER


def is_recent(moment: datetime, lasts: timedelta) -> bool:
    return timezone.now() - lasts < moment and not lies_ahead(moment)


def recent(column: str, lasts: timedelta) -> Q:
    """Rows whose time is at most so long ago, and not still to come."""
    now = timezone.now()
    return Q(**{f"{column}__gt": now - lasts, f"{column}__lte": now + CLOCKS_DIFFER})


def ahead(column: str) -> Q:
    return Q(**{f"{column}__gt": timezone.now() + CLOCKS_DIFFER})
