"""Webhooks kept: added, paused and resumed, and what was given up sent once more."""

from __future__ import annotations

from collections.abc import Collection

from django.db import transaction
from django.http import HttpRequest
from django.utils import timezone

from departments.accounts.second_factor.sealed_keys import sealed
from departments.models import FinanceOffice
from departments.permissions.rights import offices_kept
from departments.trail.entry import Action as Trailed
from departments.trail.writing import record
from performance.models import Action, DeliveryState, Receiver, Webhook, WebhookDelivery
from performance.models.webhooks import WebhookQuerySet
from performance.steps.refusals import Refused
from performance.steps.table import STEPS
from performance.steps.vocabulary import Subject
from performance.webhooks.sending import refused_address

SHORTEST_SECRET = 16
OF_TEXTS = (Subject.STATEMENT, Subject.UNIT, Subject.REQUEST)
# What is done with a text, a unit's share or an application; cards and reports have events of their own.
TOLD = tuple(
    action for action in Action if any(step.action == action and step.subject in OF_TEXTS for step in STEPS)
)
UNSIGNED = (Receiver.WECOM,)


def may_keep(user, office: FinanceOffice) -> bool:
    return user.is_active and (
        user.is_superuser or office.pk in offices_kept(user, WebhookQuerySet.PERMISSION)
    )


def faults_of(receiver: Receiver, address: str, secret: str, actions: Collection[str]) -> dict[str, str]:
    """What is wrong with a webhook, by the field."""
    faults = {}
    if refusal := refused_address(address):
        faults["address"] = refusal
    if len(secret) < SHORTEST_SECRET and receiver not in UNSIGNED:
        faults["secret"] = f"密钥至少{SHORTEST_SECRET}个字符。"
    if not actions or not set(actions) <= set(TOLD):
        faults["actions"] = "请至少选择一个事项。"
    return faults


@transaction.atomic
def add_webhook(
    office: FinanceOffice,
    *,
    name: str,
    receiver: Receiver,
    address: str,
    secret: str,
    actions: Collection[str],
    by,
    request: HttpRequest | None = None,
) -> Webhook:
    """What happens from now on is told. Raises Refused."""
    if not may_keep(by, office):
        raise Refused(f"{office.name}的事件推送由该局系统管理员维护。")
    if faults := faults_of(receiver, address, secret, actions):
        raise Refused("".join(faults.values()))
    FinanceOffice.objects.select_for_update(no_key=True).get(pk=office.pk)  # one name is given once
    if Webhook.objects.filter(office=office, name=name).exists():
        raise Refused("本局已有同名的推送。")
    webhook = Webhook.objects.create(
        office=office,
        name=name,
        receiver=receiver,
        address=address,
        sealed=sealed(secret),
        actions=sorted(actions),
        since=timezone.now(),
        created_by=by,
    )
    record(Trailed.SETTINGS, by=by, subject=office, details=f"新建事件推送“{webhook}”", request=request)
    return webhook


@transaction.atomic
def set_active(webhook: Webhook, *, active: bool, by, request: HttpRequest | None = None) -> None:
    """While it rests events wait, and what is more than some days old is not told any more."""
    if Webhook.objects.filter(pk=webhook.pk, active=not active).update(active=active):
        word = "启用" if active else "停用"
        record(
            Trailed.SETTINGS,
            by=by,
            subject=webhook.office,
            details=f"{word}事件推送“{webhook}”",
            request=request,
        )


@transaction.atomic
def send_again(webhook: Webhook, *, by, request: HttpRequest | None = None) -> int:
    """What was given up, from the beginning; how many those are."""
    dead = WebhookDelivery.objects.filter(webhook=webhook, state=DeliveryState.DEAD)
    number = dead.update(state=DeliveryState.WAITING, attempts=0, next_at=timezone.now())
    if number:
        details = f"重新推送“{webhook}”未能送达的{number}件"
        record(Trailed.SETTINGS, by=by, subject=webhook.office, details=details, request=request)
    return number
