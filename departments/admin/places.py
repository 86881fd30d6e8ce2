from django.contrib import admin
from django.contrib.admin import RelatedOnlyFieldListFilter

from departments.admin.base.admin_columns import yes_or_no
from departments.admin.base.scoped_admin import FlatListAdmin, ScopedAdmin
from departments.lists.resources import (
    BudgetUnitResource,
    CalendarDayResource,
    DepartmentResource,
    FinanceOfficeResource,
)
from departments.models import BudgetUnit, CalendarDay, Department, FinanceOffice, Timetable


@admin.register(FinanceOffice)
class FinanceOfficeAdmin(FlatListAdmin):
    resource_classes = [FinanceOfficeResource]
    list_display = [
        *("division_code", "name", "province", yes_or_no("publishes", "对外公开")),
        yes_or_no("requires_review_sheet", "必须填审核表"),
        yes_or_no("one_person_approves", "复审人可以批复"),
    ]
    list_filter = ["province", "publishes"]
    search_fields = ["division_code", "name"]


@admin.register(Department)
class DepartmentAdmin(FlatListAdmin):
    resource_classes = [DepartmentResource]
    list_display = ["code", "name", "office"]
    list_filter = [("office", RelatedOnlyFieldListFilter)]
    list_select_related = ["office"]
    search_fields = ["code", "name"]
    autocomplete_fields = ["office"]


@admin.register(BudgetUnit)
class BudgetUnitAdmin(FlatListAdmin):
    resource_classes = [BudgetUnitResource]
    list_display = ["code", "name", "department", "position"]
    list_filter = [
        ("department__office", RelatedOnlyFieldListFilter),
        ("department", RelatedOnlyFieldListFilter),
    ]
    list_select_related = ["department__office"]
    search_fields = ["code", "name", "department__name"]
    autocomplete_fields = ["department"]


@admin.register(Timetable)
class TimetableAdmin(ScopedAdmin):
    list_display = ["office", "fiscal_year", "opens", "closes"]
    list_filter = ["fiscal_year", ("office", RelatedOnlyFieldListFilter)]
    search_fields = ["office__name", "office__division_code"]
    list_select_related = ["office"]
    autocomplete_fields = ["office"]


@admin.register(CalendarDay)
class CalendarDayAdmin(FlatListAdmin):
    resource_classes = [CalendarDayResource]
    list_display = ["day", "working", "name"]
    list_filter = ["working"]
    search_fields = ["name"]
    date_hierarchy = "day"
