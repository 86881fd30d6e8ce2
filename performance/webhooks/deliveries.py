"""Events on their way: found where the workflow wrote them down, sent by the worker, sent again, and at last given up.

No step knows of this. What is due is looked for among the events of the last days that have no delivery yet, so an event
whose transaction ends late is found late, and none is lost; a delivery is unique for its receiver, so none is made twice.
"""

from __future__ import annotations

import time
from datetime import datetime, timedelta
from uuid import UUID

from django.db.models import Exists, OuterRef
from django.utils import timezone

from departments.accounts.second_factor.sealed_keys import unsealed
from performance.models import DeliveryState, Webhook, WebhookDelivery, WorkflowEvent
from performance.webhooks.messages import message_of
from performance.webhooks.sending import NotReached, NotSent, send

LOOKED_BACK = timedelta(days=3)
AT_ONCE = 50
HELD = timedelta(minutes=2)  # by who sends; then anybody may send again
# How long to wait after each attempt that failed; after the last one it is given up.
PAUSES = tuple(timedelta(minutes=minutes) for minutes in (1, 5, 15, 60, 180, 720, 1440))


def send_webhooks() -> int:
    """A round of the worker: how many were delivered."""
    queue_deliveries()
    return deliver_due()


def queue_deliveries() -> int:
    now = timezone.now()
    return sum(
        _queue(webhook, now) for webhook in Webhook.objects.filter(active=True).select_related("office")
    )


def _queue(webhook: Webhook, now: datetime) -> int:
    known = WebhookDelivery.objects.filter(webhook=webhook, event=OuterRef("pk"))
    events = WorkflowEvent.objects.filter(
        office_code=webhook.office.division_code,
        action__in=webhook.actions,
        at__gte=max(webhook.since, now - LOOKED_BACK),
    ).exclude(Exists(known))
    keys = list(events.order_by("pk").values_list("pk", flat=True)[: 10 * AT_ONCE])
    WebhookDelivery.objects.bulk_create(
        (WebhookDelivery(webhook=webhook, event_id=key, next_at=now) for key in keys), ignore_conflicts=True
    )
    return len(keys)


def deliver_due(moment: datetime | None = None) -> int:
    """What is due at that moment, some of it; how many were delivered. Who is not reached is asked no more in this round:

    a receiver that does not answer would keep the worker from everything else for as many times ten seconds.
    """
    moment = moment or timezone.now()
    due = WebhookDelivery.objects.filter(
        state=DeliveryState.WAITING, next_at__lte=moment, webhook__active=True
    ).order_by("next_at", "event")
    delivered, silent = 0, set[int]()
    for key, attempts, webhook in list(due.values_list("pk", "attempts", "webhook")[:AT_ONCE]):
        if webhook not in silent:
            try:
                delivered += _deliver(key, attempts, moment)
            except NotReached:
                silent.add(webhook)
    return delivered


def _deliver(key: UUID, attempts: int, moment: datetime) -> bool:
    """Held first: of two workers one sends. Raises NotReached, once that is written down."""
    held = WebhookDelivery.objects.filter(pk=key, attempts=attempts, state=DeliveryState.WAITING)
    if not held.update(attempts=attempts + 1, next_at=moment + HELD):
        return False
    delivery = WebhookDelivery.objects.select_related(
        "webhook", "event__unit", "event__statement__department__office"
    ).get(pk=key)
    mine = WebhookDelivery.objects.filter(pk=key, attempts=attempts + 1)
    try:
        send(message_of(delivery, unsealed(delivery.webhook.sealed), int(time.time())))
    except NotSent as fault:
        mine.update(**_after_failure(attempts, moment), fault=str(fault)[:300])
        if isinstance(fault, NotReached):
            raise
        return False
    return bool(mine.update(state=DeliveryState.DONE, done_at=timezone.now(), fault=""))


def _after_failure(attempts: int, moment: datetime) -> dict[str, object]:
    if attempts < len(PAUSES):
        return {"next_at": moment + PAUSES[attempts]}
    return {"state": DeliveryState.DEAD}
