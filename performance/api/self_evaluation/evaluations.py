"""Cards of self-evaluation as rows, what was done with them, and making those of a text."""

from django_filters import rest_framework as filters
from drf_spectacular.utils import extend_schema_view
from rest_framework import serializers
from rest_framework.response import Response

from departments.accounts.tokens.model import Scope
from performance.api.base.documented import ADDING, documented
from performance.api.base.filters import IdFilter, IdsFilter, YearFilter
from performance.api.base.value_rows import ValuesDetail, ValuesList
from performance.api.base.views import BaseAPIView
from performance.models import Action, EvaluationEvent, EvaluationState, SelfEvaluation
from performance.scoring.scheme_files import shipped_schemes
from performance.self_evaluation.services import open_cards

NOUN = "绩效自评"


class EvaluationSerializer(serializers.ModelSerializer):
    fiscal_year = serializers.IntegerField(source="statement.fiscal_year", help_text="预算年度")

    class Meta:
        model = SelfEvaluation
        fields = read_only_fields = (
            *(
                "id",
                "statement",
                "unit",
                "project",
                "code",
                "label",
                "revision",
                "scheme",
                "state",
                "version",
            ),
            *("total", "grade", "checked_total", "final_total", "final_grade", "fiscal_year"),
        )


class EvaluationFilter(filters.FilterSet):
    id = IdsFilter()
    fiscal_year = YearFilter(field_name="statement__fiscal_year", label="预算年度")
    statement = IdFilter(field_name="statement_id", label="绩效文本")
    unit = IdFilter(field_name="unit_id", label="预算单位")
    state = filters.ChoiceFilter(choices=EvaluationState, label="状态")
    scheme = filters.ChoiceFilter(
        choices=[(scheme.id, scheme.name) for scheme in shipped_schemes().values()], label="评分方案"
    )


@extend_schema_view(get=documented(NOUN, "自评表", EvaluationSerializer(many=True)))
class EvaluationList(ValuesList):
    serializer_class = EvaluationSerializer
    filterset_class = EvaluationFilter
    search_fields = ("label", "code")
    ordering_fields = ("id", "total", "final_total")

    def visible(self):
        return SelfEvaluation.objects.visible_to(self.request.user)


@extend_schema_view(get=documented(NOUN, "一张自评表", EvaluationSerializer, etag_headers=True))
class EvaluationDetail(ValuesDetail):
    serializer_class = EvaluationSerializer

    def visible(self):
        return SelfEvaluation.objects.visible_to(self.request.user)


class EvaluationEventSerializer(serializers.ModelSerializer):
    class Meta:
        model = EvaluationEvent
        fields = read_only_fields = (
            *("id", "evaluation", "action", "label", "source", "target", "actor_name", "reason", "total"),
            *("at", "version"),
        )


class EvaluationEventFilter(filters.FilterSet):
    evaluation = IdFilter(field_name="evaluation_id", label="自评表")
    action = filters.ChoiceFilter(choices=Action, label="办理")
    after = filters.IsoDateTimeFilter(field_name="at", lookup_expr="gt", label="在此之后")


@extend_schema_view(get=documented(NOUN, "自评的办理记录", EvaluationEventSerializer(many=True)))
class EvaluationEventList(ValuesList):
    serializer_class = EvaluationEventSerializer
    filterset_class = EvaluationEventFilter
    ordering_fields = ("id", "at")

    def visible(self):
        return EvaluationEvent.objects.visible_to(self.request.user)


class OpenedSerializer(serializers.Serializer):
    made = serializers.IntegerField(help_text="建立或更新了几张")
    left_out = serializers.ListField(child=serializers.CharField(), help_text="已不在文本中、没有建立的项目")


@extend_schema_view(
    post=documented(
        NOUN,
        "建立自评表",
        OpenedSerializer,
        faults=ADDING,
        request=None,
        description="按批复版建立还没有的自评表，正在填报的更新到批复版。没有批复或不在自评日程之内的答复 409。",
    )
)
class OpenEvaluations(BaseAPIView):
    changing_scope = Scope.SUBMIT

    def post(self, request, pk):
        made, left_out = open_cards(self.statement(pk), by=request.user, request=self.plain_request)
        return Response({"made": made, "left_out": left_out})
