"""Budget projects with their trees; one can be read and replaced by itself."""

from contextlib import contextmanager
from dataclasses import replace

from django.db import transaction
from django.http import Http404
from django_filters import rest_framework as filters
from drf_spectacular.utils import OpenApiParameter, extend_schema_view
from rest_framework import serializers
from rest_framework.response import Response

from performance.api.base.documented import CHANGING, documented
from performance.api.base.filters import IdFilter, IdsFilter, YearFilter
from performance.api.base.preconditions import PreconditionFailed, seen_version
from performance.api.base.responses import written
from performance.api.base.value_rows import ValuesDetail, ValuesList
from performance.api.base.views import BaseAPIView, etag_headers
from performance.api.findings.schema import FindingSerializer
from performance.api.statements.content_schema import PROJECT, part_schema
from performance.api.statements.contents import members
from performance.api.statements.saving import locked, refuse_unseen_units, write
from performance.content.json import ContentError, from_plain, to_plain
from performance.content.model import ProjectContent
from performance.findings.statement_review import review_for
from performance.models import PerformanceStatement, UnitSubmission
from performance.review import OwnerKind, finding_to_plain
from performance.statements.selectors import projects_content
from performance.statements.services import ContentRefused
from performance.statements.storability import Objection
from performance.statements.stored_content import stored_content
from performance.steps.refusals import Refused
from projects.models import BudgetProject
from projects.services import with_indicator_counts

NOUN = "项目"
SHAPE = {"application/json": PROJECT}
PART = {"application/json": part_schema(ProjectContent)}
PATH_IN_WHOLE = ".projects[0]"


class ProjectSerializer(serializers.ModelSerializer):
    department = serializers.IntegerField(source="unit.department_id", help_text="部门")
    indicator_count = serializers.IntegerField(help_text="三级指标数")

    class Meta:
        model = BudgetProject
        fields = read_only_fields = (
            *(
                "id",
                "department",
                "unit",
                "fiscal_year",
                "position",
                "unit_code",
                "unit_name",
                "code",
                "name",
            ),
            *("budget", "fiscal_funds", "other_funds", "total_budget", "annual_budget", "project_class"),
            *("continuity", "leader", "locked", "indicator_count"),
        )


class ProjectWithTreeSerializer(ProjectSerializer):
    content = serializers.JSONField(
        required=False, help_text="include=content 时给出：项目的全部内容，含指标树。"
    )

    class Meta(ProjectSerializer.Meta):
        fields = read_only_fields = (*ProjectSerializer.Meta.fields, "content")


class ProjectWithFindingsSerializer(ProjectWithTreeSerializer):
    version = serializers.IntegerField(help_text="版次；即 ETag。")
    findings = FindingSerializer(many=True, required=False, help_text="include=findings 时给出。")

    class Meta(ProjectWithTreeSerializer.Meta):
        fields = read_only_fields = (*ProjectWithTreeSerializer.Meta.fields, "version", "findings")


class ProjectFilter(filters.FilterSet):
    id = IdsFilter()
    unit = IdFilter(field_name="unit_id", label="预算单位")
    department = IdFilter(field_name="unit__department_id", label="部门")
    fiscal_year = YearFilter(label="预算年度")
    code = filters.CharFilter(label="项目编码")
    locked = filters.BooleanFilter(label="已锁定")


INCLUDE_CONTENT = OpenApiParameter(
    "include", str, enum=["content"], description="一并给出每个项目的全部内容。"
)
INCLUDE_FINDINGS = OpenApiParameter("include", str, enum=["findings"], description="一并给出审核问题。")


@extend_schema_view(
    get=documented(NOUN, "项目列表", ProjectWithTreeSerializer(many=True), parameters=[INCLUDE_CONTENT])
)
class ProjectList(ValuesList):
    serializer_class = ProjectSerializer
    filterset_class = ProjectFilter
    own_parameters = ("include",)
    search_fields = ("code", "name", "unit_name")
    ordering_fields = ("id", "fiscal_year", "code", "name", "position")

    def visible(self):
        return with_indicator_counts(BudgetProject.objects.visible_to(self.request.user))

    def get(self, request):
        rows = self.page(request)
        whole = request.query_params.get("include") == "content"
        return self.get_paginated_response(with_content(rows) if whole else rows)


def with_content(rows):
    """Rows of projects, each with all that it says."""
    found = BudgetProject.objects.filter(pk__in=[row["id"] for row in rows]).order_by("pk")
    contents = dict(zip((project.pk for project in found), projects_content(found), strict=True))
    return [{**row, "content": to_plain(contents[row["id"]])} for row in rows]


@extend_schema_view(
    get=documented(
        NOUN, "一个项目", ProjectWithFindingsSerializer, parameters=[INCLUDE_FINDINGS], etag_headers=True
    )
)
class ProjectDetail(ValuesDetail):
    serializer_class = ProjectSerializer
    own_parameters = ("include",)

    def visible(self):
        return with_indicator_counts(BudgetProject.objects.visible_to(self.request.user))

    def get(self, request, pk):
        row = self.one(pk=pk)
        project = BudgetProject.objects.select_related("unit").filter(pk=pk)
        version = version_of(project.get())
        payload = {**row, "version": version, "content": to_plain(projects_content(project)[0])}
        if request.query_params.get("include") == "findings":
            payload["findings"] = self._findings(pk, row)
        return Response(payload, headers=etag_headers(version))

    def _findings(self, pk, row):
        statement = PerformanceStatement.objects.filter(
            department=row["department"], fiscal_year=row["fiscal_year"]
        ).first()
        if statement is None:
            return []
        shown = list(statement.projects.visible_to(self.request.user).values_list("pk", flat=True))
        found = review_for(statement, self.request.user).findings
        return [
            finding_to_plain(finding)
            for finding in found
            if finding.place.owner is OwnerKind.PROJECT and shown[finding.place.index] == pk
        ]


@extend_schema_view(
    get=documented(NOUN, "项目内容", SHAPE, etag_headers=True),
    put=documented(NOUN, "以新的内容替换项目", SHAPE, faults=CHANGING, request=SHAPE, etag_headers=True),
    patch=documented(
        NOUN,
        "修改项目的若干栏目",
        SHAPE,
        faults=CHANGING,
        request=PART,
        description="给出的成员整个替换，其余不变。",
        example={"purpose": "用于开展科普活动。", "budget": "12.50"},
        etag_headers=True,
    ),
)
class ProjectContentView(BaseAPIView):
    """Its version is that of its unit's share: what other units save does not make it stale."""

    def get(self, request, pk):
        project = self._project(pk)
        version = version_of(project)
        content = projects_content(BudgetProject.objects.filter(pk=pk))[0]
        return written(content, version)

    def put(self, request, pk):
        project = self._project(pk)
        whole = members(request.data)
        return self._save(project, lambda _: whole, "替换")

    def patch(self, request, pk):
        project = self._project(pk)
        parts = members(request.data)
        return self._save(project, lambda before: {**to_plain(before), **parts}, "修改")

    def _project(self, pk):
        visible = BudgetProject.objects.visible_to(self.request.user).select_related("unit")
        project = visible.filter(pk=pk).first()
        if project is None:
            raise Http404
        return project

    def _save(self, project, change, how):
        pk = project.pk
        seen = seen_version(self.request)
        with transaction.atomic():
            statement = locked(statement_of(project))
            if version_of(project) != seen:
                raise PreconditionFailed
            filed = stored_content(statement)
            whole = filed.content
            rows = list(statement.projects.values_list("pk", flat=True))
            if pk not in rows:
                raise Http404
            at = rows.index(pk)
            coming = project_from_plain(change(whole.projects[at]))
            with paths_from(PATH_IN_WHOLE):
                refuse_unseen_units((coming,), statement.department, self.request.user, filed.kept)
            projects = (*whole.projects[:at], coming, *whole.projects[at + 1 :])
            with paths_from(f".projects[{at}]"):
                write(
                    statement,
                    replace(whole, projects=projects),
                    rows,
                    before=filed,
                    by=self.request.user,
                    how=f"{how}项目“{project}”",
                    request=self.plain_request,
                )
        return self.get(self.request, pk)


def statement_of(project):
    statement = PerformanceStatement.objects.filter(
        department=project.unit.department_id, fiscal_year=project.fiscal_year
    ).first()
    if statement is None:
        raise Refused("该项目所在部门本年度还没有绩效文本，不能单独修改项目。")
    return statement


def version_of(project):
    """That of the share; a share that nobody has touched yet is not stored and stands at its first."""
    share = UnitSubmission.objects.filter(
        unit=project.unit_id,
        statement__fiscal_year=project.fiscal_year,
        statement__department=project.unit.department_id,
    )
    return share.values_list("version", flat=True).first() or 1


def project_from_plain(plain):
    with paths_from(PATH_IN_WHOLE):
        return from_plain({"province": "", "edition": "", "projects": [plain]}).projects[0]


@contextmanager
def paths_from(place):
    """Let the paths of problems begin at the project that stands at this place of the text."""
    try:
        yield
    except ContentError as fault:
        raise ContentError([problem.removeprefix(place) for problem in fault.problems]) from fault
    except ContentRefused as fault:
        problems = [
            Objection(problem, problem.path.removeprefix(place))
            if isinstance(problem, Objection)
            else problem
            for problem in fault.problems
        ]
        raise ContentRefused(problems) from fault
