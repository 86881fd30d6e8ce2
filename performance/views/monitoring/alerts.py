"""The warnings of a period, with their answers; whoever is asked answers on the report."""

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.db.models import Count
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from performance.alerts.rules import RULES
from performance.models import AlertAnswer, AlertState, MonitoringAlert
from performance.models.monitoring_alerts import UNANSWERED
from performance.monitoring.answering import may_answer
from performance.monitoring.narrowing import ALERTS, IN_A_ROW, WAITING, narrowed_alerts
from performance.monitoring.origins import origin_of
from performance.views.monitoring.tasks import visible_task
from performance.written.rows import LONGEST

OF_A_PAGE = 30


@never_cache
@login_required
@require_safe
def monitoring_alerts(request, pk):
    task = visible_task(request.user, pk)
    alerts = MonitoringAlert.objects.visible_to(request.user).filter(report__task=task)
    counts = dict(alerts.order_by().values_list("state").annotate(Count("pk")))
    state = request.GET.get("state", "")
    often = narrowed_alerts(alerts, task, IN_A_ROW).count()
    numbers = {WAITING: sum(counts.get(one, 0) for one in UNANSWERED), IN_A_ROW: often}
    ordered = (
        narrowed_alerts(alerts, task, state)
        .select_related("report__statement__department", "report__unit", "answered_by")
        .order_by("state", "due", "report__statement__department__code", "pk")
    )
    page = Paginator(ordered, OF_A_PAGE).get_page(request.GET.get("page"))
    context = {
        "task": task,
        "page": page,
        "rows": [alert_context(alert, task.alert_settings.in_a_row) for alert in page],
        "states": [
            *((state.value, state.label, counts.get(state.value, 0)) for state in AlertState),
            *((name, label, numbers[name]) for name, label in ALERTS.items()),
        ],
        "state": state,
        "today": timezone.localdate(),
    }
    return render(request, "performance/monitoring/alerts.html", context)


def alert_context(alert, in_a_row):
    """With its rule; ``on_the_spot`` where it has been found so often that the office looks for itself."""
    return {
        "alert": alert,
        "rule": RULES[alert.code],
        "indicator": alert.about.rpartition("·")[2],
        "on_the_spot": alert.in_a_row >= in_a_row,
        "days": (alert.answered_at.date() - alert.raised).days if alert.answered_at else None,
    }


def offered(alert, user, in_a_row):
    return {
        **alert_context(alert, in_a_row),
        "answers": may_answer(alert, user),
        "choices": AlertAnswer.choices,
        "origin": origin_of(alert),
        "longest": LONGEST,
    }
