from django.db import models

from departments.models import BudgetUnit
from departments.querysets import BudgetUnitQuerySet, sees_everything
from indicators.office_codes import OfficeCodeField
from performance.models.statements import PerformanceStatement
from performance.models.states import UnitState


class UnitSubmissionQuerySet(models.QuerySet):
    def visible_to(self, user):
        """The shares of the units the user may see."""
        if sees_everything(user):
            return self.all()
        return self.filter(BudgetUnitQuerySet.business_below(user, "unit__"))


class UnitSubmission(models.Model):
    """A unit's share in a statement: how far its projects have come on their way to the department.

    ``version`` rises with each step and with each save that touches the unit's projects.
    """

    office_code = OfficeCodeField(way="statement__office_code")
    statement = models.ForeignKey(
        PerformanceStatement, models.CASCADE, related_name="submissions", verbose_name="绩效文本"
    )
    unit = models.ForeignKey(BudgetUnit, models.PROTECT, related_name="submissions", verbose_name="预算单位")
    state = models.CharField(
        "状态", max_length=20, choices=UnitState, default=UnitState.FILLING, editable=False
    )
    version = models.PositiveIntegerField("版次", default=1, editable=False)

    objects = UnitSubmissionQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "单位填报"
        ordering = ["statement_id", "unit__position", "unit__code"]
        indexes = [models.Index(fields=["statement", "state"], name="submission_standing")]
        constraints = [
            models.UniqueConstraint(fields=["statement", "unit"], name="submission_unique_in_statement"),
        ]

    def __str__(self):
        return f"{self.unit} · {self.get_state_display()}"
