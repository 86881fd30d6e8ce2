"""What is told to other systems, to be read: it is arranged on the page 事件推送."""

from django.contrib import admin

from departments.admin.base.admin_columns import yes_or_no
from performance.admin.history import Record
from performance.models import Action, Webhook, WebhookDelivery


@admin.register(Webhook)
class WebhookAdmin(Record):
    exclude = ["address", "actions", "active"]
    readonly_fields = ["rests", "in_words"]
    list_display = ["name", "office", "receiver", yes_or_no("active", "启用"), "since"]
    list_filter = ["receiver"]
    list_select_related = ["office"]
    search_fields = ["name", "office__name"]

    @admin.display(description="启用")
    def rests(self, webhook):
        return "是" if webhook.active else "否"

    @admin.display(description="事项")
    def in_words(self, webhook):
        return "、".join(Action(action).label for action in webhook.actions)


@admin.register(WebhookDelivery)
class WebhookDeliveryAdmin(Record):
    list_display = ["webhook", "event", "state", "attempts", "next_at", "done_at", "fault"]
    list_filter = ["state"]
    list_select_related = ["webhook", "event__statement__department", "event__unit"]
    search_fields = ["fault"]
