from django.contrib import admin
from django.contrib.admin import RelatedOnlyFieldListFilter

from departments.admin.base.admin_columns import yes_or_no
from departments.admin.base.scoped_admin import FlatListAdmin
from departments.lists.listed_words import ListedWordsForm
from indicators.code_lists import OF_PROJECT
from projects.amounts import grouped
from projects.ledger import LedgerResource
from projects.models import (
    BudgetProject,
    MidTermGoal,
    ProjectField,
    ProjectFundLine,
    ProjectGoal,
    ProjectPhase,
    SpendingPlan,
)
from projects.owned_admin import LockableAdmin, OwnedAdmin, RowsInline

LOCKED = yes_or_no("locked", "已锁定")


def money_column(name):
    """A column of money with two decimals; an unknown amount stays empty."""

    @admin.display(description=BudgetProject._meta.get_field(name).verbose_name, ordering=name)
    def column(project):
        amount = getattr(project, name)
        return None if amount is None else grouped(amount)

    column.__name__ = name  # the admin names the column's style class after it
    return column


class SpendingPlanInline(admin.StackedInline):
    model = SpendingPlan


class ProjectGoalInline(RowsInline):
    model = ProjectGoal


class ProjectPhaseInline(RowsInline):
    model = ProjectPhase


class BudgetProjectForm(ListedWordsForm):
    listed = OF_PROJECT


@admin.register(BudgetProject)
class BudgetProjectAdmin(LockableAdmin, FlatListAdmin):
    form = BudgetProjectForm
    resource_classes = [LedgerResource]
    list_display = [
        "name",
        "code",
        "unit",
        "fiscal_year",
        *map(money_column, ("budget", "fiscal_funds", "other_funds")),
        LOCKED,
    ]
    list_filter = [
        "fiscal_year",
        ("unit__department__office", RelatedOnlyFieldListFilter),
        ("unit__department", RelatedOnlyFieldListFilter),
        "project_class",
        "locked",
    ]
    list_select_related = ["unit"]
    search_fields = ["code", "name", "unit__code", "unit__name"]
    autocomplete_fields = ["unit"]
    readonly_fields = [LOCKED, "withheld_reason"]
    inlines = [SpendingPlanInline, ProjectGoalInline, ProjectPhaseInline]
    fieldsets = [
        (None, {"fields": [("unit", "fiscal_year"), ("code", "name"), ("position", LOCKED)]}),
        (
            "资金（万元）",
            {
                "fields": [
                    ("budget", "fiscal_funds", "other_funds"),
                    ("total_budget", "annual_budget"),
                    "fund_nature",
                    "purpose",
                ]
            },
        ),
        (
            "分类与期限",
            {"fields": [("project_class", "continuity", "nature"), ("period", "start_date", "end_date")]},
        ),
        ("实施保障", {"fields": [("leader", "phone"), "organisation", "regulations"]}),
        ("公开", {"fields": ["withheld_reason"]}),
        (
            "文本所印的单位与表样",
            {"fields": [("unit_code", "unit_name"), ("department", "form")], "classes": ["collapse"]},
        ),
    ]

    def project_of(self, row):
        return row


class PartOfProjectAdmin(LockableAdmin, OwnedAdmin):
    owner = "project"
    owner_model = BudgetProject
    list_filter = ["project__fiscal_year"]
    list_select_related = ["project"]
    autocomplete_fields = ["project"]

    def project_of(self, row):
        return row.project


@admin.register(SpendingPlan)
class SpendingPlanAdmin(PartOfProjectAdmin):
    list_display = ["project", "mode", "march", "june", "october", "december"]
    list_filter = ["mode", "project__fiscal_year"]
    search_fields = ["project__code", "project__name"]


@admin.register(ProjectGoal)
class ProjectGoalAdmin(PartOfProjectAdmin):
    list_display = ["project", "position", "text"]
    search_fields = ["project__code", "project__name", "text"]


@admin.register(ProjectPhase)
class ProjectPhaseAdmin(PartOfProjectAdmin):
    list_display = ["project", "position", "period", "text"]
    search_fields = ["project__code", "project__name", "period", "text"]


class FormPartOfProjectAdmin(PartOfProjectAdmin):
    """A row that the text is asked for only if its project is known to have some."""

    def save_model(self, request, obj, form, change):
        super().save_model(request, obj, form, change)
        BudgetProject.objects.filter(pk=obj.project_id).update(has_form_parts=True)


@admin.register(MidTermGoal)
class MidTermGoalAdmin(FormPartOfProjectAdmin):
    list_display = ["project", "horizon", "text"]
    search_fields = ["project__code", "project__name", "text"]


@admin.register(ProjectFundLine)
class ProjectFundLineAdmin(FormPartOfProjectAdmin):
    list_display = ["project", "position", "period", "source", "label", "amount"]
    list_filter = ["project__fiscal_year", "period", "source"]
    search_fields = ["project__code", "project__name", "label"]


@admin.register(ProjectField)
class ProjectFieldAdmin(FormPartOfProjectAdmin):
    list_display = ["project", "position", "group", "label", "value"]
    search_fields = ["project__code", "project__name", "group", "label", "value"]
