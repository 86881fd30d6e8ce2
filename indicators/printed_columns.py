"""What forms print of an indicator beside its value, each in a column of its own."""

from __future__ import annotations

from django.db import models


def printed_word(label: str, *, max_length: int = 200) -> models.CharField[str, str]:
    """A column that only declared forms print: blank for all others, also for rows that other programs add."""
    return models.CharField(label, max_length=max_length, blank=True, default="", db_default="")


def printed_prose(label: str) -> models.TextField[str, str]:
    return models.TextField(label, blank=True, default="", db_default="")


class PrintedColumns(models.Model):
    """All as printed. The value is then only part of the target: ``indicators.targets`` puts it together."""

    operator = printed_word("指标性质")
    printed_unit = printed_word("度量单位（文本所印）")
    attribute = printed_word("指标属性")
    direction = printed_word("指标方向")
    standard = printed_prose("评分标准")
    data_source = printed_prose("数据来源")
    evidence = printed_prose("佐证资料")
    core = printed_word("核心指标")
    remark = printed_prose("备注")

    class Meta:
        abstract = True
