from django.conf import settings
from django.db import models
from django.db.models import Q

from departments.models import BudgetUnit
from departments.querysets import BudgetUnitQuerySet, DepartmentQuerySet, sees_everything
from indicators.office_codes import OfficeCodeField
from performance.models.revisions import Revision
from performance.models.statements import PerformanceStatement
from performance.models.states import RequestState, StatementState, UnitState
from performance.models.step_events import StepEvent


class WorkflowEventQuerySet(models.QuerySet):
    def visible_to(self, user):
        """What happened to the statement, and to those of its units that the user may see."""
        if sees_everything(user):
            return self.all()
        return self.filter(
            Q(unit__isnull=True) | BudgetUnitQuerySet.business_below(user, "unit__"),
            DepartmentQuerySet.business_below(user, "statement__department__"),
        )


class WorkflowEvent(StepEvent):
    """One step that was taken; with a unit, a step of that unit's share or of its application.

    ``unchanged``: what had been sent back was handed in as it was.
    """

    office_code = OfficeCodeField(way="statement__office_code")
    statement = models.ForeignKey(
        PerformanceStatement, models.PROTECT, related_name="events", verbose_name="绩效文本"
    )
    unit = models.ForeignKey(
        BudgetUnit, models.PROTECT, related_name="events", null=True, blank=True, verbose_name="预算单位"
    )
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="workflow_events", verbose_name="办理人"
    )
    round = models.PositiveIntegerField("轮次")
    revision = models.ForeignKey(
        Revision, models.PROTECT, related_name="events", null=True, blank=True, verbose_name="文本留存"
    )
    unchanged = models.BooleanField("与退回时相同", default=False)

    objects = WorkflowEventQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "办理记录"
        ordering = ["pk"]
        indexes = [models.Index(fields=["statement", "unit", "action"], name="event_by_subject")]
        constraints = [
            models.UniqueConstraint(fields=["actor", "key"], condition=~Q(key=""), name="event_key_unique"),
        ]

    def __str__(self):
        return f"{self.unit or self.statement} {self.label}（{self.actor_name}）"

    @property
    def states(self):
        if self.source in RequestState.values:
            return RequestState
        return StatementState if self.unit_id is None else UnitState

    def get_source_display(self):
        return self.states(self.source).label

    def get_target_display(self):
        return self.states(self.target).label
