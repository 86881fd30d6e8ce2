"""Self-evaluation after the year: when it is open and by which scheme, one card for each project or department, its versions and steps."""

from typing import Any

from django.db import models
from django.db.models import F, Q

from departments.models import BudgetUnit
from departments.permissions.reach import any_of
from departments.querysets import BudgetUnitQuerySet, VisibleQuerySet, sees_everything
from indicators.office_codes import OfficeCodeField
from performance.models.revisions import Revision
from performance.models.statements import PerformanceStatement, whole_below
from performance.models.states import EvaluationState
from performance.models.step_events import StepEvent
from performance.models.written import WrittenVersion
from projects.models import BudgetProject

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


def evaluations_below(user, way=""):
    """Cards of units the user may see; the department's own for those who read the whole text."""
    units = BudgetUnitQuerySet.business_below(user, f"{way}unit__")
    return units | Q(whole_below(user, f"{way}statement__"), **{f"{way}unit__isnull": True})


class SelfEvaluationQuerySet(models.QuerySet):
    def visible_to(self, user):
        return self.all() if sees_everything(user) else self.filter(evaluations_below(user))


class SelfEvaluation(models.Model):
    """What was done of one project of an approved text, or of the department's own goals where there is no ``unit``.

    ``revision`` is the approved text it is held against, ``code`` and ``label`` name the project in it.
    ``scheme`` and ``form`` are fixed when the card is made. ``total`` and ``grade`` are of the latest version, ``checked_total`` is
    what the finance office gave, ``final_total`` and ``final_grade`` what became of it. ``version`` rises with every
    save and step.
    """

    office_code = OfficeCodeField(way="statement__office_code")
    statement = models.ForeignKey(
        PerformanceStatement, models.PROTECT, related_name="evaluations", verbose_name="绩效文本"
    )
    unit = models.ForeignKey(
        BudgetUnit,
        models.PROTECT,
        related_name="evaluations",
        null=True,
        blank=True,
        verbose_name="预算单位",
    )
    project = models.ForeignKey(
        BudgetProject,
        models.SET_NULL,
        related_name="evaluations",
        null=True,
        blank=True,
        verbose_name="预算项目",
    )
    code = models.CharField("项目编码", max_length=64, blank=True)
    label = models.CharField("名称", max_length=300)
    position = models.PositiveIntegerField("顺序")
    revision = models.ForeignKey(Revision, models.PROTECT, related_name="+", verbose_name="批复版")
    scheme = models.CharField("评分方案", max_length=40)
    form = models.CharField("自评表样", max_length=40, default="national")
    state = models.CharField(
        "状态", max_length=30, choices=EvaluationState, default=EvaluationState.FILLING, editable=False
    )
    version = models.PositiveIntegerField("版次", default=1, editable=False)
    total = models.DecimalField("自评得分", **POINTS)
    grade = models.CharField("自评等级", max_length=10, blank=True)
    checked_total = models.DecimalField("复核评分", **POINTS)
    final_total = models.DecimalField("复核得分", **POINTS)
    final_grade = models.CharField("复核等级", max_length=10, blank=True)

    objects = SelfEvaluationQuerySet.as_manager()

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


class EvaluationVersionQuerySet(models.QuerySet):
    def visible_to(self, user):
        return self.all() if sees_everything(user) else self.filter(evaluations_below(user, "evaluation__"))


class EvaluationVersion(WrittenVersion):
    """What a save left in a card: ``content`` as ``content.self_evaluation`` writes it. The latest one holds."""

    office_code = OfficeCodeField(way="evaluation__office_code")
    evaluation = models.ForeignKey(
        SelfEvaluation, models.PROTECT, related_name="versions", verbose_name="绩效自评"
    )

    objects = EvaluationVersionQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "自评的历次保存"
        ordering = ["evaluation_id", "-number"]
        default_permissions = ("view",)
        constraints = [
            models.UniqueConstraint(fields=["evaluation", "number"], name="evaluation_version_unique"),
        ]

    def __str__(self):
        return f"{self.evaluation} 第{self.number}版"


class EvaluationEventQuerySet(models.QuerySet):
    def visible_to(self, user):
        return self.all() if sees_everything(user) else self.filter(evaluations_below(user, "evaluation__"))


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

    objects = EvaluationEventQuerySet.as_manager()

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
