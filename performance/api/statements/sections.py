"""The narrative sections of statements; they are written with the content."""

from django_filters import rest_framework as filters
from drf_spectacular.utils import extend_schema_view
from rest_framework import serializers

from performance.api.base.documented import documented
from performance.api.base.filters import IdFilter
from performance.api.base.value_rows import ValuesDetail, ValuesList
from performance.models import NarrativeSection, PerformanceStatement

NOUN = "文字部分"


class SectionSerializer(serializers.ModelSerializer):
    class Meta:
        model = NarrativeSection
        fields = read_only_fields = (
            *("id", "statement", "position", "kind", "title", "text", "indicator_text"),
        )


class SectionFilter(filters.FilterSet):
    statement = IdFilter(field_name="statement_id", label="绩效文本")
    kind = filters.CharFilter(label="种类")


class Sections:
    serializer_class = SectionSerializer

    def visible(self):
        statements = PerformanceStatement.objects.visible_to(self.request.user)
        return NarrativeSection.objects.filter(statement__in=statements)


@extend_schema_view(get=documented(NOUN, "文字部分列表", SectionSerializer(many=True)))
class SectionList(Sections, ValuesList):
    filterset_class = SectionFilter
    search_fields = ("title", "text", "indicator_text")
    ordering_fields = ("id", "position")


@extend_schema_view(get=documented(NOUN, "一段文字", SectionSerializer))
class SectionDetail(Sections, ValuesDetail):
    pass
