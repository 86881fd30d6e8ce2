from django.db import models
from django.db.models.signals import post_delete

from indicators.models import TreeOwner, delete_tree
from indicators.office_codes import OfficeCodeField
from performance.content.model import GoalKind
from performance.models.statements import PerformanceStatement


class PerformanceGoal(TreeOwner):
    """A goal of the department as a whole; ``summary`` is its text in the 整体绩效总目标 box."""

    office_code = OfficeCodeField(way="statement__office_code")
    statement = models.ForeignKey(
        PerformanceStatement, models.CASCADE, related_name="goals", verbose_name="绩效文本"
    )
    position = models.PositiveSmallIntegerField("顺序")
    kind = models.CharField("种类", max_length=20, choices=[(kind.value, kind.label) for kind in GoalKind])
    horizon = models.CharField("期限", max_length=200, blank=True)
    summary = models.TextField("总目标", blank=True)
    text = models.TextField("目标内容", blank=True)

    class Meta:
        verbose_name = verbose_name_plural = "部门绩效目标"
        ordering = ["statement_id", "position", "pk"]

    def __str__(self):
        return f"{self.get_kind_display()} {self.horizon}".strip()

    @property
    def budget_year(self):
        return self.statement.fiscal_year


post_delete.connect(delete_tree, sender=PerformanceGoal, dispatch_uid="fell_tree_of_goal")
