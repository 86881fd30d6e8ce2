"""The criteria sheets of a statement: those that were sent, and the one that is being written."""

from decimal import Decimal

from django.core.validators import RegexValidator
from django.http import Http404
from drf_spectacular.utils import extend_schema_view
from rest_framework import serializers
from rest_framework.exceptions import ValidationError
from rest_framework.response import Response

from performance.api.base.documented import CHANGING, documented
from performance.api.base.editable import tag_of
from performance.api.base.fields import OnlyDeclared, StrictCharField
from performance.api.base.preconditions import require_version
from performance.api.base.views import BaseAPIView, etag_headers
from performance.assessment.criteria import CRITERIA
from performance.assessment.services import FINANCE_REVIEWERS, SHEET_READERS, Mark, write_sheet
from performance.content.json import plain_decimal
from performance.models import Decision, Grade, ReviewSheet
from performance.workflow.offers import roles_here

NOUN = "审核表"
CODES = [(criterion.code, criterion.label) for criterion in CRITERIA]
POINTS = r"^[0-9]{1,3}(\.[0-9]{1,2})?$"


class MarkSerializer(OnlyDeclared, serializers.Serializer):
    criterion = serializers.ChoiceField(CODES, help_text="审核要点")
    grade = serializers.ChoiceField(Grade.choices, help_text="等级")
    points = StrictCharField(
        validators=[RegexValidator(POINTS, "应为数字文字，至多两位小数。")],
        allow_null=True,
        required=False,
        help_text="得分，十进制数字文字，至多两位小数",
    )


class SheetSerializer(serializers.ModelSerializer):
    id = serializers.IntegerField(allow_null=True, help_text="审核表")
    stage = serializers.CharField(help_text="审核环节，即文本所等待的状态")
    reviewer = serializers.CharField(source="reviewer.username", help_text="审核人", allow_null=True)
    grade = serializers.CharField(help_text="总评等级；还没有评的为空")
    decision = serializers.CharField(help_text="审核结论；还没有下的为空")
    sent = serializers.BooleanField(help_text="已随办理送出，不能再改")
    marks = MarkSerializer(many=True, help_text="各要点的等级和得分")

    class Meta:
        model = ReviewSheet
        fields = read_only_fields = (
            *("id", "stage", "round", "reviewer", "grade", "opinion", "decision", "sent", "marks"),
        )


class WrittenSheet(OnlyDeclared, serializers.Serializer):
    marks = MarkSerializer(many=True, required=False, max_length=len(CRITERIA))
    grade = serializers.ChoiceField(
        Grade.choices, required=False, allow_blank=True, default="", help_text="总评等级"
    )
    opinion = StrictCharField(
        max_length=4000, required=False, allow_blank=True, default="", help_text="审核意见"
    )
    decision = serializers.ChoiceField(
        Decision.choices, required=False, allow_blank=True, default="", help_text="审核结论"
    )

    def validate_marks(self, marks):
        codes = [mark["criterion"] for mark in marks]
        if len(set(codes)) < len(codes):
            raise ValidationError("同一审核要点只能评一次。")
        return marks


def plain(sheet):
    return {
        "id": sheet.pk,
        "stage": sheet.stage,
        "round": sheet.round,
        "reviewer": sheet.reviewer.get_username(),
        "grade": sheet.grade,
        "opinion": sheet.opinion,
        "decision": sheet.decision,
        "sent": sheet.sent,
        "marks": [
            {
                "criterion": mark.criterion,
                "grade": mark.grade,
                "points": None if mark.points is None else plain_decimal(mark.points),
            }
            for mark in sheet.marks.all()
        ],
    }


EMPTY = {"id": None, "reviewer": None, "grade": "", "opinion": "", "decision": "", "sent": False, "marks": []}


class Sheets(BaseAPIView):
    """A sheet is the finance side's own until it is sent; then the department reads it as well."""

    def readable(self, pk):
        statement = self.statement(pk)
        roles = roles_here(self.request.user, statement).everywhere
        if not roles & SHEET_READERS:
            raise Http404
        found = statement.sheets.select_related("reviewer").prefetch_related("marks").order_by("-pk")
        if not roles & FINANCE_REVIEWERS:
            found = found.filter(event__isnull=False)
        return statement, found

    def draft_of(self, statement, found):
        """What has been written of the review that the statement waits for, and its tag."""
        draft = found.filter(event=None, stage=statement.state).first()
        payload = plain(draft) if draft else {**EMPTY, "stage": statement.state, "round": statement.round}
        return payload, tag_of(payload)


@extend_schema_view(get=documented(NOUN, "文本的审核表，新的在前", SheetSerializer(many=True)))
class SheetList(Sheets):
    def get(self, request, pk):
        _, found = self.readable(pk)
        return Response([plain(sheet) for sheet in found])


DRAFT = "还没有填写时 id 为 null，也有 ETag。审核表随“通过”“退回”等办理一并送出，送出后不能再改。"


@extend_schema_view(
    get=documented(NOUN, "正在填写的审核表", SheetSerializer, description=DRAFT, etag_headers=True),
    put=documented(
        NOUN,
        "填写审核表",
        SheetSerializer,
        faults=CHANGING,
        request=WrittenSheet,
        description=f"整张替换，可以先填一部分。不由您审核的答复 409。{DRAFT}",
        example={
            "marks": [{"criterion": CRITERIA[0].code, "grade": "good", "points": "8.5"}],
            "opinion": "指标值的依据请补充。",
            "decision": "return",
        },
        etag_headers=True,
    ),
)
class SheetDraft(Sheets):
    def get(self, request, pk):
        payload, tag = self.draft_of(*self.readable(pk))
        return Response(payload, headers=etag_headers(tag))

    def put(self, request, pk):
        statement, found = self.readable(pk)
        serializer = WrittenSheet(data=request.data)
        serializer.is_valid(raise_exception=True)
        written = serializer.validated_data
        write_sheet(
            statement,
            by=request.user,
            marks={mark["criterion"]: _mark(mark) for mark in written.get("marks", ())},
            grade=written["grade"],
            opinion=written["opinion"],
            decision=written["decision"],
            unless=lambda: require_version(request, self.draft_of(statement, found.all())[1]),
            request=self.plain_request,
        )
        payload, tag = self.draft_of(statement, found.all())
        return Response(payload, headers=etag_headers(tag))


def _mark(mark):
    points = mark.get("points")
    return Mark(Grade(mark["grade"]), None if points is None else Decimal(points))
