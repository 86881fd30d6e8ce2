"""The criteria sheets of a statement: those that were sent, and the one that is being written."""

from decimal import Decimal

from django.core.validators import RegexValidator
from django.http import Http404
from django.shortcuts import get_object_or_404
from drf_spectacular.utils import extend_schema_view
from rest_framework import serializers
from rest_framework.exceptions import PermissionDenied, ValidationError
from rest_framework.response import Response

from departments.keys import LARGEST_KEY
from performance.api.base.documented import ADDING, CHANGING, documented
from performance.api.base.editable import tag_of
from performance.api.base.fields import OnlyDeclared, StrictCharField, StrictIntegerField
from performance.api.base.preconditions import require_version
from performance.api.base.views import BaseAPIView, etag_headers
from performance.assessment.criteria import CRITERIA
from performance.assessment.key_projects import key_projects_of, label_of, mark_key_projects
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
    project = serializers.IntegerField(
        source="project_id", allow_null=True, help_text="重点项目；整份文本的审核表为空"
    )
    project_label = serializers.CharField(help_text="重点项目的编码和名称，项目删除以后仍在；整份文本的为空")
    reviewer = serializers.CharField(source="reviewer.username", help_text="审核人", allow_null=True)
    grade = serializers.CharField(help_text="总评等级；还没有评的为空")
    decision = serializers.CharField(help_text="审核结论；还没有下的为空")
    sent = serializers.BooleanField(help_text="已随办理送出，不能再改")
    marks = MarkSerializer(many=True, help_text="各要点的等级和得分")

    class Meta:
        model = ReviewSheet
        fields = read_only_fields = (
            *("id", "project", "project_label", "stage", "round", "reviewer"),
            *("grade", "opinion", "decision", "sent", "marks"),
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
        "project": sheet.project_id,
        "project_label": sheet.project_label,
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


def _waited_for(statement):
    return {"stage": statement.state, "round": statement.round}


OF_THE_TEXT = {"project": None, "project_label": ""}
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

    def about(self, statement, project):
        """The key project of that key; None is the whole text."""
        return None if project is None else get_object_or_404(key_projects_of(statement), pk=project)

    def draft_of(self, statement, found, about):
        """What has been written of the review that the statement waits for, and its tag."""
        draft = found.filter(event=None, stage=statement.state, project=about).first()
        named = {"project": about.pk, "project_label": label_of(about)} if about else OF_THE_TEXT
        payload = plain(draft) if draft else {**EMPTY, **named, **_waited_for(statement)}
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
    def get(self, request, pk, project=None):
        statement, found = self.readable(pk)
        payload, tag = self.draft_of(statement, found, self.about(statement, project))
        return Response(payload, headers=etag_headers(tag))

    def put(self, request, pk, project=None):
        statement, found = self.readable(pk)
        about = self.about(statement, project)
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
            project=about,
            unless=lambda: require_version(request, self.draft_of(statement, found.all(), about)[1]),
            request=self.plain_request,
        )
        payload, tag = self.draft_of(statement, found.all(), about)
        return Response(payload, headers=etag_headers(tag))


class SentKeyProjects(OnlyDeclared, serializers.Serializer):
    projects = serializers.ListField(
        child=StrictIntegerField(min_value=1, max_value=LARGEST_KEY),
        max_length=2000,
        allow_empty=True,
        help_text="从此为重点的项目；其余的不是",
    )


class KeyProjectsSerializer(serializers.Serializer):
    projects = serializers.ListField(child=serializers.IntegerField(), help_text="重点项目")


@extend_schema_view(
    get=documented(NOUN, "一份文本的重点项目", KeyProjectsSerializer),
    put=documented(
        NOUN,
        "标出重点项目",
        KeyProjectsSerializer,
        faults=ADDING,
        request=SentKeyProjects,
        example={"projects": [12, 15]},
        description="由财政审核人标出，每个重点项目有一张审核表，没有填写完整的文本不能通过。已有填写的审核表的不能取消，答复 409。",
    ),
)
class KeyProjects(Sheets):
    def get(self, request, pk):
        statement, _ = self.readable(pk)
        return self._answer(statement)

    def put(self, request, pk):
        statement, _ = self.readable(pk)
        if not roles_here(request.user, statement).everywhere & FINANCE_REVIEWERS:
            raise PermissionDenied("重点项目由财政审核人标出。")
        sent = SentKeyProjects(data=request.data)
        sent.is_valid(raise_exception=True)
        keys = set(sent.validated_data["projects"])
        mark_key_projects(statement, keys, by=request.user, request=self.plain_request)
        return self._answer(statement)

    def _answer(self, statement):
        return Response({"projects": sorted(key_projects_of(statement).values_list("pk", flat=True))})


def _mark(mark):
    points = mark.get("points")
    return Mark(Grade(mark["grade"]), None if points is None else Decimal(points))
