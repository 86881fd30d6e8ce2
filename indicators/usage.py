"""Where the indicators of the library are used: how many approved indicators, by year and department."""

from django.db import models


class TemplateUsage(models.Model):
    """Counted anew from the texts in force; an owner is named in words, for this room knows no departments."""

    template = models.ForeignKey(
        "indicators.IndicatorTemplate", models.CASCADE, related_name="usage", verbose_name="指标"
    )
    year = models.PositiveSmallIntegerField("预算年度")
    department_code = models.CharField("部门编码", max_length=20)
    department_name = models.CharField("部门", max_length=100)
    uses = models.PositiveIntegerField("使用次数")

    class Meta:
        verbose_name = verbose_name_plural = "指标使用情况"
        ordering = ["-year", "department_code"]
        constraints = [
            models.UniqueConstraint(
                fields=["template", "year", "department_code"], name="templateusage_unique"
            )
        ]

    def __str__(self):
        return f"{self.year}年{self.department_name}：{self.uses}次"
