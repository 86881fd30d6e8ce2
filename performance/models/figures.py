"""What each text adds up to, kept beside it so that an office of any size is looked over at once."""

from __future__ import annotations

from decimal import Decimal

from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import Q
from django.db.models.expressions import Combinable

from departments.models import BudgetUnit
from departments.querysets import BudgetUnitQuerySet, sees_everything
from indicators.office_codes import OfficeCodeField
from performance.models.statements import PerformanceStatement, whole_below


def _count(label: str) -> models.PositiveIntegerField[float | int | str | Combinable, int]:
    return models.PositiveIntegerField(label, default=0, validators=[MinValueValidator(0)])


def _sum(label: str) -> models.DecimalField[str | float | Decimal | Combinable, Decimal]:
    return models.DecimalField(label, max_digits=24, decimal_places=6, default=0)


class FiguresQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Those of the units the user may see; those of the department's own part if these are all of its units."""
        if sees_everything(user):
            return self.all()
        units = BudgetUnitQuerySet.business_below(user, "unit__")
        return self.filter(units | Q(whole_below(user, "statement__"), unit__isnull=True))


class Figures(models.Model):
    """Counted of one unit's share in a statement; without a unit, of the department's own part."""

    office_code = OfficeCodeField(way="statement__office_code")
    statement = models.ForeignKey(
        PerformanceStatement, models.CASCADE, related_name="%(class)s", verbose_name="绩效文本"
    )
    unit = models.ForeignKey(BudgetUnit, models.CASCADE, related_name="+", null=True, verbose_name="预算单位")

    objects = FiguresQuerySet.as_manager()

    class Meta:
        abstract = True
        ordering = ["statement_id", "unit_id", "pk"]
        default_permissions = ()


class MoneyFigures(Figures):
    """Projects of one printed class. ``unknown`` of them name no amount; what is known is summed, in 万元."""

    project_class = models.CharField("项目类别", max_length=100, blank=True)
    projects = _count("项目数")
    unknown = _count("未填预算数的项目")
    budget = _sum("预算合计（万元）")
    fiscal_funds = _sum("财政资金（万元）")
    other_funds = _sum("其他资金（万元）")

    class Meta(Figures.Meta):
        verbose_name = verbose_name_plural = "资金统计"

    def __str__(self):
        return f"{self.project_class} {self.projects}个项目"


class IndicatorFigures(Figures):
    """Indicators under one pair of printed labels: how many are a number or a date, how many say on what they rest."""

    level1 = models.CharField("一级指标", max_length=100, blank=True)
    level2 = models.CharField("二级指标", max_length=100, blank=True)
    indicators = _count("指标数")
    quantified = _count("量化的指标")
    with_basis = _count("有确定依据的指标")

    class Meta(Figures.Meta):
        verbose_name = verbose_name_plural = "指标统计"

    def __str__(self):
        return f"{self.level1} {self.level2} {self.indicators}个"


class FindingFigures(Figures):
    """How often one rule finds something, answered or not."""

    code = models.CharField("规则编号", max_length=20)
    severity = models.CharField("级别", max_length=20)
    findings = _count("审核意见")

    class Meta(Figures.Meta):
        verbose_name = verbose_name_plural = "审核意见统计"

    def __str__(self):
        return f"{self.code} {self.findings}处"


class FindingCountQuerySet(models.QuerySet):
    def count_anew(self, texts: models.QuerySet[PerformanceStatement], **held_against: bool) -> None:
        """What the texts are held against from outside has changed; the flags say what that is.

        Whoever is counting findings of these texts has written them, or finds afterwards that something has moved.
        """
        keys = list(
            texts.select_for_update(of=("self",), no_key=True).order_by("pk").values_list("pk", flat=True)
        )
        PerformanceStatement.objects.filter(pk__in=keys).update(**held_against)
        self.filter(statement__in=keys).update(rules="")


class FindingCount(models.Model):
    """By which rules a statement's findings were counted, and of which content; ``digest`` is of the counts themselves.

    ``scores`` are the points of its projects, by their kind and then by the primary key of their unit.

    A statement without such a row, or counted by other rules than today's or of an earlier content, is not counted.
    """

    office_code = OfficeCodeField(way="statement__office_code")
    statement = models.OneToOneField(
        PerformanceStatement,
        models.CASCADE,
        primary_key=True,
        related_name="finding_count",
        verbose_name="绩效文本",
    )
    rules = models.CharField("规则版本", max_length=64, blank=True)
    content_version = models.PositiveIntegerField("所统计内容的版次", default=1)
    digest = models.CharField("统计结果摘要", max_length=64, blank=True)
    scores = models.JSONField("各项目的填报质量", default=dict, blank=True)

    objects = FindingCountQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "审核意见统计情况"
        default_permissions = ()

    def __str__(self):
        return f"{self.statement}：{self.rules[:8] or '待统计'}"
