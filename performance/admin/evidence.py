"""Evidence and supporting files, to be read: they are put there and taken away on the page of what they belong to."""

from django.contrib import admin
from django.urls import reverse
from django.utils.html import format_html

from performance.admin.history import Record
from performance.models import Evidence


@admin.register(Evidence)
class EvidenceAdmin(Record):
    exclude = ["content", "indicator"]
    readonly_fields = ["file"]
    list_display = ["name", "statement", "unit", "project", "size", "person", "at", "removed"]
    list_filter = ["at", "statement__fiscal_year"]
    list_select_related = ["statement__department", "unit__department", "person"]
    search_fields = ["name", "statement__department__name", "unit__name", "project"]

    def get_queryset(self, request):
        return super().get_queryset(request).defer("content")

    @admin.display(description="文件")
    def file(self, evidence):
        return format_html('<a href="{}">下载</a>', reverse("evidence", args=[evidence.pk]))
