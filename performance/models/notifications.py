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


class NoticeQuerySet(models.QuerySet):
    def visible_to(self, user):
        """One's own, whoever one is."""
        return self.filter(recipient=user) if user.is_active else self.none()

    def unread(self):
        return self.filter(read_at__isnull=True)


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

    objects = NoticeQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "通知"
        ordering = ["-pk"]
        default_permissions = ()
        indexes = [
            models.Index(fields=["recipient"], condition=Q(read_at__isnull=True), name="notice_unread"),
            models.Index(fields=["about"], condition=Q(read_at__isnull=True), name="notice_unread_about"),
        ]

    def __str__(self):
        return f"{self.get_kind_display()}：{self.text}"
