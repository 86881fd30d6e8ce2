"""What an office exchanges with other systems: a row of each kind, by the label of its model."""

from django.utils import timezone

from performance.models import (
    Action,
    BudgetFigure,
    FamilyCode,
    Receiver,
    StandardIndicator,
    Webhook,
    WebhookDelivery,
)


def exchanged(event, unit, keeper):
    office = unit.department.office
    hook = Webhook.objects.create(
        office=office,
        name="业务系统",
        receiver=Receiver.SYSTEM,
        address="https://receiver.test/",
        sealed="",
        actions=[Action.SUBMIT.value],
        since=timezone.now(),
        created_by=keeper,
    )
    rows = (
        hook,
        WebhookDelivery.objects.create(webhook=hook, event=event, next_at=timezone.now()),
        FamilyCode.objects.create(office=office, fiscal_year=2026, level1="产出指标", code="1"),
        BudgetFigure.objects.create(
            unit=unit, fiscal_year=2026, round="first", code="1", name="项目", total=1
        ),
        StandardIndicator.objects.create(
            office=office, code="1", first_year=2026, level1="产出指标", name="培训人次"
        ),
    )
    return {row._meta.label_lower: row.pk for row in rows}
