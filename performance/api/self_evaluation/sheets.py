"""The sheets of the finance office, written by other programs as on the page of a card."""

from drf_spectacular.utils import extend_schema_view
from rest_framework import serializers
from rest_framework.exceptions import ValidationError
from rest_framework.response import Response

from performance.api.base.documented import ADDING, CHANGING, documented
from performance.api.base.fields import StrictCharField, StrictIntegerField
from performance.api.base.preconditions import seen_version
from performance.api.base.views import etag_headers
from performance.api.self_evaluation.evaluations import NOUN
from performance.api.self_evaluation.results import RecheckSheetSerializer, SpotCheckSerializer
from performance.api.written import WrittenView
from performance.models import MaterialState, SelfEvaluation
from performance.self_evaluation.recheck_lines import LINES
from performance.self_evaluation.rechecking import Checked, recheck
from performance.self_evaluation.services import card_of
from performance.self_evaluation.spot_checks.checking import (
    LONGEST_NOTE,
    GivenPoints,
    SeenMaterial,
    Spotted,
    lines_in,
    required_of,
    spot_check,
)
from performance.written.rows import LONGEST

POINTS = {"max_length": 10, "help_text": "得分"}
SEEN = {"min_value": 0, "max_value": 2**31, "help_text": "所依据的最后一次的次序；从未填写的为0"}


class _OfCards(WrittenView):
    model = SelfEvaluation
    around = ("statement__department__office", "unit", "revision")


class SentRecheck(serializers.Serializer):
    points = serializers.DictField(
        child=StrictCharField(**POINTS),
        help_text="，".join(f"{line.code} {line.label}" for line in LINES),
    )
    opinion = StrictCharField(max_length=LONGEST, help_text="复核意见")
    seen = StrictIntegerField(**SEEN)


@extend_schema_view(
    post=documented(
        NOUN,
        "填写财政复核表",
        RecheckSheetSerializer,
        faults=ADDING,
        status=201,
        request=SentRecheck,
        description="只有可以评定的人能填写；他人已填写的答复 412，其余不能填写的答复 409，理由与页面相同。",
        example={
            "points": {line.code: str(line.points) for line in LINES},
            "opinion": "问题分析到位。",
            "seen": 0,
        },
    )
)
class WriteRecheck(_OfCards):
    def post(self, request, pk):
        row = self.row(pk)
        serializer = SentRecheck(data=request.data)
        serializer.is_valid(raise_exception=True)
        validated = serializer.validated_data
        if unknown := sorted(validated["points"].keys() - {line.code for line in LINES}):
            raise ValidationError({f"points.{code}": ["复核表没有这一项。"] for code in unknown})
        sheet = recheck(row, Checked(**validated), by=request.user, request=self.plain_request)
        return Response(RecheckSheetSerializer(sheet).data, status=201)


class SpotLineSerializer(serializers.Serializer):
    key = serializers.ListField(
        child=serializers.CharField(), help_text="指标的一级、二级、三级；其余部分只有名称"
    )
    points = serializers.CharField(help_text="分值")
    own = serializers.CharField(allow_null=True, help_text="自评得分")
    words = serializers.CharField(help_text="自评得分的算式")


class BlankSpotCheck(serializers.Serializer):
    lines = SpotLineSerializer(many=True, help_text="逐项打分的内容，次序与填写时相同")
    materials = serializers.ListField(child=serializers.CharField(), help_text="应提供的材料")


class SentScore(serializers.Serializer):
    key = serializers.ListField(child=StrictCharField(allow_blank=True), help_text="与 lines 的 key 相同")
    points = StrictCharField(**POINTS)
    reason = StrictCharField(
        max_length=LONGEST, required=False, allow_blank=True, default="", help_text="与自评不同的写理由"
    )


class SentMaterial(serializers.Serializer):
    name = StrictCharField(help_text="与 materials 的名称相同")
    state = serializers.ChoiceField(MaterialState.choices, help_text="状态")
    note = StrictCharField(
        max_length=LONGEST_NOTE, required=False, allow_blank=True, default="", help_text="说明"
    )


class SentSpotCheck(serializers.Serializer):
    scores = SentScore(many=True, help_text="逐项得分，次序与 lines 相同")
    materials = SentMaterial(many=True, help_text="材料，次序与 materials 相同")
    opinion = StrictCharField(max_length=LONGEST, help_text="抽查意见")
    seen = StrictIntegerField(**SEEN)


@extend_schema_view(
    get=documented(NOUN, "空白的抽查表", BlankSpotCheck, etag_headers=True),
    post=documented(
        NOUN,
        "填写抽查表",
        SpotCheckSerializer,
        faults=CHANGING,
        status=201,
        request=SentSpotCheck,
        description="逐项打分，复核评定时按抽查得分。只有可以评定的人能填写；自评表或抽查表已有变化的答复 412，其余不能填写的答复 409。",
    ),
)
class WriteSpotCheck(_OfCards):
    def get(self, request, pk):
        row = self.row(pk)
        lines = [
            {
                "key": list(line.key),
                "points": str(line.points),
                "own": None if line.own is None else str(line.own),
                "words": line.words,
            }
            for line in lines_in(card_of(row))
        ]
        return Response({"lines": lines, "materials": required_of(row)}, headers=etag_headers(row.version))

    def post(self, request, pk):
        row = self.row(pk)
        serializer = SentSpotCheck(data=request.data)
        serializer.is_valid(raise_exception=True)
        validated = serializer.validated_data
        _in_order(
            scores=(
                [list(line.key) for line in lines_in(card_of(row))],
                [one["key"] for one in validated["scores"]],
            ),
            materials=(list(required_of(row)), [one["name"] for one in validated["materials"]]),
        )
        spotted = Spotted(
            [GivenPoints(one["points"], one["reason"]) for one in validated["scores"]],
            [SeenMaterial(**one) for one in validated["materials"]],
            validated["opinion"],
            seen_version(request),
            validated["seen"],
        )
        sheet = spot_check(row, spotted, by=request.user, request=self.plain_request)
        return Response(SpotCheckSerializer(sheet).data, status=201, headers=etag_headers(row.version))


def _in_order(**named):
    """Each of what is wanted, in its place, and nothing else."""
    faults = {}
    for name, (wanted, sent) in named.items():
        if len(wanted) != len(sent):
            faults[name] = [f"应有{len(wanted)}项，送来{len(sent)}项。"]
        for place, (one, other) in enumerate(zip(wanted, sent, strict=False)):
            if one != other:
                field = one if isinstance(one, str) else "/".join(one)
                faults[f"{name}[{place}]"] = [f"这一项应为“{field}”。"]
    if faults:
        raise ValidationError(faults)
