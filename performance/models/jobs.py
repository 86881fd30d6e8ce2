import uuid
from datetime import timedelta
from pathlib import Path

from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models

from departments.accounts.clocks import is_recent


class JobKind(models.TextChoices):
    PACKAGE = "package", "上报材料包"
    SUMMARY = "summary", "汇总工作簿"
    CHECK = "check", "成批体检"
    READING = "reading", "读取导入文件"
    MONITORING = "monitoring", "建立监控报告"
    EXCHANGE_CSV = "exchange_csv", "交换包（逐表文件）"
    EXCHANGE_BOOK = "exchange_book", "交换包（工作簿）"
    EXCHANGE_LENGTHS = "exchange_lengths", "交换长度检查"


class JobState(models.TextChoices):
    QUEUED = "queued", "等待中"
    RUNNING = "running", "进行中"
    DONE = "done", "完成"
    FAILED = "failed", "失败"
    CANCELLED = "cancelled", "已取消"


UNDER_WAY = (JobState.QUEUED, JobState.RUNNING)


class ExportJobQuerySet(models.QuerySet):
    def visible_to(self, user):
        """One's own, whatever else one may see: a result holds what its owner was allowed to see."""
        return self.filter(owner=user.pk) if user.is_active else self.none()

    def under_way(self):
        return self.filter(state__in=UNDER_WAY)


class ExportJob(models.Model):
    """Work that takes longer than a page may: what was asked for, how far it is, and where its result lies.

    ``attempt`` tells a worker apart from the one that was given the job before and is taken for dead: only the
    worker of the latest attempt may still write. ``beat`` is its last sign of life, ``worker`` who it is. What is
    under way belongs to that attempt until ``lease``, and is begun anew after it.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="export_jobs", verbose_name="申请人"
    )
    kind = models.CharField("种类", max_length=20, choices=JobKind)
    title = models.CharField("内容", max_length=200)
    parameters = models.JSONField("参数", encoder=DjangoJSONEncoder)
    state = models.CharField("状态", max_length=20, choices=JobState, default=JobState.QUEUED)
    done = models.PositiveIntegerField("已完成", default=0)
    total = models.PositiveIntegerField("总数", default=0)
    message = models.TextField("说明", blank=True)
    file_name = models.CharField("文件名", max_length=200, blank=True)
    attempt = models.PositiveSmallIntegerField("第几次办理", default=1)
    task_id = models.CharField("队列标识", max_length=64, blank=True)
    worker = models.CharField("办理进程", max_length=200, blank=True)
    beat = models.DateTimeField("最近动静", null=True)
    created = models.DateTimeField("申请时间", auto_now_add=True)
    lease = models.DateTimeField("保留到", null=True)
    finished = models.DateTimeField("结束时间", null=True)

    objects = ExportJobQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "后台任务"
        ordering = ["-created"]
        indexes = [models.Index(fields=["state", "lease"], name="exportjob_state_lease")]
        default_permissions = ("view",)

    def __str__(self):
        return f"{self.get_kind_display()}：{self.title}"

    @property
    def under_way(self):
        return self.state in UNDER_WAY

    @property
    def result(self) -> Path:
        return settings.EXPORT_DIR / f"{self.pk}{Path(self.file_name).suffix}"

    @property
    def expires(self):
        return self.finished and self.finished + timedelta(days=settings.EXPORT_DAYS)

    @property
    def downloadable(self):
        if self.state != JobState.DONE or self.finished is None:
            return False
        return is_recent(self.finished, timedelta(days=settings.EXPORT_DAYS)) and self.result.is_file()

    @property
    def counted(self):
        """What ``total`` is a number of."""
        return {JobKind.CHECK: "个文件", JobKind.READING: "页"}.get(JobKind(self.kind), "个部门")


class JobFile(models.Model):
    """A file that a job is to look at; gone as soon as it has been looked at."""

    job = models.ForeignKey(ExportJob, models.CASCADE, related_name="files", verbose_name="后台任务")
    name = models.CharField("文件名", max_length=255)
    content = models.BinaryField("内容")

    class Meta:
        verbose_name = verbose_name_plural = "后台任务的文件"
        ordering = ["pk"]
        default_permissions = ()

    def __str__(self):
        return self.name
