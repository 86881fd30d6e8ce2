"""The files beside cards, reports and texts: listed, read, put there, taken away and put back by other programs."""

from django.shortcuts import get_object_or_404
from django_filters import rest_framework as filters
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiResponse, extend_schema, extend_schema_view
from rest_framework import serializers
from rest_framework.parsers import MultiPartParser
from rest_framework.response import Response

from departments.keys import LARGEST_KEY
from performance.api.base.documented import ADDING, FAULTS, READING, FaultSerializer, documented
from performance.api.base.fields import OnlyDeclared
from performance.api.base.filters import IdFilter
from performance.api.base.value_rows import ValuesList
from performance.api.base.views import BaseAPIView
from performance.evidence.services import (
    Offered,
    add_evidence,
    add_supporting,
    read_evidence,
    remove_evidence,
    restore_evidence,
)
from performance.evidence.supporting import Supported
from performance.http.responses import attachment
from performance.models import Evidence, MonitoringReport, SelfEvaluation
from performance.monitoring.writing import REPORT
from performance.self_evaluation.writing import CARD

NOUN = "佐证材料"


class EvidenceSerializer(serializers.ModelSerializer):
    indicator = serializers.ListField(
        child=serializers.CharField(), help_text="一级、二级、三级指标；整个项目的为空。"
    )

    class Meta:
        model = Evidence
        fields = read_only_fields = (
            *("id", "statement", "unit", "evaluation", "report", "project", "indicator", "name", "size"),
            *("digest", "at", "removed"),
        )


class EvidenceFilter(filters.FilterSet):
    statement = IdFilter(field_name="statement_id", label="绩效文本")
    evaluation = IdFilter(field_name="evaluation_id", label="绩效自评")
    report = IdFilter(field_name="report_id", label="监控报告")


@extend_schema_view(
    get=documented(
        NOUN,
        "佐证材料和依据文件，含已移除的",
        EvidenceSerializer(many=True),
        description="不属于自评表，也不属于监控报告的，是文本的依据文件：project 是项目名称，部门整体的为空。",
    )
)
class EvidenceList(ValuesList):
    serializer_class = EvidenceSerializer
    filterset_class = EvidenceFilter
    ordering_fields = ("id", "at")

    def visible(self):
        return Evidence.objects.visible_to(self.request.user)


@extend_schema_view(
    get=extend_schema(
        tags=[NOUN],
        summary="佐证材料、依据文件的内容",
        description="佐证材料、依据文件的内容，与上传的逐字节相同。",
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


class SentEvidence(OnlyDeclared, serializers.Serializer):
    file = serializers.FileField(allow_empty_file=True, max_length=200, help_text="一个 PDF 或图片")
    indicator = serializers.IntegerField(
        required=False,
        min_value=0,
        max_value=2**31,
        help_text="第几个指标，从 0 数起，次序与内容相同；不写的属于整个项目",
    )


def _adding(what):
    return extend_schema_view(
        post=documented(
            NOUN,
            f"为{what}上传佐证材料",
            EvidenceSerializer,
            faults=ADDING,
            status=201,
            request={"multipart/form-data": SentEvidence},
            description="一次一个文件。不能填报，或文件不合要求（不完整、有宏、太大、已经上传过、超过个数）时答复 409，全部理由与页面相同。",
        )
    )


class _AddEvidence(BaseAPIView):
    """``kind`` says how its rows are written, ``around`` what is read along with one."""

    parser_classes = (MultiPartParser,)

    def post(self, request, pk):
        visible = self.model.objects.visible_to(request.user).select_related(*self.around)
        row = get_object_or_404(visible, pk=pk)
        serializer = SentEvidence(data=request.data)
        serializer.is_valid(raise_exception=True)
        validated = serializer.validated_data
        files = [Offered(validated["file"].name, validated["file"].read())]
        place = validated.get("indicator")
        (added,) = add_evidence(
            self.kind, row, files, indicator=place, by=request.user, request=self.plain_request
        )
        return Response(EvidenceSerializer(added).data, status=201)


@_adding("自评表")
class AddEvaluationEvidence(_AddEvidence):
    kind, model = CARD, SelfEvaluation
    around = ("statement__department__office", "unit", "revision")


@_adding("监控报告")
class AddMonitoringEvidence(_AddEvidence):
    kind, model = REPORT, MonitoringReport
    around = ("task__office", "statement__department__office", "unit", "revision", "latest")


class SentSupporting(OnlyDeclared, serializers.Serializer):
    file = serializers.FileField(allow_empty_file=True, max_length=200, help_text="一个 PDF 或图片")
    project = serializers.IntegerField(
        required=False, min_value=1, max_value=LARGEST_KEY, help_text="哪个预算项目；不写的属于部门整体"
    )


@extend_schema_view(
    post=documented(
        NOUN,
        "为绩效文本上传依据文件",
        EvidenceSerializer,
        faults=ADDING,
        status=201,
        request={"multipart/form-data": SentSupporting},
        description="一次一个文件。那一部分已锁定、不由您填报，或文件不合要求时答复 409，全部理由与页面相同。",
    )
)
class AddSupportingFile(BaseAPIView):
    parser_classes = (MultiPartParser,)

    def post(self, request, pk):
        statement = self.statement(pk)
        serializer = SentSupporting(data=request.data)
        serializer.is_valid(raise_exception=True)
        validated = serializer.validated_data
        files = [Offered(validated["file"].name, validated["file"].read())]
        (added,) = add_supporting(
            statement, files, project=validated.get("project"), by=request.user, request=self.plain_request
        )
        return Response(EvidenceSerializer(added).data, status=201)


def _changing(summary):
    return extend_schema_view(
        post=documented(
            NOUN,
            summary,
            EvidenceSerializer,
            faults=ADDING,
            request=None,
            description=f"{summary}。不能填报，或已经是这样时答复 409。",
        )
    )


class _ChangeEvidence(BaseAPIView):
    """``change`` is what is done to it."""

    def post(self, request, pk):
        around = ("evaluation__statement", "report__task", "report__statement", "statement__department")
        visible = Evidence.objects.visible_to(request.user).select_related(*around)
        file = get_object_or_404(visible, pk=pk)
        written = CARD if file.evaluation_id else REPORT
        holder = Supported.by(file) if file.is_supporting else written
        self.change(holder, file, by=request.user, request=self.plain_request)
        file.refresh_from_db(fields=["removed"])
        return Response(EvidenceSerializer(file).data)


@_changing("移除佐证材料或依据文件，可以恢复")
class RemoveEvidence(_ChangeEvidence):
    change = staticmethod(remove_evidence)


@_changing("恢复移除的佐证材料或依据文件")
class RestoreEvidence(_ChangeEvidence):
    change = staticmethod(restore_evidence)
