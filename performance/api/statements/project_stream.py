"""All projects that one may see, a line of JSON for each, however many they are: for systems that keep a copy."""

import json

from django.http import StreamingHttpResponse
from django_filters.rest_framework import DjangoFilterBackend
from drf_spectacular.utils import OpenApiResponse, extend_schema, extend_schema_view
from rest_framework.negotiation import BaseContentNegotiation

from departments.trail.entry import Action
from departments.trail.writing import record
from performance.api.base.documented import FAULTS, READING, FaultSerializer
from performance.api.base.filters import WordSearch
from performance.api.statements.projects import (
    INCLUDE_CONTENT,
    NOUN,
    ProjectList,
    ProjectWithTreeSerializer,
    with_content,
)

LINES = "application/x-ndjson"
AT_ONCE = 200


class AnyFormat(BaseContentNegotiation):
    """Lines are the only format; faults are told in JSON."""

    def select_parser(self, request, parsers):
        return parsers[0]

    def select_renderer(self, request, renderers, format_suffix=None):
        return renderers[0], renderers[0].media_type


@extend_schema_view(
    get=extend_schema(
        operation_id="projects_stream",
        tags=[NOUN],
        summary="全部项目，一行一个",
        description=(
            "与项目列表相同的条件，不分页：一行一个项目的 JSON，按 id 排；边读边送，与项目多少无关地只占一小块内存。"
            '最后一行是 {"end": true, "count": 项目数}；没有这一行的是没有传完，请重新读取。'
            "开始以后新增的项目不在其中。"
        ),
        parameters=[INCLUDE_CONTENT],
        responses={
            (200, LINES): OpenApiResponse(ProjectWithTreeSerializer, description="一行一个项目"),
            **{
                (code, "application/json"): OpenApiResponse(FaultSerializer, description=FAULTS[code])
                for code in READING
            },
        },
    )
)
class ProjectStream(ProjectList):
    content_negotiation_class = AnyFormat
    pagination_class = None
    filter_backends = (DjangoFilterBackend, WordSearch)
    ordering_fields = ()

    def get(self, request):
        found = self.filter_queryset(self.get_queryset())
        keys = list(found.order_by("id").values_list("id", flat=True))
        record(
            Action.EXPORT, by=request.user, details=f"接口读取{len(keys)}个项目", request=self.plain_request
        )
        whole = request.query_params.get("include") == "content"
        return StreamingHttpResponse(self._lines(keys, whole=whole), content_type=LINES)

    def _lines(self, keys, *, whole):
        """What goes out of sight meanwhile is left out, and the last line counts what was sent."""
        sent = 0
        for start in range(0, len(keys), AT_ONCE):
            some = self.visible().filter(pk__in=keys[start : start + AT_ONCE]).order_by("id")
            rows = self.rows_of(some.values(*dict.fromkeys(self.columns.values())))
            for row in with_content(rows) if whole else rows:
                sent += 1
                yield _line(row)
        yield _line({"end": True, "count": sent})


def _line(plain):
    return json.dumps(plain, ensure_ascii=False) + "\n"
