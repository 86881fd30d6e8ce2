"""Letters of approval: listed, drawn up, cancelled and fetched by other programs."""

from django.http import Http404
from django.shortcuts import get_object_or_404
from django_filters import rest_framework as filters
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, OpenApiResponse, extend_schema, extend_schema_view
from rest_framework import serializers
from rest_framework.response import Response

from departments.file_names import as_file_name
from departments.models import FinanceOffice
from performance.api.base.documented import ADDING, FAULTS, READING, FaultSerializer, documented
from performance.api.base.fields import OnlyDeclared, StrictCharField
from performance.api.base.filters import IdFilter
from performance.api.base.value_rows import ValuesList
from performance.api.base.views import BaseAPIView
from performance.approval_letters.printing import SUFFIXES, letter_file, record_printing
from performance.approval_letters.services import LONGEST_NUMBER, cancel_letter, draw_up_letter
from performance.documents.formats.unprintable import Unprintable
from performance.http.responses import attachment
from performance.models import ApprovalLetter
from performance.steps.refusals import Refused

NOUN = "批复文"
MOST_TEXTS = 2000
EXAMPLE = {
    "office": 1,
    "fiscal_year": 2026,
    "number": "某财绩〔2026〕1号",
    "dated": "2026-02-03",
    "revisions": [12, 15],
}


class ApprovalLetterSerializer(serializers.ModelSerializer):
    class Meta:
        model = ApprovalLetter
        fields = read_only_fields = (
            *("id", "office", "fiscal_year", "number", "dated", "template", "at", "cancelled", "reason"),
        )


class SentLetter(OnlyDeclared, serializers.Serializer):
    office = serializers.IntegerField(max_value=2**31, help_text="财政局")
    fiscal_year = serializers.IntegerField(min_value=2000, max_value=2099, help_text="预算年度")
    number = StrictCharField(max_length=LONGEST_NUMBER, help_text="文号，同一财政局不能重复")
    dated = serializers.DateField(help_text="成文日期")
    revisions = serializers.ListField(
        child=serializers.IntegerField(max_value=2**31),
        min_length=1,
        max_length=MOST_TEXTS,
        help_text="所批复的留存文本，即各绩效文本的 approved_revision",
    )


class SentReason(OnlyDeclared, serializers.Serializer):
    reason = StrictCharField(max_length=ApprovalLetter.LONGEST_REASON, help_text="作废的理由")


class ApprovalLetterFilter(filters.FilterSet):
    office = IdFilter(field_name="office_id", label="财政局")
    fiscal_year = filters.NumberFilter(label="预算年度")


@extend_schema_view(
    get=documented(NOUN, "看得到其全部文本的批复文，含已作废的", ApprovalLetterSerializer(many=True)),
    post=documented(
        NOUN,
        "办理批复文",
        ApprovalLetterSerializer,
        faults=ADDING,
        status=201,
        request=SentLetter,
        example=EXAMPLE,
        description="按本局在用的模板办理。文本已不是批复版、文号用过或文本已有批复文时答复 409，全部理由与页面相同。",
    ),
)
class ApprovalLetterList(ValuesList):
    serializer_class = ApprovalLetterSerializer
    filterset_class = ApprovalLetterFilter
    ordering_fields = ("id", "dated")

    def visible(self):
        return ApprovalLetter.objects.visible_to(self.request.user)

    def post(self, request):
        sent = SentLetter(data=request.data)
        sent.is_valid(raise_exception=True)
        validated = sent.validated_data
        office = FinanceOffice.objects.visible_to(request.user).filter(pk=validated["office"]).first()
        if office is None:
            raise Http404
        letter = draw_up_letter(
            office,
            validated["fiscal_year"],
            set(validated["revisions"]),
            number=validated["number"],
            dated=validated["dated"],
            by=request.user,
            request=self.plain_request,
        )
        return Response(ApprovalLetterSerializer(letter).data, status=201)


class _OneLetter(BaseAPIView):
    def letter(self, pk):
        visible = ApprovalLetter.objects.visible_to(self.request.user).select_related("office", "template")
        return get_object_or_404(visible, pk=pk)


@extend_schema_view(
    post=documented(
        NOUN,
        "作废批复文",
        ApprovalLetterSerializer,
        faults=ADDING,
        request=SentReason,
        example={"reason": "文号写错"},
        description="写明理由；文号和所批复的文本可以重新办理。已经作废时答复 409。",
    )
)
class CancelApprovalLetter(_OneLetter):
    def post(self, request, pk):
        letter = self.letter(pk)
        sent = SentReason(data=request.data)
        sent.is_valid(raise_exception=True)
        cancelled = cancel_letter(
            letter, reason=sent.validated_data["reason"], by=request.user, request=self.plain_request
        )
        return Response(ApprovalLetterSerializer(cancelled).data)


@extend_schema_view(
    get=extend_schema(
        operation_id="approval_letters_document",
        tags=[NOUN],
        summary="批复文的文件",
        description="按办理时的模板印成的 Word 或 PDF；已作废的答复 404，不能印成该格式时答复 409 并说明原因。",
        parameters=[
            OpenApiParameter("suffix", str, OpenApiParameter.PATH, enum=[suffix[1:] for suffix in SUFFIXES])
        ],
        responses={
            (200, "application/octet-stream"): OpenApiTypes.BINARY,
            **{code: OpenApiResponse(FaultSerializer, description=FAULTS[code]) for code in (*READING, 409)},
        },
    )
)
class ApprovalLetterDocument(_OneLetter):
    def get(self, request, pk, suffix):
        letter = self.letter(pk)
        if f".{suffix}" not in SUFFIXES or letter.cancelled:
            raise Http404
        try:
            data = letter_file(letter, f".{suffix}")
        except Unprintable as fault:
            raise Refused(str(fault)) from fault
        record_printing(letter, f".{suffix}", by=request.user, request=self.plain_request)
        return attachment(data, as_file_name(f"批复文-{letter.number}.{suffix}"))
