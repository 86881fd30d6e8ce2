"""Deadlines for other programs: who has not sent, a word to them, a later day for one and taking that back."""

from django.http import Http404
from django.shortcuts import get_object_or_404
from django_filters import rest_framework as filters
from drf_spectacular.utils import OpenApiParameter, extend_schema_view
from rest_framework import serializers
from rest_framework.response import Response

from departments.models import Department, Timetable
from performance.api.base.documented import ADDING, documented
from performance.api.base.fields import OnlyDeclared, StrictCharField
from performance.api.base.filters import IdFilter
from performance.api.base.value_rows import ValuesList
from performance.api.base.views import BaseAPIView
from performance.models import DeadlineExtension
from performance.notifications.extending import (
    LONGEST_REASON,
    extend,
    extension,
    take_back,
    taking_back,
)
from performance.notifications.urging import last_urged, late_departments, reviews_at, urge

NOUN = "报送期限"
MOST_DEPARTMENTS = 2000
YEARS = {"min_value": 2000, "max_value": 2099}
YEAR = {"type": "integer", "minimum": 2000, "maximum": 2099}
PLACE = [
    OpenApiParameter("office", {"type": "integer", "minimum": 1}, required=True, description="财政局"),
    OpenApiParameter("fiscal_year", YEAR, required=True, description="预算年度"),
]


class SentPlace(OnlyDeclared, serializers.Serializer):
    office = serializers.IntegerField(min_value=1, max_value=2**31, help_text="财政局")
    fiscal_year = serializers.IntegerField(**YEARS, help_text="预算年度")


class SentUrging(SentPlace):
    departments = serializers.ListField(
        child=serializers.IntegerField(max_value=2**31),
        min_length=1,
        max_length=MOST_DEPARTMENTS,
        help_text="要催办的部门",
    )


class SentExtension(SentPlace):
    department = serializers.IntegerField(max_value=2**31, help_text="部门")
    until = serializers.DateField(allow_null=True, help_text="延至哪一天；null 为取消延期")
    reason = StrictCharField(max_length=LONGEST_REASON, help_text="理由，通知该部门")
    dry_run = serializers.BooleanField(default=False, help_text="只说明会怎样，不办理")


class LateSerializer(serializers.Serializer):
    department = serializers.IntegerField(help_text="部门")
    statement = serializers.IntegerField(allow_null=True, help_text="绩效文本；还没有的为空")
    state = serializers.CharField(help_text="状态")
    closes = serializers.DateField(help_text="截止日期，含延期")
    left = serializers.IntegerField(help_text="还有几天，负数为已超过")
    extended = serializers.BooleanField(help_text="是否延过期")
    urged = serializers.DateTimeField(allow_null=True, help_text="上次催办")


class UrgedSerializer(serializers.Serializer):
    departments = serializers.IntegerField(help_text="催办的部门数")
    people = serializers.IntegerField(help_text="通知的人数，今天已经催办过的不重复")


class MovedSerializer(serializers.Serializer):
    before = serializers.DateField(source="before.closes", help_text="原来的截止日期")
    after = serializers.DateField(source="after.closes", help_text="以后的截止日期")
    told = serializers.CharField(source="words", help_text="通知和操作记录里的话")
    people = serializers.IntegerField(help_text="通知的人数")


class ExtensionSerializer(serializers.ModelSerializer):
    class Meta:
        model = DeadlineExtension
        fields = read_only_fields = ("id", "department", "fiscal_year", "until", "reason", "at")


class ExtensionFilter(filters.FilterSet):
    department = IdFilter(field_name="department_id", label="部门")
    fiscal_year = filters.NumberFilter(label="预算年度")


def _timetable(user, validated):
    """That of an office for which the user reviews; any other is not there."""
    if validated["office"] not in reviews_at(user):
        raise Http404
    timetables = Timetable.objects.visible_to(user).select_related("office")
    return get_object_or_404(timetables, office=validated["office"], fiscal_year=validated["fiscal_year"])


@extend_schema_view(
    get=documented(NOUN, "没有报送的部门", LateSerializer(many=True), parameters=PLACE),
    post=documented(
        NOUN,
        "催办",
        UrgedSerializer,
        faults=ADDING,
        request=SentUrging,
        example={"office": 1, "fiscal_year": 2027, "departments": [3, 5]},
        description="通知部门审核人和还没有报送的单位填报人。有的部门已经报送或不归您审核时答复 409，一个也不催办。",
    ),
)
class LateDepartments(BaseAPIView):
    own_parameters = ("office", "fiscal_year")

    def get(self, request):
        serializer = SentPlace(data=request.query_params.dict())
        serializer.is_valid(raise_exception=True)
        timetable = _timetable(request.user, serializer.validated_data)
        urged = last_urged(timetable)
        rows = [
            {
                "department": missing.department.pk,
                "statement": missing.statement.pk if missing.statement else None,
                "state": missing.state,
                "closes": missing.closing.closes,
                "left": missing.closing.left,
                "extended": missing.closing.extended,
                "urged": urged.get(missing.department.pk),
            }
            for missing in late_departments(timetable, request.user)
        ]
        return Response(LateSerializer(rows, many=True).data)

    def post(self, request):
        sent = SentUrging(data=request.data)
        sent.is_valid(raise_exception=True)
        validated = sent.validated_data
        timetable = _timetable(request.user, validated)
        departments, people = urge(
            timetable, set(validated["departments"]), by=request.user, request=self.plain_request
        )
        return Response({"departments": departments, "people": people})


@extend_schema_view(
    get=documented(NOUN, "延期和取消延期，最后一次的有效", ExtensionSerializer(many=True)),
    post=documented(
        NOUN,
        "给一个部门延期，或取消延期",
        MovedSerializer,
        faults=ADDING,
        request=SentExtension,
        example={
            "office": 1,
            "fiscal_year": 2027,
            "department": 3,
            "until": "2026-10-15",
            "reason": "机构改革",
        },
        description="答复写明原来和以后的截止日期；dry_run 只说明，不办理。不能延期时答复 409，全部理由与页面相同。",
    ),
)
class ExtensionList(ValuesList):
    serializer_class = ExtensionSerializer
    filterset_class = ExtensionFilter
    ordering_fields = ("id", "at")

    def visible(self):
        return DeadlineExtension.objects.visible_to(self.request.user)

    def post(self, request):
        sent = SentExtension(data=request.data)
        sent.is_valid(raise_exception=True)
        validated, by = sent.validated_data, request.user
        timetable = _timetable(by, validated)
        department = get_object_or_404(Department.objects.business_of(by), pk=validated["department"])
        foretell, do = (extension, extend) if validated["until"] else (taking_back, take_back)
        day = (validated["until"],) if validated["until"] else ()
        if validated["dry_run"]:
            moved = foretell(timetable, department, *day, validated["reason"], by=by)
        else:
            moved = do(timetable, department, *day, validated["reason"], by=by, request=self.plain_request)
        return Response(MovedSerializer(moved).data)
