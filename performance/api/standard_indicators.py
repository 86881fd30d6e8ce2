"""What an office expects projects to be measured by: read as a list, looked at first and then taken over group by group."""

from django.db.models import Q
from django.http import Http404
from django_filters import rest_framework as filters
from drf_spectacular.utils import extend_schema_view
from rest_framework import serializers
from rest_framework.exceptions import PermissionDenied, ValidationError
from rest_framework.response import Response

from departments.keys import LARGEST_KEY
from departments.models import FinanceOffice
from indicators.kinds import Direction
from indicators.models import choices_of
from performance.api.base.documented import ADDING, documented
from performance.api.base.fields import StrictCharField
from performance.api.base.filters import IdFilter
from performance.api.base.value_rows import ValuesList
from performance.api.base.views import BaseAPIView
from performance.api.budget_figures import PlanSerializer
from performance.indicator_library.standard_list import HEADS, NEEDED, YEARS, NoStandards, standards_of
from performance.indicator_library.standards import Group, may_load, plan_of, take_standards
from performance.models import StandardIndicator

NOUN = "标准指标"
MOST_ROWS = 10_000


class StandardIndicatorSerializer(serializers.ModelSerializer):
    direction = serializers.ChoiceField(choices_of(Direction), allow_blank=True, help_text="指标性质")

    class Meta:
        model = StandardIndicator
        fields = read_only_fields = (
            *("id", "office", "code", "first_year", "last_year", *StandardIndicator.SAID),
            *("uses", "measured", "median", "measured_unit"),
        )


class SentStandard(serializers.Serializer):
    """A row of the list, as text: what a workbook would say under the same heads."""

    def get_fields(self):
        return {
            key: StrictCharField(
                required=key in NEEDED,
                allow_blank=key not in NEEDED,
                max_length=StandardIndicator.LONGEST_TEXT,
                help_text=names[0],
            )
            for key, names in HEADS.items()
        }


class SentStandards(serializers.Serializer):
    office = serializers.IntegerField(help_text="财政局", min_value=1, max_value=LARGEST_KEY)
    year = serializers.IntegerField(help_text="自哪一年起", min_value=YEARS.start, max_value=YEARS.stop - 1)
    rows = serializers.ListField(
        child=SentStandard(), min_length=1, max_length=MOST_ROWS, help_text="一行一个指标"
    )


class TakenStandards(SentStandards):
    digest = StrictCharField(max_length=64, help_text="预览所给的摘要。")
    groups = serializers.ListField(
        child=serializers.ChoiceField([(group.value, group.label) for group in Group]),
        min_length=1,
        max_length=len(Group),
        help_text="要导入的几类。",
    )


class StandardIndicatorFilter(filters.FilterSet):
    office = IdFilter(field_name="office_id", label="财政局")
    code = filters.CharFilter(label="指标编码")
    project_class = filters.CharFilter(label="适用项目")
    year = filters.NumberFilter(method="in_year", label="在用的年度；不写则为全部版本")

    def in_year(self, found, name, year):
        return found.filter(Q(last_year=None) | Q(last_year__gte=year), first_year__lte=year)


def _asked(request, sent):
    """What was sent, and what it would be held against; out of sight is 404."""
    params = sent(data=request.data)
    params.is_valid(raise_exception=True)
    validated = params.validated_data
    office = FinanceOffice.objects.visible_to(request.user).filter(pk=validated["office"]).first()
    if office is None:
        raise Http404
    if not may_load(request.user, office):
        raise PermissionDenied(f"{office.name}的标准指标由该局财政绩效科审核人导入。")
    rows = [(f"第{number}行", row) for number, row in enumerate(validated["rows"], 1)]
    return validated, (standards_of(rows), office, validated["year"])


def _told(make):
    try:
        plan = make()
    except NoStandards as fault:
        raise ValidationError({"rows": list(fault.problems)}) from None
    return Response(PlanSerializer({"digest": plan.digest, "same": plan.same, "counts": plan.counts}).data)


EXAMPLE = {
    "office": 1,
    "year": 2027,
    "rows": [
        {
            "code": "PX001",
            "project_class": "培训",
            "level1": "产出指标",
            "level2": "数量指标",
            "name": "培训人次",
            "direction": "正向",
            "unit": "人次",
            "required": "是",
        }
    ],
}


@extend_schema_view(
    get=documented(NOUN, "标准指标的各个版本", StandardIndicatorSerializer(many=True)),
    post=documented(
        NOUN,
        "导入标准指标",
        PlanSerializer,
        faults=ADDING,
        request=TakenStandards,
        example={**EXAMPLE, "digest": "0" * 64, "groups": ["new", "renewed"]},
        description="按指标编码合并。先预览，再带着预览的摘要导入所选的几类；其间标准指标已有变化的答复 412。",
    ),
)
class StandardIndicatorList(ValuesList):
    serializer_class = StandardIndicatorSerializer
    filterset_class = StandardIndicatorFilter
    ordering_fields = ("id", "code")

    def visible(self):
        return StandardIndicator.objects.visible_to(self.request.user)

    def post(self, request):
        def taken():
            validated, proposal = _asked(request, TakenStandards)
            groups = [Group(word) for word in validated["groups"]]
            return take_standards(
                *proposal,
                groups=groups,
                digest=validated["digest"],
                by=request.user,
                request=self.plain_request,
            )

        return _told(taken)


@extend_schema_view(
    post=documented(
        NOUN,
        "预览：一份标准指标名单会改变什么",
        PlanSerializer,
        faults=ADDING,
        request=SentStandards,
        example=EXAMPLE,
        description="与现有的按编码逐个比较，什么也不保存；不合要求的行逐条列出。",
    )
)
class StandardIndicatorPreview(BaseAPIView):
    def post(self, request):
        return _told(lambda: plan_of(*_asked(request, SentStandards)[1]))
