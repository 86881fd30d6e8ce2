"""What has changed since a cursor, for systems that keep a copy: read all once, then only this."""

from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, extend_schema_view
from rest_framework import serializers, status
from rest_framework.exceptions import APIException, ValidationError
from rest_framework.response import Response

from performance.api.base.documented import READING, documented
from performance.api.base.views import BaseAPIView
from performance.changes.feed import CursorLapsed, CursorRefused, Happened, changes_since, present_cursor
from performance.models.changes import ChangeKind

NOUN = "变更"
PAGE, LARGEST_PAGE = 200, 1000


class ToldChangeSerializer(serializers.Serializer):
    kind = serializers.ChoiceField(ChangeKind, help_text="种类")
    id = serializers.IntegerField(help_text="编号，与各列表中的 id 相同")
    change = serializers.ChoiceField(
        [(one.value, one.value) for one in Happened],
        help_text="created 游标之后新增；changed 有修改；deleted 已删除，或已不在可见范围",
    )
    at = serializers.DateTimeField(help_text="编排的时间，不早于变更")


class ChangePageSerializer(serializers.Serializer):
    changes = ToldChangeSerializer(many=True)
    cursor = serializers.CharField(help_text="下次请求时作为 since；请与副本存在同一事务里。")
    more = serializers.BooleanField(help_text="还有没有读到的，请接着读")


class Gone(APIException):
    status_code = status.HTTP_410_GONE
    default_code = "gone"


class AskingSerializer(serializers.Serializer):
    since = serializers.CharField(required=False, max_length=500)
    kind = serializers.ListField(child=serializers.ChoiceField(ChangeKind), default=list)
    page_size = serializers.IntegerField(default=PAGE, min_value=1, max_value=LARGEST_PAGE)


PARAMETERS = (
    OpenApiParameter("since", OpenApiTypes.STR, description="上次答复中的 cursor；不写时只答复起点。"),
    OpenApiParameter(
        "kind", OpenApiTypes.STR, enum=ChangeKind.values, many=True, description="只看这些种类，可以重复。"
    ),
    OpenApiParameter(
        "page_size", OpenApiTypes.INT, description=f"每次条数，不写为{PAGE}，最多{LARGEST_PAGE}。"
    ),
)


@extend_schema_view(
    get=documented(
        NOUN,
        "游标之后的变更",
        ChangePageSerializer,
        faults=(*READING, 410),
        parameters=PARAMETERS,
        description="同步的办法：先不带 since 请求一次，存下 cursor；再把各列表全部读一遍；此后以 cursor 为 since 请求，"
        "按编号重读新增和有修改的（各列表的 id 条件，几个用逗号隔开），删去 deleted 的，存下新的 cursor，more 为 true 时接着读。"
        "一件东西改了几次只列一次；同时提交的也不会漏掉；没有见过的 deleted 可以忽略。"
        "游标已清理、可见范围变了或数据库恢复过的，答复 410，请重新取得起点并全部重读。",
    )
)
class ChangeList(BaseAPIView):
    own_parameters = tuple(parameter.name for parameter in PARAMETERS)

    def get(self, request):
        params = AskingSerializer(data=_asked(request.query_params))
        params.is_valid(raise_exception=True)
        values = params.validated_data
        if "since" not in values:
            return Response({"changes": [], "cursor": str(present_cursor(request.user)), "more": False})
        try:
            page = changes_since(
                values["since"], request.user, kinds=values["kind"], size=values["page_size"]
            )
        except CursorRefused as refused:
            raise ValidationError({"since": [str(refused)]}) from refused
        except CursorLapsed as lapsed:
            raise Gone(str(lapsed)) from lapsed
        plain = {
            "changes": ToldChangeSerializer(page.changes, many=True).data,
            "cursor": str(page.cursor),
            "more": page.more,
        }
        return Response(plain)


def _asked(params):
    return {
        name: params.getlist(name) if name == "kind" else params[name] for name in params if name != "format"
    }
