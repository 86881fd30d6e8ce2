"""How finance offices have changed the review rules, version by version; and one more, after a look at what it changes."""

from django.http import Http404
from django_filters import rest_framework as filters
from drf_spectacular.utils import extend_schema_view
from rest_framework import serializers
from rest_framework.exceptions import PermissionDenied, ValidationError
from rest_framework.response import Response

from departments.models import FinanceOffice
from performance.api.base.documented import ADDING, documented
from performance.api.base.fields import StrictCharField
from performance.api.base.filters import IdFilter
from performance.api.base.value_rows import ValuesList
from performance.api.base.views import BaseAPIView
from performance.findings.rule_effects import effects_of
from performance.models import RuleAdjustment
from performance.review.adjustments import AdjustmentError, adjustment_from_plain
from performance.rule_adjustments.services import may_adjust, save_adjustment

NOUN = "审核规则"
YEARS = {"min_value": 2000, "max_value": 2099}


class ChangesSerializer(serializers.Serializer):
    off = serializers.ListField(child=StrictCharField(max_length=20), help_text="停用的规则编号")
    severities = serializers.DictField(
        child=serializers.ChoiceField(("warning", "hint")), help_text="规则编号 → 严重程度"
    )
    thresholds = serializers.DictField(child=serializers.FloatField(), help_text="门槛 → 值")


class RuleAdjustmentSerializer(serializers.ModelSerializer):
    changes = ChangesSerializer(help_text="调整内容")

    class Meta:
        model = RuleAdjustment
        fields = read_only_fields = (
            *("id", "office", "fiscal_year", "version", "changes", "reason", "person", "at"),
        )


class SentAdjustment(serializers.Serializer):
    office = serializers.IntegerField(help_text="财政局", max_value=2**31)
    fiscal_year = serializers.IntegerField(help_text="预算年度", **YEARS)
    changes = serializers.JSONField(help_text="调整内容：off、severities、thresholds")


class SavedAdjustment(SentAdjustment):
    reason = StrictCharField(max_length=RuleAdjustment.LONGEST_REASON, help_text="理由")
    version = serializers.IntegerField(
        min_value=0, max_value=2**31, help_text="所依据的现行版次；从未调整过的为0。"
    )


class NumberedSerializer(serializers.Serializer):
    name = serializers.CharField(help_text="规则或部门")
    code = serializers.CharField(default="", help_text="规则编号")
    before = serializers.SerializerMethodField(help_text="现在：级别 → 处数")
    after = serializers.SerializerMethodField(help_text="以后：级别 → 处数")

    def get_before(self, effect) -> dict[str, int]:
        return {level.value: before for level, before, _ in effect.levels}

    def get_after(self, effect) -> dict[str, int]:
        return {level.value: after for level, _, after in effect.levels}


class EffectsSerializer(serializers.Serializer):
    tried = serializers.IntegerField(help_text="试算的文本数")
    total = serializers.IntegerField(help_text="当年的文本数")
    rules = NumberedSerializer(many=True, help_text="按规则")
    texts = NumberedSerializer(many=True, help_text="按文本，只列意见有变化的")


class AdjustmentFilter(filters.FilterSet):
    office = IdFilter(field_name="office_id", label="财政局")
    fiscal_year = filters.NumberFilter(label="预算年度")


EXAMPLE = {
    "office": 1,
    "fiscal_year": 2026,
    "changes": {"off": ["F6"], "severities": {"F4": "hint"}, "thresholds": {"max_family_rows": 10}},
}


def _asked(request, sent):
    """What was sent, the office and the adjustment; out of sight is 404."""
    params = sent(data=request.data)
    params.is_valid(raise_exception=True)
    validated = params.validated_data
    office = FinanceOffice.objects.visible_to(request.user).filter(pk=validated["office"]).first()
    if office is None:
        raise Http404
    if not may_adjust(request.user, office):
        raise PermissionDenied(f"{office.name}的审核规则由该局系统管理员或财政绩效科审核人调整。")
    changes = validated["changes"] if isinstance(validated["changes"], dict) else {"": validated["changes"]}
    try:
        name = f"{office.name}{validated['fiscal_year']}年"
        return validated, office, adjustment_from_plain({**changes, "name": name})
    except AdjustmentError as error:
        raise ValidationError({"changes": error.problems}) from None


@extend_schema_view(
    get=documented(NOUN, "规则调整的历次版本，最新的现行", RuleAdjustmentSerializer(many=True)),
    post=documented(
        NOUN,
        "保存一版规则调整",
        RuleAdjustmentSerializer,
        faults=ADDING,
        status=201,
        request=SavedAdjustment,
        example={**EXAMPLE, "reason": "本局按职能逐条编写总体目标", "version": 0},
    ),
)
class RuleAdjustmentList(ValuesList):
    serializer_class = RuleAdjustmentSerializer
    filterset_class = AdjustmentFilter
    ordering_fields = ("id", "fiscal_year", "version")

    def visible(self):
        return RuleAdjustment.objects.visible_to(self.request.user)

    def post(self, request):
        validated, office, adjustment = _asked(request, SavedAdjustment)
        row = save_adjustment(
            office,
            validated["fiscal_year"],
            adjustment,
            by=request.user,
            reason=validated["reason"],
            expected_version=validated["version"],
            request=self.plain_request,
        )
        return Response(RuleAdjustmentSerializer(row).data, status=201)


@extend_schema_view(
    post=documented(
        NOUN,
        "试算：一版规则调整会改变什么",
        EffectsSerializer,
        faults=ADDING,
        request=SentAdjustment,
        example=EXAMPLE,
        description="按当年各份文本现在的内容试算，什么也不保存。文本很多时只试算一部分，应答写明份数。",
    )
)
class RuleAdjustmentPreview(BaseAPIView):
    def post(self, request):
        validated, office, adjustment = _asked(request, SentAdjustment)
        return Response(EffectsSerializer(effects_of(adjustment, office, validated["fiscal_year"])).data)
