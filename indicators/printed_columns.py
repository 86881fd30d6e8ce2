"""What forms print of an indicator beside its value, each in a column of its own."""

from django.db import models

WORD = {"max_length": 200, "blank": True, "default": "", "db_default": ""}
PROSE = {"blank": True, "default": "", "db_default": ""}


class PrintedColumns(models.Model):
    """All as printed. The value is then only part of the target: ``indicators.targets`` puts it together."""

    operator = models.CharField("指标性质", **WORD)
    printed_unit = models.CharField("度量单位（文本所印）", **WORD)
    attribute = models.CharField("指标属性", **WORD)
    direction = models.CharField("指标方向", **WORD)
    standard = models.TextField("评分标准", **PROSE)
    data_source = models.TextField("数据来源", **PROSE)
    evidence = models.TextField("佐证资料", **PROSE)
    core = models.CharField("核心指标", **WORD)
    remark = models.TextField("备注", **PROSE)

    class Meta:
        abstract = True
