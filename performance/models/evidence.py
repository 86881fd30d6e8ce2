"""Files that show what a card or a report says, or what a text rests on: a PDF or a picture, of a part or of the whole."""

import hashlib

from django.conf import settings
from django.db import models
from django.db.models import Q

from departments.models import BudgetUnit
from departments.querysets import BudgetUnitQuerySet, sees_everything
from indicators.office_codes import OfficeCodeField
from performance.models.evaluations import SelfEvaluation
from performance.models.monitoring import MonitoringReport
from performance.models.statements import PerformanceStatement, whole_below


class EvidenceQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Of units the user may see; the department's own for those who read the whole text."""
        if sees_everything(user):
            return self.all()
        units = BudgetUnitQuerySet.business_below(user, "unit__")
        return self.filter(units | Q(whole_below(user, "statement__"), unit__isnull=True))

    def listed(self):
        """Without what is in them."""
        return self.defer("content").select_related("person", "removed_by")

    def supporting(self):
        return self.filter(evaluation=None, report=None)


class Evidence(models.Model):
    """``indicator`` names it by its levels and name; of the whole where it is empty. One taken away can be put back.

    Of neither a card nor a report it is a supporting file of the text: of the ``project`` of that name, or of the
    department's own part.
    """

    office_code = OfficeCodeField(way="statement__office_code")
    statement = models.ForeignKey(
        PerformanceStatement, models.PROTECT, related_name="evidence", verbose_name="绩效文本"
    )
    unit = models.ForeignKey(
        BudgetUnit, models.PROTECT, related_name="evidence", null=True, blank=True, verbose_name="预算单位"
    )
    evaluation = models.ForeignKey(
        SelfEvaluation,
        models.PROTECT,
        related_name="evidence",
        null=True,
        blank=True,
        verbose_name="绩效自评",
    )
    report = models.ForeignKey(
        MonitoringReport,
        models.PROTECT,
        related_name="evidence",
        null=True,
        blank=True,
        verbose_name="监控报告",
    )
    project = models.CharField("预算项目", max_length=300, default="", db_default="", blank=True)
    indicator = models.JSONField("指标", default=list)
    name = models.CharField("文件名", max_length=200)
    size = models.PositiveIntegerField("大小（字节）")
    digest = models.CharField("摘要值（SHA-256）", max_length=64, editable=False)
    content = models.BinaryField("内容")
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="上传人"
    )
    at = models.DateTimeField("上传时间", auto_now_add=True)
    removed = models.DateTimeField("移除时间", null=True, blank=True)
    removed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        related_name="+",
        null=True,
        blank=True,
        verbose_name="移除人",
    )

    objects = EvidenceQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "佐证材料"
        ordering = ["pk"]
        default_permissions = ("view",)
        constraints = [
            models.CheckConstraint(
                condition=Q(evaluation__isnull=True) | Q(report__isnull=True),
                name="evidence_of_at_most_one_paper",
            ),
        ]

    def __str__(self):
        return self.name

    @property
    def paper(self):
        """What it was put beside."""
        return self.evaluation or self.report or self.statement

    @property
    def is_supporting(self):
        return self.evaluation_id is None and self.report_id is None

    @property
    def noun(self):
        return "依据文件" if self.is_supporting else "佐证材料"

    @staticmethod
    def digest_of(content):
        return hashlib.sha256(content).hexdigest()
