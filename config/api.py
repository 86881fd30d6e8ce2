"""How the interface answers what goes wrong, and what its schema holds besides the operations."""

from django.core.exceptions import PermissionDenied, RequestDataTooBig, SuspiciousOperation
from django.http import Http404
from drf_spectacular.views import SpectacularAPIView
from rest_framework import exceptions, status
from rest_framework.renderers import JSONRenderer
from rest_framework.response import Response
from rest_framework.views import exception_handler, set_rollback

from performance.api.base.views import BaseAPIView
from performance.api.statements.content_schema import content_components
from performance.content.json import ContentError
from performance.statements.services import ContentRefused, StatementMoved
from performance.statements.storability import Objection
from performance.steps.refusals import Overtaken, Refused
from projects.models import ProjectLocked

# Looked through in this order: whoever was overtaken has been refused, too.
STATUS_OF = (
    (Overtaken, status.HTTP_412_PRECONDITION_FAILED),
    (StatementMoved, status.HTTP_412_PRECONDITION_FAILED),
    (Refused, status.HTTP_409_CONFLICT),
    (ProjectLocked, status.HTTP_409_CONFLICT),
    (ContentError, status.HTTP_400_BAD_REQUEST),
    (ContentRefused, status.HTTP_400_BAD_REQUEST),
    (RequestDataTooBig, status.HTTP_413_REQUEST_ENTITY_TOO_LARGE),
    (SuspiciousOperation, status.HTTP_400_BAD_REQUEST),
)
FORGED = "页面已经失效，或请求不是从本系统的页面发出的，请刷新后重试。"
NOT_ACCEPTED = "内容不合要求，没有保存。"
NOT_ANSWERED = "查询条件不合要求，没有查询。"


def answer_fault(fault, context):
    """The sentence that a page would show, with the place of each problem; None leaves it to Django."""
    for kind, code in STATUS_OF:
        if isinstance(fault, kind):
            set_rollback()
            return Response(_told(fault), code)
    answer = exception_handler(fault, context)
    if answer is not None:
        is_read = context["request"].method in ("GET", "HEAD")
        answer.data = _told_by_framework(fault, answer.data, NOT_ANSWERED if is_read else NOT_ACCEPTED)
    return answer


def _told(fault):
    if isinstance(fault, ContentError | ContentRefused):
        return {"detail": NOT_ACCEPTED, "problems": [_placed(problem) for problem in fault.problems]}
    if isinstance(fault, SuspiciousOperation):
        return {"detail": "请求不能读取。"}
    return {"detail": str(fault)}


def _placed(problem):
    """A problem with its path: told beside the sentence, or where that begins with it."""
    if isinstance(problem, Objection):
        return {"path": problem.path, "message": str(problem)}
    path, colon, message = problem.partition("：")
    known = colon and (path == "顶层" or not path or path.startswith("."))
    return (
        {"path": "" if path == "顶层" else path, "message": message}
        if known
        else {"path": "", "message": problem}
    )


def _told_by_framework(fault, data, invalid):
    if isinstance(fault, Http404 | exceptions.NotFound):
        return {"detail": "不存在，或不在您的可见范围。"}
    if isinstance(fault, PermissionDenied):
        return {"detail": str(fault) or "不允许这样做。"}
    if isinstance(fault, exceptions.ValidationError):
        return {"detail": invalid, "problems": list(_flat(fault.detail, ""))}
    detail = str(data["detail"])
    return {"detail": FORGED if detail.startswith("CSRF") else detail}


def _flat(detail, path):
    """Messages of nested fields, each with its path."""
    if isinstance(detail, dict):
        for name, below in detail.items():
            own = "" if name == "non_field_errors" else f"[{name}]" if isinstance(name, int) else f".{name}"
            yield from _flat(below, path + own)
    elif isinstance(detail, list):
        for number, below in enumerate(detail):
            nested = isinstance(below, dict | list)
            yield from _flat(below, f"{path}[{number}]" if nested else path)
    else:
        yield {"path": path, "message": str(detail)}


class Schema(BaseAPIView, SpectacularAPIView):
    """The description of the interface, for whoever may use it."""

    def finalize_response(self, request, response, *args, **kwargs):
        """What the description is written in is no way to say what is wrong with a request."""
        response = super().finalize_response(request, response, *args, **kwargs)
        if response.status_code >= status.HTTP_400_BAD_REQUEST:
            response.accepted_renderer = JSONRenderer()
            response.accepted_media_type = JSONRenderer.media_type
        return response


def add_content_shape(result, generator, request, public):
    """The one shape of contents stands in the schema once, as the dataclasses say it."""
    shapes = {**result["components"]["schemas"], **content_components()}
    result["components"]["schemas"] = dict(sorted(shapes.items()))
    return result


def forget_column_sizes(result, generator, request, public):
    """How large a number a column holds is the database's affair, and another in each."""
    for path in result["paths"].values():
        for operation in path.values():
            for parameter in operation.get("parameters", ()):
                _forget_size(parameter["schema"], from_column=parameter["in"] == "query")
    for shape in result["components"]["schemas"].values():
        for schema in shape.get("properties", {}).values():
            _forget_size(schema, from_column=schema.get("readOnly"))
    return result


def _forget_size(schema, *, from_column):
    if from_column and "integer" in schema.get("type", ""):
        for limit in ("minimum", "maximum", "format"):
            schema.pop(limit, None)
