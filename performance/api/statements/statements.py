"""Statements: which there are, where each stands, and what the user may do with it."""

from django.db import transaction
from django_filters import rest_framework as filters
from drf_spectacular.utils import OpenApiParameter, extend_schema_view
from rest_framework import serializers, status
from rest_framework.exceptions import ValidationError
from rest_framework.response import Response

from departments.keys import LARGEST_KEY
from departments.models import Department
from departments.trail.entry import Action
from departments.trail.writing import record
from performance.api.base.documented import ADDING, documented
from performance.api.base.fields import StrictIntegerField
from performance.api.base.filters import IdFilter, IdsFilter, YearFilter
from performance.api.base.value_rows import ValuesDetail, ValuesList
from performance.api.base.views import etag_headers
from performance.api.findings.findings import AnsweredFindingSerializer, findings_of
from performance.api.statements.content_schema import STATEMENT
from performance.api.statements.saving import (
    refuse_unlisted_words,
    refuse_unseen_units,
    said,
    visible_content_of,
)
from performance.content.json import from_plain, to_plain
from performance.models import PerformanceStatement, StatementState
from performance.statements.editable_parts import editable_parts
from performance.statements.empty_draft import delete_empty_draft
from performance.statements.services import save_content
from performance.statements.visibility import statements_with_totals
from performance.steps.refusals import Refused

NOUN = "绩效文本"


class StatementSerializer(serializers.ModelSerializer):
    office = serializers.CharField(source="department.office.division_code", help_text="财政区划代码")
    code = serializers.CharField(source="department.code", help_text="部门编码")
    name = serializers.CharField(source="department.name", help_text="部门名称")
    project_count = serializers.IntegerField(help_text="您看得到的项目数")
    total = serializers.DecimalField(
        max_digits=18, decimal_places=6, allow_null=True, help_text="您看得到的项目金额合计（万元）"
    )

    class Meta:
        model = PerformanceStatement
        fields = read_only_fields = (
            *("id", "department", "office", "code", "name", "fiscal_year", "province", "edition"),
            *(
                "state",
                "round",
                "version",
                "project_count",
                "total",
                "approved_revision",
                "published_revision",
            ),
            *("created", "updated"),
        )


class EditableSerializer(serializers.Serializer):
    department = serializers.BooleanField(help_text="部门部分")
    units = serializers.ListField(child=serializers.IntegerField(), help_text="可改其项目的预算单位")


class StatementDetailSerializer(StatementSerializer):
    partial = serializers.BooleanField(help_text="您只看得到部分项目")
    editable = EditableSerializer(help_text="现在可由您修改的部分")
    content = serializers.JSONField(required=False, help_text="include=content 时给出。")
    findings = AnsweredFindingSerializer(many=True, required=False, help_text="include=findings 时给出。")

    class Meta(StatementSerializer.Meta):
        fields = read_only_fields = (
            *StatementSerializer.Meta.fields,
            *("partial", "editable", "content", "findings"),
        )


class NewStatementSerializer(serializers.Serializer):
    department = StrictIntegerField(min_value=1, max_value=LARGEST_KEY, help_text="部门")
    fiscal_year = StrictIntegerField(min_value=1, max_value=32767, help_text="预算年度")


class StatementFilter(filters.FilterSet):
    id = IdsFilter()
    fiscal_year = YearFilter(label="预算年度")
    department = IdFilter(field_name="department_id", label="部门")
    office = filters.CharFilter(field_name="department__office__division_code", label="财政区划代码")
    state = filters.ChoiceFilter(choices=StatementState, label="状态")
    updated_after = filters.IsoDateTimeFilter(field_name="updated", lookup_expr="gt", label="在此之后有更新")


NEW = {
    "type": "object",
    "properties": {
        "department": {"type": "integer", "minimum": 1, "maximum": LARGEST_KEY, "title": "部门"},
        "fiscal_year": {"type": "integer", "minimum": 1, "maximum": 32767, "title": "预算年度"},
        "content": STATEMENT,
    },
    "required": ["department", "fiscal_year", "content"],
}


class Statements:
    serializer_class = StatementSerializer

    def visible(self):
        return statements_with_totals(self.request.user)


@extend_schema_view(
    get=documented(NOUN, "绩效文本列表", StatementSerializer(many=True)),
    post=documented(
        NOUN,
        "新建绩效文本",
        StatementSerializer,
        status=201,
        faults=ADDING,
        request={"application/json": NEW},
        example={
            "department": 1,
            "fiscal_year": 2027,
            "content": {"province": "河北", "edition": "2023", "sections": [], "projects": []},
        },
        etag_headers=True,
    ),
)
class StatementList(Statements, ValuesList):
    filterset_class = StatementFilter
    search_fields = ("department__code", "department__name", "department_name")
    ordering_fields = ("id", "fiscal_year", "updated", "created")

    def post(self, request):
        serializer = NewStatementSerializer(data=request.data)
        serializer.is_valid(raise_exception=True)
        department = self._department(serializer.validated_data["department"])
        content = from_plain(request.data.get("content"))
        statement = self._create(department, serializer.validated_data["fiscal_year"], content)
        row = self.one(pk=statement.pk)
        return Response(row, status=status.HTTP_201_CREATED, headers=etag_headers(statement.version))

    def _department(self, pk):
        department = Department.objects.business_of(self.request.user).filter(pk=pk).first()
        if department is None:
            raise ValidationError({"department": ["没有这个部门，或不在您的可见范围。"]})
        return department

    @transaction.atomic
    def _create(self, department, year, content):
        """Whoever comes second is refused: what the first has saved is not written over."""
        user = self.request.user
        sole = PerformanceStatement.objects.filter(department=department, fiscal_year=year)
        if sole.exists():
            raise Refused(f"{department}已有{year}年绩效文本。")
        refuse_unseen_units(content.projects, department, user)
        refuse_unlisted_words(content.projects)
        report = save_content(content, department=department, year=year, by=user)
        if not report.created:
            raise Refused(f"{department}已有{year}年绩效文本。")
        statement, details = report.statement, f"接口新建文本：{said(report)}"
        record(Action.EDIT, by=user, subject=statement, details=details, request=self.plain_request)
        return statement


INCLUDE = OpenApiParameter(
    "include", str, enum=["content", "findings", "content,findings"], description="一并给出内容、审核问题。"
)


@extend_schema_view(
    get=documented(NOUN, "一份绩效文本", StatementDetailSerializer, parameters=[INCLUDE], etag_headers=True),
    delete=documented(
        NOUN,
        "删除空白的绩效文本",
        None,
        status=204,
        faults=ADDING,
        description="限新建的人和部门审核人；已有内容或办理记录的不能删除，答复 409。",
    ),
)
class StatementDetail(Statements, ValuesDetail):
    own_parameters = ("include",)

    def get(self, request, pk):
        row = self.one(pk=pk)
        statement = self.statement(pk)
        sight = visible_content_of(statement, request.user)
        parts = editable_parts(statement, request.user)
        wanted = request.query_params.get("include", "").split(",")
        payload = {
            **row,
            "partial": sight.partial,
            "editable": {"department": parts.department, "units": sorted(parts.units)},
        }
        if "content" in wanted:
            payload["content"] = to_plain(sight.content)
        if "findings" in wanted:
            payload["findings"] = findings_of(statement, request.user)
        return Response(payload, headers=etag_headers(row["version"]))

    def delete(self, request, pk):
        """The condition is that nobody has written anything, so no version is asked for."""
        delete_empty_draft(self.statement(pk), by=request.user, request=self.plain_request)
        return Response(status=status.HTTP_204_NO_CONTENT)
