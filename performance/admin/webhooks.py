"""What is told to other systems, to be read: it is arranged on the page 事件推送."""

from django.contrib import admin

from performance.admin.history import Record
from performance.models import Webhook, WebhookDelivery


@admin.register(Webhook)
class WebhookAdmin(Record):
    list_display = ["name", "office", "receiver", "active", "since"]
    list_filter = ["receiver"]
    list_select_related = ["office"]
    search_fields = ["name", "office__name"]


@admin.register(WebhookDelivery)
class WebhookDeliveryAdmin(Record):
    list_display = ["webhook", "event", "state", "attempts", "next_at", "done_at", "fault"]
    list_filter = ["state"]
    list_select_related = ["webhook", "event__statement__department", "event__unit"]
    search_fields = ["fault"]
