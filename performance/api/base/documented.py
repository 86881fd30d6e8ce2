"""How operations are declared for the schema: summary, bodies, and every status that may come."""

from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiExample, OpenApiParameter, OpenApiResponse, extend_schema
from rest_framework import serializers


class ProblemSerializer(serializers.Serializer):
    path = serializers.CharField(help_text="出错的位置，例如 .projects[0].budget；空为整体。")
    message = serializers.CharField(help_text="原因。")


class FaultSerializer(serializers.Serializer):
    detail = serializers.CharField(help_text="给人看的一句话，与页面上的相同。")
    problems = ProblemSerializer(many=True, required=False, help_text="逐条的位置和原因。")


FAULTS = {
    400: "参数或内容不合要求，逐条给出位置",
    401: "没有登录，或访问令牌无效",
    403: "令牌权限不足，或不允许",
    404: "不存在，或不在可见范围",
    409: "目前不能办理，给出与页面相同的理由",
    410: "游标已失效，须重新取得起点",
    412: "内容在读取之后已被修改",
    413: "请求内容过大",
    415: "不支持的内容类型",
    428: "缺少 If-Match",
    429: "请求过于频繁",
}
READING = (400, 401, 403, 404, 429)
ADDING = (*READING, 409, 412, 413, 415)
CHANGING = (*ADDING, 428)

IF_MATCH = OpenApiParameter(
    "If-Match",
    OpenApiTypes.STR,
    OpenApiParameter.HEADER,
    required=True,
    description='读取时应答的 ETag，例如 "3"。缺少时答复 428，已过时答复 412。',
)
TAG = OpenApiParameter(
    "ETag", OpenApiTypes.STR, OpenApiParameter.HEADER, description="所读内容的版本。", response=[200, 201]
)
IDEMPOTENCY_KEY = OpenApiParameter(
    "Idempotency-Key",
    {"type": "string", "maxLength": 64, "pattern": "^[0-9A-Za-z-]*$"},
    OpenApiParameter.HEADER,
    description="同一标识重复提交只办理一次，再次提交得到第一次的结果。",
)


def documented(
    noun, summary, ok, *, faults=READING, status=200, example=None, etag_headers=False, queued=None, **kwargs
):
    """``ok`` is the body of the answer, ``example`` a value of what is sent; ``etag_headers`` answers carry an ETag.

    ``queued`` is the body where the answer is made in the background.
    """
    answers = {} if queued is None else {202: OpenApiResponse(queued, description="在后台办理")}
    answers |= {status: OpenApiResponse(ok, description="成功")} | {
        code: OpenApiResponse(FaultSerializer, description=FAULTS[code]) for code in sorted(faults)
    }
    parameters = [*kwargs.pop("parameters", ())]
    parameters += [IF_MATCH] if 428 in faults else []
    parameters += [TAG] if etag_headers else []
    return extend_schema(
        tags=[noun],
        summary=summary,
        description=kwargs.pop("description", f"{summary}。"),
        responses=answers,
        examples=[OpenApiExample("示例", value=example, request_only=True)] if example is not None else None,
        parameters=parameters,
        **kwargs,
    )
