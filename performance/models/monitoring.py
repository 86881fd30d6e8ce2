"""Monitoring during the year: what an office asks for, a report for each project, its versions and steps."""

from __future__ import annotations

from typing import Any

from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.db.models import F, Q, TextChoices
from django.utils.functional import cached_property

from departments.permissions.reach import any_of
from departments.querysets import VisibleQuerySet
from indicators.office_codes import OfficeCodeField
from performance.alerts.setting_files import from_plain
from performance.alerts.settings import AlertSettings, Light
from performance.models.states import MonitoringState
from performance.models.step_events import StepEvent
from performance.models.written import (
    Paper,
    PaperQuerySet,
    WrittenVersion,
    project_of_papers,
    statement_of_papers,
    unit_of_papers,
)
from projects.amounts import money_column

LIGHTS = [(light.value, light.label) for light in Light]
LIGHT: dict[str, Any] = {
    "max_length": 10,
    "choices": LIGHTS,
    "default": Light.NONE.value,
    "editable": False,
}


class MonitoringKind(TextChoices):
    GENERAL = "general", "一般监控"
    KEY = "key", "重点监控"


class MonitoringTaskQuerySet(VisibleQuerySet):
    @staticmethod
    def opened_by(reaches):
        """What an office asks for is everybody's who has a place in it; the reports are not."""
        return any_of(office={reach.office for reach in reaches})


class MonitoringTask(models.Model):
    """One period of a year that an office has monitored: money and goals as of ``cutoff``, reported by ``due``.

    ``settings`` are ``AlertSettings`` as plain data, ``addressees`` says of whom it asks; none of either is looked up
    again elsewhere. A ``closed`` one is locked.
    """

    office = models.ForeignKey(
        "departments.FinanceOffice",
        models.PROTECT,
        related_name="monitoring_tasks",
        verbose_name="财政局",
    )
    fiscal_year = models.PositiveSmallIntegerField("预算年度")
    kind = models.CharField("监控类型", max_length=10, choices=MonitoringKind, default=MonitoringKind.GENERAL)
    label = models.CharField("监控期间", max_length=20)
    description = models.TextField("监控要求", blank=True, max_length=2000)
    cutoff = models.DateField("数据截止日期")
    due = models.DateField("报送截止日期")
    settings = models.JSONField("预警参数", encoder=DjangoJSONEncoder)
    addressees = models.JSONField("监控对象", default=dict)
    closed = models.DateTimeField("关闭时间", null=True, blank=True, editable=False)
    created = models.DateTimeField("建立时间", auto_now_add=True)

    objects = MonitoringTaskQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "监控任务"
        ordering = ["-fiscal_year", "-cutoff", "office", "pk"]
        default_permissions = ("view",)
        constraints = [
            models.UniqueConstraint(
                fields=["office", "fiscal_year", "kind", "label"], name="monitoring_task_unique_in_year"
            ),
            models.CheckConstraint(
                condition=Q(due__gte=F("cutoff")),
                name="monitoring_due_after_cutoff",
                violation_error_message="报送截止日期不能早于数据截止日期。",
            ),
        ]

    def __str__(self):
        return f"{self.fiscal_year}年{self.label}{self.get_kind_display()}"

    @cached_property
    def alert_settings(self) -> AlertSettings:
        """They are worded once, and read once for all reports that share this row."""
        return from_plain(self.settings)


class MonitoringReport(Paper):
    """How far it is; ``latest`` is what holds of it. Amounts and lights are those of the latest version, for lists.

    ``marked`` by the finance office, ``paused`` where an alert went unanswered too long. ``basis`` is the word for all
    that the lights were last computed from.
    """

    task = models.ForeignKey(MonitoringTask, models.PROTECT, related_name="reports", verbose_name="监控任务")
    statement = statement_of_papers("monitoring_reports")
    unit = unit_of_papers("monitoring_reports")
    project = project_of_papers("monitoring_reports")
    project_class = models.CharField("项目类别", max_length=100, blank=True)
    state = models.CharField(
        "状态", max_length=30, choices=MonitoringState, default=MonitoringState.FILLING, editable=False
    )
    latest = models.OneToOneField(
        "performance.MonitoringVersion",
        models.PROTECT,
        related_name="+",
        null=True,
        editable=False,
        verbose_name="最近一次保存",
    )
    budget = money_column("预算数（万元）")
    spent = money_column("执行数（万元）")
    forecast = money_column("全年预计执行数（万元）")
    money_light = models.CharField("资金灯", **LIGHT)
    goal_light = models.CharField("目标灯", **LIGHT)
    forecast_light = models.CharField("预计灯", **LIGHT)
    basis = models.CharField("计算依据", max_length=32, blank=True, default="", db_default="", editable=False)
    marked = models.BooleanField("财政重点关注", default=False, editable=False)
    paused = models.BooleanField("已暂停", default=False, editable=False)

    objects = PaperQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "监控报告"
        ordering = ["task_id", "statement_id", "position", "pk"]
        default_permissions = ("view",)
        indexes = [
            models.Index(fields=["task", "state"], name="monitoring_standing"),
            models.Index(fields=["office_code", "state"], name="monitoring_office_standing"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["task", "project"],
                condition=Q(project__isnull=False),
                name="monitoring_one_per_project",
            ),
            models.UniqueConstraint(
                fields=["task", "statement"],
                condition=Q(unit__isnull=True),
                name="monitoring_one_per_department",
            ),
        ]

    def __str__(self):
        return f"{self.task}：{self.label}"


class OfReportQuerySet(PaperQuerySet):
    """What belongs to a report is seen by whoever sees the report."""

    way = "report__"


class MonitoringVersion(WrittenVersion):
    """What a save left in a report: ``content`` as ``monitoring.content`` writes it."""

    office_code = OfficeCodeField(way="report__office_code")
    report = models.ForeignKey(
        MonitoringReport, models.PROTECT, related_name="versions", verbose_name="监控报告"
    )

    objects = OfReportQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "监控报告的历次保存"
        ordering = ["report_id", "-number"]
        default_permissions = ("view",)
        constraints = [
            models.UniqueConstraint(fields=["report", "number"], name="monitoring_version_unique"),
        ]

    def __str__(self):
        return f"{self.report} 第{self.number}版"


class MonitoringEvent(StepEvent):
    """One step that was taken with a report."""

    office_code = OfficeCodeField(way="report__office_code")
    report = models.ForeignKey(
        MonitoringReport, models.PROTECT, related_name="events", verbose_name="监控报告"
    )
    source = models.CharField("原状态", max_length=30, choices=MonitoringState)
    target = models.CharField("新状态", max_length=30, choices=MonitoringState)
    reason = models.TextField("意见", blank=True)

    objects = OfReportQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "监控报告的办理记录"
        ordering = ["pk"]
        default_permissions = ("view",)
        constraints = [
            models.UniqueConstraint(
                fields=["actor", "key"], condition=~Q(key=""), name="monitoring_event_key_unique"
            ),
        ]

    def __str__(self):
        return f"{self.report} {self.label}（{self.actor_name}）"
