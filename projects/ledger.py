"""The project ledger (项目台账) as a flat list. Names and numbers of persons are not part of it."""

from import_export.fields import Field
from import_export.widgets import CharWidget, DecimalWidget, IntegerWidget

from departments.lists.flat_lists import FlatListResource, VisibleKey
from departments.lists.listed_words import ListedWord
from departments.models import BudgetUnit
from indicators.code_lists import OF_PROJECT
from indicators.models import IndicatorTree
from projects.models import BudgetProject

DIVISION, DEPARTMENT, UNIT = "财政区划代码", "部门编码", "单位编码"


class Readable:
    """A number that is none is told in words."""

    expected = ""

    def clean(self, value, row=None, **kwargs):
        try:
            return super().clean(value, row, **kwargs)
        except (ValueError, ArithmeticError) as fault:
            raise ValueError(f"“{value}”应为{self.expected}。") from fault


class WholeNumber(Readable, IntegerWidget):
    expected = "整数"


class Amount(Readable, DecimalWidget):
    expected = "数字，单位为万元"


class LedgerResource(FlatListResource):
    office = Field("unit__department__office__division_code", DIVISION, readonly=True)
    department = Field("unit__department__code", DEPARTMENT, readonly=True)
    unit = Field(
        "unit",
        UNIT,
        widget=VisibleKey(
            BudgetUnit,
            "code",
            within={"department__office__division_code": DIVISION, "department__code": DEPARTMENT},
        ),
    )
    fiscal_year = Field("fiscal_year", "预算年度", widget=WholeNumber())
    position = Field("position", "顺序", widget=WholeNumber())
    code = Field("code", "项目编码", widget=CharWidget())
    name = Field("name", "项目名称", widget=CharWidget())
    budget = Field("budget", "预算数（万元）", widget=Amount())
    fiscal_funds = Field("fiscal_funds", "财政资金（万元）", widget=Amount())
    other_funds = Field("other_funds", "其他资金（万元）", widget=Amount())
    total_budget = Field("total_budget", "项目总预算（万元）", widget=Amount())
    annual_budget = Field("annual_budget", "项目本年度预算（万元）", widget=Amount())
    project_class = Field("project_class", "项目类别", widget=ListedWord(OF_PROJECT["project_class"]))
    continuity = Field("continuity", "项目属性", widget=ListedWord(OF_PROJECT["continuity"]))
    period = Field("period", "计划实施时间", widget=CharWidget())
    fund_nature = Field("fund_nature", "资金性质", widget=ListedWord(OF_PROJECT["fund_nature"]))
    purpose = Field("purpose", "资金用途", widget=CharWidget())

    class Meta(FlatListResource.Meta):
        model = BudgetProject
        fields = (
            "office",
            "department",
            "unit",
            "fiscal_year",
            "position",
            "code",
            "name",
            "budget",
            "fiscal_funds",
            "other_funds",
            "total_budget",
            "annual_budget",
            "project_class",
            "continuity",
            "period",
            "fund_nature",
            "purpose",
        )
        import_id_fields = ("unit", "fiscal_year", "code", "name")

    def get_queryset(self):
        return super().get_queryset().select_related("unit__department__office")

    def get_instance(self, instance_loader, row):
        """The project of this code; a project without one is known by its name, if only one bears it."""
        values = {key: self.said(key, row) for key in self.get_import_id_fields()}
        if values["code"]:
            del values["name"]
        found = self.get_queryset().filter(**values)[:2]
        if len(found) > 1:
            raise ValueError(f"有几个没有编码的项目都叫“{row['项目名称']}”，请先补上项目编码。")
        return found[0] if found else None

    def said(self, key, row):
        field = self.fields[key]
        try:
            return field.clean(row)
        except ValueError as fault:
            raise ValueError(f"{field.column_name}：{fault}") from fault

    def validate_instance(self, instance, import_validation_errors=None, validate_unique=True):
        """A new project is complete only with its tree; if the import is refused, the tree goes with it."""
        if instance.tree_id is None and instance.unit_id and isinstance(instance.fiscal_year, int):
            office_code = instance.unit.department.office.division_code
            instance.tree = IndicatorTree.objects.create(office_code=office_code, year=instance.fiscal_year)
        if instance.locked:
            raise ValueError(f"项目“{instance}”已锁定，不能修改。")
        super().validate_instance(instance, import_validation_errors, validate_unique)
