"""What an office has changed of the review rules for a year: one row for each version, the latest in force."""

from django.conf import settings
from django.db import models

from departments.permissions.reach import any_of
from departments.querysets import VisibleQuerySet
from performance.models.immutable import Unchangeable


class RuleAdjustmentQuerySet(VisibleQuerySet):
    @staticmethod
    def opened_by(reaches):
        """By which rules an office judges is everybody's who has a place in it."""
        return any_of(office={reach.office for reach in reaches})

    def latest_of(self, office, year):
        """The version in force, or None where nothing has ever been changed."""
        return self.filter(office=office, fiscal_year=year).order_by("-version").first()


class RuleAdjustment(Unchangeable):
    """``changes`` is what the file of an adjustment says besides its name: off, severities, thresholds."""

    LONGEST_REASON = 500

    office = models.ForeignKey(
        "departments.FinanceOffice", models.PROTECT, related_name="rule_adjustments", verbose_name="财政局"
    )
    fiscal_year = models.PositiveSmallIntegerField("预算年度")
    version = models.PositiveIntegerField("版次")
    changes = models.JSONField("调整内容")
    reason = models.CharField("理由", max_length=LONGEST_REASON)
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="rule_adjustments", verbose_name="办理人"
    )
    at = models.DateTimeField("时间", auto_now_add=True)

    objects = RuleAdjustmentQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "规则调整"
        ordering = ["office", "-fiscal_year", "-version"]
        default_permissions = ("view", "add")
        constraints = [
            models.UniqueConstraint(
                fields=["office", "fiscal_year", "version"], name="rule_adjustment_version_unique"
            ),
        ]

    def __str__(self):
        return f"{self.office.name}{self.fiscal_year}年规则调整第{self.version}版"
