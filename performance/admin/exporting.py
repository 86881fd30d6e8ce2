"""One's own long work in admin, for those who work there."""

import django_tasks_db.admin  # noqa: F401  (registers the screen that is taken away here)
from django.contrib import admin
from django_tasks_db.models import DBTaskResult

from performance.admin.history import Record
from performance.models import ExportJob

# The rows of the queue itself say, in English, neither whose they are nor what is being made.
admin.site.unregister(DBTaskResult)


@admin.register(ExportJob)
class ExportJobAdmin(Record):
    list_display = ["title", "kind", "state", "done", "total", "created", "finished"]
    list_filter = ["kind", "state", "created"]
    search_fields = ["title"]
    exclude = ["owner", "parameters", "task_id", "worker"]

    def has_view_permission(self, request, obj=None):
        """No right is needed for one's own work, and none opens that of others."""
        return admin.site.has_permission(request)

    has_module_permission = has_view_permission
