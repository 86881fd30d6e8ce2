from django.conf import settings
from django.db import models

from departments.models import Department
from departments.querysets import DepartmentQuerySet, sees_everything
from indicators.office_codes import OfficeCodeField


class DeadlineExtensionQuerySet(models.QuerySet):
    def visible_to(self, user):
        if sees_everything(user):
            return self.all()
        return self.filter(DepartmentQuerySet.business_below(user, "department__"))


class DeadlineExtension(models.Model):
    """A later last day for one department in one year; of several the latest given counts.

    Without a day all that were given before are taken back.
    """

    office_code = OfficeCodeField(way="department__office__division_code")
    department = models.ForeignKey(
        Department, models.PROTECT, related_name="deadline_extensions", verbose_name="部门"
    )
    fiscal_year = models.PositiveSmallIntegerField("预算年度")
    until = models.DateField("延至", null=True, blank=True, help_text="空着的是取消延期")
    reason = models.TextField("理由")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="办理人")
    at = models.DateTimeField("时间", auto_now_add=True)

    objects = DeadlineExtensionQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "报送延期"
        ordering = ["-pk"]
        default_permissions = ("view",)
        indexes = [models.Index(fields=["department", "fiscal_year"], name="extension_of_year")]

    def __str__(self):
        moved = f"延至{self.until}" if self.until else "取消延期"
        return f"{self.department}{self.fiscal_year}年{moved}"
