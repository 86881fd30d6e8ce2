import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q, TextChoices


class NoticeKind(TextChoices):
    TO_REVIEW = "to_review", "报送待审"
    RETURNED = "returned", "退回"
    RECALLED = "recalled", "撤回"
    APPROVED = "approved", "批复"
    PUBLISHED = "published", "公开"
    PASSED = "passed", "部门通过"
    ADJUSTING = "adjusting", "调整"
    COMMENTED = "commented", "新的意见"
    ANSWERED = "answered", "意见已答复"
    DEADLINE = "deadline", "期限临近"
    URGED = "urged", "催办"
    GRADED = "graded", "自评评定"
    SPOT_CHECKED = "spot_checked", "自评抽查"
    MONITORED = "monitored", "监控"
    ALERTED = "alerted", "监控预警"
    CLOSED = "closed", "监控办结"


class Mailing(TextChoices):
    """Whether a notice goes out by e-mail as well, and when."""

    AT_ONCE = "at_once", "立即发邮件"
    DAILY = "daily", "每日汇总一封"
    OFF = "off", "不发邮件"


class NoticeQuerySet(models.QuerySet):
    def visible_to(self, user):
        """One's own, whoever one is."""
        return self.filter(recipient=user) if user.is_active else self.none()

    def unread(self):
        return self.filter(read_at__isnull=True)

    def waiting_for_digest(self):
        """Who has read one meanwhile need not be told once more."""
        return self.unread().filter(mailing=Mailing.DAILY, digest=None)


class Notice(models.Model):
    """Something a person should know, with the path of the page where it can be seen.

    ``about`` is the key of the matter (``notifications.matters``): when the matter is done, so is the notice.
    """

    LONGEST_TEXT = 500

    recipient = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="notices", verbose_name="收件人"
    )
    kind = models.CharField("类别", max_length=20, choices=NoticeKind)
    text = models.CharField("内容", max_length=LONGEST_TEXT)
    link = models.CharField("链接", max_length=200, blank=True)
    about = models.CharField("所及事项", max_length=80, blank=True, editable=False)
    created = models.DateTimeField("时间", auto_now_add=True)
    read_at = models.DateTimeField("阅读时间", null=True, blank=True)
    mailing = models.CharField(
        "邮件",
        max_length=10,
        choices=Mailing,
        default=Mailing.AT_ONCE,
        db_default=Mailing.AT_ONCE.value,
        editable=False,
    )
    digest = models.ForeignKey(
        "performance.NoticeDigest",
        models.SET_NULL,
        related_name="notices",
        null=True,
        editable=False,
        verbose_name="汇总",
    )

    objects = NoticeQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "通知"
        ordering = ["-pk"]
        default_permissions = ()
        indexes = [
            models.Index(fields=["recipient"], condition=Q(read_at__isnull=True), name="notice_unread"),
            models.Index(fields=["about"], condition=Q(read_at__isnull=True), name="notice_unread_about"),
            models.Index(
                fields=["recipient"],
                condition=Q(mailing=Mailing.DAILY.value, digest__isnull=True),
                name="notice_for_digest",
            ),
        ]

    def __str__(self):
        return f"{self.get_kind_display()}：{self.text}"


class NoticePreference(models.Model):
    """How somebody wants to be told of a kind of notices; without one, at once."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="notice_preferences", verbose_name="收件人"
    )
    kind = models.CharField("类别", max_length=20, choices=NoticeKind)
    mailing = models.CharField("邮件", max_length=10, choices=Mailing)

    class Meta:
        verbose_name = verbose_name_plural = "通知设置"
        default_permissions = ()
        constraints = [models.UniqueConstraint(fields=["user", "kind"], name="notice_preference_once")]

    def __str__(self):
        return f"{self.get_kind_display()}：{self.get_mailing_display()}"


class NoticeDigest(models.Model):
    """The one letter of a day to one person: ``id`` is in its Message-ID, however often it has to be sent.

    Whoever sends it holds it until ``held_until``; ``attempts`` tells its holders apart.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="+", verbose_name="收件人"
    )
    day = models.DateField("日期")
    attempts = models.PositiveSmallIntegerField("次数", default=0)
    held_until = models.DateTimeField("保留到", null=True)
    sent_at = models.DateTimeField("发出时间", null=True)
    fault = models.CharField("最近一次的原因", max_length=300, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = "通知汇总"
        default_permissions = ()
        indexes = [
            models.Index(fields=["day"], condition=Q(sent_at__isnull=True), name="notice_digest_unsent")
        ]
        constraints = [models.UniqueConstraint(fields=["user", "day"], name="notice_digest_once_a_day")]

    def __str__(self):
        return f"{self.day:%Y-%m-%d}"
