from django.db import models


class RequestCount(models.Model):
    """How often somebody has asked of late, by second; who it is stands here as a digest only."""

    key = models.CharField("计数对象", max_length=32, primary_key=True)
    counts = models.JSONField("每秒次数", default=dict)
    allowed = models.BooleanField("放行", default=True)
    counted = models.DateTimeField("计数时间", db_index=True)

    class Meta:
        verbose_name = "请求计数"
        verbose_name_plural = "请求计数"

    def __str__(self):
        return self.key
