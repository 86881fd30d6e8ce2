"""Indicators of all texts that the user may see: a list that may have millions of rows."""

from django_filters import rest_framework as filters
from drf_spectacular.utils import extend_schema_view
from rest_framework import serializers

from indicators.kinds import ValueKind
from indicators.models import Indicator
from performance.api.base.documented import documented
from performance.api.base.filters import IdFilter, IdsFilter, YearFilter
from performance.api.base.value_rows import ValuesList
from performance.statements.visible_indicators import visible_indicators

NOUN = "指标"


class IndicatorSerializer(serializers.ModelSerializer):
    fiscal_year = serializers.IntegerField(source="family.tree.year", help_text="预算年度")
    project = serializers.IntegerField(
        source="family.tree.budgetproject.pk", allow_null=True, help_text="项目；部门目标的指标没有"
    )
    goal = serializers.IntegerField(
        source="family.tree.performancegoal.pk", allow_null=True, help_text="部门目标；项目的指标没有"
    )
    level1 = serializers.CharField(source="family.level1", help_text="一级指标")
    level2 = serializers.CharField(source="family.level2", help_text="二级指标")
    comparator = serializers.CharField(help_text="计算符号；没有的为空")

    class Meta:
        model = Indicator
        fields = read_only_fields = (
            *("id", "office_code", "fiscal_year", "project", "goal", "level1", "level2", "name"),
            *("description", "value", "basis", "kind", "comparator", "number", "upper", "unit", "is_percent"),
            *("deadline", "grade"),
        )


class IndicatorFilter(filters.FilterSet):
    id = IdsFilter()
    name = filters.CharFilter(lookup_expr="holds", label="名称中含有")
    office = filters.CharFilter(field_name="office_code", label="财政区划代码")
    fiscal_year = YearFilter(field_name="family__tree__year", label="预算年度")
    project = IdFilter(field_name="family__tree__budgetproject", label="项目")
    level2 = filters.CharFilter(field_name="family__level2", label="二级指标")
    kind = filters.ChoiceFilter(choices=[(kind.value, kind.label) for kind in ValueKind], label="值的形式")


@extend_schema_view(get=documented(NOUN, "指标列表", IndicatorSerializer(many=True)))
class IndicatorList(ValuesList):
    """The keys of a page are found first, then their rows: so no table is joined for rows of other pages."""

    serializer_class = IndicatorSerializer
    filterset_class = IndicatorFilter
    ordering_fields = ("id",)

    def visible(self):
        return visible_indicators(self.request.user)

    def page(self, request):
        found = self.filter_queryset(self.get_queryset()).values("id")
        keys = [row["id"] for row in self.paginate_queryset(found)]
        rows = Indicator.objects.filter(pk__in=keys).order_by().values(*dict.fromkeys(self.columns.values()))
        by_id = {row["id"]: row for row in self.rows_of(rows)}
        return [by_id[key] for key in keys]
