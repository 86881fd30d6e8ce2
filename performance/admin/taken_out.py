"""Lists of what is written beside approved texts, to be taken out: whose it is comes first, by the codes of its place."""

from import_export.fields import Field

from departments.lists.flat_lists import FlatListResource
from departments.lists.resources import DEPARTMENT, DIVISION


class TakenOut(FlatListResource):
    """``related`` is what a row is printed with."""

    related = ()

    def filter_export(self, queryset, **kwargs):
        return queryset.select_related(*self.related)


class OfPlaces(TakenOut):
    """``way`` leads to the card or the report, whose place is told first."""

    way = ""

    def __init__(self, **kwargs):
        super().__init__(**kwargs)
        self.fields = self._placed() | self.told() | self._named() | self.fields

    def _placed(self):
        return {
            "office": Field(f"{self.way}statement__department__office__division_code", DIVISION),
            "department": Field(f"{self.way}statement__department__code", DEPARTMENT),
            "department_name": Field(f"{self.way}statement__department__name", "部门"),
            "unit": Field(f"{self.way}unit__code", "单位编码"),
            "unit_name": Field(f"{self.way}unit__name", "单位"),
        }

    def _named(self):
        return {
            "code": Field(f"{self.way}code", "项目编码"),
            "label": Field(f"{self.way}label", "名称"),
        }

    def told(self):
        """Of which year and period it is."""
        return {"fiscal_year": Field(f"{self.way}statement__fiscal_year", "预算年度")}

    def get_export_order(self):
        return tuple(self.fields)
