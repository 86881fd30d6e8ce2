"""What a form prints and no other form has: rows with their label, wherever the form puts them."""

from django.db import models

from indicators.kinds import FieldKind
from indicators.office_codes import OfficeCodeField


class OwnFieldRow(models.Model):
    """``group`` is the label of the box around the field; ``place`` is where the form counts it among its own."""

    position = models.PositiveSmallIntegerField("顺序")
    place = models.PositiveSmallIntegerField("在表样中的位置", default=0)
    group = models.CharField("所在大栏", max_length=300, blank=True)
    label = models.CharField("栏目", max_length=300, blank=True)
    value = models.TextField("内容", blank=True)
    kind = models.CharField(
        "填写方式",
        max_length=20,
        choices=[(kind.value, kind.label) for kind in FieldKind],
        default=FieldKind.TEXT,
    )

    class Meta:
        abstract = True

    def __str__(self):
        return f"{self.label}：{self.value[:40]}"


class IndicatorField(OwnFieldRow):
    """A column of the indicators that only this form has."""

    office_code = OfficeCodeField(way="indicator__office_code")
    indicator = models.ForeignKey(
        "indicators.Indicator", models.CASCADE, related_name="fields", verbose_name="三级指标"
    )

    class Meta:
        verbose_name = verbose_name_plural = "指标的本表栏目"
        ordering = ["indicator_id", "position", "pk"]
