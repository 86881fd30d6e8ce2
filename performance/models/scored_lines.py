"""What each line of a card that was handed in got, so that what many cards have in common is found without scoring them again."""

from django.db import models

from indicators.office_codes import OfficeCodeField
from performance.models.evaluations import POINTS, OfEvaluationQuerySet, SelfEvaluation

LARGEST_RATE = 10**13


class ScoredLine(models.Model):
    """An indicator, or without ``level1`` another part of the card. ``rate`` in percent, where there is one.

    ``target`` and ``actual`` are of an indicator, as printed and as written.

    Made anew each time the card is handed in; of one that is being written they are those of before.
    """

    office_code = OfficeCodeField(way="evaluation__office_code")
    evaluation = models.ForeignKey(
        SelfEvaluation, models.CASCADE, related_name="lines", verbose_name="绩效自评"
    )
    position = models.PositiveIntegerField("顺序")
    level1 = models.TextField("一级指标", blank=True)
    level2 = models.TextField("二级指标", blank=True)
    name = models.TextField("名称")
    target = models.TextField("指标值", blank=True, default="", db_default="")
    actual = models.TextField("实际完成值", blank=True, default="", db_default="")
    points = models.DecimalField("分值", **{**POINTS, "null": False})
    awarded = models.DecimalField("自评得分", max_digits=7, decimal_places=2, null=True, blank=True)
    rate = models.DecimalField("完成率（%）", max_digits=15, decimal_places=2, null=True, blank=True)
    exceeded = models.BooleanField("超过指标值三成", default=False)
    reason = models.TextField("偏差原因", blank=True)

    objects = OfEvaluationQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "自评的逐项得分"
        ordering = ["evaluation_id", "position"]
        default_permissions = ("view",)
        constraints = [
            models.UniqueConstraint(fields=["evaluation", "position"], name="scored_line_unique"),
        ]

    def __str__(self):
        return f"{self.evaluation}：{self.name}"
