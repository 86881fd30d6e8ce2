"""The project ledger (项目台账) as a flat list. Names and numbers of persons are not part of it."""

from import_export.fields import Field
from import_export.widgets import DecimalWidget, IntegerWidget

from departments.flat_lists import FlatListResource, VisibleKey
from departments.models import BudgetUnit
from indicators.models import IndicatorTree
from projects.models import BudgetProject

DIVISION, DEPARTMENT, UNIT = "财政区划代码", "部门编码", "单位编码"


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
    fiscal_year = Field("fiscal_year", "预算年度", widget=IntegerWidget())
    position = Field("position", "顺序", widget=IntegerWidget())
    code = Field("code", "项目编码")
    name = Field("name", "项目名称")
    budget = Field("budget", "预算数（万元）", widget=DecimalWidget())
    fiscal_funds = Field("fiscal_funds", "财政资金（万元）", widget=DecimalWidget())
    other_funds = Field("other_funds", "其他资金（万元）", widget=DecimalWidget())
    total_budget = Field("total_budget", "项目总预算（万元）", widget=DecimalWidget())
    annual_budget = Field("annual_budget", "项目本年度预算（万元）", widget=DecimalWidget())
    project_class = Field("project_class", "项目类别")
    continuity = Field("continuity", "项目属性")
    period = Field("period", "计划实施时间")
    fund_nature = Field("fund_nature", "资金性质")
    purpose = Field("purpose", "资金用途")

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
        code = self.fields["code"].clean(row)
        keys = ("unit", "fiscal_year", "code", *(() if code else ("name",)))
        found = self.get_queryset().filter(**{key: self.fields[key].clean(row) for key in keys})[:2]
        if len(found) > 1:
            raise ValueError(f"有几个没有编码的项目都叫“{row['项目名称']}”，请先补上项目编码。")
        return found[0] if found else None

    def validate_instance(self, instance, import_validation_errors=None, validate_unique=True):
        """A new project is complete only with its tree; if the import is refused, the tree goes with it."""
        if instance.tree_id is None and isinstance(instance.fiscal_year, int):
            instance.tree = IndicatorTree.objects.create(year=instance.fiscal_year)
        super().validate_instance(instance, import_validation_errors, validate_unique)
