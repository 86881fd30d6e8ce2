"""The lists of cards that are spot-checked: read, drawn by other programs as on the page, taken back."""

from django.shortcuts import get_object_or_404
from django_filters import rest_framework as filters
from drf_spectacular.utils import extend_schema_view
from rest_framework import serializers
from rest_framework.response import Response

from departments.accounts.tokens.model import Scope
from departments.keys import LARGEST_KEY
from departments.models import FinanceOffice
from performance.api.base.documented import ADDING, documented
from performance.api.base.fields import OnlyDeclared, StrictCharField, StrictIntegerField
from performance.api.base.filters import IdFilter, YearFilter
from performance.api.base.value_rows import ValuesList
from performance.api.base.views import BaseAPIView
from performance.api.self_evaluation.evaluations import NOUN
from performance.models import DrawnCard, DrawWay, SpotCheckDraw
from performance.self_evaluation.spot_checks.drawing import (
    LONGEST_MATERIAL,
    LONGEST_SEED,
    MOST_MATERIALS,
    MOST_PER_DEPARTMENT,
    AskedDraw,
    cancel,
    draw,
    is_repeated,
)
from performance.self_evaluation.spot_checks.materials import REQUIRED
from performance.written.rows import LONGEST

YEARS = {"min_value": 2000, "max_value": 2099}


class SpotCheckDrawSerializer(serializers.ModelSerializer):
    grades = serializers.ListField(child=serializers.CharField(), help_text="按自评等级抽取的等级")
    materials = serializers.ListField(child=serializers.CharField(), help_text="应提供的材料")

    class Meta:
        model = SpotCheckDraw
        fields = read_only_fields = (
            *("id", "office", "fiscal_year", "way", "at_least", "grades", "per_department", "seed"),
            *("materials", "at", "cancelled", "cancel_reason"),
        )


class DrawDetailSerializer(SpotCheckDrawSerializer):
    drawn = serializers.IntegerField(source="cards.count", help_text="抽中几张")
    considered = serializers.SerializerMethodField(help_text="从几张自评表中抽取")
    repeated = serializers.SerializerMethodField(
        help_text="按种子重新抽取是否得到同样的名单；不是随机抽取的为空"
    )

    class Meta(SpotCheckDrawSerializer.Meta):
        fields = read_only_fields = (*SpotCheckDrawSerializer.Meta.fields, "drawn", "considered", "repeated")

    def get_considered(self, row) -> int:
        return len(row.considered)

    def get_repeated(self, row) -> bool | None:
        return is_repeated(row)


class SentDraw(OnlyDeclared, serializers.Serializer):
    office = StrictIntegerField(min_value=1, max_value=LARGEST_KEY, help_text="财政局")
    fiscal_year = StrictIntegerField(**YEARS, help_text="预算年度")
    way = serializers.ChoiceField(DrawWay.choices, help_text="方式")
    at_least = serializers.DecimalField(
        max_digits=18,
        decimal_places=6,
        min_value=0,
        required=False,
        allow_null=True,
        default=None,
        help_text="按金额的填：全年预算数不低于（万元）",
    )
    grades = serializers.ListField(
        child=StrictCharField(max_length=10),
        max_length=10,
        required=False,
        default=list,
        help_text="按自评等级的填",
    )
    per_department = StrictIntegerField(
        min_value=1,
        max_value=MOST_PER_DEPARTMENT,
        required=False,
        allow_null=True,
        default=None,
        help_text="每部门随机的填：张数",
    )
    seed = StrictCharField(
        max_length=LONGEST_SEED,
        required=False,
        allow_blank=True,
        default="",
        help_text="随机的可以填；不填由系统生成",
    )
    materials = serializers.ListField(
        child=StrictCharField(max_length=LONGEST_MATERIAL),
        max_length=MOST_MATERIALS,
        required=False,
        default=REQUIRED,
        help_text="应提供的材料；不填为常用的",
    )
    seen = StrictIntegerField(
        min_value=0,
        max_value=LARGEST_KEY,
        help_text="该局当年最后一份名单的编号，含已作废的；还没有的为0。重复送来的不会再抽一次",
    )


class SpotCheckDrawFilter(filters.FilterSet):
    office = IdFilter(field_name="office_id", label="财政局")
    fiscal_year = YearFilter(label="预算年度")


@extend_schema_view(
    get=documented(NOUN, "抽查名单，含已作废的", SpotCheckDrawSerializer(many=True)),
    post=documented(
        NOUN,
        "抽取抽查名单",
        DrawDetailSerializer,
        status=201,
        faults=ADDING,
        request=SentDraw,
        description="由该局审核人抽取，从等待财政复核、还没有抽中的自评表中抽。不能抽取的、没有符合的答复 409，"
        "他人已抽取的答复 412，理由与页面相同。令牌须有“读写并办理流程”权限。",
        example={"office": 1, "fiscal_year": 2025, "way": "random", "per_department": 2, "seen": 0},
    ),
)
class SpotCheckDrawList(ValuesList):
    changing_scope = Scope.SUBMIT
    serializer_class = SpotCheckDrawSerializer
    filterset_class = SpotCheckDrawFilter
    ordering_fields = ("id", "at")

    def visible(self):
        return SpotCheckDraw.objects.visible_to(self.request.user)

    def post(self, request):
        serializer = SentDraw(data=request.data)
        serializer.is_valid(raise_exception=True)
        validated = serializer.validated_data
        office = get_object_or_404(FinanceOffice.objects.visible_to(request.user), pk=validated["office"])
        typed = AskedDraw(
            validated["way"],
            "" if validated["at_least"] is None else f"{validated['at_least']:f}",
            validated["grades"],
            "" if validated["per_department"] is None else str(validated["per_department"]),
            validated["seed"],
            validated["materials"],
            validated["seen"],
        )
        row = draw(office, validated["fiscal_year"], typed, by=request.user, request=self.plain_request)
        return Response(DrawDetailSerializer(row).data, status=201)


class _OfDraws(BaseAPIView):
    changing_scope = Scope.SUBMIT

    def draw(self, pk):
        visible = SpotCheckDraw.objects.visible_to(self.request.user)
        return get_object_or_404(visible.select_related("office"), pk=pk)


@extend_schema_view(get=documented(NOUN, "一份抽查名单", DrawDetailSerializer))
class SpotCheckDrawDetail(_OfDraws):
    def get(self, request, pk):
        return Response(DrawDetailSerializer(self.draw(pk)).data)


class SentCancelling(OnlyDeclared, serializers.Serializer):
    reason = StrictCharField(max_length=LONGEST, help_text="作废的理由")


@extend_schema_view(
    post=documented(
        NOUN,
        "作废抽查名单",
        DrawDetailSerializer,
        faults=ADDING,
        request=SentCancelling,
        description="名单保留备查，名单上的自评表不再须先抽查。由该局审核人作废，已经作废的答复 409。",
        example={"reason": "金额填错，重新抽取。"},
    )
)
class CancelDraw(_OfDraws):
    def post(self, request, pk):
        row = self.draw(pk)
        serializer = SentCancelling(data=request.data)
        serializer.is_valid(raise_exception=True)
        cancel(row, serializer.validated_data["reason"], by=request.user, request=self.plain_request)
        row.refresh_from_db()
        return Response(DrawDetailSerializer(row).data)


class DrawnCardSerializer(serializers.ModelSerializer):
    class Meta:
        model = DrawnCard
        fields = read_only_fields = ("id", "draw", "evaluation", "words")


class DrawnCardFilter(filters.FilterSet):
    draw = IdFilter(field_name="draw_id", label="抽查名单")
    evaluation = IdFilter(field_name="evaluation_id", label="自评表")


@extend_schema_view(get=documented(NOUN, "抽中的自评表", DrawnCardSerializer(many=True)))
class DrawnCardList(ValuesList):
    serializer_class = DrawnCardSerializer
    filterset_class = DrawnCardFilter
    ordering_fields = ("id",)

    def visible(self):
        return DrawnCard.objects.visible_to(self.request.user)
