"""By what a project that is kept from the public has been known, whatever has become of its row since."""

from typing import NamedTuple

from django.db import models

from departments.models import BudgetUnit
from indicators.office_codes import OfficeCodeField


class Identity(NamedTuple):
    """By what a project is known in a text."""

    code: str
    name: str
    leader: str = ""


class WithheldIdentity(models.Model):
    """A code, a name and a leader with which a withheld project stood in its unit's text.

    ``project_key`` is the primary key of its row, which may be gone: the row may be renamed, removed, or made anew
    when an adjustment is cancelled, and the decision outlives all that.
    """

    office_code = OfficeCodeField(way="unit__department__office__division_code")
    unit = models.ForeignKey(
        BudgetUnit, models.CASCADE, related_name="withheld_identities", verbose_name="预算单位"
    )
    fiscal_year = models.PositiveSmallIntegerField("预算年度")
    project_key = models.BigIntegerField("项目行号")
    code = models.CharField("项目编码", max_length=64, blank=True)
    name = models.CharField("项目名称", max_length=300, blank=True)
    leader = models.CharField("项目负责人", max_length=100, blank=True)
    reason = models.TextField("不公开的理由")

    class Meta:
        verbose_name = verbose_name_plural = "不予公开的项目名号"
        ordering = ["unit_id", "fiscal_year", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["project_key", "code", "name", "leader"], name="withheld_identity_once_per_project"
            )
        ]

    def __str__(self):
        return f"{self.code} {self.name}".strip()
