"""Where the texts of a year stand: all departments that the user may see, at once."""

from drf_spectacular.utils import OpenApiParameter, extend_schema_view
from rest_framework import serializers
from rest_framework.response import Response

from performance.api.base.documented import documented
from performance.api.base.views import BaseAPIView
from performance.content.json import plain_decimal
from performance.models import StatementState
from performance.statements.progress import statements_progress

NOUN = "绩效文本"
YEAR = OpenApiParameter(
    "fiscal_year",
    {"type": "integer", "minimum": 1, "maximum": 32767},
    required=True,
    description="预算年度",
)


class AskedSerializer(serializers.Serializer):
    fiscal_year = serializers.IntegerField(min_value=1, max_value=32767)


class StandingSerializer(serializers.Serializer):
    department = serializers.IntegerField(help_text="部门")
    statement = serializers.IntegerField(help_text="绩效文本")
    state = serializers.ChoiceField(StatementState, help_text="状态")
    projects = serializers.IntegerField(help_text="您看得到的项目数")
    total = serializers.DecimalField(
        max_digits=24, decimal_places=6, allow_null=True, help_text="您看得到的项目金额合计（万元）"
    )
    shares = serializers.DictField(
        child=serializers.IntegerField(), help_text="您看得到的单位，按单位填报的状态计数"
    )


@extend_schema_view(get=documented(NOUN, "各部门的进度", StandingSerializer(many=True), parameters=[YEAR]))
class StandingList(BaseAPIView):
    own_parameters = ("fiscal_year",)

    def get(self, request):
        serializer = AskedSerializer(data=request.query_params)
        serializer.is_valid(raise_exception=True)
        return Response(
            [
                {
                    **progress._asdict(),
                    "total": progress.total if progress.total is None else plain_decimal(progress.total),
                }
                for progress in statements_progress(request.user, serializer.validated_data["fiscal_year"])
            ]
        )
