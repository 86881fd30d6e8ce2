"""What an autosave costs beside the statements of SQL that it sends, run bare; both are taken back each time."""

from __future__ import annotations

from contextlib import contextmanager

from django.conf import settings
from django.db import transaction
from django.test import Client, override_settings
from django.urls import reverse

from bench.frame import Database, Race, benchmark
from bench.pages import run_bare, sent_by
from bench.places import YEAR, a_place, settle
from bench.texts import a_statement
from departments.permissions.roles import Role
from performance.entry_forms.opened_form import dump_answers, open_form
from performance.statements.services import save_content
from tests.factories import a_member

PROJECTS = 20


@benchmark(
    "autosave_20",
    "20 个项目的文本中自动保存一个项目的一处改动 ÷ 它自己的全部 SQL 语句直接执行（PostgreSQL）",
    goal=6.0,
    rounds=31,
    database=Database.POSTGRES,
)
def autosave_of_a_project():
    content = a_statement(PROJECTS)
    department, _ = a_place(content)
    statement = save_content(content, department=department, year=YEAR).statement
    project = statement.projects.select_related("unit").first()
    settle()
    client = Client()
    client.force_login(a_member(Role.FILLER, project.unit), settings.AUTHENTICATION_BACKENDS[-1])
    form = open_form(statement, project=project)
    address = reverse("entry_project", args=[statement.pk, project.pk]) + "autosave/"
    posted = {
        **form.answers.named(),
        **{f"{group}-count": str(len(rows)) for group, rows in form.answers.records.items()},
        "base": dump_answers(form.answers),
        "version": str(form.statement.version),
        "page": "a page",
        "purpose": "改过的用途",
    }

    def autosave() -> object:
        with taken_back():
            return client.post(address, posted).json()["saved_at"] != ""

    def bare() -> object:
        with taken_back():
            return run_bare(statements) == 200

    with override_settings(ALLOWED_HOSTS=["testserver"], SECURE_SSL_REDIRECT=False):
        autosave()
        with taken_back():
            statements = sent_by(lambda: client.post(address, posted))
        yield Race(this=autosave, floor=bare, says=lambda saved: saved)


@contextmanager
def taken_back():
    with transaction.atomic():
        yield
        transaction.set_rollback(True)
