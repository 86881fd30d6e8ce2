"""One card: read and written, its steps and its files."""

from django.http import Http404
from drf_spectacular.utils import extend_schema_view
from rest_framework import serializers
from rest_framework.response import Response

from departments.accounts.tokens.model import Scope
from performance.api.base.documented import CHANGING, IDEMPOTENCY_KEY, documented
from performance.api.base.fields import StrictCharField
from performance.api.base.preconditions import seen_version
from performance.api.base.views import BaseAPIView, etag_headers
from performance.api.self_evaluation.card_content import (
    CardContentSerializer,
    CardSerializer,
    card_to_plain,
    laid_over,
    written,
)
from performance.api.self_evaluation.evaluations import NOUN
from performance.api.workflow.forms_that_walk import (
    action_named,
    documented_file,
    file_answer,
    open_steps_answer,
    taken_answer,
)
from performance.api.workflow.steps import STEP, OpenStepSerializer, idempotency_key
from performance.models import EvaluationState, SelfEvaluation
from performance.self_evaluation.national_card.printing import printed_card
from performance.self_evaluation.services import card_of, save_card
from performance.self_evaluation.walking import obstacles_to, open_steps, perform


class EvaluationView(BaseAPIView):
    def evaluation(self, pk):
        visible = SelfEvaluation.objects.visible_to(self.request.user)
        row = (
            visible.select_related("statement__department__office", "unit", "revision").filter(pk=pk).first()
        )
        if row is None:
            raise Http404
        return row


@extend_schema_view(
    get=documented(NOUN, "自评表的内容、得分和审核发现", CardSerializer, etag_headers=True),
    patch=documented(
        NOUN,
        "填写自评表",
        CardSerializer,
        faults=CHANGING,
        request=CardContentSerializer,
        description="给出的栏写入，其余不变；各行按来源、指标名称对应，没有的行答复 400。不能填报时答复 409。",
        example={
            "results": [
                {"level1": "产出指标", "level2": "数量指标", "name": "科普活动场次", "value": "9次"},
            ],
            "conclusion": "完成较好。",
        },
        etag_headers=True,
    ),
)
class CardContentView(EvaluationView):
    def get(self, request, pk):
        row = self.evaluation(pk)
        return Response(card_to_plain(card_of(row)), headers=etag_headers(row.version))

    def patch(self, request, pk):
        row = self.evaluation(pk)
        serializer = CardContentSerializer(data=request.data)
        serializer.is_valid(raise_exception=True)
        content = laid_over(card_of(row).content, dict(serializer.validated_data))
        version = seen_version(request)
        card = save_card(row, content, by=request.user, expected_version=version, request=self.plain_request)
        return Response(card_to_plain(card), headers=etag_headers(card.row.version))


@extend_schema_view(get=documented(NOUN, "自评表现在可办理的事项", OpenStepSerializer(many=True)))
class EvaluationSteps(EvaluationView):
    def get(self, request, pk):
        row = self.evaluation(pk)
        return open_steps_answer(row, open_steps(row, request.user), obstacles_to, request.user)


class EvaluationAskingSerializer(serializers.Serializer):
    reason = written("理由、意见", default="")
    points = StrictCharField(
        max_length=10, required=False, allow_blank=True, default="", help_text="复核得分；与自评相同的不填"
    )


class EvaluationTakenSerializer(serializers.Serializer):
    event = serializers.IntegerField(help_text="办理记录")
    label = serializers.CharField()
    state = serializers.ChoiceField(EvaluationState.choices)
    version = serializers.IntegerField(help_text="版次；即 ETag。")


@extend_schema_view(
    post=documented(
        NOUN,
        "办理自评表",
        EvaluationTakenSerializer,
        faults=CHANGING,
        request=EvaluationAskingSerializer,
        parameters=[STEP, IDEMPOTENCY_KEY],
        description="不能办理时答复 409，理由与页面相同；已有他人办理时答复 412。令牌须有“读写并办理流程”权限。",
        example={"reason": "请补充佐证。"},
    )
)
class TakeEvaluationStep(EvaluationView):
    changing_scope = Scope.SUBMIT

    def post(self, request, pk, step):
        action = action_named(step)
        row = self.evaluation(pk)
        serializer = EvaluationAskingSerializer(data=request.data)
        serializer.is_valid(raise_exception=True)
        event = perform(
            row,
            action,
            by=request.user,
            expected_version=seen_version(request),
            key=idempotency_key(request),
            request=self.plain_request,
            **serializer.validated_data,
        )
        return taken_answer(event)


@extend_schema_view(get=documented_file(NOUN, "导出自评表", "evaluations_document"))
class EvaluationDocument(EvaluationView):
    def get(self, request, pk, suffix):
        row = self.evaluation(pk)
        return file_answer(row, suffix, lambda: printed_card(card_of(row)), self.plain_request)
