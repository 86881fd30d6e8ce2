"""How often a day the model may be asked by everybody together: counted before it is asked, never beyond the limit."""

from __future__ import annotations

from django.db.models import F
from django.utils import timezone

from performance.models import LanguageModelDay


def counted(per_day: int) -> bool:
    """Count one more of today; False where there is none left. Whoever comes at once waits for the row."""
    today = timezone.localdate()
    LanguageModelDay.objects.get_or_create(day=today)
    left = LanguageModelDay.objects.filter(day=today, calls__lt=per_day)
    return bool(left.update(calls=F("calls") + 1))


def left_today(per_day: int) -> int:
    calls = LanguageModelDay.objects.filter(day=timezone.localdate()).values_list("calls", flat=True).first()
    return max(0, per_day - (calls or 0))
