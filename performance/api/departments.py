"""Finance offices, departments and units: those that the user's memberships open, written by whoever keeps them."""

from django_filters import rest_framework as filters
from rest_framework import serializers

from departments.models import BudgetUnit, Department, FinanceOffice
from departments.permissions.rights import kept_by
from performance.api.base.editable import (
    Editable,
    EditableDetail,
    EditableList,
    EditableModelSerializer,
    VisibleRow,
    editable_detail,
    editable_list,
)
from performance.api.base.filters import IdFilter

NOUN = "组织"


class FinanceOfficeSerializer(serializers.ModelSerializer):
    class Meta:
        model = FinanceOffice
        fields = read_only_fields = (
            *("id", "division_code", "name", "province"),
            *("publishes", "requires_review_sheet", "one_person_approves"),
        )


class SentFinanceOffice(EditableModelSerializer):
    class Meta:
        model = FinanceOffice
        fields = (
            "division_code",
            "name",
            "province",
            "publishes",
            "requires_review_sheet",
            "one_person_approves",
        )


class DepartmentSerializer(serializers.ModelSerializer):
    office_code = serializers.CharField(source="office.division_code", help_text="财政区划代码")

    class Meta:
        model = Department
        fields = read_only_fields = ("id", "office", "office_code", "code", "name")


class SentDepartment(EditableModelSerializer):
    office = VisibleRow(model=FinanceOffice)

    class Meta:
        model = Department
        fields = ("office", "code", "name")


class UnitSerializer(serializers.ModelSerializer):
    department_code = serializers.CharField(source="department.code", help_text="部门编码")

    class Meta:
        model = BudgetUnit
        fields = read_only_fields = ("id", "department", "department_code", "code", "name", "position")


class SentUnit(EditableModelSerializer):
    department = VisibleRow(model=Department)

    class Meta:
        model = BudgetUnit
        fields = ("department", "code", "name", "position")


class FinanceOfficeFilter(filters.FilterSet):
    division_code = filters.CharFilter(label="财政区划代码")
    province = filters.CharFilter(label="省份")


class DepartmentFilter(filters.FilterSet):
    office = IdFilter(field_name="office_id", label="财政局")
    code = filters.CharFilter(label="部门编码")


class UnitFilter(filters.FilterSet):
    department = IdFilter(field_name="department_id", label="部门")
    code = filters.CharFilter(label="单位编码")


class Places(Editable):
    def visible(self):
        return self.model.objects.visible_to(self.request.user)

    def editable_rows(self):
        return kept_by(self.request.user, self.visible())


OFFICE = "财政局", FinanceOfficeSerializer, SentFinanceOffice
DEPARTMENT = "部门", DepartmentSerializer, SentDepartment
UNIT = "预算单位", UnitSerializer, SentUnit


@editable_list(NOUN, *OFFICE, {"division_code": "130200", "name": "某市财政局", "province": "河北"})
class FinanceOfficeList(Places, EditableList):
    serializer_class, sent = OFFICE[1:]
    filterset_class = FinanceOfficeFilter
    search_fields = ("division_code", "name")
    ordering_fields = ("id", "division_code", "name")


@editable_detail(NOUN, *OFFICE, {"publishes": True})
class FinanceOfficeDetail(Places, EditableDetail):
    serializer_class, sent = OFFICE[1:]


@editable_list(NOUN, *DEPARTMENT, {"office": 1, "code": "405", "name": "某协会"})
class DepartmentList(Places, EditableList):
    serializer_class, sent = DEPARTMENT[1:]
    filterset_class = DepartmentFilter
    search_fields = ("code", "name")
    ordering_fields = ("id", "code", "name")


@editable_detail(NOUN, *DEPARTMENT, {"name": "某联合会"})
class DepartmentDetail(Places, EditableDetail):
    serializer_class, sent = DEPARTMENT[1:]


@editable_list(NOUN, *UNIT, {"department": 1, "code": "405001", "name": "某协会机关", "position": 1})
class UnitList(Places, EditableList):
    serializer_class, sent = UNIT[1:]
    filterset_class = UnitFilter
    search_fields = ("code", "name")
    ordering_fields = ("id", "code", "name", "position")


@editable_detail(NOUN, *UNIT, {"position": 2})
class UnitDetail(Places, EditableDetail):
    serializer_class, sent = UNIT[1:]
