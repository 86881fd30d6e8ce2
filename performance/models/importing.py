import json
from datetime import timedelta

from django.conf import settings
from django.db import models

from departments.accounts.clocks import recent
from performance.models.statements import PerformanceStatement

LIFETIME = timedelta(hours=2)
ANSWERED_AGAIN = timedelta(days=2)  # longer than a program tries again
MOST_OF_A_USER = 3


class ListKind(models.TextChoices):
    FIGURES = "figures", "预算数"
    STANDARDS = "standards", "标准指标"


class UploadQuerySet(models.QuerySet):
    def visible_to(self, user):
        """One's own, as long as they last."""
        return self._of(user).filter(exchange=False)

    def packages_of(self, user):
        """One's own packages of other systems, which have a preview of their own."""
        return self._of(user).filter(exchange=True, reading=None)

    def lists_of(self, user, kind):
        """One's own lists of a kind: what was read of each is kept with it."""
        return self._of(user).filter(exchange=True, list_kind=kind)

    def _of(self, user):
        return self.filter(recent("created", LIFETIME), user=user.pk)

    def outdated(self):
        return self.exclude(recent("created", LIFETIME))

    def keep_list(self, user, kind, name, read):
        """What was read of a list, until it is decided about."""
        reading = json.dumps(read).encode()
        upload = self.create(
            user=user, name=name[-255:], exchange=True, list_kind=kind, content=b"", reading=reading
        )
        self.drop_outdated(user)
        return upload

    def drop_outdated(self, user):
        """Nobody has to come back and cancel: what is too old goes, and all but the latest of this user."""
        self.outdated().delete()
        newest = self.filter(user=user).order_by("-pk").values_list("pk", flat=True)[:MOST_OF_A_USER]
        self.filter(user=user).exclude(pk__in=list(newest)).delete()


class Upload(models.Model):
    """A file between its preview and the decision about it. ``version`` is that of the statement previewed, 0 for none.

    Kept here and not as a file, so that nothing is left behind anywhere once the row is gone.
    """

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="uploads", verbose_name="上传人"
    )
    statement = models.ForeignKey(
        PerformanceStatement, models.CASCADE, related_name="+", null=True, verbose_name="绩效文本"
    )
    name = models.CharField("文件名", max_length=255)
    sha256 = models.CharField("摘要", max_length=64)
    content = models.BinaryField("内容")
    reading = models.BinaryField("读出的内容", null=True)
    version = models.PositiveIntegerField("预览时的版次", default=0)
    exchange = models.BooleanField("与其他系统交换", default=False, db_default=False)
    list_kind = models.CharField(
        "名单", max_length=20, choices=ListKind, blank=True, default="", db_default=""
    )
    created = models.DateTimeField("上传时间", auto_now_add=True)

    objects = UploadQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "待确认的导入文件"
        ordering = ["-pk"]
        default_permissions = ()

    def __str__(self):
        return self.name


class ConfirmedImportQuerySet(models.QuerySet):
    def outdated(self):
        return self.exclude(recent("created", ANSWERED_AGAIN))


class ConfirmedImport(models.Model):
    """What a program was answered when it confirmed an import, for whoever has not got the answer and asks again."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="+", verbose_name="导入人"
    )
    token = models.CharField("标识的摘要", max_length=64)
    asked = models.CharField("请求的摘要", max_length=64)
    answer = models.JSONField("答复", default=dict)
    created = models.DateTimeField("时间", auto_now_add=True)

    objects = ConfirmedImportQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "已确认的导入"
        default_permissions = ()
        constraints = [models.UniqueConstraint(fields=["user", "token"], name="import_confirmed_once")]

    def __str__(self):
        return f"{self.user_id} {self.created:%Y-%m-%d %H:%M}"


class UploadPage(models.Model):
    """A page of a scan as it was recognised, for whoever compares what was read with it; it goes with its upload."""

    upload = models.ForeignKey(Upload, models.CASCADE, related_name="pages", verbose_name="待确认的导入文件")
    file = models.PositiveSmallIntegerField("第几个文件", default=0)
    page = models.PositiveSmallIntegerField("页")
    width = models.PositiveSmallIntegerField("宽（像素）")
    height = models.PositiveSmallIntegerField("高（像素）")
    dots = models.FloatField("每英寸像素")
    picture = models.BinaryField("图片")

    class Meta:
        verbose_name = verbose_name_plural = "扫描件的页"
        ordering = ["file", "page"]
        constraints = [models.UniqueConstraint(fields=["upload", "file", "page"], name="upload_page_once")]
        default_permissions = ()

    def __str__(self):
        return f"{self.upload} 第{self.page}页"
