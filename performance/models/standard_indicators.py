"""What an office expects projects of a kind to be measured by, year by year."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from departments.permissions.reach import any_of
from departments.querysets import VisibleQuerySet
from indicators.kinds import Direction, SubcategoryKind
from indicators.models import choices_of
from performance.review.families import KIND_OF, family_of


class StandardIndicatorQuerySet(VisibleQuerySet):
    @staticmethod
    def opened_by(reaches):
        """By what an office measures is everybody's who has a place in it."""
        return any_of(office={reach.office for reach in reaches})

    def in_force(self, year: int) -> StandardIndicatorQuerySet:
        return self.filter(Q(last_year=None) | Q(last_year__gte=year), first_year__lte=year)


class StandardIndicator(models.Model):
    """An indicator of an office's sets, from ``first_year`` to ``last_year``: one row for each version of its ``code``.

    A version is never written over once a later year has begun another one, so that a text is held against what was
    in force for its own year. Blank ``project_class`` is every kind of project. ``required`` is the ★ of the set; of
    what is ``locked`` too, a project that has it cannot rid itself. ``uses`` counts the approved indicators of its
    years and kind that are called so; ``median`` is that of their targets in the unit that most of them have.
    """

    LONGEST_TEXT = 2000
    SAID = (
        *("project_class", "industry", "policy_field", "level1", "level2", "name", "description", "formula"),
        *("direction", "reference_value", "unit", "basis", "standard", "data_source", "common", "required"),
        *("locked", "source_document"),
    )

    office = models.ForeignKey(
        "departments.FinanceOffice",
        models.PROTECT,
        related_name="standard_indicators",
        verbose_name="财政局",
    )
    code = models.CharField("指标编码", max_length=30)
    first_year = models.PositiveSmallIntegerField("启用年度")
    last_year = models.PositiveSmallIntegerField(
        "停用年度", null=True, blank=True, help_text="用到这一年为止。"
    )
    project_class = models.CharField("适用项目", max_length=40, blank=True)
    industry = models.CharField("行业", max_length=60, blank=True)
    policy_field = models.CharField("领域", max_length=60, blank=True)
    level1 = models.CharField("一级指标", max_length=100)
    level2 = models.CharField("二级指标", max_length=100, blank=True)
    name = models.CharField("三级指标", max_length=200)
    description = models.TextField("指标解释", blank=True)
    formula = models.TextField("计算公式", blank=True)
    direction = models.CharField("指标性质", max_length=20, choices=choices_of(Direction), blank=True)
    reference_value = models.TextField("参考值", blank=True)
    unit = models.CharField("计量单位", max_length=40, blank=True)
    basis = models.TextField("取值依据", blank=True)
    standard = models.TextField("评分标准", blank=True)
    data_source = models.TextField("数据来源", blank=True)
    common = models.BooleanField("共性指标", default=False)
    required = models.BooleanField("★必选", default=False)
    locked = models.BooleanField("锁定", default=False)
    source_document = models.CharField("来源文件", max_length=300, blank=True)

    uses = models.PositiveIntegerField("使用次数", default=0, editable=False)
    measured = models.PositiveIntegerField("有数值的", default=0, editable=False)
    median = models.DecimalField("中位数", max_digits=24, decimal_places=6, null=True, editable=False)
    measured_unit = models.CharField("中位数的单位", max_length=40, blank=True, editable=False)

    objects = StandardIndicatorQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "标准指标"
        ordering = ["office", "code", "first_year"]
        default_permissions = ("view", "add")
        constraints = [
            models.UniqueConstraint(
                fields=["office", "code", "first_year"],
                name="standard_indicator_unique",
                violation_error_message="同一编码、同一启用年度的标准指标不能重复。",
            ),
            models.CheckConstraint(
                condition=Q(last_year=None) | Q(last_year__gte=F("first_year")),
                name="standard_indicator_years",
                violation_error_message="停用年度不能早于启用年度。",
            ),
            models.CheckConstraint(
                condition=Q(locked=False) | Q(required=True),
                name="standard_indicator_locked_required",
                violation_error_message="锁定的须是必选指标。",
            ),
        ]

    def __str__(self):
        return f"{self.code} {self.name}"

    def is_in_force(self, year: int) -> bool:
        return self.first_year <= year and (self.last_year is None or year <= self.last_year)

    @property
    def usual_target(self) -> str:
        return "" if self.median is None else f"{self.median.normalize():f}{self.measured_unit}"

    @property
    def family(self) -> str:
        return KIND_OF.get(family_of(self.level1, self.level2), SubcategoryKind.OTHER).value
