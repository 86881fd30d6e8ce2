"""Finance offices, departments and units: those that the user's memberships open."""

from django_filters import rest_framework as filters
from drf_spectacular.utils import extend_schema_view
from rest_framework import serializers

from departments.models import BudgetUnit, Department, FinanceOffice
from performance.api.described import described
from performance.api.filters import IdFilter
from performance.api.rows import RowDetail, RowList

NOUN = "组织"


class FinanceOfficeSerializer(serializers.ModelSerializer):
    class Meta:
        model = FinanceOffice
        fields = read_only_fields = ("id", "division_code", "name", "province")


class DepartmentSerializer(serializers.ModelSerializer):
    office_code = serializers.CharField(source="office.division_code", help_text="财政区划代码")

    class Meta:
        model = Department
        fields = read_only_fields = ("id", "office", "office_code", "code", "name")


class UnitSerializer(serializers.ModelSerializer):
    department_code = serializers.CharField(source="department.code", help_text="部门编码")

    class Meta:
        model = BudgetUnit
        fields = read_only_fields = ("id", "department", "department_code", "code", "name", "position")


class FinanceOfficeFilter(filters.FilterSet):
    division_code = filters.CharFilter(label="财政区划代码")
    province = filters.CharFilter(label="省份")


class DepartmentFilter(filters.FilterSet):
    office = IdFilter(field_name="office_id", label="财政局")
    code = filters.CharFilter(label="部门编码")


class UnitFilter(filters.FilterSet):
    department = IdFilter(field_name="department_id", label="部门")
    code = filters.CharFilter(label="单位编码")


class FinanceOffices:
    serializer_class = FinanceOfficeSerializer

    def visible(self):
        return FinanceOffice.objects.visible_to(self.request.user)


@extend_schema_view(get=described(NOUN, "财政局列表", FinanceOfficeSerializer(many=True)))
class FinanceOfficeList(FinanceOffices, RowList):
    filterset_class = FinanceOfficeFilter
    search_fields = ("division_code", "name")
    ordering_fields = ("id", "division_code", "name")


@extend_schema_view(get=described(NOUN, "一个财政局", FinanceOfficeSerializer))
class FinanceOfficeDetail(FinanceOffices, RowDetail):
    pass


class Departments:
    serializer_class = DepartmentSerializer

    def visible(self):
        return Department.objects.visible_to(self.request.user)


@extend_schema_view(get=described(NOUN, "部门列表", DepartmentSerializer(many=True)))
class DepartmentList(Departments, RowList):
    filterset_class = DepartmentFilter
    search_fields = ("code", "name")
    ordering_fields = ("id", "code", "name")


@extend_schema_view(get=described(NOUN, "一个部门", DepartmentSerializer))
class DepartmentDetail(Departments, RowDetail):
    pass


class Units:
    serializer_class = UnitSerializer

    def visible(self):
        return BudgetUnit.objects.visible_to(self.request.user)


@extend_schema_view(get=described(NOUN, "预算单位列表", UnitSerializer(many=True)))
class UnitList(Units, RowList):
    filterset_class = UnitFilter
    search_fields = ("code", "name")
    ordering_fields = ("id", "code", "name", "position")


@extend_schema_view(get=described(NOUN, "一个预算单位", UnitSerializer))
class UnitDetail(Units, RowDetail):
    pass
