"""The applications to adjust an approved text, with the parts they name and what became of them."""

from django.http import Http404
from drf_spectacular.utils import extend_schema_view
from rest_framework import serializers
from rest_framework.response import Response

from performance.api.base.documented import documented
from performance.api.base.views import BaseAPIView, etag_headers
from performance.exporting.gathering import exportable_by
from performance.models import AdjustmentPart, AdjustmentRequest

NOUN = "办理"


class PartSerializer(serializers.ModelSerializer):
    class Meta:
        model = AdjustmentPart
        fields = read_only_fields = ("kind", "project", "unit", "label", "old", "new", "reason")


class AdjustmentRequestSerializer(serializers.ModelSerializer):
    standing = serializers.CharField(help_text="目前的情况")
    reason = serializers.CharField(source="filed.reason", help_text="申请的理由")
    parts = PartSerializer(many=True, help_text="申请调整的部分")

    class Meta:
        model = AdjustmentRequest
        fields = read_only_fields = (
            *("id", "origin", "filed", "allowed", "ended"),
            *("standing", "reason", "parts"),
        )


@extend_schema_view(
    get=documented(
        NOUN, "文本的调整申请，新的在前", AdjustmentRequestSerializer(many=True), etag_headers=True
    )
)
class Adjustments(BaseAPIView):
    def get(self, request, pk):
        statement = self.statement(pk)
        if not exportable_by(request.user).filter(pk=statement.pk).exists():
            raise Http404
        found = AdjustmentRequest.objects.visible_to(request.user).filter(statement=statement)
        found = found.select_related("filed", "ended").prefetch_related("parts")
        rows = AdjustmentRequestSerializer(found, many=True).data
        return Response(rows, headers=etag_headers(statement.version))
