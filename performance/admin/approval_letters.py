"""Letters of approval and their templates, to be read: they are drawn up and uploaded on their own pages."""

from django.contrib import admin

from performance.admin.history import Record
from performance.models import ApprovalLetter, ApprovalTemplate


@admin.register(ApprovalLetter)
class ApprovalLetterAdmin(Record):
    list_display = ["number", "office", "fiscal_year", "dated", "person", "cancelled"]
    list_filter = ["fiscal_year", "office"]
    list_select_related = ["office", "person"]
    search_fields = ["number", "office__name"]


@admin.register(ApprovalTemplate)
class ApprovalTemplateAdmin(Record):
    exclude = ["content"]
    list_display = ["name", "office", "at", "person", "retired"]
    list_filter = ["office"]
    list_select_related = ["office", "person"]
    search_fields = ["name", "office__name"]
