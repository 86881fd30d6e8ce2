"""What declared forms print of a department and the forms of before do not: its tasks, its funds, own fields."""

from django.db import models

from indicators.office_codes import OfficeCodeField
from indicators.own_fields import OwnFieldRow
from performance.models.statements import PerformanceStatement
from projects.amounts import never_negative
from projects.form_parts import FundLineRow


class AnnualTask(models.Model):
    """One 年度主要任务 of the department."""

    office_code = OfficeCodeField(way="statement__office_code")
    statement = models.ForeignKey(
        PerformanceStatement, models.CASCADE, related_name="tasks", verbose_name="绩效文本"
    )
    position = models.PositiveSmallIntegerField("顺序")
    name = models.CharField("任务名称", max_length=500, blank=True)
    text = models.TextField("主要内容", blank=True)
    goal = models.TextField("期望达到的目标", blank=True)

    class Meta:
        verbose_name = verbose_name_plural = "年度主要任务"
        ordering = ["statement_id", "position", "pk"]

    def __str__(self):
        return self.name


class StatementFundLine(FundLineRow):
    """An amount by source of the department, or of one of its tasks."""

    office_code = OfficeCodeField(way="statement__office_code")
    statement = models.ForeignKey(
        PerformanceStatement, models.CASCADE, related_name="funds", verbose_name="绩效文本"
    )
    task = models.ForeignKey(
        AnnualTask, models.CASCADE, related_name="funds", null=True, blank=True, verbose_name="主要任务"
    )

    class Meta:
        verbose_name = verbose_name_plural = "部门资金来源"
        ordering = ["statement_id", "position", "pk"]
        constraints = never_negative("statementfundline", "amount")


class StatementField(OwnFieldRow):
    """A field of the department's table, or of a task's row, that only this form has."""

    office_code = OfficeCodeField(way="statement__office_code")
    statement = models.ForeignKey(
        PerformanceStatement, models.CASCADE, related_name="fields", verbose_name="绩效文本"
    )
    task = models.ForeignKey(
        AnnualTask, models.CASCADE, related_name="fields", null=True, blank=True, verbose_name="主要任务"
    )

    class Meta:
        verbose_name = verbose_name_plural = "部门的本表栏目"
        ordering = ["statement_id", "position", "pk"]
