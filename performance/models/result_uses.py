"""What a grade means for the next budget of a project: decided by the finance office, each decision a row."""

from django.conf import settings
from django.db import models

from indicators.office_codes import OfficeCodeField
from performance.models.evaluations import EvaluationEvent, OfEvaluationQuerySet, SelfEvaluation
from performance.models.immutable import Unchangeable
from performance.models.states import Action, EvaluationState
from projects.amounts import money_column, never_negative, percent_column

GRADED = (EvaluationState.GRADED, EvaluationState.PUBLISHED)


class BudgetDecision(models.TextChoices):
    PREFER = "prefer", "优先保障"
    KEEP = "keep", "保障"
    COMPRESS = "compress", "压缩"
    CANCEL = "cancel", "取消"
    SUSPEND = "suspend", "暂停"
    RECTIFY = "rectify", "整改"


class ResultUseQuerySet(OfEvaluationQuerySet):
    def in_force(self):
        """The latest since the grade that stands: a grading that is revoked takes its decision with it."""
        graded = self.filter(evaluation__state__in=GRADED)
        own = models.OuterRef("evaluation")
        latest = graded.filter(evaluation=own).order_by("-number").values("pk")[:1]
        gradings = EvaluationEvent.objects.filter(evaluation=own, action=Action.GRADE).order_by("-pk")
        return graded.filter(
            version__gte=models.Subquery(gradings.values("version")[:1]), pk=models.Subquery(latest)
        )


class ResultUse(Unchangeable):
    """``version`` is that of the card it was decided on; ``percent`` how much less, of a compression. The latest holds."""

    office_code = OfficeCodeField(way="evaluation__office_code")
    evaluation = models.ForeignKey(
        SelfEvaluation, models.PROTECT, related_name="uses", verbose_name="绩效自评"
    )
    number = models.PositiveIntegerField("次序")
    version = models.PositiveIntegerField("自评表的版次")
    decision = models.CharField("决定", max_length=10, choices=BudgetDecision)
    percent = percent_column("压缩比例（%）")
    amount_before = money_column("原预算（万元）")
    amount_after = money_column("决定的预算（万元）")
    reason = models.TextField("理由", blank=True)
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="决定人"
    )
    at = models.DateTimeField("时间", auto_now_add=True)

    objects = ResultUseQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "自评结果应用"
        ordering = ["evaluation_id", "-number"]
        default_permissions = ("view",)
        constraints = [
            models.UniqueConstraint(fields=["evaluation", "number"], name="result_use_unique"),
            *never_negative("result_use", "percent", "amount_before", "amount_after"),
        ]

    def __str__(self):
        percent = f"{self.percent.normalize():f} %" if self.percent is not None else ""
        return f"{self.get_decision_display()}{percent}"
