"""The periods that an office monitors year after year: from them the form of a new task is filled in."""

from __future__ import annotations

from calendar import monthrange
from datetime import date

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models

from departments.permissions.reach import any_of
from departments.querysets import VisibleQuerySet
from performance.alerts.setting_files import shipped_settings
from performance.alerts.settings import MONTHS
from performance.models.monitoring import MonitoringKind
from projects.amounts import money_column, never_negative


def known_settings(name: str) -> None:
    if name not in shipped_settings():
        raise ValidationError(f"没有编号为“{name}”的预警参数；现有：{'、'.join(shipped_settings())}。")


class PlannedPeriodQuerySet(VisibleQuerySet):
    @staticmethod
    def opened_by(reaches):
        """What an office plans is everybody's who has a place in it."""
        return any_of(office={reach.office for reach in reaches})


class PlannedPeriod(models.Model):
    """The first months of any year, to be reported some working days after their end.

    ``settings`` names shipped parameters; ``classes`` and ``least`` narrow whom it asks, as in a task.
    """

    office = models.ForeignKey(
        "departments.FinanceOffice", models.CASCADE, related_name="planned_periods", verbose_name="财政局"
    )
    kind = models.CharField("监控类型", max_length=10, choices=MonitoringKind, default=MonitoringKind.GENERAL)
    month = models.PositiveSmallIntegerField(
        "截至月份", validators=[MinValueValidator(1), MaxValueValidator(MONTHS)]
    )
    report_days = models.PositiveSmallIntegerField(
        "报送工作日", default=10, validators=[MinValueValidator(1), MaxValueValidator(120)]
    )
    settings = models.CharField("预警参数", max_length=40, default="national", validators=[known_settings])
    classes = models.CharField("项目类别", max_length=200, blank=True)
    least = money_column("预算数不小于（万元）")
    description = models.TextField("监控要求", blank=True, max_length=2000)

    objects = PlannedPeriodQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "监控日历"
        ordering = ["office", "month", "kind"]
        constraints = [
            models.UniqueConstraint(
                fields=["office", "kind", "month"],
                name="planned_period_unique",
                violation_error_message="该财政局的监控日历中已有这一期间。",
            ),
            models.CheckConstraint(
                condition=models.Q(month__range=(1, MONTHS)), name="planned_period_in_year"
            ),
            *never_negative("planned_period", "least"),
        ]

    def __str__(self):
        return f"{self.label}{self.get_kind_display()}"

    @property
    def label(self) -> str:
        return label_of(self.month)

    def cutoff_in(self, year: int) -> date:
        return last_day(year, self.month)


def label_of(month: int) -> str:
    return "1月" if month == 1 else f"1–{month}月"


def last_day(year: int, month: int) -> date:
    return date(year, month, monthrange(year, month)[1])
