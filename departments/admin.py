from django.contrib import admin
from django.contrib.admin import RelatedOnlyFieldListFilter

from departments.models import BudgetUnit, Department, FinanceOffice, Membership
from departments.resources import BudgetUnitResource, DepartmentResource, FinanceOfficeResource
from departments.visible_admin import FlatListAdmin, VisibleAdmin


@admin.register(FinanceOffice)
class FinanceOfficeAdmin(FlatListAdmin):
    resource_classes = [FinanceOfficeResource]
    list_display = ["division_code", "name", "province"]
    list_filter = ["province"]
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


@admin.register(Membership)
class MembershipAdmin(VisibleAdmin):
    list_display = ["user", "role", "place"]
    list_filter = ["role"]
    list_select_related = ["user", "unit", "department", "office"]
    search_fields = ["user__username", "unit__name", "department__name", "office__name"]
    autocomplete_fields = ["user", "unit", "department", "office"]
