"""What the budget says of projects, read and loaded: looked at first, then taken over group by group."""

from django.http import Http404
from django_filters import rest_framework as filters
from drf_spectacular.utils import extend_schema_view
from rest_framework import serializers
from rest_framework.exceptions import PermissionDenied, ValidationError
from rest_framework.response import Response

from departments.keys import LARGEST_KEY
from departments.models import FinanceOffice
from performance.api.base.documented import ADDING, documented
from performance.api.base.fields import StrictCharField
from performance.api.base.filters import IdFilter
from performance.api.base.value_rows import ValuesList
from performance.api.base.views import BaseAPIView
from performance.documents.numbers import MoneyUnit
from performance.exchange.figures import Group, may_load, plan_of, take_figures
from performance.exchange.figures_list import AMOUNTS, HEADS, LONGEST, NoFigures, figures_of
from performance.models import BudgetFigure, BudgetRound

NOUN = "预算数"
MOST_ROWS = 10_000


class BudgetFigureSerializer(serializers.ModelSerializer):
    class Meta:
        model = BudgetFigure
        fields = read_only_fields = (
            *("id", "unit", "fiscal_year", "round", "code", "name", "project_class", *AMOUNTS),
        )


def _amount(key, *, required=False):
    return StrictCharField(
        required=required, allow_blank=not required, max_length=24, help_text=f"{HEADS[key][0]}（万元）"
    )


class SentFigure(serializers.Serializer):
    """A row of the list; amounts in 万元, as text so that nothing is rounded."""

    department = StrictCharField(
        required=False, max_length=20, help_text="部门编码；单位编码在本局不重复的可以不写。"
    )
    unit = StrictCharField(max_length=20, help_text="单位编码")
    code = StrictCharField(max_length=LONGEST["code"], help_text="项目编码")
    name = StrictCharField(max_length=LONGEST["name"], help_text="项目名称")
    project_class = StrictCharField(
        required=False, allow_blank=True, max_length=LONGEST["project_class"], help_text="项目类别"
    )
    total = _amount("total", required=True)
    general_budget = _amount("general_budget")
    government_fund = _amount("government_fund")
    state_capital = _amount("state_capital")
    special_account = _amount("special_account")
    unit_funds = _amount("unit_funds")
    other_funds = _amount("other_funds")


class SentFigures(serializers.Serializer):
    office = serializers.IntegerField(help_text="财政局", min_value=1, max_value=LARGEST_KEY)
    fiscal_year = serializers.IntegerField(help_text="预算年度", min_value=2000, max_value=2099)
    round = serializers.ChoiceField(BudgetRound.choices, help_text="轮次")
    rows = serializers.ListField(
        child=SentFigure(), min_length=1, max_length=MOST_ROWS, help_text="一行一个项目"
    )


class TakenFigures(SentFigures):
    digest = StrictCharField(max_length=64, help_text="预览所给的摘要。")
    groups = serializers.ListField(
        child=serializers.ChoiceField([(group.value, group.label) for group in Group]),
        min_length=1,
        max_length=len(Group),
        help_text="要导入的几类。",
    )


class PlanSerializer(serializers.Serializer):
    digest = serializers.CharField(help_text="确认时原样送回。")
    same = serializers.IntegerField(help_text="与现有的相同。")
    counts = serializers.DictField(child=serializers.IntegerField(), help_text="类别 → 项目数")


class FigureFilter(filters.FilterSet):
    unit = IdFilter(field_name="unit_id", label="预算单位")
    fiscal_year = filters.NumberFilter(label="预算年度")
    round = filters.ChoiceFilter(choices=BudgetRound.choices, label="轮次")


def _asked(request, sent):
    """What was sent, the office and the figures; out of sight is 404."""
    params = sent(data=request.data)
    params.is_valid(raise_exception=True)
    validated = params.validated_data
    office = FinanceOffice.objects.visible_to(request.user).filter(pk=validated["office"]).first()
    if office is None:
        raise Http404
    if not may_load(request.user, office):
        raise PermissionDenied(f"{office.name}的预算数由该局财政绩效科审核人导入。")
    rows = [(f"第{number}行", row) for number, row in enumerate(validated["rows"], 1)]
    try:
        figures = figures_of(rows, office, MoneyUnit.WAN)
    except NoFigures as fault:
        raise ValidationError({"rows": list(fault.problems)}) from None
    return validated, (figures, office, validated["fiscal_year"], BudgetRound(validated["round"]))


def _told(plan):
    return Response(PlanSerializer({"digest": plan.digest, "same": plan.same, "counts": plan.counts}).data)


EXAMPLE = {
    "office": 1,
    "fiscal_year": 2026,
    "round": "first",
    "rows": [{"unit": "405001", "code": "13020026P000000000001", "name": "科普活动经费", "total": "12.50"}],
}


@extend_schema_view(
    get=documented(NOUN, "各轮次的预算数", BudgetFigureSerializer(many=True)),
    post=documented(
        NOUN,
        "导入预算数",
        PlanSerializer,
        faults=ADDING,
        request=TakenFigures,
        example={**EXAMPLE, "digest": "0" * 64, "groups": ["new", "changed"]},
        description="先预览，再带着预览的摘要导入所选的几类；其间预算数已有变化的答复 412。",
    ),
)
class BudgetFigureList(ValuesList):
    serializer_class = BudgetFigureSerializer
    filterset_class = FigureFilter
    ordering_fields = ("id", "code")

    def visible(self):
        return BudgetFigure.objects.visible_to(self.request.user)

    def post(self, request):
        validated, proposal = _asked(request, TakenFigures)
        groups = [Group(word) for word in validated["groups"]]
        plan = take_figures(
            *proposal, groups=groups, digest=validated["digest"], by=request.user, request=self.plain_request
        )
        return _told(plan)


@extend_schema_view(
    post=documented(
        NOUN,
        "预览：一份预算数名单会改变什么",
        PlanSerializer,
        faults=ADDING,
        request=SentFigures,
        example=EXAMPLE,
        description="与现有的逐项比较，什么也不保存；不合要求的行逐条列出。",
    )
)
class BudgetFigurePreview(BaseAPIView):
    def post(self, request):
        _, proposal = _asked(request, SentFigures)
        return _told(plan_of(*proposal))
