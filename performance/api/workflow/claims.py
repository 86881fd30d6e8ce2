"""Who reviews which text, and what each section (股室) of the office has on the desk and has done, for other programs."""

from django.http import Http404
from django.utils import timezone
from drf_spectacular.utils import OpenApiParameter, extend_schema_view
from rest_framework import serializers
from rest_framework.response import Response

from departments.keys import LARGEST_KEY
from departments.permissions.rights import roles_held
from performance.api.base.documented import ADDING, documented
from performance.api.base.fields import OnlyDeclared, StrictIntegerField
from performance.api.base.views import BaseAPIView
from performance.assessment.services import FINANCE_REVIEWERS
from performance.workflow.claims import claim, give_back, reviewers_of
from performance.workflow.office_sections import SectionSorting, section_figures

NOUN = "审核认领"
YEAR = OpenApiParameter(
    "fiscal_year",
    {"type": "integer", "minimum": 2000, "maximum": 2099},
    required=False,
    description="已办理的是哪一预算年度的文本；不写即今年",
)


class AskedYear(serializers.Serializer):
    fiscal_year = serializers.IntegerField(min_value=2000, max_value=2099, required=False)


class SentClaim(OnlyDeclared, serializers.Serializer):
    person = StrictIntegerField(
        min_value=1,
        max_value=LARGEST_KEY,
        allow_null=True,
        help_text="交给哪一个账号审核；null 为自己认领",
    )


class SentNothing(serializers.Serializer):
    """Of an act that says all by its address: whatever else is sent was meant for something that is not done."""

    def to_internal_value(self, data):
        if isinstance(data, dict) and data:
            raise serializers.ValidationError({name: ["没有这一项；这里不带内容。"] for name in data})
        return super().to_internal_value(data)


class ClaimSerializer(serializers.Serializer):
    statement = serializers.IntegerField(source="statement_id", help_text="绩效文本")
    person = serializers.IntegerField(source="person_id", help_text="由谁审核")
    by = serializers.IntegerField(source="by_id", help_text="由谁交办")
    at = serializers.DateTimeField(help_text="时间")


class SectionFiguresSerializer(serializers.Serializer):
    section = serializers.IntegerField(source="key", help_text="股室；0 为未分股室的")
    name = serializers.CharField(help_text="名称")
    departments = serializers.ListField(
        child=serializers.IntegerField(), help_text="归口部门；空为本财政局的全部部门"
    )
    waiting = serializers.SerializerMethodField(help_text="等着办理的文本，不分年度")
    unclaimed = serializers.IntegerField(help_text="其中没有人认领的份数")
    overdue = serializers.IntegerField(
        allow_null=True, help_text="其中超过审核限期的份数；没有设审核限期的为空"
    )
    longest_days = serializers.IntegerField(allow_null=True, help_text="等得最久的等了几天")
    done = serializers.SerializerMethodField(help_text="已办理的次数")
    median_days = serializers.IntegerField(allow_null=True, help_text="已办理的用时，中位数，天")

    def get_waiting(self, figures) -> list[int]:
        return [text.pk for text in figures.waiting]

    def get_done(self, figures) -> int:
        return len(figures.done)


@extend_schema_view(
    get=documented(
        NOUN,
        "各股室等着办理的和已办理的",
        SectionFiguresSerializer(many=True),
        parameters=[YEAR],
        description="没有设股室的财政局答复空的列表。由财政审核人读取，其他人答复 404。",
    )
)
class SectionFiguresList(BaseAPIView):
    own_parameters = ("fiscal_year",)

    def get(self, request):
        if not (request.user.is_superuser or roles_held(request.user) & FINANCE_REVIEWERS):
            raise Http404
        serializer = AskedYear(data=request.query_params.dict())
        serializer.is_valid(raise_exception=True)
        year = serializer.validated_data.get("fiscal_year", timezone.localdate().year)
        figures = section_figures(SectionSorting(request.user), request.user, year)
        return Response(SectionFiguresSerializer(figures, many=True).data)


@extend_schema_view(
    post=documented(
        NOUN,
        "认领一份文本的审核，或交给同事",
        ClaimSerializer,
        faults=ADDING,
        request=SentClaim,
        example={"person": 7},
        description="没有等待您审核、同事不能审核时答复 409，已由别人认领时答复 412。认领不妨碍别人审核。",
    )
)
class ClaimReview(BaseAPIView):
    def post(self, request, pk):
        statement = self.statement(pk)
        sent = SentClaim(data=request.data)
        sent.is_valid(raise_exception=True)
        key = sent.validated_data["person"]
        person = self._colleague(statement, key) if key else None
        held = claim(statement, by=request.user, person=person, request=self.plain_request)
        return Response(ClaimSerializer(held).data)

    def _colleague(self, statement, key):
        if key == self.request.user.pk:
            return self.request.user
        person = reviewers_of(statement).filter(pk=key).first()
        if person is None:
            raise serializers.ValidationError({"person": ["这个账号不能审核这份文本。"]})
        return person


@extend_schema_view(
    post=documented(
        NOUN,
        "交出认领的审核",
        None,
        status=204,
        faults=ADDING,
        request=None,
        description="没有人认领时答复 412，由别人认领、别人交办的答复 409。",
    )
)
class GiveBackReview(BaseAPIView):
    def post(self, request, pk):
        statement = self.statement(pk)
        SentNothing(data=request.data).is_valid(raise_exception=True)
        give_back(statement, by=request.user, request=self.plain_request)
        return Response(status=204)
