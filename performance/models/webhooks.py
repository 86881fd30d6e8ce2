"""Where an office has its events sent, and what became of each sending."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q, TextChoices

from departments.permissions.rights import offices_kept
from departments.querysets import sees_everything
from performance.models.events import WorkflowEvent


class Receiver(TextChoices):
    """In whose format it is told."""

    SYSTEM = "system", "业务系统"
    WECOM = "wecom", "企业微信机器人"
    DINGTALK = "dingtalk", "钉钉机器人"
    FEISHU = "feishu", "飞书机器人"


class DeliveryState(TextChoices):
    WAITING = "waiting", "待送达"
    DONE = "done", "已送达"
    DEAD = "dead", "未能送达"


class WebhookQuerySet(models.QuerySet):
    PERMISSION = "performance.add_webhook"

    def visible_to(self, user):
        """Those who keep an office's webhooks see them, and nobody else: an address may itself be a secret."""
        if not user.is_active or sees_everything(user):
            return self.all() if user.is_active else self.none()
        return self.filter(office__in=offices_kept(user, self.PERMISSION))


class Webhook(models.Model):
    """``sealed`` is the secret that signs, encrypted; ``since`` the moment from which events are told."""

    LONGEST_ADDRESS = 500

    office = models.ForeignKey(
        "departments.FinanceOffice", models.PROTECT, related_name="webhooks", verbose_name="财政局"
    )
    name = models.CharField("名称", max_length=60)
    receiver = models.CharField("接收方", max_length=10, choices=Receiver)
    address = models.CharField("地址", max_length=LONGEST_ADDRESS)
    sealed = models.TextField("密钥", editable=False)
    actions = models.JSONField("事项", default=list)
    active = models.BooleanField("启用", default=True)
    since = models.DateTimeField("起始时间")
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="建立人"
    )

    objects = WebhookQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "事件推送"
        ordering = ["office", "name", "pk"]
        default_permissions = ("view", "add")
        constraints = [
            models.UniqueConstraint(
                fields=["office", "name"],
                name="webhook_name_unique",
                violation_error_message="本局已有同名的推送。",
            ),
        ]

    def __str__(self):
        return f"{self.name}（{self.get_receiver_display()}）"


class WebhookDeliveryQuerySet(models.QuerySet):
    def visible_to(self, user):
        return self.filter(webhook__in=Webhook.objects.visible_to(user))


class WebhookDelivery(models.Model):
    """One event on its way to one receiver: ``id`` stays the same however often it is sent."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    webhook = models.ForeignKey(Webhook, models.CASCADE, related_name="deliveries", verbose_name="事件推送")
    event = models.ForeignKey(
        WorkflowEvent, models.CASCADE, related_name="deliveries", verbose_name="办理记录"
    )
    state = models.CharField("状态", max_length=10, choices=DeliveryState, default=DeliveryState.WAITING)
    attempts = models.PositiveSmallIntegerField("次数", default=0)
    next_at = models.DateTimeField("下次时间")
    fault = models.CharField("最近一次的原因", max_length=300, blank=True)
    done_at = models.DateTimeField("送达时间", null=True)

    objects = WebhookDeliveryQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "事件送达"
        ordering = ["webhook", "event"]
        default_permissions = ("view",)
        indexes = [
            models.Index(
                fields=["next_at"],
                name="webhook_delivery_due",
                condition=Q(state=DeliveryState.WAITING.value),
            )
        ]
        constraints = [
            models.UniqueConstraint(fields=["webhook", "event"], name="webhook_delivery_once"),
        ]

    def __str__(self):
        return f"{self.webhook} {self.event_id}"
