from django.conf import settings
from django.db import models
from django.db.models import Q

from departments.models import BudgetUnit, Department
from departments.querysets import DepartmentQuerySet, sees_everything
from indicators.office_codes import OfficeCodeField
from performance.models.states import StatementState
from projects.models import BudgetProject


class PerformanceStatementQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Statements of the departments the user may see.

        A filler of one unit sees the department's statement, for that is the document the unit has part
        in; which of its projects the filler sees is asked of the projects themselves.
        """
        if sees_everything(user):
            return self.all()
        return self.filter(DepartmentQuerySet.business_below(user, "department__"))


def whole_below(user, way):
    """Of rows that belong to statements, those whose statement the user reads as a whole, with every unit's projects."""
    beside = BudgetUnit.objects.beside(user).values("department")
    read = DepartmentQuerySet.business_below(user, f"{way}department__")
    return read & ~Q(**{f"{way}department__in": beside})


class PerformanceStatement(models.Model):
    """The 部门预算绩效文本 of a department for a year; its projects are those of the department's units.

    ``department_code`` and ``department_name`` are what the text prints: some layouts print no code, and
    an old text goes on naming the department as it was called then. ``department`` says whose it is.

    ``version`` rises with every save and step; ``content_version`` is the one of the latest save.

    Only the workflow writes ``state``, ``round`` (it begins anew whenever the text is open again) and the two
    revisions. The approved one stays in force while a later round is under way.
    Only of a statement that ``has_form_parts`` are the tables of ``form_parts`` asked, and only of one that is
    ``planned`` what the budget says of its projects, only of one that ``has_standards`` those of its office, only of
    one that ``has_results`` what became of its projects in the years before.
    """

    office_code = OfficeCodeField(way="department__office__division_code")
    department = models.ForeignKey(Department, models.PROTECT, related_name="statements", verbose_name="部门")
    fiscal_year = models.PositiveSmallIntegerField("预算年度")
    province = models.CharField("省份", max_length=20)
    edition = models.CharField("版本", max_length=20)
    department_code = models.CharField("部门编码（文本所印）", max_length=40, blank=True)
    department_name = models.CharField("部门名称（文本所印）", max_length=200, blank=True)
    attachment = models.CharField("附件号", max_length=100, blank=True)
    mark = models.CharField("文本状态", max_length=100, blank=True)
    prepared_by = models.CharField("编制单位", max_length=200, blank=True)
    reviewed_by = models.CharField("审核单位", max_length=200, blank=True)
    filled_by = models.CharField("填报人", max_length=100, blank=True)
    phone = models.CharField("联系电话", max_length=100, blank=True)
    form = models.CharField("表样", max_length=60, blank=True, default="", db_default="")
    has_form_parts = models.BooleanField("有表样的其他栏目", default=False, db_default=False, editable=False)
    planned = models.BooleanField("有预算数", default=False, db_default=False, editable=False)
    has_standards = models.BooleanField("有标准指标", default=False, db_default=False, editable=False)
    has_results = models.BooleanField("有往年自评", default=False, db_default=False, editable=False)
    version = models.PositiveIntegerField("版次", default=1, editable=False)
    content_version = models.PositiveIntegerField("内容的版次", default=1, editable=False)
    state = models.CharField(
        "状态", max_length=20, choices=StatementState, default=StatementState.DRAFTING, editable=False
    )
    round = models.PositiveIntegerField("轮次", default=1, editable=False)
    approved_revision = models.ForeignKey(
        "performance.Revision",
        models.PROTECT,
        related_name="+",
        null=True,
        editable=False,
        verbose_name="批复版",
    )
    published_revision = models.ForeignKey(
        "performance.Revision",
        models.PROTECT,
        related_name="+",
        null=True,
        editable=False,
        verbose_name="公开版",
    )
    begun_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        related_name="+",
        null=True,
        editable=False,
        verbose_name="新建人",
    )
    created = models.DateTimeField("建立时间", auto_now_add=True)
    updated = models.DateTimeField("更新时间", auto_now=True)

    objects = PerformanceStatementQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "部门预算绩效文本"
        ordering = ["-fiscal_year", "department_id"]
        indexes = [models.Index(fields=["office_code", "fiscal_year", "state"], name="statement_standing")]
        constraints = [
            models.UniqueConstraint(
                fields=["department", "fiscal_year"],
                name="statement_unique_in_year",
                violation_error_message="该部门本年度已有绩效文本。",
            ),
        ]

    def __str__(self):
        return f"{self.department.name}{self.fiscal_year}年部门预算绩效文本"

    @property
    def projects(self):
        """The projects that the statement gathers, in printed order."""
        return BudgetProject.objects.filter(
            office_code=self.office_code, unit__department=self.department_id, fiscal_year=self.fiscal_year
        ).order_by("position", "pk")
