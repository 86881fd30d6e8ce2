"""Lists and reports read from a copy of the database, if there is one; everything else asks the database itself.

A copy lags behind. Whoever has just changed something is answered from the database until the copy has surely
caught up: a cookie says so, for no application server keeps anything about anybody.

A copy that does not answer, or has lost its source and would show what is no longer so, is left alone for a while, and
the database itself is asked; where that is down, the copy is all there is.
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
# A copy whose source writes nothing gets nothing: it is current too while it is connected and has taken in everything.
CURRENT = """
SELECT NOT pg_is_in_recovery()
    OR pg_last_xact_replay_timestamp() > now() - %s * interval '1 second'
    OR (EXISTS (SELECT FROM pg_stat_wal_receiver) AND pg_last_wal_receive_lsn() <= pg_last_wal_replay_lsn())
"""
# Who somebody is, and whether still signed in, is never asked of a copy.
NEVER_COPIED = frozenset({"auth", "sessions", "contenttypes"})

_reading_lists: ContextVar[bool] = ContextVar("reading_lists", default=False)
_logger = logging.getLogger("replicas")


class _Copy:
    """What this process knows of the copy; where not all is well, that holds for a while."""

    asked, until = True, 0.0

    def answers(self) -> bool:
        """A connection that was kept is tried before it serves again (CONN_HEALTH_CHECKS), and here is where."""
        if monotonic() < self.until:
            return self.asked
        try:
            current = _answer_of(REPLICA, CURRENT, settings.REPLICA_LAG_SECONDS)
        except OperationalError as fault:
            return self._hold(False, f"the copy does not answer; the database itself is asked: {fault}")
        if current:
            return True
        try:
            _answer_of(DEFAULT_DB_ALIAS, "SELECT 1")
        except OperationalError as fault:
            connections[DEFAULT_DB_ALIAS].close()
            return self._hold(True, f"the database does not answer; its copy is asked: {fault}")
        return self._hold(False, "the copy has fallen behind; the database itself is asked")

    def _hold(self, asked: bool, words: str) -> bool:
        _logger.warning(words)
        self.asked, self.until = asked, monotonic() + LEFT_ALONE_SECONDS
        return asked


def _answer_of(database: str, question: str, *values: object) -> object:
    with connections[database].cursor() as cursor:
        cursor.execute(question, values)
        return cursor.fetchone()[0]


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
