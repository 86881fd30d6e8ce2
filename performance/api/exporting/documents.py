"""A statement as a file, made at once."""

from django.http import Http404, HttpResponse
from django.utils.http import content_disposition_header
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, OpenApiResponse, extend_schema, extend_schema_view

from departments.file_names import as_file_name
from departments.trail.entry import Action
from departments.trail.writing import record
from performance.api.base.documented import FAULTS, READING, FaultSerializer
from performance.api.base.views import BaseAPIView, etag_headers
from performance.api.statements.content_schema import STATEMENT
from performance.api.statements.saving import visible_content_of
from performance.documents.convert import Unreadable
from performance.documents.formats.unprintable import Unprintable
from performance.documents.recognition import UnknownLayout
from performance.exporting.statement_file import DOWNLOADS, file_of
from performance.steps.refusals import Refused

NOUN = "文件"
BY_SUFFIX = {download.suffix: download for download in DOWNLOADS}
SUFFIX = OpenApiParameter(
    "suffix", str, OpenApiParameter.PATH, enum=list(BY_SUFFIX), description="文件类型，即扩展名。"
)


def media_type(download):
    return download.content_type.partition(";")[0]


def _body(download):
    body = STATEMENT if download.suffix == "json" else OpenApiTypes.BINARY
    return OpenApiResponse(body, description="文件")


@extend_schema_view(
    get=extend_schema(
        operation_id="statements_document",
        tags=[NOUN],
        summary="导出文件",
        description="您看得到的内容按省份版式写成文件，立即应答。该类型写不下这份文本时答复 409，并说明原因。",
        parameters=[SUFFIX],
        responses={
            **{(200, media_type(download)): _body(download) for download in DOWNLOADS},
            **{
                (code, "application/json"): OpenApiResponse(FaultSerializer, description=FAULTS[code])
                for code in (*READING, 409)
            },
        },
    )
)
class Document(BaseAPIView):
    def get(self, request, pk, suffix):
        download = BY_SUFFIX.get(suffix)
        if download is None:
            raise Http404
        statement = self.statement(pk)
        sight = visible_content_of(statement, request.user)
        try:
            written = file_of(statement, sight.content, f".{suffix}")
        except (UnknownLayout, Unprintable, Unreadable) as fault:
            raise Refused(str(fault)) from fault
        record(
            Action.EXPORT,
            by=request.user,
            subject=statement,
            details=f"接口 .{suffix}",
            request=self.plain_request,
        )
        name = as_file_name(f"{statement}{'-部分项目' if sight.partial else ''}.{suffix}")
        return HttpResponse(
            written,
            content_type=download.content_type,
            headers={
                "Content-Disposition": content_disposition_header(as_attachment=True, filename=name),
                **etag_headers(statement.version),
            },
        )
