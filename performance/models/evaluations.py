"""Self-evaluation after the year: when it is open and by which scheme, one card for each project or department, its versions and steps."""

from typing import Any

from django.db import models
from django.db.models import F, Q

from departments.permissions.reach import any_of
from departments.querysets import VisibleQuerySet
from indicators.office_codes import OfficeCodeField
from performance.models.states import EvaluationState
from performance.models.step_events import StepEvent
from performance.models.written import (
    Paper,
    PaperQuerySet,
    WrittenVersion,
    project_of_papers,
    statement_of_papers,
    unit_of_papers,
)

POINTS: dict[str, Any] = {"max_digits": 7, "decimal_places": 2, "null": True, "blank": True}


class EvaluationTimetableQuerySet(VisibleQuerySet):
    @staticmethod
    def opened_by(reaches):
        """When an office has its year evaluated is everybody's who has a place in it."""
        return any_of(office={reach.office for reach in reaches})


class EvaluationTimetable(models.Model):
    """Both days are included. ``scheme`` is the id of a shipped scoring scheme; a form left blank is the usual one of it."""

    office = models.ForeignKey(
        "departments.FinanceOffice",
        models.PROTECT,
        related_name="evaluation_timetables",
        verbose_name="财政局",
    )
    fiscal_year = models.PositiveSmallIntegerField("预算年度")
    opens = models.DateField("自评开始日期")
    closes = models.DateField("自评截止日期")
    scheme = models.CharField("评分方案", max_length=40)
    project_form = models.CharField("项目的自评表样", max_length=40, blank=True)
    department_form = models.CharField("部门整体的自评表样", max_length=40, blank=True)

    objects = EvaluationTimetableQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "自评日程"
        ordering = ["-fiscal_year", "office"]
        default_permissions = ("view",)
        constraints = [
            models.UniqueConstraint(
                fields=["office", "fiscal_year"], name="evaluation_timetable_unique_in_year"
            ),
            models.CheckConstraint(
                condition=Q(closes__gte=F("opens")),
                name="evaluation_closes_after_opening",
                violation_error_message="自评截止日期不能早于开始日期。",
            ),
        ]

    def __str__(self):
        return f"{self.office}{self.fiscal_year}年自评日程（{self.opens}至{self.closes}）"


class SelfEvaluation(Paper):
    """What was done of it. ``scheme`` and ``form`` are fixed when the card is made.

    ``total`` and ``grade`` are of the latest version, ``checked_total`` is what the finance office gave, ``final_total``
    and ``final_grade`` what became of it.
    """

    statement = statement_of_papers("evaluations")
    unit = unit_of_papers("evaluations")
    project = project_of_papers("evaluations")
    scheme = models.CharField("评分方案", max_length=40)
    form = models.CharField("自评表样", max_length=40, default="national")
    state = models.CharField(
        "状态", max_length=30, choices=EvaluationState, default=EvaluationState.FILLING, editable=False
    )
    total = models.DecimalField("自评得分", **POINTS)
    grade = models.CharField("自评等级", max_length=10, blank=True)
    checked_total = models.DecimalField("复核评分", **POINTS)
    final_total = models.DecimalField("复核得分", **POINTS)
    final_grade = models.CharField("复核等级", max_length=10, blank=True)

    objects = PaperQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "绩效自评"
        ordering = ["statement_id", "position", "pk"]
        default_permissions = ("view",)
        indexes = [models.Index(fields=["office_code", "state"], name="evaluation_standing")]
        constraints = [
            models.UniqueConstraint(
                fields=["statement", "project"],
                condition=Q(project__isnull=False),
                name="evaluation_one_per_project",
            ),
            models.UniqueConstraint(
                fields=["statement"], condition=Q(unit__isnull=True), name="evaluation_one_per_department"
            ),
        ]

    def __str__(self):
        return f"{self.statement.fiscal_year}年绩效自评：{self.label}"


class OfEvaluationQuerySet(PaperQuerySet):
    """What belongs to a card is seen by whoever sees the card."""

    way = "evaluation__"


class EvaluationVersion(WrittenVersion):
    """What a save left in a card: ``content`` as ``content.self_evaluation`` writes it. The latest one holds."""

    office_code = OfficeCodeField(way="evaluation__office_code")
    evaluation = models.ForeignKey(
        SelfEvaluation, models.PROTECT, related_name="versions", verbose_name="绩效自评"
    )

    objects = OfEvaluationQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "自评的历次保存"
        ordering = ["evaluation_id", "-number"]
        default_permissions = ("view",)
        constraints = [
            models.UniqueConstraint(fields=["evaluation", "number"], name="evaluation_version_unique"),
        ]

    def __str__(self):
        return f"{self.evaluation} 第{self.number}版"


class EvaluationEvent(StepEvent):
    """One step that was taken with a card."""

    office_code = OfficeCodeField(way="evaluation__office_code")
    evaluation = models.ForeignKey(
        SelfEvaluation, models.PROTECT, related_name="events", verbose_name="绩效自评"
    )
    source = models.CharField("原状态", max_length=30, choices=EvaluationState)
    target = models.CharField("新状态", max_length=30, choices=EvaluationState)
    reason = models.TextField("意见", blank=True)
    total = models.DecimalField("当时得分", **POINTS)

    objects = OfEvaluationQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "自评的办理记录"
        ordering = ["pk"]
        default_permissions = ("view",)
        constraints = [
            models.UniqueConstraint(
                fields=["actor", "key"], condition=~Q(key=""), name="evaluation_event_key_unique"
            ),
        ]

    def __str__(self):
        return f"{self.evaluation} {self.label}（{self.actor_name}）"
