"""The indicator library: what is common to all or to a province, and what the user's own finance offices keep."""

from django.db.models import Q
from django_filters import rest_framework as filters
from drf_spectacular.utils import extend_schema_view
from rest_framework import serializers

from departments.models import FinanceOffice
from indicators.models import IndicatorTemplate, TemplateSource
from performance.api.described import described
from performance.api.rows import RowDetail, RowList

NOUN = "指标库"


class TemplateSerializer(serializers.ModelSerializer):
    family = serializers.CharField(help_text="类别", read_only=True)

    class Meta:
        model = IndicatorTemplate
        fields = read_only_fields = (
            *("id", "office_code", "province", "family", "level1", "level2", "name", "description", "unit"),
            *("direction", "project_class", "uses", "source"),
        )


class TemplateFilter(filters.FilterSet):
    family = filters.CharFilter(label="类别")
    level1 = filters.CharFilter(label="一级指标")
    level2 = filters.CharFilter(label="二级指标")
    project_class = filters.CharFilter(label="适用项目")
    source = filters.ChoiceFilter(choices=TemplateSource, label="来源")


class Templates:
    serializer_class = TemplateSerializer

    def visible(self):
        offices = FinanceOffice.objects.visible_to(self.request.user)
        own = Q(office_code="") | Q(office_code__in=offices.values("division_code"))
        near = Q(province="") | Q(province__in=offices.values("province"))
        return IndicatorTemplate.objects.filter(own, near, retired=False)


@extend_schema_view(get=described(NOUN, "指标库列表", TemplateSerializer(many=True)))
class TemplateList(Templates, RowList):
    filterset_class = TemplateFilter
    search_fields = ("name", "description", "level2")
    ordering_fields = ("id", "uses", "name", "family")


@extend_schema_view(get=described(NOUN, "指标库中的一条", TemplateSerializer))
class TemplateDetail(Templates, RowDetail):
    pass
