"""One's own inbox in admin, for those who work there."""

from django.contrib import admin

from performance.admin.history import Record
from performance.models import Notice


@admin.register(Notice)
class NoticeAdmin(Record):
    list_display = ["text", "kind", "created", "read_at"]
    list_filter = ["kind", "created"]
    search_fields = ["text"]

    def has_view_permission(self, request, obj=None):
        """No right is needed for one's own notices, and none opens those of others."""
        return admin.site.has_permission(request)

    has_module_permission = has_view_permission
