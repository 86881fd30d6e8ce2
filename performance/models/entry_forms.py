from django.conf import settings
from django.db import models

from indicators.office_codes import OfficeCodeField
from performance.models.statements import PerformanceStatement


class FormSave(models.Model):
    """Who last saved a form of a statement, one row for each person: what two people on one form are told.

    ``page`` is the opened page that saved, ``digest`` what the form then said: a page that saves again meets no
    other person in its own text. ``version`` is that of the statement after the save.
    """

    office_code = OfficeCodeField(way="statement__office_code")
    statement = models.ForeignKey(
        PerformanceStatement, models.CASCADE, related_name="form_saves", verbose_name="绩效文本"
    )
    form = models.CharField("表单", max_length=60)
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="form_saves", verbose_name="填报人"
    )
    page = models.CharField("页面", max_length=40, blank=True)
    digest = models.CharField("内容摘要", max_length=64)
    version = models.PositiveIntegerField("版次")
    at = models.DateTimeField("保存时间")

    class Meta:
        verbose_name = verbose_name_plural = "表单保存"
        ordering = ["statement_id", "form", "-at"]
        constraints = [
            models.UniqueConstraint(fields=["statement", "form", "person"], name="formsave_unique"),
        ]

    def __str__(self):
        return f"{self.statement} {self.person}"
