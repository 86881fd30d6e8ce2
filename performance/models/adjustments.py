from django.db import models
from django.db.models import Q

from departments.models import BudgetUnit
from departments.querysets import BudgetUnitQuerySet, DepartmentQuerySet, sees_everything
from indicators.office_codes import OfficeCodeField
from performance.differences.opened import OpenedKind
from performance.models.events import WorkflowEvent
from performance.models.statements import PerformanceStatement
from performance.models.states import RequestState
from projects.models import BudgetProject

KINDS = [(kind.value, kind.label) for kind in OpenedKind]


class AdjustmentRequestQuerySet(models.QuerySet):
    def visible_to(self, user):
        if sees_everything(user):
            return self.all()
        return self.filter(
            Q(unit__isnull=True) | BudgetUnitQuerySet.business_below(user, "unit__"),
            DepartmentQuerySet.business_below(user, "statement__department__"),
        )


class AdjustmentRequest(models.Model):
    """An application to change an approved text: which parts, and why.

    ``unit`` is the one that applies to its department; without one the department itself applies. ``filed``,
    ``forwarded`` to the finance office, ``allowed`` and ``ended`` are the steps that did so; what is allowed and not
    ended limits what may be changed. ``origin`` names what it came from, if not from whoever applies.
    """

    office_code = OfficeCodeField(way="statement__office_code")
    statement = models.ForeignKey(
        PerformanceStatement, models.PROTECT, related_name="adjustments", verbose_name="绩效文本"
    )
    unit = models.ForeignKey(
        BudgetUnit, models.PROTECT, related_name="+", null=True, blank=True, verbose_name="提出申请的单位"
    )
    state = models.CharField(
        "状态", max_length=20, choices=RequestState, default=RequestState.DRAFTED, editable=False
    )
    version = models.PositiveIntegerField("版次", default=0, editable=False)
    origin = models.CharField("来源", max_length=80, blank=True)
    filed = models.OneToOneField(
        WorkflowEvent, models.PROTECT, related_name="filed_request", verbose_name="申请"
    )
    forwarded = models.OneToOneField(
        WorkflowEvent, models.PROTECT, related_name="forwarded_request", null=True, verbose_name="转报财政"
    )
    allowed = models.OneToOneField(
        WorkflowEvent, models.PROTECT, related_name="allowed_request", null=True, verbose_name="同意"
    )
    ended = models.ForeignKey(
        WorkflowEvent, models.PROTECT, related_name="ended_requests", null=True, verbose_name="结束"
    )

    objects = AdjustmentRequestQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "调整申请"
        ordering = ["-pk"]

    def __str__(self):
        return f"{self.statement} 调整申请（{self.filed.actor_name}）"

    @property
    def standing(self):
        """Where it stands, in words."""
        return self.ended.label if self.ended else self.get_state_display()


class AdjustmentPart(models.Model):
    """One part that is to be opened. ``label`` names it as it was called then; ``old`` and ``new`` as typed."""

    office_code = OfficeCodeField(way="request__office_code")
    request = models.ForeignKey(
        AdjustmentRequest, models.CASCADE, related_name="parts", verbose_name="调整申请"
    )
    kind = models.CharField("部分", max_length=20, choices=KINDS)
    project = models.ForeignKey(
        BudgetProject, models.SET_NULL, related_name="+", null=True, blank=True, verbose_name="项目"
    )
    unit = models.ForeignKey(
        BudgetUnit, models.PROTECT, related_name="+", null=True, blank=True, verbose_name="预算单位"
    )
    label = models.CharField("名称（当时）", max_length=400, blank=True)
    old = models.TextField("原内容", blank=True)
    new = models.TextField("拟改为", blank=True)
    reason = models.TextField("理由", blank=True)

    class Meta:
        verbose_name = verbose_name_plural = "申请调整的部分"
        ordering = ["pk"]

    def __str__(self):
        return f"{self.get_kind_display()}：{self.label}" if self.label else self.get_kind_display()
