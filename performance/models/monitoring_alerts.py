"""Warnings that a unit has to answer, and what the payment system says was spent."""

from django.conf import settings
from django.db import models
from django.db.models import TextChoices

from departments.models import BudgetUnit
from departments.querysets import BudgetUnitQuerySet, sees_everything
from indicators.office_codes import OfficeCodeField
from performance.models.monitoring import MonitoringReport, OfReportQuerySet
from projects.amounts import money_column, never_negative


class AlertState(TextChoices):
    OPEN = "alert_open", "待答复"
    ANSWERED = "alert_answered", "已答复"
    OVERDUE = "alert_overdue", "逾期未答复"
    LAPSED = "alert_lapsed", "不再成立"


class AlertAnswer(TextChoices):
    CONTINUE = "continue", "继续执行"
    TRANSFER = "transfer", "调剂预算"
    CANCEL = "cancel", "取消项目"


# What a unit still has to answer.
UNANSWERED = (AlertState.OPEN, AlertState.OVERDUE)


class MonitoringAlert(models.Model):
    """One warning found when a report was handed in; ``about`` names its indicator, empty where it is the project.

    ``in_a_row`` counts the periods of the year, one after another, in which it was found. ``words`` is the arithmetic
    of the latest time it was found.
    """

    office_code = OfficeCodeField(way="report__office_code")
    report = models.ForeignKey(
        MonitoringReport, models.PROTECT, related_name="alerts", verbose_name="监控报告"
    )
    code = models.CharField("规则", max_length=10)
    about = models.CharField("指标", max_length=1100, blank=True)
    words = models.TextField("依据")
    state = models.CharField("状态", max_length=20, choices=AlertState, default=AlertState.OPEN)
    in_a_row = models.PositiveSmallIntegerField("连续期数", default=1)
    raised = models.DateField("提出日期")
    due = models.DateField("答复期限")
    answer = models.CharField("答复", max_length=20, choices=AlertAnswer, blank=True)
    reason = models.TextField("理由", blank=True)
    until = models.DateField("办结日期", null=True, blank=True)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", null=True, verbose_name="答复人"
    )
    answered_at = models.DateTimeField("答复时间", null=True)

    objects = OfReportQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "监控预警"
        ordering = ["report_id", "pk"]
        default_permissions = ("view",)
        indexes = [models.Index(fields=["state", "due"], name="monitoring_alert_waiting")]
        constraints = [
            models.UniqueConstraint(fields=["report", "code", "about"], name="monitoring_alert_unique"),
        ]

    def __str__(self):
        return f"{self.report} {self.code}"


class ExecutionAmountQuerySet(models.QuerySet):
    def visible_to(self, user):
        if sees_everything(user):
            return self.all()
        return self.filter(BudgetUnitQuerySet.business_below(user, "unit__"))


class ExecutionAmount(models.Model):
    """What the payment system says a project had spent by a day: loaded as a list, confirmed by the unit in its report or card.

    ``adjusted`` is the budget after all changes until then, where the list says it.
    """

    office_code = OfficeCodeField(way="unit__department__office__division_code")
    unit = models.ForeignKey(
        BudgetUnit, models.PROTECT, related_name="execution_amounts", verbose_name="预算单位"
    )
    fiscal_year = models.PositiveSmallIntegerField("预算年度")
    cutoff = models.DateField("数据截止日期")
    code = models.CharField("项目编码", max_length=64)
    adjusted = money_column("全年预算数（万元）")
    spent = money_column("执行数（万元）")

    objects = ExecutionAmountQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "支付执行数"
        ordering = ["fiscal_year", "cutoff", "unit_id", "code", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["unit", "fiscal_year", "cutoff", "code"],
                name="execution_amount_unique",
                violation_error_message="同一单位、同一截止日期，项目编码不能重复。",
            ),
            *never_negative("execution_amount", "adjusted", "spent"),
        ]

    def __str__(self):
        return f"{self.code}（截至{self.cutoff}）"
