from django.conf import settings
from django.db import models

from indicators.office_codes import OfficeCodeField
from performance.models.statements import PerformanceStatement


class Waiver(models.Model):
    """Why a finding may stand: it holds as long as the finding's fingerprint does."""

    office_code = OfficeCodeField(way="statement__office_code")
    statement = models.ForeignKey(
        PerformanceStatement, models.CASCADE, related_name="waivers", verbose_name="绩效文本"
    )
    code = models.CharField("规则编号", max_length=20)
    fingerprint = models.CharField("问题标识", max_length=64)
    reason = models.TextField("理由")
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="waivers", verbose_name="说明人"
    )
    at = models.DateTimeField("时间", auto_now_add=True)

    class Meta:
        verbose_name = verbose_name_plural = "问题说明"
        ordering = ["statement_id", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["statement", "fingerprint"],
                name="waiver_unique",
                violation_error_message="该问题已有说明。",
            ),
        ]

    def __str__(self):
        return f"{self.code} {self.reason[:40]}"
