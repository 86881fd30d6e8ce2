"""The versions of an office's rules, to be read: they are changed on the page 审核规则, after what they change was seen."""

from django.contrib import admin

from performance.admin.history import Record
from performance.models import RuleAdjustment
from performance.rule_adjustments.in_force import adjustment_of


@admin.register(RuleAdjustment)
class RuleAdjustmentAdmin(Record):
    exclude = ["changes"]
    readonly_fields = ["in_words"]
    list_display = ["office", "fiscal_year", "version", "in_words", "reason", "person", "at"]
    list_filter = ["fiscal_year"]
    list_select_related = ["office", "person"]
    search_fields = ["office__name", "reason"]

    @admin.display(description="调整内容")
    def in_words(self, row):
        return str(adjustment_of(row))
