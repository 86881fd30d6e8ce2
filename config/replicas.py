"""Lists and reports read from a copy of the database, if there is one; everything else asks the database itself.

A copy lags behind. Whoever has just changed something is answered from the database until the copy has surely
caught up: a cookie says so, for no application server keeps anything about anybody.

A copy that does not answer is left alone for a while, and the database itself is asked.
"""

import logging
from contextvars import ContextVar
from time import monotonic

from django.conf import settings
from django.db import DEFAULT_DB_ALIAS, OperationalError, connections

REPLICA = "replica"
COOKIE = "just_wrote"
SAFE = ("GET", "HEAD")
# Pages that only read, and much; changelists of admin besides.
LISTS = frozenset({"statements", "public_offices", "public_years", "public_list", "public_statement"})
REPORTS = frozenset(
    {
        *("overview", "overview_place", "overview_rows", "overview_years", "project_years", "project_peers"),
        *("overview_place_workbook", "overview_rows_workbook", "overview_years_workbook"),
        *("project_years_workbook", "project_peers_workbook"),
    }
)
CHANGELIST = "_changelist"
LEFT_ALONE_SECONDS = 10
# Who somebody is, and whether still signed in, is never asked of a copy.
NEVER_COPIED = frozenset({"auth", "sessions", "contenttypes"})

_reading_lists: ContextVar[bool] = ContextVar("reading_lists", default=False)
_logger = logging.getLogger("replicas")


class _Copy:
    """What this process knows of the copy."""

    left_alone_until = 0.0

    def answers(self) -> bool:
        """A connection that was kept is tried before it serves again (CONN_HEALTH_CHECKS), and here is where."""
        if monotonic() < self.left_alone_until:
            return False
        try:
            connections[REPLICA].cursor().close()
        except OperationalError:
            _logger.warning("the copy does not answer; the database itself is asked", exc_info=True)
            self.left_alone_until = monotonic() + LEFT_ALONE_SECONDS
            return False
        return True


copy = _Copy()


class ReplicaRouter:
    def db_for_read(self, model, **hints):
        if not _reading_lists.get() or model._meta.app_label in NEVER_COPIED:
            return None
        # What is read in order to be written must be what is there.
        return None if connections[DEFAULT_DB_ALIAS].in_atomic_block else REPLICA

    def db_for_write(self, model, **hints):
        return DEFAULT_DB_ALIAS

    def allow_relation(self, one, other, **hints):
        return True  # the copy holds the same rows

    def allow_migrate(self, database, app_label, **hints):
        return database != REPLICA


class ReadsOnReplica:
    """Middleware; the last one, so that a page alone asks the copy, and nothing that guards it."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        before = _reading_lists.set(False)
        try:
            response = self.get_response(request)
        finally:
            _reading_lists.reset(before)
        if request.method not in SAFE and REPLICA in settings.DATABASES:
            response.set_cookie(
                COOKIE,
                "1",
                max_age=settings.REPLICA_LAG_SECONDS,
                secure=settings.SESSION_COOKIE_SECURE,
                httponly=True,
                samesite="Lax",
            )
        return response

    def process_view(self, request, view, args, kwargs):
        name = request.resolver_match.url_name or ""
        listed = name in LISTS or name in REPORTS or name.endswith(CHANGELIST)
        asks_copy = request.method in SAFE and listed and COOKIE not in request.COOKIES
        _reading_lists.set(asks_copy and REPLICA in settings.DATABASES and copy.answers())
