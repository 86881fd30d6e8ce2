from decimal import Decimal

from django.conf import settings
from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import Q, TextChoices

from indicators.office_codes import OfficeCodeField
from performance.models.events import WorkflowEvent
from performance.models.immutable import UnchangeableRow
from performance.models.statements import PerformanceStatement
from performance.models.states import Stage
from projects.models import BudgetProject


class Grade(TextChoices):
    EXCELLENT = "excellent", "优"
    GOOD = "good", "良"
    FAIR = "fair", "中"
    POOR = "poor", "差"


class Decision(TextChoices):
    PASS = "pass", "通过"
    PASS_WITH_EDIT = "pass_with_edit", "完善后通过"
    RETURN = "return", "退回修改"
    REJECT = "reject", "不予支持"


class ReviewSheet(models.Model):
    """The criteria sheet of one review. It is sent with the reviewer's step, and stands still from then on.

    That of a key project names it in ``project_label``, which stays where the project itself has been deleted.
    """

    office_code = OfficeCodeField(way="statement__office_code")
    statement = models.ForeignKey(
        PerformanceStatement, models.PROTECT, related_name="sheets", verbose_name="绩效文本"
    )
    project = models.ForeignKey(
        BudgetProject,
        models.SET_NULL,
        related_name="sheets",
        null=True,
        blank=True,
        verbose_name="重点项目",
    )
    project_label = models.CharField("重点项目（编码和名称）", max_length=400, blank=True)
    stage = models.CharField("审核环节", max_length=20, choices=Stage)
    round = models.PositiveIntegerField("轮次")
    reviewer = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="review_sheets", verbose_name="审核人"
    )
    grade = models.CharField("总评等级", max_length=20, choices=Grade, blank=True)
    opinion = models.TextField("审核意见", blank=True)
    decision = models.CharField("审核结论", max_length=20, choices=Decision, blank=True)
    event = models.ForeignKey(
        WorkflowEvent,
        models.PROTECT,
        related_name="sheets",
        null=True,
        editable=False,
        verbose_name="办理记录",
    )

    class Meta:
        verbose_name = verbose_name_plural = "审核表"
        ordering = ["statement_id", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["statement", "stage"],
                condition=Q(event__isnull=True, project_label=""),
                name="sheet_one_draft",
            ),
            models.UniqueConstraint(
                fields=["statement", "stage", "project"],
                condition=Q(event__isnull=True, project__isnull=False),
                name="sheet_one_draft_of_project",
            ),
        ]

    def __str__(self):
        about = f"（{self.project_label}）" if self.project_label else ""
        return f"{self.statement} 第{self.round}轮{self.get_stage_display()}审核表{about}"

    def save(self, *args, **kwargs):
        refuse_if_sent(self.pk)
        super().save(*args, **kwargs)

    def delete(self, *args, **kwargs):
        refuse_if_sent(self.pk)
        return super().delete(*args, **kwargs)

    @property
    def sent(self):
        return self.event_id is not None


def refuse_if_sent(sheet_pk):
    """Ask the stored row: the one in memory may be older than the sending."""
    if ReviewSheet.objects.filter(pk=sheet_pk, event__isnull=False).exists():
        raise UnchangeableRow("审核表已送出，不能再修改。")


class ReviewMark(models.Model):
    """The grade, and for a key project the points, that a sheet gives for one sub-criterion."""

    office_code = OfficeCodeField(way="sheet__office_code")
    sheet = models.ForeignKey(ReviewSheet, models.CASCADE, related_name="marks", verbose_name="审核表")
    criterion = models.CharField("审核要点", max_length=40)
    grade = models.CharField("等级", max_length=20, choices=Grade)
    points = models.DecimalField(
        "得分",
        max_digits=5,
        decimal_places=2,
        null=True,
        blank=True,
        validators=[MinValueValidator(Decimal(0), "得分不能为负数。")],
    )

    class Meta:
        verbose_name = verbose_name_plural = "审核要点评分"
        ordering = ["sheet_id", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["sheet", "criterion"], name="mark_unique_in_sheet"),
            models.CheckConstraint(
                condition=Q(points__isnull=True) | Q(points__gte=0), name="mark_points_not_negative"
            ),
        ]

    def __str__(self):
        return f"{self.sheet} {self.get_grade_display()}"

    def save(self, *args, **kwargs):
        refuse_if_sent(self.sheet_id)
        super().save(*args, **kwargs)

    def delete(self, *args, **kwargs):
        refuse_if_sent(self.sheet_id)
        return super().delete(*args, **kwargs)
