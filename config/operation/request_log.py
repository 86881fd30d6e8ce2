"""A line for every request, under a mark that goes back with the answer: what a user reports can be found."""

import logging
import re
import uuid
from contextlib import ExitStack, contextmanager
from time import perf_counter

from django.conf import settings
from django.db import connections

from config.operation.logs import current_request
from config.operation.metrics import count_request
from departments.trail.origin import client_address

log = logging.getLogger("requests")
MARK = re.compile(r"[A-Za-z0-9._-]{8,64}")
UNANNOUNCED = {"healthz", "readyz", "metrics"}  # asked every few seconds by machines


class Watch:
    """What the databases are asked for one request: a copy that is read from counts as well."""

    def __init__(self) -> None:
        self.count, self.seconds = 0, 0.0

    def __call__(self, execute, sql, params, many, context):
        started = perf_counter()
        try:
            return execute(sql, params, many, context)
        finally:
            spent = perf_counter() - started
            self.count += 1
            self.seconds += spent
            if spent * 1000 >= settings.SLOW_QUERY_MS:
                # never the parameters: they are what people have written
                log.warning("slow query", extra={"ms": _ms(spent), "sql": sql[:2000]})


def log_requests(get_response):
    """Stands before all other middleware: whatever they answer has its line, too."""

    def answer(request):
        started, watch = perf_counter(), Watch()
        with _under(mark_of(request)) as mark, _watching(watch):
            response = get_response(request)
            spent = perf_counter() - started
            response.headers["X-Request-ID"] = mark
            route = route_of(request)
            count_request(route, request.method, response.status_code, spent)
            if route not in UNANNOUNCED or response.status_code >= 400:
                _tell(request, response, route, spent, watch)
        return response

    return answer


def mark_of(request) -> str:
    """The proxy's own mark, so that its log and ours fit; a client may not choose what stands in the log."""
    claimed = request.META.get("HTTP_X_REQUEST_ID", "") if settings.BEHIND_PROXY else ""
    return claimed if MARK.fullmatch(claimed) else uuid.uuid4().hex


def route_of(request) -> str:
    """The name in the URL conf: a few, whatever is asked for."""
    match = request.resolver_match
    return (match.view_name or match.route) if match else "none"


@contextmanager
def _watching(watch: Watch):
    with ExitStack() as watched:
        for alias in connections:
            watched.enter_context(connections[alias].execute_wrapper(watch))
        yield


@contextmanager
def _under(mark: str):
    token = current_request.set(mark)
    try:
        yield mark
    finally:
        current_request.reset(token)


def _tell(request, response, route, spent, watch) -> None:
    slow = spent * 1000 >= settings.SLOW_REQUEST_MS
    user = getattr(request, "_cached_user", None)  # whoever was not asked for is not looked up for the log
    log.log(
        logging.WARNING if slow else logging.INFO,
        "slow request" if slow else "request",
        extra={
            "method": request.method,
            "path": request.path,  # without what follows a question mark: it may hold names
            "route": route,
            "status": response.status_code,
            "ms": _ms(spent),
            "queries": watch.count,
            "query_ms": _ms(watch.seconds),
            "user": str(user.pk) if user and user.is_authenticated else "",
            "address": client_address(request),
        },
    )


def _ms(seconds: float) -> float:
    return round(seconds * 1000, 1)
