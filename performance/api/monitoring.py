"""Monitoring to be read by other programs: the periods, the reports with their lights, the warnings with their answers."""

from django_filters import rest_framework as filters
from drf_spectacular.utils import extend_schema_view
from rest_framework import serializers

from performance.api.base.documented import documented
from performance.api.base.filters import IdFilter
from performance.api.base.value_rows import ValuesList
from performance.models import (
    AlertState,
    MonitoringAlert,
    MonitoringReport,
    MonitoringState,
    MonitoringTask,
)

NOUN = "执行监控"


class TaskSerializer(serializers.ModelSerializer):
    class Meta:
        model = MonitoringTask
        fields = read_only_fields = (
            *("id", "office", "fiscal_year", "kind", "label", "description", "cutoff", "due", "closed"),
        )


class ReportSerializer(serializers.ModelSerializer):
    class Meta:
        model = MonitoringReport
        fields = read_only_fields = (
            *("id", "task", "statement", "unit", "project", "code", "label", "state", "version"),
            *("budget", "spent", "forecast", "money_light", "goal_light", "forecast_light", "paused"),
        )


class AlertSerializer(serializers.ModelSerializer):
    class Meta:
        model = MonitoringAlert
        fields = read_only_fields = (
            *("id", "report", "code", "about", "words", "state", "in_a_row", "raised", "due"),
            *("answer", "reason", "until", "answered_at"),
        )


class TaskFilter(filters.FilterSet):
    office = IdFilter(field_name="office_id", label="财政局")
    fiscal_year = filters.NumberFilter(label="预算年度")


class ReportFilter(filters.FilterSet):
    task = IdFilter(field_name="task_id", label="监控任务")
    statement = IdFilter(field_name="statement_id", label="绩效文本")
    state = filters.ChoiceFilter(choices=MonitoringState.choices, label="状态")


class AlertFilter(filters.FilterSet):
    task = IdFilter(field_name="report__task_id", label="监控任务")
    report = IdFilter(field_name="report_id", label="监控报告")
    state = filters.ChoiceFilter(choices=AlertState.choices, label="状态")


@extend_schema_view(get=documented(NOUN, "监控任务", TaskSerializer(many=True)))
class MonitoringTaskList(ValuesList):
    serializer_class = TaskSerializer
    filterset_class = TaskFilter
    ordering_fields = ("id", "cutoff")

    def visible(self):
        return MonitoringTask.objects.visible_to(self.request.user)


@extend_schema_view(get=documented(NOUN, "监控报告，没有单位的是部门汇总", ReportSerializer(many=True)))
class MonitoringReportList(ValuesList):
    serializer_class = ReportSerializer
    filterset_class = ReportFilter
    ordering_fields = ("id",)

    def visible(self):
        return MonitoringReport.objects.visible_to(self.request.user)


@extend_schema_view(get=documented(NOUN, "监控预警和答复", AlertSerializer(many=True)))
class MonitoringAlertList(ValuesList):
    serializer_class = AlertSerializer
    filterset_class = AlertFilter
    ordering_fields = ("id", "due")

    def visible(self):
        return MonitoringAlert.objects.visible_to(self.request.user)
