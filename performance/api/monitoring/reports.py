"""The reports of monitoring: as rows, one read and written, its steps, its mark and its files."""

from django.http import Http404
from django_filters import rest_framework as filters
from drf_spectacular.utils import extend_schema_view
from rest_framework import serializers
from rest_framework.response import Response

from departments.accounts.tokens.model import Scope
from performance.api.base.documented import ADDING, CHANGING, IDEMPOTENCY_KEY, documented
from performance.api.base.fields import OnlyDeclared, StrictBooleanField
from performance.api.base.filters import IdFilter, IdsFilter
from performance.api.base.value_rows import ValuesDetail, ValuesList
from performance.api.monitoring.report_content import (
    ReportContentSerializer,
    ReportContentsSerializer,
    laid_over,
    report_to_plain,
)
from performance.api.monitoring.tasks import NOUN
from performance.api.self_evaluation.card_content import written
from performance.api.workflow.steps import STEP, OpenStepSerializer
from performance.api.written import (
    ContentView,
    FileView,
    StepsView,
    TakenSerializer,
    TakeStepView,
    WrittenView,
    documented_file,
)
from performance.models import Action, MonitoringEvent, MonitoringReport, MonitoringState
from performance.monitoring import transitions
from performance.monitoring.deciding import mark_reports
from performance.monitoring.department_report import department_report, printed_department
from performance.monitoring.national_form.printing import printed_report
from performance.monitoring.services import report_of, save_report


class ReportSerializer(serializers.ModelSerializer):
    class Meta:
        model = MonitoringReport
        fields = read_only_fields = (
            *("id", "task", "statement", "unit", "project", "code", "label", "state", "version"),
            *("budget", "spent", "forecast", "money_light", "goal_light", "forecast_light"),
            *("marked", "paused"),
        )


class ReportFilter(filters.FilterSet):
    id = IdsFilter()
    task = IdFilter(field_name="task_id", label="监控任务")
    statement = IdFilter(field_name="statement_id", label="绩效文本")
    state = filters.ChoiceFilter(choices=MonitoringState.choices, label="状态")
    marked = filters.BooleanFilter(label="财政重点关注")
    paused = filters.BooleanFilter(label="已暂停")


@extend_schema_view(get=documented(NOUN, "监控报告，没有单位的是部门汇总", ReportSerializer(many=True)))
class MonitoringReportList(ValuesList):
    serializer_class = ReportSerializer
    filterset_class = ReportFilter
    ordering_fields = ("id",)

    def visible(self):
        return MonitoringReport.objects.visible_to(self.request.user)


@extend_schema_view(get=documented(NOUN, "一份监控报告", ReportSerializer, etag_headers=True))
class MonitoringReportDetail(ValuesDetail):
    serializer_class = ReportSerializer

    def visible(self):
        return MonitoringReport.objects.visible_to(self.request.user)


class _OfReports:
    model = MonitoringReport
    around = ("task__office", "statement__department__office", "unit", "revision", "latest")
    transitions = transitions


@extend_schema_view(
    get=documented(NOUN, "监控报告的内容、灯和还欠的", ReportContentsSerializer, etag_headers=True),
    patch=documented(
        NOUN,
        "填写监控报告",
        ReportContentsSerializer,
        faults=CHANGING,
        request=ReportContentSerializer,
        description="给出的栏写入，其余不变；各行按来源、指标名称对应，没有的行答复 400。不能填报时答复 409。",
        example={
            "funds": [{"source": "total", "spent": "7.5"}],
            "states": [
                {"level1": "产出指标", "level2": "数量指标", "name": "科普活动场次", "actual": "6次"},
            ],
            "on_track": "是",
        },
        etag_headers=True,
    ),
)
class ReportContentView(_OfReports, ContentView):
    asked = ReportContentSerializer
    read, save = staticmethod(report_of), staticmethod(save_report)
    laid_over, to_plain = staticmethod(laid_over), staticmethod(report_to_plain)


@extend_schema_view(get=documented(NOUN, "监控报告现在可办理的事项", OpenStepSerializer(many=True)))
class ReportSteps(_OfReports, StepsView):
    pass


class ReportAskingSerializer(serializers.Serializer):
    reason = written("理由、意见", default="")


class ReportTakenSerializer(TakenSerializer):
    state = serializers.ChoiceField(MonitoringState.choices)


@extend_schema_view(
    post=documented(
        NOUN,
        "办理监控报告",
        ReportTakenSerializer,
        faults=CHANGING,
        request=ReportAskingSerializer,
        parameters=[STEP, IDEMPOTENCY_KEY],
        description="不能办理时答复 409，理由与页面相同；已有他人办理时答复 412。令牌须有“读写并办理流程”权限。",
        example={"reason": "请补充佐证。"},
    )
)
class TakeReportStep(_OfReports, TakeStepView):
    asked = ReportAskingSerializer


class MarkingSerializer(OnlyDeclared, serializers.Serializer):
    marked = StrictBooleanField(help_text="true 标为财政重点关注，false 取消")


@extend_schema_view(
    post=documented(
        NOUN,
        "标记财政重点关注",
        ReportSerializer,
        faults=ADDING,
        request=MarkingSerializer,
        description="由财政局的审核人标记；本期已关闭的答复 409。令牌须有“读写并办理流程”权限。",
        example={"marked": True},
    )
)
class MarkReport(_OfReports, WrittenView):
    changing_scope = Scope.SUBMIT

    def post(self, request, pk):
        row = self.row(pk)
        serializer = MarkingSerializer(data=request.data)
        serializer.is_valid(raise_exception=True)
        mark_reports([row], by=request.user, request=self.plain_request, **serializer.validated_data)
        row.refresh_from_db(fields=["marked"])
        return Response(ReportSerializer(row).data)


@extend_schema_view(get=documented_file(NOUN, "导出监控表", "monitoring_reports_document"))
class ReportDocument(_OfReports, FileView):
    def printed(self, row):
        return printed_report(report_of(row))


@extend_schema_view(get=documented_file(NOUN, "导出部门的监控报告", "monitoring_departments_document"))
class DepartmentDocument(_OfReports, FileView):
    """Of the report of a department as a whole."""

    def printed(self, row):
        if row.unit_id is not None:
            raise Http404
        return printed_department(department_report(row))


class ReportEventSerializer(serializers.ModelSerializer):
    class Meta:
        model = MonitoringEvent
        fields = read_only_fields = (
            *("id", "report", "action", "label", "source", "target", "actor_name", "reason", "at", "version"),
        )


class ReportEventFilter(filters.FilterSet):
    report = IdFilter(field_name="report_id", label="监控报告")
    action = filters.ChoiceFilter(choices=Action, label="办理")
    after = filters.IsoDateTimeFilter(field_name="at", lookup_expr="gt", label="在此之后")


@extend_schema_view(get=documented(NOUN, "监控报告的办理记录", ReportEventSerializer(many=True)))
class MonitoringEventList(ValuesList):
    serializer_class = ReportEventSerializer
    filterset_class = ReportEventFilter
    ordering_fields = ("id", "at")

    def visible(self):
        return MonitoringEvent.objects.visible_to(self.request.user)
