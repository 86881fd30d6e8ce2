"""Several people at the same moment, each with a connection of their own."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection
from django.test import Client

from performance.statements.services import StatementMoved
from performance.steps.refusals import Refused
from tests.trust.trial import under_trial

several_writers = pytest.mark.skipif(
    connection.vendor != "postgresql" and not under_trial(),
    reason="SQLite has one writer at a time; tried on PostgreSQL, and on both under make trust"
    "（SQLite 的并发在 make trust 中试验）",
)


def at_once(*calls):
    """Run each on its own thread and connection from one moment on; what each gave, or the refusal it met."""
    start = Barrier(len(calls))

    def run(call):
        start.wait()
        try:
            return call()
        except (Refused, StatementMoved) as refusal:
            return refusal
        finally:
            connection.close()

    with ThreadPoolExecutor(len(calls)) as threads:
        return list(threads.map(run, calls))


def sent_by(user, address, fields):
    """What sends a form as somebody, and gives the status of the answer."""
    client = Client(raise_request_exception=False)
    client.force_login(user)
    return lambda: client.post(address, fields).status_code
