"""What declared forms print of a project and the forms of before do not: funds by source, the mid-term goal, own fields."""

from django.db import models
from django.db.models.signals import post_delete

from indicators.models import TreeOwner, delete_tree
from indicators.office_codes import OfficeCodeField
from indicators.own_fields import OwnFieldRow
from performance.content.kinds import FundPeriod, FundSource, GoalKind
from projects.amounts import money_column, never_negative


class FundLineRow(models.Model):
    """One amount by source, in 万元; ``printed`` is a text that stands in its place, ``column`` the head above it."""

    position = models.PositiveSmallIntegerField("顺序")
    period = models.CharField(
        "年度", max_length=20, choices=[(period.value, period.label) for period in FundPeriod]
    )
    source = models.CharField(
        "来源",
        max_length=20,
        choices=[(source.value, source.label) for source in FundSource if source],
        blank=True,
    )
    label = models.CharField("栏目（文本所印）", max_length=300, blank=True)
    column = models.CharField("所在列", max_length=300, blank=True)
    amount = money_column("金额（万元）")
    printed = models.CharField("文本所印", max_length=500, blank=True)

    class Meta:
        abstract = True

    def __str__(self):
        amount = self.printed if self.amount is None else self.amount
        return f"{self.get_period_display()} {self.label or self.get_source_display()}：{amount}"


class ProjectFundLine(FundLineRow):
    office_code = OfficeCodeField(way="project__office_code")
    project = models.ForeignKey(
        "projects.BudgetProject", models.CASCADE, related_name="funds", verbose_name="预算项目"
    )

    class Meta:
        verbose_name = verbose_name_plural = "项目资金来源"
        ordering = ["project_id", "position", "pk"]
        constraints = never_negative("projectfundline", "amount")


class ProjectField(OwnFieldRow):
    """A field of the project's table that only this form has."""

    office_code = OfficeCodeField(way="project__office_code")
    project = models.ForeignKey(
        "projects.BudgetProject", models.CASCADE, related_name="fields", verbose_name="预算项目"
    )

    class Meta:
        verbose_name = verbose_name_plural = "项目的本表栏目"
        ordering = ["project_id", "position", "pk"]


class MidTermGoal(TreeOwner):
    """What a project is to reach over its whole term, with a tree of its own; its year's goals stand beside it."""

    office_code = OfficeCodeField(way="project__office_code")
    project = models.OneToOneField(
        "projects.BudgetProject", models.CASCADE, related_name="mid_term", verbose_name="预算项目"
    )
    kind = models.CharField("种类", max_length=20, choices=[(kind.value, kind.label) for kind in GoalKind])
    horizon = models.CharField("期限", max_length=200, blank=True)
    summary = models.TextField("总目标", blank=True)
    text = models.TextField("目标内容", blank=True)

    class Meta:
        verbose_name = verbose_name_plural = "项目中期目标"
        ordering = ["project_id", "pk"]

    def __str__(self):
        return f"{self.project} {self.get_kind_display()}".strip()

    @property
    def budget_year(self):
        return self.project.fiscal_year


post_delete.connect(delete_tree, sender=MidTermGoal, dispatch_uid="fell_tree_of_mid_term_goal")
