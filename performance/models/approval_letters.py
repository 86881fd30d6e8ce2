"""The letters by which an office tells departments what it has approved, and the templates it prints them from."""

import hashlib

from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef, Q

from departments.permissions.reach import any_of
from departments.querysets import VisibleQuerySet, sees_everything
from performance.models.revisions import Revision


class ApprovalTemplateQuerySet(VisibleQuerySet):
    @staticmethod
    def opened_by(reaches):
        """Everybody who has a place in the office may see how its letters look."""
        return any_of(office={reach.office for reach in reaches})

    def in_use(self):
        return self.filter(retired__isnull=True)


class ApprovalTemplate(models.Model):
    """A Word file with places to fill; never changed, so a letter is printed again as it was. The latest in use counts."""

    office = models.ForeignKey(
        "departments.FinanceOffice", models.PROTECT, related_name="approval_templates", verbose_name="财政局"
    )
    name = models.CharField("文件名", max_length=200)
    content = models.BinaryField("内容")
    digest = models.CharField("摘要值（SHA-256）", max_length=64, editable=False)
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="上传人"
    )
    at = models.DateTimeField("上传时间", auto_now_add=True)
    retired = models.DateTimeField("停用时间", null=True, blank=True)

    objects = ApprovalTemplateQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "批复文模板"
        ordering = ["office", "-pk"]
        default_permissions = ("view", "add")

    def __str__(self):
        return f"{self.office.name}批复文模板“{self.name}”"

    def save(self, *args, **kwargs):
        self.digest = hashlib.sha256(self.content).hexdigest()
        super().save(*args, **kwargs)


class ApprovalLetterQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Letters of which the user reads every text as a whole."""
        if sees_everything(user):
            return self.all()
        own = Revision.objects.filter(letters=OuterRef("pk")).order_by()
        read = Revision.objects.visible_to(user).filter(unit__isnull=True)
        return self.filter(Exists(own)).exclude(Exists(own.exclude(pk__in=read.order_by().values("pk"))))

    def in_force(self):
        return self.filter(cancelled__isnull=True)


class ApprovalLetter(models.Model):
    """What was approved is said by ``revisions``, which never change. A cancelled letter stays, and frees its 文号."""

    LONGEST_REASON = 500

    office = models.ForeignKey(
        "departments.FinanceOffice", models.PROTECT, related_name="approval_letters", verbose_name="财政局"
    )
    fiscal_year = models.PositiveSmallIntegerField("预算年度")
    number = models.CharField("文号", max_length=60)
    dated = models.DateField("成文日期")
    template = models.ForeignKey(
        ApprovalTemplate,
        models.PROTECT,
        related_name="letters",
        null=True,
        blank=True,
        verbose_name="模板",
    )
    revisions = models.ManyToManyField(Revision, related_name="letters", verbose_name="批复的文本")
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="办理人"
    )
    at = models.DateTimeField("办理时间", auto_now_add=True)
    cancelled = models.DateTimeField("作废时间", null=True, blank=True)
    cancelled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        related_name="+",
        null=True,
        blank=True,
        verbose_name="作废人",
    )
    reason = models.CharField("作废理由", max_length=LONGEST_REASON, blank=True)

    objects = ApprovalLetterQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "批复文"
        ordering = ["-pk"]
        default_permissions = ("view", "add")
        constraints = [
            models.UniqueConstraint(
                fields=["office", "number"],
                condition=Q(cancelled__isnull=True),
                name="letter_number_unique",
            ),
        ]

    def __str__(self):
        return f"{self.office.name}{self.number}"
