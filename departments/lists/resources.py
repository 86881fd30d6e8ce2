"""The columns of the flat lists of offices, departments and units."""

from import_export.fields import Field
from import_export.widgets import IntegerWidget

from departments.lists.flat_lists import FlatListResource, VisibleKey
from departments.models import BudgetUnit, Department, FinanceOffice

DIVISION = "财政区划代码"
DEPARTMENT = "部门编码"


class FinanceOfficeResource(FlatListResource):
    division_code = Field("division_code", DIVISION)
    name = Field("name", "名称")
    province = Field("province", "省份")

    class Meta(FlatListResource.Meta):
        model = FinanceOffice
        fields = ("division_code", "name", "province")
        import_id_fields = ("division_code",)


class DepartmentResource(FlatListResource):
    office = Field("office", DIVISION, widget=VisibleKey(FinanceOffice, "division_code"))
    code = Field("code", DEPARTMENT)
    name = Field("name", "名称")

    class Meta(FlatListResource.Meta):
        model = Department
        fields = ("office", "code", "name")
        import_id_fields = ("office", "code")


class BudgetUnitResource(FlatListResource):
    office = Field("department__office__division_code", DIVISION, readonly=True)
    department = Field(
        "department",
        DEPARTMENT,
        widget=VisibleKey(Department, "code", within={"office__division_code": DIVISION}),
    )
    code = Field("code", "单位编码")
    name = Field("name", "名称")
    position = Field("position", "顺序", widget=IntegerWidget())

    class Meta(FlatListResource.Meta):
        model = BudgetUnit
        fields = ("office", "department", "code", "name", "position")
        import_id_fields = ("department", "code")
