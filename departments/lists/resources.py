"""The columns of the flat lists of offices, departments and units."""

from functools import cached_property

from import_export.fields import Field
from import_export.widgets import CharWidget, DateWidget, IntegerWidget

from departments.lists.flat_lists import LabelWidget, VisibleKey
from departments.lists.keyed_lists import KeyedListResource
from departments.models import BudgetUnit, CalendarDay, Department, FinanceOffice
from departments.permissions.rights import offices_kept

DIVISION = "财政区划代码"
DEPARTMENT = "部门编码"
TEXT = CharWidget(coerce_to_string=True, allow_blank=True)


class PlaceResource(KeyedListResource):
    """Places below an office, which is the first part of their identity or stands above it."""

    def is_kept(self, place):
        return self.user.is_superuser or self.office_of(place) in self._own_offices

    @cached_property
    def _own_offices(self):
        options = self._meta.model._meta
        return offices_kept(self.user, f"{options.app_label}.change_{options.model_name}")

    def office_of(self, place):
        raise NotImplementedError

    def rests_on(self):
        """Which of them the user sees and keeps has been read once for the whole request."""
        above = (FinanceOffice, Department, BudgetUnit)
        return [model._base_manager.all() for model in above[: above.index(self._meta.model) + 1]]


class FinanceOfficeResource(PlaceResource):
    division_code = Field("division_code", DIVISION, widget=TEXT)
    name = Field("name", "名称", widget=TEXT)
    province = Field("province", "省份", widget=TEXT)

    class Meta(KeyedListResource.Meta):
        model = FinanceOffice
        fields = ("division_code", "name", "province")
        import_id_fields = ("division_code",)

    def office_of(self, office):
        return office.pk


class DepartmentResource(PlaceResource):
    related = ("office",)
    office = Field("office", DIVISION, widget=VisibleKey(FinanceOffice, "division_code"))
    code = Field("code", DEPARTMENT, widget=TEXT)
    name = Field("name", "名称", widget=TEXT)

    class Meta(KeyedListResource.Meta):
        model = Department
        fields = ("office", "code", "name")
        import_id_fields = ("office", "code")

    def office_of(self, department):
        return department.office_id


class BudgetUnitResource(PlaceResource):
    related = ("department__office",)
    office = Field("department__office__division_code", DIVISION, readonly=True)
    department = Field(
        "department",
        DEPARTMENT,
        widget=VisibleKey(Department, "code", within={"office__division_code": DIVISION}),
    )
    code = Field("code", "单位编码", widget=TEXT)
    name = Field("name", "名称", widget=TEXT)
    position = Field("position", "顺序", widget=IntegerWidget())

    class Meta(KeyedListResource.Meta):
        model = BudgetUnit
        fields = ("office", "department", "code", "name", "position")
        import_id_fields = ("department", "code")

    def office_of(self, unit):
        return unit.department.office_id


class CalendarDayResource(KeyedListResource):
    """The calendar of the whole country: whoever keeps it at all keeps all of it."""

    day = Field("day", "日期", widget=DateWidget("%Y-%m-%d"))
    working = Field("working", "上班或放假", widget=LabelWidget([(True, "上班"), (False, "放假")]))
    name = Field("name", "名称", widget=TEXT)

    class Meta(KeyedListResource.Meta):
        model = CalendarDay
        fields = ("day", "working", "name")
        import_id_fields = ("day",)

    def is_kept(self, day):
        return self.user.is_superuser
