from django.conf import settings
from django.db import models
from django.db.models import TextChoices


class Tour(TextChoices):
    FILLER = "filler", "填报人的导览"
    DEPARTMENT_REVIEWER = "department_reviewer", "部门审核人的导览"
    FINANCE_REVIEWER = "finance_reviewer", "财政审核人的导览"


class TourProgress(models.Model):
    """How far somebody has come in a tour; without one, it was never begun nor declined.

    ``step`` is the key of the step to be shown, which stays the same when others are put before it.
    """

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="tours", verbose_name="用户"
    )
    tour = models.CharField("导览", max_length=20, choices=Tour)
    step = models.CharField("看到哪一步", max_length=40, blank=True)
    ended = models.DateTimeField("结束时间", null=True)

    class Meta:
        verbose_name = verbose_name_plural = "导览进度"
        default_permissions = ()
        constraints = [models.UniqueConstraint(fields=["user", "tour"], name="tour_progress_once")]

    def __str__(self):
        return self.get_tour_display()
