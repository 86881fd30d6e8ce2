"""The lists of monitoring that an office loads: its calendar, and what the payment system says was spent."""

from decimal import Decimal

from django import forms
from django.contrib import admin
from django.contrib.admin import RelatedOnlyFieldListFilter
from import_export.fields import Field
from import_export.widgets import DateWidget, DecimalWidget, IntegerWidget

from departments.admin.base.scoped_admin import FlatListAdmin
from departments.lists.bulk_lists import NO_NUMBER
from departments.lists.flat_lists import LabelWidget, VisibleKey
from departments.lists.resources import DEPARTMENT, DIVISION, TEXT, PlaceResource
from departments.models import BudgetUnit, Department, FinanceOffice
from performance.alerts.setting_files import shipped_settings
from performance.documents.numbers import read_number
from performance.models import ExecutionAmount, MonitoringKind, PlannedPeriod


class AmountWidget(DecimalWidget):
    """As numbers are read everywhere: in full width, with commas between thousands; what is none is a fault of its cell."""

    def clean(self, value, row=None, **kwargs):
        if self.is_empty(value):
            return None
        if not isinstance(value, str):
            return Decimal(str(value))
        try:
            return read_number(value)
        except ValueError as fault:
            raise ValueError(NO_NUMBER.format(value)) from fault


class PlannedPeriodResource(PlaceResource):
    """Whole, one row for each period of an office's year; a row that is there already is brought up to date."""

    related = ("office",)
    office = Field("office", DIVISION, widget=VisibleKey(FinanceOffice, "division_code"))
    kind = Field("kind", "监控类型", widget=LabelWidget(MonitoringKind.choices))
    month = Field("month", "截至月份", widget=IntegerWidget())
    report_days = Field("report_days", "报送工作日", widget=IntegerWidget())
    settings = Field("settings", "预警参数", widget=TEXT)
    classes = Field("classes", "项目类别", widget=TEXT)
    least = Field("least", "预算数不小于（万元）", widget=AmountWidget())
    description = Field("description", "监控要求", widget=TEXT)

    class Meta(PlaceResource.Meta):
        model = PlannedPeriod
        fields = ("office", "kind", "month", "report_days", "settings", "classes", "least", "description")
        import_id_fields = ("office", "kind", "month")

    def office_of(self, period):
        return period.office_id

    def rests_on(self):
        return [FinanceOffice._base_manager.all(), PlannedPeriod._base_manager.all()]


class PlannedPeriodForm(forms.ModelForm):
    settings = forms.ChoiceField(
        label="预警参数", choices=lambda: [(one.id, one.name) for one in shipped_settings().values()]
    )


@admin.register(PlannedPeriod)
class PlannedPeriodAdmin(FlatListAdmin):
    form = PlannedPeriodForm
    resource_classes = [PlannedPeriodResource]
    list_display = ["office", "month", "kind", "report_days", "settings_name", "classes", "least"]
    list_filter = ["kind", "month", ("office", RelatedOnlyFieldListFilter)]
    list_select_related = ["office"]
    search_fields = ["office__name", "description"]
    autocomplete_fields = ["office"]

    @admin.display(description="预警参数")
    def settings_name(self, period):
        chosen = shipped_settings().get(period.settings)
        return chosen.name if chosen else period.settings


class ExecutionAmountResource(PlaceResource):
    """Whole, as the payment system gives them out; a row that is there already is brought up to date."""

    related = ("unit__department__office",)
    office = Field("unit__department__office__division_code", DIVISION, readonly=True)
    department = Field("unit__department__code", DEPARTMENT, readonly=True)
    unit = Field(
        "unit",
        "单位编码",
        widget=VisibleKey(
            BudgetUnit,
            "code",
            within={"department__office__division_code": DIVISION, "department__code": DEPARTMENT},
        ),
    )
    fiscal_year = Field("fiscal_year", "预算年度", widget=IntegerWidget())
    cutoff = Field("cutoff", "数据截止日期", widget=DateWidget("%Y-%m-%d"))
    code = Field("code", "项目编码", widget=TEXT)
    adjusted = Field("adjusted", "全年预算数（万元）", widget=AmountWidget())
    spent = Field("spent", "执行数（万元）", widget=AmountWidget())

    class Meta(PlaceResource.Meta):
        model = ExecutionAmount
        fields = ("office", "department", "unit", "fiscal_year", "cutoff", "code", "adjusted", "spent")
        import_id_fields = ("unit", "fiscal_year", "cutoff", "code")

    def office_of(self, amount):
        return amount.unit.department.office_id

    def rests_on(self):
        """The places that are named, and the amounts that are there."""
        places = (FinanceOffice, Department, BudgetUnit, ExecutionAmount)
        return [model._base_manager.all() for model in places]


@admin.register(ExecutionAmount)
class ExecutionAmountAdmin(FlatListAdmin):
    resource_classes = [ExecutionAmountResource]
    list_display = ["unit", "code", "fiscal_year", "cutoff", "adjusted", "spent"]
    list_filter = ["fiscal_year", "cutoff", ("unit__department", RelatedOnlyFieldListFilter)]
    list_select_related = ["unit__department"]
    search_fields = ["code", "unit__name", "unit__department__name"]
    autocomplete_fields = ["unit"]
