"""What became of monitoring, to be read; and what the payment system says was spent, as a list to load."""

from django.contrib import admin
from django.contrib.admin import RelatedOnlyFieldListFilter
from django.urls import reverse
from django.utils.html import format_html
from import_export.fields import Field
from import_export.widgets import DateWidget, DecimalWidget, IntegerWidget

from departments.admin.base.admin_columns import yes_or_no
from departments.admin.base.scoped_admin import FlatListAdmin
from departments.lists.flat_lists import VisibleKey
from departments.lists.resources import DEPARTMENT, DIVISION, TEXT, PlaceResource
from departments.models import BudgetUnit, Department, FinanceOffice
from performance.admin.history import Record
from performance.models import (
    ExecutionAmount,
    MonitoringAlert,
    MonitoringEvent,
    MonitoringReport,
    MonitoringTask,
    MonitoringVersion,
)

BY_ITSELF = yes_or_no("by_itself", "自动保存")
OF_REPORT = ["report__label", "report__code"]


@admin.register(MonitoringTask)
class MonitoringTaskAdmin(Record):
    exclude = ["settings", "addressees"]
    list_display = ["office", "fiscal_year", "kind", "label", "cutoff", "due", "closed"]
    list_filter = ["fiscal_year", "kind", ("office", RelatedOnlyFieldListFilter)]
    list_select_related = ["office"]
    search_fields = ["label", "office__name"]


@admin.register(MonitoringReport)
class MonitoringReportAdmin(Record):
    exclude = ["latest"]
    list_display = ["label", "task", "unit", "state", "money_light", "goal_light", "forecast_light", "pause"]
    list_filter = ["task__fiscal_year", "state", "money_light", "goal_light", "paused"]
    list_select_related = ["task", "unit__department"]
    search_fields = ["label", "code", "statement__department__name", "unit__name"]

    @admin.display(description="暂停", ordering="paused")
    def pause(self, report):
        return "已暂停" if report.paused else ""


@admin.register(MonitoringVersion)
class MonitoringVersionAdmin(Record):
    exclude = ["content", "page", "by_itself"]
    readonly_fields = ["written", BY_ITSELF]
    list_display = ["report", "number", "person", BY_ITSELF, "at"]
    list_filter = ["at"]
    list_select_related = ["report__task", "person"]
    search_fields = OF_REPORT

    @admin.display(description="监控报告")
    def written(self, version):
        """It is read as the report, not as stored."""
        address = reverse("monitoring_report", args=[version.report_id])
        return format_html('<a href="{}">查看监控报告</a>', address)


@admin.register(MonitoringEvent)
class MonitoringEventAdmin(Record):
    list_display = ["at", "report", "label", "actor_name", "reason"]
    list_filter = ["at", "action"]
    list_select_related = ["report__task"]
    search_fields = [*OF_REPORT, "actor_name", "reason"]


@admin.register(MonitoringAlert)
class MonitoringAlertAdmin(Record):
    list_display = ["report", "code", "about", "state", "in_a_row", "raised", "due", "answer"]
    list_filter = ["report__task__fiscal_year", "state", "code", "answer"]
    list_select_related = ["report__task"]
    search_fields = [*OF_REPORT, "about", "words"]


class AmountWidget(DecimalWidget):
    """What is no number is a fault of its cell, not of the program."""

    def clean(self, value, row=None, **kwargs):
        try:
            return super().clean(value, row, **kwargs)
        except ArithmeticError as fault:
            raise ValueError(f"“{value}”不是数，请只写数字。") from fault


class ExecutionAmountResource(PlaceResource):
    """Whole, as the payment system gives them out; a row that is there already is brought up to date."""

    related = ("unit__department__office",)
    office = Field("unit__department__office__division_code", DIVISION, readonly=True)
    department = Field("unit__department__code", DEPARTMENT, readonly=True)
    unit = Field(
        "unit",
        "单位编码",
        widget=VisibleKey(
            BudgetUnit,
            "code",
            within={"department__office__division_code": DIVISION, "department__code": DEPARTMENT},
        ),
    )
    fiscal_year = Field("fiscal_year", "预算年度", widget=IntegerWidget())
    cutoff = Field("cutoff", "数据截止日期", widget=DateWidget("%Y-%m-%d"))
    code = Field("code", "项目编码", widget=TEXT)
    adjusted = Field("adjusted", "全年预算数（万元）", widget=AmountWidget())
    spent = Field("spent", "执行数（万元）", widget=AmountWidget())

    class Meta(PlaceResource.Meta):
        model = ExecutionAmount
        fields = ("office", "department", "unit", "fiscal_year", "cutoff", "code", "adjusted", "spent")
        import_id_fields = ("unit", "fiscal_year", "cutoff", "code")

    def office_of(self, amount):
        return amount.unit.department.office_id

    def rests_on(self):
        """The places that are named, and the amounts that are there."""
        places = (FinanceOffice, Department, BudgetUnit, ExecutionAmount)
        return [model._base_manager.all() for model in places]


@admin.register(ExecutionAmount)
class ExecutionAmountAdmin(FlatListAdmin):
    resource_classes = [ExecutionAmountResource]
    list_display = ["unit", "code", "fiscal_year", "cutoff", "adjusted", "spent"]
    list_filter = ["fiscal_year", "cutoff", ("unit__department", RelatedOnlyFieldListFilter)]
    list_select_related = ["unit__department"]
    search_fields = ["code", "unit__name", "unit__department__name"]
    autocomplete_fields = ["unit"]
