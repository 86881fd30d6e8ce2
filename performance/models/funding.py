from django.db import models
from django.db.models import Q

from indicators.office_codes import OfficeCodeField
from performance.content.model import FundingSide
from performance.models.statements import PerformanceStatement
from projects.amounts import money_column, percent_column


class FundingLine(models.Model):
    """One line of the department's income or expenditure in 万元; ``share`` in percent as printed."""

    office_code = OfficeCodeField(way="statement__office_code")
    statement = models.ForeignKey(
        PerformanceStatement, models.CASCADE, related_name="funding", verbose_name="绩效文本"
    )
    position = models.PositiveSmallIntegerField("顺序")
    side = models.CharField("收支", max_length=20, choices=[(side.value, side.label) for side in FundingSide])
    item = models.CharField("项目", max_length=200, blank=True)
    amount = money_column("当年金额（万元）")
    share = percent_column("占比（%）")

    class Meta:
        verbose_name = verbose_name_plural = "资金构成"
        ordering = ["statement_id", "position", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(amount__isnull=True) | Q(amount__gte=0),
                name="fundingline_amount_not_neg",
                violation_error_message="金额不能为负数。",
            ),
        ]

    def __str__(self):
        return f"{self.get_side_display()} {self.item}"


class EarlierAmount(models.Model):
    """What the line came to in an earlier year, in 万元."""

    office_code = OfficeCodeField(way="line__office_code")
    line = models.ForeignKey(
        FundingLine, models.CASCADE, related_name="earlier_amounts", verbose_name="资金构成"
    )
    position = models.PositiveSmallIntegerField("顺序")
    year = models.PositiveSmallIntegerField("年度")
    amount = money_column("金额（万元）")

    class Meta:
        verbose_name = verbose_name_plural = "以前年度金额"
        ordering = ["line_id", "position", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(amount__isnull=True) | Q(amount__gte=0),
                name="earlieramount_not_neg",
                violation_error_message="金额不能为负数。",
            ),
        ]

    def __str__(self):
        return f"{self.year}年 {'—' if self.amount is None else self.amount}"
