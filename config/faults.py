"""What a reader is told when a request cannot be answered: a page, or under the interface's address JSON, always."""

from __future__ import annotations

import sys
from http import HTTPStatus

from django.db import InterfaceError, OperationalError, ProgrammingError
from django.http import HttpResponse, JsonResponse
from django.template import loader
from django.views import defaults

from departments.accounts.full_disk import is_disk_full

INTERFACE = "/api/v1/"
SENTENCES = {
    HTTPStatus.BAD_REQUEST: "请求不能读取。",
    HTTPStatus.FORBIDDEN: "不允许这样做。",
    HTTPStatus.NOT_FOUND: "不存在，或不在您的可见范围。",
    HTTPStatus.INTERNAL_SERVER_ERROR: "系统出了故障，没有保存。请稍后再试；如反复出现，请把时间和所做的操作告诉系统管理员。",
}
FULL = "磁盘已满，没有保存；已有的内容仍可查看。请通知系统管理员清理磁盘。"
TOO_LONG = "查询用时太长，已经停止。请缩小范围后重试。"
BUSY = "系统正忙，没有保存。请稍后再试。"
AWAY = "数据库暂时不能使用，没有保存。请稍后再试；如反复出现，请通知系统管理员。"
OLDER = "数据库与程序的版本不符，没有保存。请通知系统管理员执行 manage.py migrate。"
RETRY_SECONDS = "10"
_BUSY_STATES = ("55P03", "40P01", "40001")  # lock not available, deadlock, serialisation failure
_UNKNOWN_STATES = ("42P01", "42703")  # a table or column that migrations have not made yet
_UNKNOWN_WORDS = ("no such table", "no such column")
_STOPPED = "57014"  # by the time limit of a statement


def bad_request(request, exception):
    return _told(request, HTTPStatus.BAD_REQUEST) or defaults.bad_request(request, exception)


def permission_denied(request, exception):
    return _told(request, HTTPStatus.FORBIDDEN) or defaults.permission_denied(request, exception)


def page_not_found(request, exception):
    return _told(request, HTTPStatus.NOT_FOUND) or defaults.page_not_found(request, exception)


def server_error(request):
    """Called while the fault is being handled; what the database cannot do at the moment is not the program's fault."""
    if trouble := trouble_of(sys.exc_info()[1]):
        return unavailable(request, trouble)
    return _told(request, HTTPStatus.INTERNAL_SERVER_ERROR) or defaults.server_error(request)


def unavailable(request, sentence: str) -> HttpResponse:
    """The page asks the database nothing, for that may be what is away."""
    if request.path.startswith(INTERFACE):
        response = _in_json(sentence, HTTPStatus.SERVICE_UNAVAILABLE)
    else:
        page = loader.get_template("503.html").render({"sentence": sentence})
        response = HttpResponse(page, status=HTTPStatus.SERVICE_UNAVAILABLE)
    response.headers["Retry-After"] = RETRY_SECONDS
    return response


def trouble_of(fault: BaseException | None) -> str:
    """The sentence for a fault of the database or of the disk, not of the program; nothing for any other fault."""
    if is_disk_full(fault):
        return FULL
    if not isinstance(fault, OperationalError | InterfaceError | ProgrammingError):
        return ""
    state = _state_of(fault)
    if state in _UNKNOWN_STATES or str(fault).startswith(_UNKNOWN_WORDS):
        return OLDER
    if isinstance(fault, ProgrammingError):
        return ""
    if state == _STOPPED:
        return TOO_LONG
    return BUSY if state in _BUSY_STATES or "locked" in str(fault) else AWAY


def _state_of(fault: BaseException) -> str:
    """PostgreSQL's own code for what happened."""
    return getattr(fault.__cause__, "pgcode", None) or ""


def _told(request, status: HTTPStatus) -> JsonResponse | None:
    if not request.path.startswith(INTERFACE):
        return None
    return _in_json(SENTENCES[status], status)


def _in_json(sentence: str, status: HTTPStatus) -> JsonResponse:
    return JsonResponse({"detail": sentence}, status=status, json_dumps_params={"ensure_ascii": False})
