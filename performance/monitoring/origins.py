"""A warning as what an application to adjust came from: named by a key on the way, by its words once it is filed."""

from __future__ import annotations

from performance.alerts.rules import RULES
from performance.models import AdjustmentRequest, MonitoringAlert, PerformanceStatement

PREFIX = "alert-"
LONGEST = AdjustmentRequest._meta.get_field("origin").max_length


def origin_of(alert: MonitoringAlert) -> str:
    return f"{PREFIX}{alert.pk}"


def origin_named(key: str, statement: PerformanceStatement, user) -> str:
    """The words for a key that a page sends; none for what is not a warning about this text that the user sees."""
    number = key.removeprefix(PREFIX)
    if number == key or not number.isascii() or not number.isdecimal() or len(number) > 18:
        return ""
    alerts = MonitoringAlert.objects.visible_to(user).filter(report__statement=statement, pk=int(number))
    alert = alerts.select_related("report__task").first()
    return f"监控预警“{RULES[alert.code].name}”：{alert.report}"[:LONGEST] if alert else ""
