"""Packages and summaries of many statements: asked for here, made in the background, fetched when they are done."""

from django.http import FileResponse, Http404
from django_filters import rest_framework as filters
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiResponse, extend_schema, extend_schema_view
from rest_framework import serializers, status
from rest_framework.exceptions import ValidationError
from rest_framework.response import Response

from departments.keys import LARGEST_KEY
from departments.trail.entry import Action
from departments.trail.writing import record
from performance.api.base.documented import ADDING, FAULTS, READING, FaultSerializer, documented
from performance.api.base.fields import StrictIntegerField
from performance.api.base.value_rows import ValuesDetail, ValuesList
from performance.api.base.views import BaseAPIView
from performance.exporting.jobs import collectable, start_export
from performance.exporting.requests import WRITERS, chosen
from performance.jobs.queueing import TooManyJobs, cancel_job
from performance.models import ExportJob, JobKind, JobState
from performance.steps.refusals import Refused

NOUN = "任务"
MOST_STATEMENTS = 2000
RESULTS = {
    ".zip": "application/zip",
    ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


class JobSerializer(serializers.ModelSerializer):
    class Meta:
        model = ExportJob
        fields = read_only_fields = (
            *("id", "kind", "title", "state", "done", "total", "message", "file_name", "created", "finished"),
        )


class NewJobSerializer(serializers.Serializer):
    kind = serializers.ChoiceField([(kind.value, kind.label) for kind in WRITERS], help_text="材料种类")
    statements = serializers.ListField(
        child=StrictIntegerField(min_value=1, max_value=LARGEST_KEY),
        min_length=1,
        max_length=MOST_STATEMENTS,
        help_text="绩效文本；须看得到其全部单位。",
    )


class JobFilter(filters.FilterSet):
    state = filters.ChoiceFilter(choices=JobState, label="状态")
    kind = filters.ChoiceFilter(choices=JobKind, label="种类")


class Jobs:
    """One's own; nobody else's exist."""

    serializer_class = JobSerializer

    def visible(self):
        return ExportJob.objects.visible_to(self.request.user)


@extend_schema_view(
    get=documented(NOUN, "后台任务", JobSerializer(many=True)),
    post=documented(
        NOUN,
        "申请材料包或汇总",
        JobSerializer,
        status=202,
        faults=ADDING,
        request=NewJobSerializer,
        description="在后台生成；按应答中的编号查询，完成后取用文件。单份文本的文件请直接导出。",
        example={"kind": "package", "statements": [1, 2]},
    ),
)
class JobList(Jobs, ValuesList):
    filterset_class = JobFilter
    ordering_fields = ("created",)
    ordering = ("-created",)

    def post(self, request):
        serializer = NewJobSerializer(data=request.data)
        serializer.is_valid(raise_exception=True)
        wanted = set(serializer.validated_data["statements"])
        statements = chosen(wanted, by=request.user)
        if statements.count() < len(wanted):
            raise ValidationError({"statements": ["有的文本不在您的查看范围内，或您看不到其全部单位。"]})
        job = self._start(JobKind(serializer.validated_data["kind"]), statements)
        return Response(self.one(pk=job.pk), status=status.HTTP_202_ACCEPTED)

    def _start(self, kind, statements):
        try:
            return start_export(kind, statements, by=self.request.user, request=self.plain_request)
        except TooManyJobs as fault:
            raise Refused(str(fault)) from fault


@extend_schema_view(get=documented(NOUN, "一个任务", JobSerializer))
class JobDetail(Jobs, ValuesDetail):
    pass


@extend_schema_view(
    post=documented(
        NOUN,
        "取消任务",
        JobSerializer,
        faults=ADDING,
        request=None,
        description="已经结束的任务不能取消，答复 409。不需要 If-Match：任务只能被取消一次。",
    )
)
class CancelJob(Jobs, ValuesDetail):
    http_method_names = ("post",)

    def post(self, request, pk):
        job = self.visible().filter(pk=pk).first()
        if job is None:
            raise Http404
        if not cancel_job(job, by=request.user, request=self.plain_request):
            raise Refused("任务已经结束，不能取消。")
        return Response(self.one(pk=pk))


@extend_schema_view(
    get=extend_schema(
        operation_id="jobs_file",
        tags=[NOUN],
        summary="取用任务的结果",
        description="尚未完成、已过期、不是本人的，或其中有现在已不在您查看范围内的文本的，答复 404。",
        responses={
            **{
                (200, kind): OpenApiResponse(OpenApiTypes.BINARY, description="文件")
                for kind in RESULTS.values()
            },
            **{
                (code, "application/json"): OpenApiResponse(FaultSerializer, description=FAULTS[code])
                for code in READING
            },
        },
    )
)
class JobFile(Jobs, BaseAPIView):
    def get(self, request, pk):
        job = self.visible().filter(pk=pk).first()
        if job is None or not collectable([job], by=request.user):
            raise Http404
        details = f"接口下载后台任务的结果：{job}"
        record(Action.EXPORT, by=request.user, details=details, request=self.plain_request)
        return FileResponse(
            job.result.open("rb"),
            as_attachment=True,
            filename=job.file_name,
            content_type=RESULTS[job.result.suffix],
        )
