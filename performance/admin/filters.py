"""Filters of lists that may have millions of rows: what is offered is read from small tables beside them."""

from django.contrib.admin import SimpleListFilter

from indicators.models import Category
from performance.http.whole_numbers import whole_number
from performance.models import PerformanceStatement


class ShortFilter(SimpleListFilter):
    """``way`` is the column that is compared, as seen from the list's rows."""

    way = ""

    def queryset(self, request, queryset):
        return queryset.filter(**{self.way: self.value()}) if self.value() else queryset


class YearOfTree(ShortFilter):
    title = "预算年度"
    parameter_name = "year"

    def lookups(self, request, model_admin):
        texts = PerformanceStatement.objects.visible_to(request.user).order_by("-fiscal_year")
        return [(str(year), str(year)) for year in texts.values_list("fiscal_year", flat=True).distinct()]

    def queryset(self, request, queryset):
        return super().queryset(request, queryset) if whole_number(self.value(), 0) else queryset


class LevelOne(ShortFilter):
    title = "一级指标"
    parameter_name = "level1"

    def lookups(self, request, model_admin):
        labels = Category.objects.order_by("label").values_list("label", flat=True).distinct()
        return [(label, label) for label in labels]


def short(kind: type[ShortFilter], way: str) -> type[ShortFilter]:
    """The filter as seen from rows that are that far away."""
    return type(kind.__name__, (kind,), {"way": way})
