from datetime import timedelta

from django.db import models
from django.utils import timezone

from departments.accounts.clocks import CLOCKS_DIFFER
from departments.permissions.rights import roles_held
from departments.permissions.roles import Role

KEEPERS = frozenset((Role.SYSTEM_ADMINISTRATOR, Role.SECURITY_ADMINISTRATOR))


class RunState(models.TextChoices):
    RUNNING = "running", "进行中"
    DONE = "done", "完成"
    FAILED = "failed", "失败"


class ScheduledRunQuerySet(models.QuerySet):
    def visible_to(self, user):
        """For whoever keeps the installation; what was printed of other offices is kept from them elsewhere."""
        keeps = user.is_active and (user.is_superuser or bool(roles_held(user) & KEEPERS))
        return self.all() if keeps else self.none()

    def since(self, moment):
        """What was due later than that, by a clock that was right."""
        return self.filter(due__gte=moment, due__lte=timezone.now() + CLOCKS_DIFFER)


class ScheduledRun(models.Model):
    """One time that a scheduled task was due, and what became of it.

    The row is what keeps a task from being done twice: whoever makes it does the work, and holds it until ``lease``.
    ``attempt`` tells its holder apart from the one before, who was killed or failed.
    """

    task = models.CharField("任务", max_length=40)
    due = models.DateTimeField("应办时间")
    state = models.CharField("状态", max_length=10, choices=RunState, default=RunState.RUNNING)
    attempt = models.PositiveSmallIntegerField("第几次办理", default=1)
    worker = models.CharField("办理进程", max_length=200, blank=True)
    lease = models.DateTimeField("保留到", null=True)
    started = models.DateTimeField("开始时间")
    finished = models.DateTimeField("结束时间", null=True)
    message = models.TextField("结果", blank=True)

    objects = ScheduledRunQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "定时任务"
        ordering = ["-due", "task"]
        constraints = [models.UniqueConstraint(fields=["task", "due"], name="scheduledrun_once")]
        default_permissions = ("view",)

    def __str__(self):
        return f"{self.task} {timezone.localtime(self.due):%Y-%m-%d %H:%M}"

    @property
    def lasted(self) -> timedelta | None:
        return self.finished - self.started if self.finished else None
