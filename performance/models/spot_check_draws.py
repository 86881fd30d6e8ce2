"""Which cards of a year are spot-checked: drawn in one of several ways, so that anybody can draw them again and get the same."""

from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef

from departments.permissions.reach import any_of
from departments.querysets import VisibleQuerySet
from indicators.office_codes import OfficeCodeField
from performance.models.evaluations import OfEvaluationQuerySet, SelfEvaluation
from performance.models.immutable import Unchangeable
from projects.amounts import money_column


class DrawWay(models.TextChoices):
    AMOUNT = "amount", "按金额"
    GRADE = "grade", "按自评等级"
    RANDOM = "random", "每部门随机"


class SpotCheckDrawQuerySet(VisibleQuerySet):
    @staticmethod
    def opened_by(reaches):
        """How an office draws is everybody's who has a place in it; which cards were drawn is not."""
        return any_of(office={reach.office for reach in reaches})


class SpotCheckDraw(models.Model):
    """``considered`` are the keys of all cards that could be drawn, ``materials`` what whoever is drawn has to show.

    ``at_least``, ``grades`` or ``per_department`` with ``seed`` say how, according to the ``way``.
    """

    office = models.ForeignKey(
        "departments.FinanceOffice", models.PROTECT, related_name="spot_check_draws", verbose_name="财政局"
    )
    fiscal_year = models.PositiveSmallIntegerField("预算年度")
    way = models.CharField("方式", max_length=10, choices=DrawWay)
    at_least = money_column("全年预算数不低于（万元）")
    grades = models.JSONField("自评等级", default=list, blank=True)
    per_department = models.PositiveIntegerField("每部门张数", null=True, blank=True)
    seed = models.CharField("种子", max_length=64, blank=True)
    materials = models.JSONField("应提供的材料")
    considered = models.JSONField("从哪些自评表中抽取")
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="抽取人"
    )
    at = models.DateTimeField("时间", auto_now_add=True)
    cancelled = models.DateTimeField("作废时间", null=True, blank=True)
    cancelled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        related_name="+",
        null=True,
        blank=True,
        verbose_name="作废人",
    )
    cancel_reason = models.TextField("作废的理由", blank=True)

    objects = SpotCheckDrawQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "抽查名单"
        ordering = ["-pk"]
        default_permissions = ("view",)

    def __str__(self):
        return f"{self.fiscal_year}年自评抽查第{self.pk}号名单（{self.told}）"

    @property
    def told(self):
        if self.at_least is not None:
            return f"全年预算数不低于 {self.at_least.normalize():f} 万元"
        if self.per_department is not None:
            return f"每部门随机 {self.per_department} 张，种子 {self.seed}"
        return f"自评等级为{'、'.join(self.grades)}"


class DrawnCardQuerySet(OfEvaluationQuerySet):
    def in_force(self):
        return self.filter(draw__cancelled__isnull=True)


class DrawnCard(Unchangeable):
    """``words`` say why this card."""

    office_code = OfficeCodeField(way="evaluation__office_code")
    draw = models.ForeignKey(SpotCheckDraw, models.PROTECT, related_name="cards", verbose_name="抽查名单")
    evaluation = models.ForeignKey(
        SelfEvaluation, models.PROTECT, related_name="drawn", verbose_name="绩效自评"
    )
    words = models.CharField("依据", max_length=200)

    objects = DrawnCardQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "抽中的自评表"
        ordering = ["draw_id", "pk"]
        default_permissions = ("view",)
        constraints = [
            models.UniqueConstraint(fields=["draw", "evaluation"], name="drawn_card_unique"),
        ]

    def __str__(self):
        return f"{self.evaluation}（{self.words}）"


def not_drawn(cards):
    """Those of the cards that no list in force has."""
    drawn = DrawnCard.objects.in_force().filter(evaluation=OuterRef("pk"))
    return cards.filter(~Exists(drawn))
