from django.conf import settings
from django.db import models

from indicators.office_codes import OfficeCodeField
from performance.models.statements import PerformanceStatement


class Verdict(models.TextChoices):
    ACCEPTED = "accepted", "同意"
    REJECTED = "rejected", "不接受"


class Waiver(models.Model):
    """Why a finding may stand: it holds as long as the finding's fingerprint does, and no reviewer rejects it.

    ``objection`` is why a reviewer did not accept it; it stays when the explanation is written anew, for the next one.
    """

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
    verdict = models.CharField("审核人的意见", max_length=10, choices=Verdict, blank=True)
    objection = models.TextField("不接受的理由", blank=True)
    judge = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        related_name="judged_waivers",
        null=True,
        blank=True,
        verbose_name="审核人",
    )
    judged_at = models.DateTimeField("审核时间", null=True, blank=True)

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
