"""The periods of monitoring: what an office asks for, opening one, filling it up and closing it."""

from contextlib import contextmanager

from django.shortcuts import get_object_or_404
from django_filters import rest_framework as filters
from drf_spectacular.utils import extend_schema_view
from rest_framework import serializers
from rest_framework.exceptions import ValidationError
from rest_framework.response import Response

from departments.accounts.tokens.model import Scope
from departments.keys import LARGEST_KEY
from departments.models import FinanceOffice
from performance.alerts.setting_files import WrongSettings, from_plain, shipped_settings
from performance.api.base.documented import ADDING, documented
from performance.api.base.fields import (
    OnlyDeclared,
    StrictBooleanField,
    StrictCharField,
    StrictIntegerField,
)
from performance.api.base.filters import IdFilter, YearFilter
from performance.api.base.value_rows import ValuesDetail, ValuesList
from performance.api.base.views import BaseAPIView
from performance.api.exporting.jobs import JobSerializer
from performance.jobs.queueing import TooManyJobs
from performance.models import MonitoringKind, MonitoringTask
from performance.monitoring.tasks import Addressees, Wording, close_task, fill_task, open_task
from performance.steps.refusals import Refused

NOUN = "执行监控"
YEARS = {"min_value": 2000, "max_value": 2099}
MOST_NAMED = 1000


class AddresseesSerializer(OnlyDeclared, serializers.Serializer):
    departments = serializers.ListField(
        child=StrictCharField(max_length=20),
        max_length=MOST_NAMED,
        required=False,
        default=list,
        help_text="部门编码",
    )
    classes = serializers.ListField(
        child=StrictCharField(max_length=100),
        max_length=MOST_NAMED,
        required=False,
        default=list,
        help_text="项目类别含有的字",
    )
    least = serializers.DecimalField(
        max_digits=18,
        decimal_places=6,
        min_value=0,
        required=False,
        allow_null=True,
        help_text="预算数不小于（万元）",
    )
    projects = serializers.ListField(
        child=StrictCharField(max_length=64),
        max_length=MOST_NAMED,
        required=False,
        default=list,
        help_text="项目编码",
    )


class TaskSerializer(serializers.ModelSerializer):
    settings = serializers.DictField(help_text="预警参数")
    addressees = serializers.DictField(help_text="监控对象")

    class Meta:
        model = MonitoringTask
        fields = read_only_fields = (
            *("id", "office", "fiscal_year", "kind", "label", "description", "cutoff", "due", "closed"),
            *("settings", "addressees"),
        )


class WordingSerializer(OnlyDeclared, serializers.Serializer):
    office = StrictIntegerField(min_value=1, max_value=LARGEST_KEY, help_text="财政局")
    fiscal_year = StrictIntegerField(**YEARS, help_text="预算年度")
    kind = serializers.ChoiceField(MonitoringKind.choices, default=MonitoringKind.GENERAL)
    label = StrictCharField(max_length=20, help_text="监控期间，如“1–7月”")
    cutoff = serializers.DateField(help_text="数据截止日期")
    due = serializers.DateField(help_text="报送截止日期")
    description = StrictCharField(
        max_length=2000, required=False, allow_blank=True, default="", help_text="监控要求"
    )
    shipped = serializers.ChoiceField(
        [(one.id, one.name) for one in shipped_settings().values()],
        required=False,
        help_text="随系统提供的预警参数；与 settings 二选一",
    )
    settings = serializers.DictField(required=False, help_text="预警参数，与读到的 settings 形式相同")
    addressees = AddresseesSerializer(required=False, help_text="监控对象，不填即全部项目")


class OpenedTaskSerializer(serializers.Serializer):
    task = TaskSerializer()
    job = JobSerializer(help_text="建立各份监控报告的后台任务")


class TaskFilter(filters.FilterSet):
    office = IdFilter(field_name="office_id", label="财政局")
    fiscal_year = YearFilter(label="预算年度")


@extend_schema_view(
    get=documented(NOUN, "监控任务", TaskSerializer(many=True)),
    post=documented(
        NOUN,
        "安排监控任务",
        OpenedTaskSerializer,
        status=201,
        faults=ADDING,
        request=WordingSerializer,
        description="由该局财政绩效科审核人安排，各份监控报告由后台任务建立。不能安排时答复 409，理由与页面相同。"
        "令牌须有“读写并办理流程”权限。",
        example={
            "office": 1,
            "fiscal_year": 2026,
            "label": "1–7月",
            "cutoff": "2026-07-31",
            "due": "2026-08-15",
            "shipped": "national",
        },
    ),
)
class MonitoringTaskList(ValuesList):
    changing_scope = Scope.SUBMIT
    serializer_class = TaskSerializer
    filterset_class = TaskFilter
    ordering_fields = ("id", "cutoff")

    def visible(self):
        return MonitoringTask.objects.visible_to(self.request.user)

    def post(self, request):
        serializer = WordingSerializer(data=request.data)
        serializer.is_valid(raise_exception=True)
        values = dict(serializer.validated_data)
        offices = FinanceOffice.objects.visible_to(request.user)
        office = get_object_or_404(offices, pk=values.pop("office"))
        with _too_many_refused():
            task, job = open_task(office, _wording(values), by=request.user, request=self.plain_request)
        payload = {"task": TaskSerializer(task).data, "job": JobSerializer(job).data}
        return Response(payload, status=201)


@extend_schema_view(get=documented(NOUN, "一项监控任务", TaskSerializer))
class MonitoringTaskDetail(ValuesDetail):
    serializer_class = TaskSerializer

    def visible(self):
        return MonitoringTask.objects.visible_to(self.request.user)


class _TaskView(BaseAPIView):
    changing_scope = Scope.SUBMIT

    def task(self, pk):
        tasks = MonitoringTask.objects.visible_to(self.request.user).select_related("office")
        return get_object_or_404(tasks, pk=pk)


@extend_schema_view(
    post=documented(
        NOUN,
        "补建监控报告，按新批复版更新",
        JobSerializer,
        faults=ADDING,
        request=None,
        status=202,
        description="建立还没有的监控报告，正在填报的按新的批复版更新，由后台任务办理。令牌须有“读写并办理流程”权限。",
    )
)
class FillTask(_TaskView):
    def post(self, request, pk):
        task = self.task(pk)
        with _too_many_refused():
            job = fill_task(task, by=request.user, request=self.plain_request)
        return Response(JobSerializer(job).data, status=202)


class ClosingSerializer(OnlyDeclared, serializers.Serializer):
    closed = StrictBooleanField(help_text="true 关闭，false 重新开放")


@extend_schema_view(
    post=documented(
        NOUN,
        "关闭或重新开放监控任务",
        TaskSerializer,
        faults=ADDING,
        request=ClosingSerializer,
        description="关闭以后本期的报告不能再填写和办理，可以重新开放。令牌须有“读写并办理流程”权限。",
        example={"closed": True},
    )
)
class CloseTask(_TaskView):
    def post(self, request, pk):
        task = self.task(pk)
        serializer = ClosingSerializer(data=request.data)
        serializer.is_valid(raise_exception=True)
        closed = close_task(task, by=request.user, request=self.plain_request, **serializer.validated_data)
        return Response(TaskSerializer(closed).data)


def _wording(values):
    shipped, settings = values.pop("shipped", ""), values.pop("settings", None)
    if bool(shipped) == (settings is not None):
        raise ValidationError({"settings": ["请给出 shipped 或 settings 之一。"]})
    try:
        judged_by = shipped_settings()[shipped].settings if shipped else from_plain(settings)
    except WrongSettings as wrong:
        raise ValidationError({"settings": str(wrong).splitlines()}) from wrong
    numbers = values.pop("addressees", {})
    least = numbers.get("least")
    addressees = Addressees(
        *(tuple(numbers.get(name, ())) for name in ("departments", "classes")),
        "" if least is None else f"{least:f}",
        tuple(numbers.get("projects", ())),
    )
    return Wording(
        **{**values, "kind": MonitoringKind(values["kind"])}, settings=judged_by, addressees=addressees
    )


@contextmanager
def _too_many_refused():
    try:
        yield
    except TooManyJobs as fault:
        raise Refused(str(fault)) from fault
