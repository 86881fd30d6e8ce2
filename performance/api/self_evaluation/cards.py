"""One card: read and written, its steps and its files."""

from drf_spectacular.utils import extend_schema_view
from rest_framework import serializers
from rest_framework.response import Response

from performance.api.base.documented import CHANGING, IDEMPOTENCY_KEY, documented
from performance.api.base.fields import StrictCharField
from performance.api.self_evaluation.card_content import (
    CardContentSerializer,
    CardSerializer,
    card_to_plain,
    laid_over,
    written,
)
from performance.api.self_evaluation.evaluations import NOUN
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
from performance.models import EvaluationState, SelfEvaluation
from performance.self_evaluation import transitions
from performance.self_evaluation.commenting import cautions_of
from performance.self_evaluation.forms.printing import printed_card
from performance.self_evaluation.lasting_fields import labels_of_lasting
from performance.self_evaluation.services import card_of, save_card


class _OfCards:
    model = SelfEvaluation
    around = ("statement__department__office", "unit", "revision")
    transitions = transitions


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
class CardContentView(_OfCards, ContentView):
    asked = CardContentSerializer
    read, save = staticmethod(card_of), staticmethod(save_card)
    laid_over, to_plain = staticmethod(laid_over), staticmethod(card_to_plain)


class CommentFieldSerializer(serializers.Serializer):
    field = serializers.CharField(help_text="批注的 field")
    label = serializers.CharField(help_text="栏目的名称")


@extend_schema_view(
    get=documented(
        NOUN,
        "自评表可以批注的栏目",
        CommentFieldSerializer(many=True),
        description="批注的 anchor 为 evaluation，row 为自评表的编号。按新的批复版更新以后，同一指标的 field 不变。",
    )
)
class CommentFields(_OfCards, WrittenView):
    def get(self, request, pk):
        labels = labels_of_lasting(card_of(self.row(pk)).content)
        return Response([{"field": name, "label": label} for name, label in labels.items()])


@extend_schema_view(get=documented(NOUN, "自评表现在可办理的事项", OpenStepSerializer(many=True)))
class EvaluationSteps(_OfCards, StepsView):
    def cautions(self, row, step):
        return cautions_of(row, step, self.request.user)


class EvaluationAskingSerializer(serializers.Serializer):
    reason = written("理由、意见", default="")
    points = StrictCharField(
        max_length=10, required=False, allow_blank=True, default="", help_text="复核得分；与自评相同的不填"
    )


class EvaluationTakenSerializer(TakenSerializer):
    state = serializers.ChoiceField(EvaluationState.choices)


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
class TakeEvaluationStep(_OfCards, TakeStepView):
    asked = EvaluationAskingSerializer


@extend_schema_view(get=documented_file(NOUN, "导出自评表", "evaluations_document"))
class EvaluationDocument(_OfCards, FileView):
    def printed(self, row):
        return printed_card(card_of(row))
