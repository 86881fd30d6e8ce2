from django.db import models


class LanguageModelDay(models.Model):
    """How often the language model was asked on a day, by everybody together."""

    day = models.DateField("日期", primary_key=True)
    calls = models.PositiveIntegerField("次数", default=0)

    class Meta:
        verbose_name = verbose_name_plural = "询问语言模型的次数"
        default_permissions = ()

    def __str__(self):
        return f"{self.day} {self.calls}次"
