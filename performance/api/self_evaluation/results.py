"""What the finance office made of cards: its sheets, and what it decided of the next budget."""

from django_filters import rest_framework as filters
from drf_spectacular.utils import extend_schema_view
from rest_framework import serializers

from performance.api.base.documented import documented
from performance.api.base.filters import IdFilter, YearFilter
from performance.api.base.value_rows import ValuesList
from performance.models import BudgetDecision, MaterialState, RecheckSheet, ResultUse, SpotCheck
from performance.self_evaluation.checks import seen_by

NOUN = "绩效自评"


class ResultUseSerializer(serializers.ModelSerializer):
    class Meta:
        model = ResultUse
        fields = read_only_fields = (
            *("id", "evaluation", "number", "version", "decision", "percent"),
            *("amount_before", "amount_after", "reason", "at"),
        )


class RecheckSheetSerializer(serializers.ModelSerializer):
    points = serializers.DictField(child=serializers.CharField(), help_text="各项得分")

    class Meta:
        model = RecheckSheet
        fields = read_only_fields = ("id", "evaluation", "number", "version", "points", "opinion", "at")


class SpotScoreSerializer(serializers.Serializer):
    key = serializers.ListField(
        child=serializers.CharField(), help_text="指标的一级、二级、三级；其余部分只有名称"
    )
    points = serializers.CharField(help_text="分值")
    own = serializers.CharField(help_text="自评得分；未定的为空")
    checked = serializers.CharField(help_text="抽查得分")
    reason = serializers.CharField(help_text="不同的理由")


class SpotMaterialSerializer(serializers.Serializer):
    name = serializers.CharField(help_text="应提供的材料")
    state = serializers.ChoiceField(MaterialState.choices, help_text="状态")
    note = serializers.CharField(help_text="说明")


class SpotCheckSerializer(serializers.ModelSerializer):
    scores = SpotScoreSerializer(many=True, help_text="逐项得分")
    materials = SpotMaterialSerializer(many=True, help_text="材料")

    class Meta:
        model = SpotCheck
        fields = read_only_fields = (
            *("id", "evaluation", "number", "version", "scores", "materials", "total", "words"),
            *("opinion", "at"),
        )


class OfEvaluationFilter(filters.FilterSet):
    evaluation = IdFilter(field_name="evaluation_id", label="自评表")
    fiscal_year = YearFilter(field_name="evaluation__statement__fiscal_year", label="预算年度")


class ResultUseFilter(OfEvaluationFilter):
    decision = filters.ChoiceFilter(choices=BudgetDecision.choices, label="决定")
    in_force = filters.BooleanFilter(method="standing", label="现在有效的")

    def standing(self, uses, name, value):
        return uses.in_force() if value else uses


@extend_schema_view(get=documented(NOUN, "自评结果应用的决定", ResultUseSerializer(many=True)))
class ResultUseList(ValuesList):
    serializer_class = ResultUseSerializer
    filterset_class = ResultUseFilter
    ordering_fields = ("id", "at")

    def visible(self):
        return ResultUse.objects.visible_to(self.request.user)


@extend_schema_view(get=documented(NOUN, "财政复核表", RecheckSheetSerializer(many=True)))
class RecheckSheetList(ValuesList):
    serializer_class = RecheckSheetSerializer
    filterset_class = OfEvaluationFilter
    ordering_fields = ("id", "at")

    def visible(self):
        return seen_by(self.request.user, RecheckSheet.objects.visible_to(self.request.user))


@extend_schema_view(get=documented(NOUN, "自评抽查表", SpotCheckSerializer(many=True)))
class SpotCheckList(ValuesList):
    serializer_class = SpotCheckSerializer
    filterset_class = OfEvaluationFilter
    ordering_fields = ("id", "at")

    def visible(self):
        return seen_by(self.request.user, SpotCheck.objects.visible_to(self.request.user))
