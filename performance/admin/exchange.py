"""By which codes an office exchanges with other systems, as a list that is kept and imported."""

from django.contrib import admin
from django.contrib.admin import RelatedOnlyFieldListFilter
from import_export.fields import Field
from import_export.widgets import IntegerWidget

from departments.admin.base.scoped_admin import FlatListAdmin
from departments.lists.flat_lists import VisibleKey
from departments.lists.resources import DIVISION, TEXT, PlaceResource
from departments.models import FinanceOffice
from performance.admin.history import Record
from performance.models import BudgetFigure, FamilyCode


class FamilyCodeResource(PlaceResource):
    related = ("office",)
    office = Field("office", DIVISION, widget=VisibleKey(FinanceOffice, "division_code"))
    fiscal_year = Field("fiscal_year", "预算年度", widget=IntegerWidget())
    level1 = Field("level1", "一级指标", widget=TEXT)
    level2 = Field("level2", "二级指标", widget=TEXT)
    code = Field("code", "绩效指标代码", widget=TEXT)

    class Meta(PlaceResource.Meta):
        model = FamilyCode
        fields = ("office", "fiscal_year", "level1", "level2", "code")
        import_id_fields = ("office", "fiscal_year", "level1", "level2")

    def office_of(self, code):
        return code.office_id

    def rests_on(self):
        """The offices that are named, and the codes that are there."""
        return [model._base_manager.all() for model in (FinanceOffice, FamilyCode)]


@admin.register(FamilyCode)
class FamilyCodeAdmin(FlatListAdmin):
    resource_classes = [FamilyCodeResource]
    list_display = ["code", "level1", "level2", "fiscal_year", "office"]
    list_filter = ["fiscal_year", ("office", RelatedOnlyFieldListFilter)]
    list_select_related = ["office"]
    search_fields = ["code", "level1", "level2"]
    autocomplete_fields = ["office"]


@admin.register(BudgetFigure)
class BudgetFigureAdmin(Record):
    """To be read: they are loaded on the page 预算数, after what they change was seen."""

    list_display = ["code", "name", "unit", "fiscal_year", "round", "total"]
    list_filter = ["fiscal_year", "round", ("unit__department", RelatedOnlyFieldListFilter)]
    list_select_related = ["unit"]
    search_fields = ["code", "name", "unit__name"]
