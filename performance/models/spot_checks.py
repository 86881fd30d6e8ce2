"""A spot check of a card: points for every indicator beside those that the card gave itself, and the materials that were seen."""

from django.conf import settings
from django.db import models

from indicators.office_codes import OfficeCodeField
from performance.models.evaluations import POINTS, OfEvaluationQuerySet, SelfEvaluation
from performance.models.immutable import Unchangeable


class MaterialState(models.TextChoices):
    PROVIDED = "provided", "已提供"
    PARTLY = "partly", "部分提供"
    MISSING = "missing", "未提供"
    NOT_NEEDED = "not_needed", "不需要"


class SpotCheck(Unchangeable):
    """Each is a row, the latest of a round holds. ``version`` is that of the card.

    ``scores`` has for each line of the card its ``key``, its ``points``, the ``own`` ones, the ``checked`` ones and why they
    differ, numbers as texts; ``materials`` has for each that is required its name, its state and a note. ``words`` say how the
    ``total`` came about.
    """

    office_code = OfficeCodeField(way="evaluation__office_code")
    evaluation = models.ForeignKey(
        SelfEvaluation, models.PROTECT, related_name="spot_checks", verbose_name="绩效自评"
    )
    number = models.PositiveIntegerField("次序")
    version = models.PositiveIntegerField("自评表的版次")
    scores = models.JSONField("逐项得分")
    materials = models.JSONField("材料")
    total = models.DecimalField("抽查得分", **{**POINTS, "null": False, "blank": False})
    words = models.TextField("算式")
    opinion = models.TextField("抽查意见")
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="抽查人"
    )
    at = models.DateTimeField("时间", auto_now_add=True)

    objects = OfEvaluationQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "自评抽查表"
        ordering = ["evaluation_id", "-number"]
        default_permissions = ("view",)
        constraints = [
            models.UniqueConstraint(fields=["evaluation", "number"], name="spot_check_unique"),
        ]

    def __str__(self):
        return f"{self.evaluation}抽查表（{self.total}分）"
