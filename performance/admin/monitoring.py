"""What became of monitoring, to be read and taken out as lists."""

from django.contrib import admin
from django.contrib.admin import RelatedOnlyFieldListFilter
from django.urls import reverse
from django.utils.html import format_html
from import_export.fields import Field
from import_export.widgets import DateTimeWidget, DateWidget, DecimalWidget

from departments.admin.base.admin_columns import yes_or_no
from departments.admin.base.scoped_admin import FlatExportAdmin
from departments.lists.flat_lists import FlatListResource, LabelWidget
from departments.lists.resources import DIVISION
from performance.admin.history import Record
from performance.admin.taken_out import OfPlaces, TakenOut
from performance.alerts.settings import Light
from performance.models import (
    AlertAnswer,
    AlertState,
    MonitoringAlert,
    MonitoringEvent,
    MonitoringKind,
    MonitoringReport,
    MonitoringState,
    MonitoringTask,
    MonitoringVersion,
)

BY_ITSELF = yes_or_no("by_itself", "自动保存")
OF_REPORT = ["report__label", "report__code"]
LIGHTS = LabelWidget([(light.value, light.label) for light in Light])
YES_OR_NO = LabelWidget([(True, "是"), (False, "")])


class TaskResource(TakenOut):
    related = ("office",)
    office = Field("office__division_code", DIVISION)
    fiscal_year = Field("fiscal_year", "预算年度")
    kind = Field("kind", "监控类型", widget=LabelWidget(MonitoringKind.choices))
    label = Field("label", "监控期间")
    cutoff = Field("cutoff", "数据截止日期", widget=DateWidget("%Y-%m-%d"))
    due = Field("due", "报送截止日期", widget=DateWidget("%Y-%m-%d"))
    closed = Field("closed", "关闭时间", widget=DateTimeWidget("%Y-%m-%d %H:%M"))

    class Meta(FlatListResource.Meta):
        model = MonitoringTask
        fields = ("office", "fiscal_year", "kind", "label", "cutoff", "due", "closed")


class OfReports(OfPlaces):
    def told(self):
        return {
            "fiscal_year": Field(f"{self.way}task__fiscal_year", "预算年度"),
            "period": Field(f"{self.way}task__label", "监控期间"),
            "kind": Field(f"{self.way}task__kind", "监控类型", widget=LabelWidget(MonitoringKind.choices)),
        }


class ReportResource(OfReports):
    related = ("task", "statement__department__office", "unit")
    state = Field("state", "状态", widget=LabelWidget(MonitoringState.choices))
    budget = Field("budget", "预算数（万元）", widget=DecimalWidget())
    spent = Field("spent", "执行数（万元）", widget=DecimalWidget())
    forecast = Field("forecast", "全年预计执行数（万元）", widget=DecimalWidget())
    money_light = Field("money_light", "资金灯", widget=LIGHTS)
    goal_light = Field("goal_light", "目标灯", widget=LIGHTS)
    forecast_light = Field("forecast_light", "预计灯", widget=LIGHTS)
    marked = Field("marked", "财政重点关注", widget=YES_OR_NO)
    paused = Field("paused", "已暂停", widget=YES_OR_NO)

    class Meta(FlatListResource.Meta):
        model = MonitoringReport
        fields = (
            *("state", "budget", "spent", "forecast", "money_light", "goal_light", "forecast_light"),
            *("marked", "paused"),
        )


class AlertResource(OfReports):
    way = "report__"
    related = ("report__task", "report__statement__department__office", "report__unit")
    rule = Field("code", "规则")
    about = Field("about", "指标")
    words = Field("words", "依据")
    state = Field("state", "状态", widget=LabelWidget(AlertState.choices))
    in_a_row = Field("in_a_row", "连续期数")
    raised = Field("raised", "提出日期", widget=DateWidget("%Y-%m-%d"))
    due = Field("due", "答复期限", widget=DateWidget("%Y-%m-%d"))
    answer = Field("answer", "答复", widget=LabelWidget(AlertAnswer.choices))
    reason = Field("reason", "理由")
    until = Field("until", "办结日期", widget=DateWidget("%Y-%m-%d"))

    class Meta(FlatListResource.Meta):
        model = MonitoringAlert
        fields = (
            *("rule", "about", "words", "state", "in_a_row", "raised", "due", "answer", "reason", "until"),
        )


@admin.register(MonitoringTask)
class MonitoringTaskAdmin(Record, FlatExportAdmin):
    resource_classes = [TaskResource]
    exclude = ["settings", "addressees"]
    list_display = ["office", "fiscal_year", "kind", "label", "cutoff", "due", "closed"]
    list_filter = ["fiscal_year", "kind", ("office", RelatedOnlyFieldListFilter)]
    list_select_related = ["office"]
    search_fields = ["label", "office__name"]


@admin.register(MonitoringReport)
class MonitoringReportAdmin(Record, FlatExportAdmin):
    resource_classes = [ReportResource]
    exclude = ["latest", "basis"]
    list_display = ["label", "task", "unit", "state", "money_light", "goal_light", "forecast_light", "pause"]
    list_filter = ["task__fiscal_year", "state", "money_light", "goal_light", "paused"]
    list_select_related = ["task", "unit__department"]
    search_fields = ["label", "code", "statement__department__name", "unit__name"]

    @admin.display(description="暂停", ordering="paused")
    def pause(self, report):
        return "已暂停" if report.paused else ""


@admin.register(MonitoringVersion)
class MonitoringVersionAdmin(Record):
    exclude = ["content", "stood", "page", "by_itself"]
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
class MonitoringAlertAdmin(Record, FlatExportAdmin):
    resource_classes = [AlertResource]
    list_display = ["report", "code", "about", "state", "in_a_row", "raised", "due", "answer"]
    list_filter = ["report__task__fiscal_year", "state", "code", "answer"]
    list_select_related = ["report__task"]
    search_fields = [*OF_REPORT, "about", "words"]
