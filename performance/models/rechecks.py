"""The sheet on which the finance office checks a card before it grades it: each a row, the latest holds."""

from decimal import Decimal

from django.conf import settings
from django.db import models

from indicators.office_codes import OfficeCodeField
from performance.models.evaluations import OfEvaluationQuerySet, SelfEvaluation
from performance.models.immutable import Unchangeable


class RecheckSheet(Unchangeable):
    """``points`` are the points of each line of ``self_evaluation.recheck_lines`` as texts; ``version`` is that of the card."""

    office_code = OfficeCodeField(way="evaluation__office_code")
    evaluation = models.ForeignKey(
        SelfEvaluation, models.PROTECT, related_name="rechecks", verbose_name="绩效自评"
    )
    number = models.PositiveIntegerField("次序")
    version = models.PositiveIntegerField("自评表的版次")
    points = models.JSONField("各项得分")
    opinion = models.TextField("复核意见")
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="复核人"
    )
    at = models.DateTimeField("时间", auto_now_add=True)

    objects = OfEvaluationQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "自评复核表"
        ordering = ["evaluation_id", "-number"]
        default_permissions = ("view",)
        constraints = [
            models.UniqueConstraint(fields=["evaluation", "number"], name="recheck_sheet_unique"),
        ]

    def __str__(self):
        return f"{self.evaluation}复核表（{self.total}分）"

    @property
    def total(self):
        return sum(map(Decimal, self.points.values()), Decimal(0))
