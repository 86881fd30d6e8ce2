"""What a text over the interface costs beside the fastest ways to make the same JSON of the same tables.

All sides answer real requests over a socket, each from a server of its own in a thread of its own. The floors know
no user, no limit and no schema.
"""

from __future__ import annotations

import http.client
import json
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from decimal import Decimal
from functools import partial
from threading import Thread
from wsgiref.simple_server import WSGIRequestHandler, make_server

from django.core.handlers.wsgi import WSGIHandler
from django.db import connections
from django.test import override_settings

from bench.bare_answers import MONEY, PERCENTS, bare_json, database_json, nested_serializers
from bench.frame import Database, Race, benchmark
from bench.places import YEAR, a_place, settle
from bench.texts import a_statement
from config.database import KEPT_SECONDS
from departments.accounts.tokens.issuing import issue
from departments.accounts.tokens.model import Scope
from performance.statements.services import save_content

ROUNDS = 9


class _Silent(WSGIRequestHandler):
    def log_message(self, *args: object) -> None:
        """A measurement is no place for a log."""


@contextmanager
def served(application: Callable) -> Iterator[int]:
    server = make_server("127.0.0.1", 0, application, handler_class=_Silent)
    thread = Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield server.server_port
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


@contextmanager
def connections_last() -> Iterator[None]:
    """As in the product's settings; the tests' own close a connection after each request."""
    options = connections.settings["default"]
    before, options["CONN_MAX_AGE"] = options["CONN_MAX_AGE"], KEPT_SECONDS
    try:
        yield
    finally:
        options["CONN_MAX_AGE"] = before


def plainly(answer: Callable[[], bytes]) -> Callable:
    """An application that knows one answer."""

    def application(environ, start_response):
        body = answer()
        start_response("200 OK", [("Content-Type", "application/json"), ("Content-Length", str(len(body)))])
        return [body]

    return application


def fetched(port: int, path: str = "/", headers: dict[str, str] | None = None) -> bytes:
    connection = http.client.HTTPConnection("127.0.0.1", port)
    connection.request("GET", path, headers=headers or {})
    answer = connection.getresponse()
    body = answer.read()
    connection.close()
    if answer.status != 200:
        raise RuntimeError(f"{answer.status}: {body[:300]!r}")
    return body


AMOUNTS = {*MONEY, *PERCENTS, "weight"}


def _numbers(answer: object) -> object:
    """Amounts as numbers: serializers write them with all the places of their column."""
    if isinstance(answer, list):
        return [_numbers(one) for one in answer]
    if not isinstance(answer, dict):
        return answer
    return {
        name: Decimal(value) if name in AMOUNTS and value is not None else _numbers(value)
        for name, value in answer.items()
    }


def said_by(body: bytes) -> list[dict]:
    """The projects; the peer's are told by their indicators, which stand in trees there."""
    projects = json.loads(body)["projects"]
    for project in projects:
        if tree := project.pop("tree", None):
            project["indicators"] = [
                {"level1": family["level1"], "level2": family["level2"], **one, "earlier_values": []}
                for family in tree["families"]
                for one in family["indicators"]
            ]
            project |= {"phases": [], "empty_families": []}
    return _numbers(projects)


def answers(projects: int) -> Iterator[Race]:
    content = a_statement(projects)
    department, user = a_place(content)
    statement = save_content(content, department=department, year=YEAR).statement
    settle()
    _, secret = issue(user, name="性能测试", scope=Scope.READ, days=1)
    headers = {"Authorization": f"Bearer {secret}"}
    with ExitStack() as servers:
        servers.enter_context(override_settings(ALLOWED_HOSTS=["127.0.0.1"]))
        servers.enter_context(connections_last())
        product = servers.enter_context(served(WSGIHandler()))
        floors = [
            servers.enter_context(served(plainly(partial(way, statement.pk))))
            for way in (bare_json, database_json)
        ]
        peer = servers.enter_context(served(plainly(partial(nested_serializers, statement.pk))))
        yield Race(
            this=lambda: fetched(product, f"/api/v1/statements/{statement.pk}/content/", headers),
            floor=tuple(partial(fetched, port) for port in floors),
            says=said_by,
            peers={"嵌套 ModelSerializer 加 prefetch_related": partial(fetched, peer)},
        )


@benchmark(
    "api_20",
    "20 个项目的文本经接口读出 ÷ 游标加 msgspec 与数据库生成 JSON 中较快的（PostgreSQL）",
    goal=3.0,
    rounds=31,
    peer_rounds=9,
    database=Database.POSTGRES,
)
def twenty_projects() -> Iterator[Race]:
    yield from answers(20)


@benchmark(
    "api_1000",
    "1,000 个项目的文本经接口读出 ÷ 游标加 msgspec 与数据库生成 JSON 中较快的（PostgreSQL）",
    goal=2.0,
    rounds=ROUNDS,
    peer_rounds=3,
    database=Database.POSTGRES,
)
def a_thousand_projects() -> Iterator[Race]:
    yield from answers(1000)
