from django.db import models

from indicators.office_codes import OfficeCodeField
from performance.content.model import SectionKind
from performance.models.statements import PerformanceStatement


class NarrativeSection(models.Model):
    """One piece of prose; ``indicator_text`` is the 绩效指标 paragraph of a 分项 goal."""

    office_code = OfficeCodeField(way="statement__office_code")
    statement = models.ForeignKey(
        PerformanceStatement, models.CASCADE, related_name="sections", verbose_name="绩效文本"
    )
    position = models.PositiveSmallIntegerField("顺序")
    kind = models.CharField("种类", max_length=20, choices=[(kind.value, kind.label) for kind in SectionKind])
    title = models.CharField("标题", max_length=300, blank=True)
    text = models.TextField("正文", blank=True)
    indicator_text = models.TextField("绩效指标", blank=True)

    class Meta:
        verbose_name = verbose_name_plural = "文字部分"
        ordering = ["statement_id", "position", "pk"]

    def __str__(self):
        return f"{self.get_kind_display()} {self.title}".strip()
