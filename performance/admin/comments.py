"""Sentences that reviewers pick from while they write comments; the comments themselves stand in ``history``."""

from django.contrib import admin

from departments.admin.base.scoped_admin import ScopedAdmin
from performance.models import StockRemark


@admin.register(StockRemark)
class StockRemarkAdmin(ScopedAdmin):
    list_display = ["text", "office", "position"]
    list_filter = ["office"]
    list_select_related = ["office"]
    search_fields = ["text"]
