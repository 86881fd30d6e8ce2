"""What the page of a statement costs beside the statements of SQL that it sends, run bare."""

from __future__ import annotations

from django.conf import settings
from django.db import connection
from django.test import Client, override_settings

from bench.frame import Database, Race, benchmark
from bench.places import YEAR, a_place, settle
from bench.texts import a_statement
from performance.statements.services import save_content

PROJECTS = 20


@benchmark(
    "statement_page",
    "20 个项目的文本页面 ÷ 它自己的全部 SQL 语句直接执行并取回（PostgreSQL）",
    goal=4.0,
    rounds=31,
    database=Database.POSTGRES,
)
def page_of_a_statement():
    content = a_statement(PROJECTS)
    department, user = a_place(content)
    statement = save_content(content, department=department, year=YEAR).statement
    settle()
    client = Client()
    client.force_login(user, settings.AUTHENTICATION_BACKENDS[-1])
    address = f"/statements/{statement.pk}/"

    def page() -> int:
        return client.get(address).status_code

    with override_settings(ALLOWED_HOSTS=["testserver"], SECURE_SSL_REDIRECT=False):
        page()
        statements = sent_by(page)
        yield Race(this=page, floor=lambda: run_bare(statements), says=lambda status: status)


def sent_by(task) -> list[tuple[str, object]]:
    """The statements of a task with their parameters."""
    found: list[tuple[str, object]] = []

    def noted(execute, sql, params, many, context):
        found.append((sql, params))
        return execute(sql, params, many, context)

    with connection.execute_wrapper(noted):
        task()
    return found


def run_bare(statements: list[tuple[str, object]]) -> int:
    with connection.cursor() as cursor:
        for sql, params in statements:
            cursor.execute(sql, params)
            if cursor.description:
                cursor.fetchall()
    return 200
