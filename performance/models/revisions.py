import hashlib

from django.db import models
from django.db.models import Q

from departments.models import BudgetUnit
from departments.querysets import BudgetUnitQuerySet, sees_everything
from indicators.office_codes import OfficeCodeField
from performance.models.immutable import Unchangeable
from performance.models.statements import PerformanceStatement, whole_below


class RevisionQuerySet(models.QuerySet):
    def visible_to(self, user):
        """The unit's own revisions of units the user may see; whole texts for those who see all of the department.

        A whole text also holds the projects of the other units, so a filler of one unit does not see it.
        """
        if sees_everything(user):
            return self.all()
        units = BudgetUnitQuerySet.business_below(user, "unit__")
        return self.filter(units | Q(whole_below(user, "statement__"), unit__isnull=True))


class Revision(Unchangeable):
    """What a statement, or a unit's projects in it, said when a step was taken: JSON as ``dump_content`` writes it."""

    office_code = OfficeCodeField(way="statement__office_code")
    statement = models.ForeignKey(
        PerformanceStatement, models.PROTECT, related_name="revisions", verbose_name="绩效文本"
    )
    unit = models.ForeignKey(
        BudgetUnit, models.PROTECT, related_name="revisions", null=True, blank=True, verbose_name="预算单位"
    )
    number = models.PositiveIntegerField("稿次")
    content = models.TextField("内容")
    project_keys = models.JSONField(
        "项目行号", default=list, editable=False, help_text="文本中每个项目当时的行；早先留存的文本没有。"
    )
    digest = models.CharField("摘要值（SHA-256）", max_length=64, editable=False)
    taken_at = models.DateTimeField("留存时间", auto_now_add=True)

    objects = RevisionQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "文本留存"
        ordering = ["statement_id", "unit_id", "number"]
        constraints = [
            models.UniqueConstraint(
                fields=["statement", "number"],
                condition=Q(unit__isnull=True),
                name="revision_number_unique",
            ),
            models.UniqueConstraint(
                fields=["statement", "unit", "number"],
                condition=Q(unit__isnull=False),
                name="revision_number_unique_in_unit",
            ),
        ]

    def __str__(self):
        return f"{self.unit or self.statement} 第{self.number}稿"

    def save(self, *args, **kwargs):
        self.digest = digest_of(self.content)
        super().save(*args, **kwargs)


def digest_of(content):
    return hashlib.sha256(content.encode()).hexdigest()
