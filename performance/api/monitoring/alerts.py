"""The warnings of monitoring as rows, and answering one."""

from django.shortcuts import get_object_or_404
from django_filters import rest_framework as filters
from drf_spectacular.utils import extend_schema_view
from rest_framework import serializers
from rest_framework.response import Response

from departments.accounts.tokens.model import Scope
from performance.api.base.documented import ADDING, documented
from performance.api.base.fields import OnlyDeclared, StrictCharField
from performance.api.base.filters import IdFilter
from performance.api.base.value_rows import ValuesList
from performance.api.base.views import BaseAPIView
from performance.api.monitoring.tasks import NOUN
from performance.models import AlertAnswer, AlertState, MonitoringAlert
from performance.monitoring.answering import answer_alert
from performance.written.rows import LONGEST


class AlertSerializer(serializers.ModelSerializer):
    answer = serializers.ChoiceField(
        AlertAnswer.choices, allow_blank=True, help_text="答复；空为还没有答复。"
    )

    class Meta:
        model = MonitoringAlert
        fields = read_only_fields = (
            *("id", "report", "code", "about", "words", "state", "in_a_row", "raised", "due"),
            *("answer", "reason", "until", "answered_at"),
        )


class AlertFilter(filters.FilterSet):
    task = IdFilter(field_name="report__task_id", label="监控任务")
    report = IdFilter(field_name="report_id", label="监控报告")
    state = filters.ChoiceFilter(choices=AlertState.choices, label="状态")


@extend_schema_view(get=documented(NOUN, "监控预警和答复", AlertSerializer(many=True)))
class MonitoringAlertList(ValuesList):
    serializer_class = AlertSerializer
    filterset_class = AlertFilter
    ordering_fields = ("id", "due")

    def visible(self):
        return MonitoringAlert.objects.visible_to(self.request.user)


class AlertAnswerSerializer(OnlyDeclared, serializers.Serializer):
    answer = serializers.ChoiceField(AlertAnswer.choices)
    reason = StrictCharField(max_length=LONGEST, help_text="理由")
    until = serializers.DateField(help_text="办结日期，不早于今天")


@extend_schema_view(
    post=documented(
        NOUN,
        "答复监控预警",
        AlertSerializer,
        faults=ADDING,
        request=AlertAnswerSerializer,
        description="由填报单位或其主管部门答复；已答复、不再成立或本期已关闭的答复 409。令牌须有“读写并办理流程”权限。",
        example={"answer": "continue", "reason": "重新招标。", "until": "2026-12-20"},
    )
)
class AnswerAlert(BaseAPIView):
    changing_scope = Scope.SUBMIT

    def post(self, request, pk):
        alert = get_object_or_404(MonitoringAlert.objects.visible_to(request.user), pk=pk)
        serializer = AlertAnswerSerializer(data=request.data)
        serializer.is_valid(raise_exception=True)
        answered = answer_alert(
            alert, by=request.user, request=self.plain_request, **serializer.validated_data
        )
        return Response(AlertSerializer(answered).data)
