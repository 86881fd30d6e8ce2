"""What money is asked for: a budget project of one unit in one year, with its plan, goals and phases."""

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.db.models.signals import post_delete

from departments.models import BudgetUnit
from departments.querysets import BudgetUnitQuerySet, sees_everything
from indicators.models import TreeOwner, delete_tree
from indicators.office_codes import OfficeCodeField
from indicators.printed_columns import printed_word
from projects.amounts import money_column, never_negative, percent_column
from projects.closed_places import objections_to_adding, objections_to_changing
from projects.form_parts import MidTermGoal, ProjectField, ProjectFundLine
from projects.withheld_identity import WithheldIdentity

__all__ = [
    "BudgetProject",
    "MidTermGoal",
    "ProjectField",
    "ProjectFundLine",
    "ProjectGoal",
    "ProjectPhase",
    "SpendingPlan",
    "WithheldIdentity",
]


class ProjectClass(models.TextChoices):
    PERSONNEL = "人员类"
    OPERATING = "运转类"
    SPECIFIC = "特定目标类"


class Continuity(models.TextChoices):
    NEW = "新增"
    CONTINUING = "延续"


def named_in(choices, printed):
    """The one choice that a printed phrase such as ``运转类其他项目`` names, or ``None``."""
    named = [choice for choice in choices if choice.value in printed]
    return named[0] if len(named) == 1 else None


class ProjectLocked(Exception):
    """A project stands still, whoever locked it and why."""

    def __init__(self, projects):
        names = "、".join(f"“{project}”" for project in projects[:5])
        more = f"等{len(projects)}个" if len(projects) > 5 else ""
        super().__init__(f"项目{names}{more}已锁定，不能修改。")


def refuse_locked(projects):
    """Ask the stored flags: a row in memory may be older than its locking. Bulk writers call this themselves."""
    locked = list(BudgetProject.objects.filter(pk__in=[row.pk for row in projects], locked=True))
    if locked:
        raise ProjectLocked(locked)


class BudgetProjectQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Projects of the units the user may see."""
        if sees_everything(user):
            return self.all()
        return self.filter(BudgetUnitQuerySet.business_below(user, "unit__"))


class BudgetProject(TreeOwner):
    """One project of one unit in one year. Amounts are in 万元; an empty one is unknown, not zero.

    ``unit_code`` and ``unit_name`` are what the project's table prints of its unit: some layouts print
    neither, and an old text goes on naming the unit as it was called then. ``unit`` says whose it is.
    Whoever is to read the text in public does not read a project with a ``withheld_reason``; the text itself
    never prints the reason, so it is written whether the project is locked or not. So is ``is_key``, which the
    finance office says: such a project has a criteria sheet of its own.
    Only of a project that ``has_form_parts`` are the tables of ``projects.form_parts`` asked.
    """

    office_code = OfficeCodeField(way="unit__department__office__division_code")
    unit = models.ForeignKey(BudgetUnit, models.PROTECT, related_name="projects", verbose_name="预算单位")
    fiscal_year = models.PositiveSmallIntegerField("预算年度")
    position = models.PositiveSmallIntegerField("顺序", default=0)
    unit_code = models.CharField("单位编码（文本所印）", max_length=40, blank=True)
    unit_name = models.CharField("单位名称（文本所印）", max_length=200, blank=True)
    code = models.CharField("项目编码", max_length=64, blank=True)
    name = models.CharField("项目名称", max_length=300, blank=True)
    budget = money_column("预算数（万元）")
    fiscal_funds = money_column("财政资金（万元）")
    other_funds = money_column("其他资金（万元）")
    total_budget = money_column("项目总预算（万元）")
    annual_budget = money_column("项目本年度预算（万元）")
    purpose = models.TextField("资金用途", blank=True)
    project_class = models.CharField("项目类别", max_length=100, blank=True)
    continuity = models.CharField("项目属性", max_length=100, blank=True)
    leader = models.CharField("项目负责人", max_length=100, blank=True)
    phone = models.CharField("联系电话", max_length=100, blank=True)
    period = models.CharField("计划实施时间", max_length=200, blank=True)
    fund_nature = models.CharField("资金性质", max_length=200, blank=True)
    organisation = models.TextField("组织机构", blank=True)
    regulations = models.TextField("管理制度", blank=True)
    form = printed_word("表样", max_length=60)
    department = printed_word("主管部门（文本所印）", max_length=200)
    nature = printed_word("项目性质", max_length=200)
    start_date = printed_word("计划开始日期", max_length=100)
    end_date = printed_word("计划完成日期", max_length=100)
    has_form_parts = models.BooleanField("有表样的其他栏目", default=False, db_default=False, editable=False)
    withheld_reason = models.TextField(
        "不公开的理由", blank=True, help_text="填写后，本项目不出现在公开版中；理由只供内部查阅。"
    )
    locked = models.BooleanField("已锁定", default=False, editable=False)
    is_key = models.BooleanField("重点项目", default=False, db_default=False, editable=False)

    objects = BudgetProjectQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "预算项目"
        ordering = ["fiscal_year", "unit_id", "position", "pk"]
        indexes = [
            models.Index(fields=["unit", "fiscal_year", "position"], name="project_in_printed_order"),
            # Whole: what the money of an office comes to is read from it without the table.
            models.Index(
                fields=["office_code", "fiscal_year", "unit", "budget", "annual_budget"],
                name="project_money_of_office",
            ),
        ]
        constraints = [
            # Codes of the old form (731-0101-…) are made by the office: two offices may well make the same.
            models.UniqueConstraint(
                fields=["unit", "fiscal_year", "code"],
                condition=~Q(code=""),
                name="project_code_unique_in_year",
                violation_error_message="同一单位、同一年度内项目编码不能重复。",
            ),
            *never_negative(
                "project", "budget", "fiscal_funds", "other_funds", "total_budget", "annual_budget"
            ),
        ]

    def __str__(self):
        return f"{self.code} {self.name}".strip()

    def clean(self):
        """What hangs on a project bears its office's code too, and stays with that office."""
        if (
            self.office_code
            and self.unit_id
            and self.office_code != self.unit.department.office.division_code
        ):
            raise ValidationError({"unit": "项目不能移到另一财政局的单位。"})
        self._refuse_closed_place()

    def _refuse_closed_place(self):
        """Nothing is added to a text that stands still, nor moved into it."""
        if not (self.unit_id and isinstance(self.fiscal_year, int)):
            return
        stood = BudgetProject.objects.filter(pk=self.pk, unit=self.unit_id, fiscal_year=self.fiscal_year)
        ask = objections_to_changing if stood.exists() else objections_to_adding
        if sentences := ask(self):
            raise ValidationError({"unit": sentences})

    def save(self, *args, **kwargs):
        refuse_locked([self])
        super().save(*args, **kwargs)

    def delete(self, *args, **kwargs):
        refuse_locked([self])
        self.refresh_from_db(
            fields=["withheld_reason"]
        )  # what is remembered of it must not be older than its row
        return super().delete(*args, **kwargs)

    @property
    def budget_year(self):
        return self.fiscal_year

    @property
    def named_class(self):
        return named_in(ProjectClass, self.project_class)

    @property
    def named_continuity(self):
        return named_in(Continuity, self.continuity)


post_delete.connect(delete_tree, sender=BudgetProject, dispatch_uid="fell_tree_of_project")


class SpendingPlan(models.Model):
    """Planned spending at four checkpoints in percent of the budget; no row when no plan is printed."""

    class Mode(models.TextChoices):
        CUMULATIVE = "cumulative", "累计"
        INSTALMENT = "instalment", "分期"

        __empty__ = "未定"

    office_code = OfficeCodeField(way="project__office_code")
    project = models.OneToOneField(
        BudgetProject, models.CASCADE, related_name="spending_plan", verbose_name="预算项目"
    )
    mode = models.CharField("累计方式", max_length=20, choices=Mode, blank=True)
    march = percent_column("3月底（%）")
    june = percent_column("6月底（%）")
    october = percent_column("10月底（%）")
    december = percent_column("12月底（%）")

    class Meta:
        verbose_name = verbose_name_plural = "资金支出计划"

    def __str__(self):
        shares = (self.march, self.june, self.october, self.december)
        printed = "/".join("—" if share is None else str(share) for share in shares)
        return f"{self.get_mode_display() or '未定'} {printed}"


class ProjectGoal(models.Model):
    office_code = OfficeCodeField(way="project__office_code")
    project = models.ForeignKey(BudgetProject, models.CASCADE, related_name="goals", verbose_name="预算项目")
    position = models.PositiveSmallIntegerField("顺序")
    text = models.TextField("绩效目标")

    class Meta:
        verbose_name = verbose_name_plural = "项目绩效目标"
        ordering = ["project_id", "position", "pk"]

    def __str__(self):
        return self.text[:40]


class ProjectPhase(models.Model):
    """One step of the year's implementation plan; ``period`` as printed."""

    office_code = OfficeCodeField(way="project__office_code")
    project = models.ForeignKey(BudgetProject, models.CASCADE, related_name="phases", verbose_name="预算项目")
    position = models.PositiveSmallIntegerField("顺序")
    period = models.CharField("时段", max_length=200, blank=True)
    text = models.TextField("实施内容", blank=True)
    end = printed_word("完成时间", max_length=200)

    class Meta:
        verbose_name = verbose_name_plural = "项目阶段计划"
        ordering = ["project_id", "position", "pk"]

    def __str__(self):
        return f"{self.period} {self.text[:40]}".strip()
