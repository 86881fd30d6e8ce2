"""How an office and other systems call the same things."""

from django.core.validators import RegexValidator
from django.db import models

from departments.permissions.reach import any_of
from departments.querysets import VisibleQuerySet

digits = RegexValidator(r"^[0-9]{1,30}\Z", "绩效指标代码应为1至30位数字，例如11。")


class FamilyCodeQuerySet(VisibleQuerySet):
    @staticmethod
    def opened_by(reaches):
        """By which codes an office exchanges is everybody's who has a place in it."""
        return any_of(office={reach.office for reach in reaches})


class FamilyCode(models.Model):
    """The code of a family of indicators in the integrated system of an office and year; blank ``level2`` is a 一级指标."""

    office = models.ForeignKey(
        "departments.FinanceOffice", models.PROTECT, related_name="family_codes", verbose_name="财政局"
    )
    fiscal_year = models.PositiveSmallIntegerField("预算年度")
    level1 = models.CharField("一级指标", max_length=100)
    level2 = models.CharField("二级指标", max_length=100, blank=True, help_text="不填则为一级指标的代码。")
    code = models.CharField("绩效指标代码", max_length=30, validators=[digits])

    objects = FamilyCodeQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "指标类别代码"
        ordering = ["office", "-fiscal_year", "code", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["office", "fiscal_year", "level1", "level2"],
                name="family_code_unique",
                violation_error_message="本年度这一类别已有代码。",
            ),
            models.UniqueConstraint(
                fields=["office", "fiscal_year", "code"],
                name="family_code_says_one",
                violation_error_message="本年度这一代码已用于另一类别。",
            ),
        ]

    def __str__(self):
        return f"{self.code} {self.level1}{' / ' if self.level2 else ''}{self.level2}"
