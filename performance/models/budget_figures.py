"""What the budget says of projects, round by round: loaded as a list from the integrated system."""

from django.db import models
from django.db.models import TextChoices

from departments.models import BudgetUnit
from departments.querysets import BudgetUnitQuerySet, sees_everything
from indicators.office_codes import OfficeCodeField
from projects.amounts import money_column, never_negative


class BudgetRound(TextChoices):
    """Figures go up, come down, and go up again; the later round holds."""

    FIRST = "first", "一上"
    SECOND = "second", "二上"


class BudgetFigureQuerySet(models.QuerySet):
    def visible_to(self, user):
        if sees_everything(user):
            return self.all()
        return self.filter(BudgetUnitQuerySet.business_below(user, "unit__"))


class BudgetFigure(models.Model):
    """One project of the budget in one round, in 万元; ``total`` is what a text is held against."""

    SOURCES = (
        *("general_budget", "government_fund", "state_capital"),
        *("special_account", "unit_funds", "other_funds"),
    )

    office_code = OfficeCodeField(way="unit__department__office__division_code")
    unit = models.ForeignKey(
        BudgetUnit, models.PROTECT, related_name="budget_figures", verbose_name="预算单位"
    )
    fiscal_year = models.PositiveSmallIntegerField("预算年度")
    round = models.CharField("轮次", max_length=10, choices=BudgetRound)
    code = models.CharField("项目编码", max_length=64)
    name = models.CharField("项目名称", max_length=300)
    project_class = models.CharField("项目类别", max_length=100, blank=True)
    total = money_column("预算数（万元）")
    general_budget = money_column("一般公共预算（万元）")
    government_fund = money_column("政府性基金（万元）")
    state_capital = money_column("国有资本经营预算（万元）")
    special_account = money_column("财政专户管理资金（万元）")
    unit_funds = money_column("单位资金（万元）")
    other_funds = money_column("其他资金（万元）")

    objects = BudgetFigureQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "预算数"
        ordering = ["fiscal_year", "round", "unit_id", "code", "pk"]
        default_permissions = ("view", "add")
        constraints = [
            models.UniqueConstraint(
                fields=["unit", "fiscal_year", "round", "code"],
                name="budget_figure_unique",
                violation_error_message="同一单位、同一轮次，项目编码不能重复。",
            ),
            *never_negative("budget_figure", "total"),
        ]

    def __str__(self):
        return f"{self.get_round_display()} {self.code} {self.name}"
