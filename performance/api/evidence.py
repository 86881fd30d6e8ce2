"""The files that show what cards and reports say, to be listed and read by other programs."""

from django_filters import rest_framework as filters
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiResponse, extend_schema, extend_schema_view
from rest_framework import serializers

from performance.api.base.documented import FAULTS, READING, FaultSerializer, documented
from performance.api.base.filters import IdFilter
from performance.api.base.value_rows import ValuesList
from performance.api.base.views import BaseAPIView
from performance.evidence.services import read_evidence
from performance.http.responses import attachment
from performance.models import Evidence

NOUN = "佐证材料"


class EvidenceSerializer(serializers.ModelSerializer):
    indicator = serializers.ListField(
        child=serializers.CharField(), help_text="一级、二级、三级指标；整个项目的为空。"
    )

    class Meta:
        model = Evidence
        fields = read_only_fields = (
            *("id", "statement", "unit", "evaluation", "report", "indicator", "name", "size", "digest"),
            *("at", "removed"),
        )


class EvidenceFilter(filters.FilterSet):
    evaluation = IdFilter(field_name="evaluation_id", label="绩效自评")
    report = IdFilter(field_name="report_id", label="监控报告")


@extend_schema_view(get=documented(NOUN, "佐证材料，含已移除的", EvidenceSerializer(many=True)))
class EvidenceList(ValuesList):
    serializer_class = EvidenceSerializer
    filterset_class = EvidenceFilter
    ordering_fields = ("id", "at")

    def visible(self):
        return Evidence.objects.visible_to(self.request.user)


@extend_schema_view(
    get=extend_schema(
        tags=[NOUN],
        summary="佐证材料的文件",
        description="佐证材料的文件，与上传的逐字节相同。",
        responses={
            (200, "application/octet-stream"): OpenApiTypes.BINARY,
            **{code: OpenApiResponse(FaultSerializer, description=FAULTS[code]) for code in READING},
        },
    )
)
class EvidenceFile(BaseAPIView):
    def get(self, request, pk):
        file = read_evidence(request.user, pk, request=self.plain_request)
        return attachment(bytes(file.content), file.name)
