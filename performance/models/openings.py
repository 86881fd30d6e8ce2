from django.conf import settings
from django.db import models

from departments.querysets import DepartmentQuerySet, sees_everything
from indicators.office_codes import OfficeCodeField
from performance.models.statements import PerformanceStatement


class OpeningQuerySet(models.QuerySet):
    def visible_to(self, user):
        if sees_everything(user):
            return self.all()
        return self.filter(DepartmentQuerySet.business_below(user, "statement__department__"))


class Opening(models.Model):
    """Which version of a statement a reviewer last had before the eyes: whoever has not looked approves nothing."""

    office_code = OfficeCodeField(way="statement__office_code")
    statement = models.ForeignKey(
        PerformanceStatement, models.CASCADE, related_name="openings", verbose_name="绩效文本"
    )
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="openings", verbose_name="审核人"
    )
    version = models.PositiveIntegerField("版次")
    at = models.DateTimeField("打开时间", auto_now=True)

    objects = OpeningQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "审核人打开记录"
        ordering = ["statement_id", "-at"]
        constraints = [
            models.UniqueConstraint(fields=["statement", "person"], name="opening_unique"),
        ]

    def __str__(self):
        return f"{self.statement} 第{self.version}版次"


class StatementUnderReview(PerformanceStatement):
    """A statement as admin shows it to reviewers: under what waits for them."""

    class Meta:
        proxy = True
        ordering = ["pk"]
        verbose_name = verbose_name_plural = "待我审核"
        default_permissions = ("view",)
