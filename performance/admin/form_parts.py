from django.contrib import admin

from performance.admin.statements import PartOfStatementAdmin
from performance.models import AnnualTask, PerformanceStatement, StatementField, StatementFundLine


class FormPartOfStatementAdmin(PartOfStatementAdmin):
    """A row that the text is asked for only if its statement is known to have some."""

    list_filter = ["statement__fiscal_year"]

    def save_model(self, request, obj, form, change):
        super().save_model(request, obj, form, change)
        PerformanceStatement.objects.filter(pk=obj.statement_id).update(has_form_parts=True)


@admin.register(AnnualTask)
class AnnualTaskAdmin(FormPartOfStatementAdmin):
    list_display = ["statement", "position", "name"]
    search_fields = ["name", "text", "goal", "statement__department__name"]


@admin.register(StatementFundLine)
class StatementFundLineAdmin(FormPartOfStatementAdmin):
    list_display = ["statement", "position", "period", "source", "label", "amount"]
    list_filter = ["statement__fiscal_year", "period", "source"]
    search_fields = ["label", "statement__department__name"]
    raw_id_fields = ["task"]


@admin.register(StatementField)
class StatementFieldAdmin(FormPartOfStatementAdmin):
    list_display = ["statement", "position", "group", "label", "value"]
    search_fields = ["group", "label", "value", "statement__department__name"]
    raw_id_fields = ["task"]
