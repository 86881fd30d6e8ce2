"""A database with something of everything in it, and empty ones beside it."""

import os
from contextlib import ExitStack, contextmanager
from decimal import Decimal
from inspect import getclosurevars
from itertools import count

import pytest
from django.db import connection, transaction
from django.db.backends.base.base import BaseDatabaseWrapper

from config.database import sqlite_at
from departments.permissions.roles import Role
from performance.models import ExportJob, JobKind, JobState, Upload
from tests.access.world import build
from tests.migrated import copy_sqlite, postgres_template

_numbers = count(1)


@pytest.fixture
def _second_databases(transactional_db, monkeypatch):
    """Django lets a test connect to the databases alone that were known when it began."""
    real = getclosurevars(BaseDatabaseWrapper.ensure_connection).nonlocals["real_ensure_connection"]
    monkeypatch.setattr(BaseDatabaseWrapper, "ensure_connection", real)


@pytest.fixture
def world(_second_databases, settings, tmp_path):
    """Committed, so that other connections and programs see it."""
    settings.EXPORT_DIR = tmp_path / "exports"
    settings.EXPORT_DIR.mkdir()
    with transaction.atomic():
        built = build()
    owner = built.own.users[Role.FINANCE_SECTION_REVIEWER]
    Upload.objects.create(user=owner, name="文本.xlsx", sha256="0" * 64, content=b"\x00PK\xff")
    job = ExportJob.objects.create(
        owner=owner,
        kind=JobKind.PACKAGE,
        title="上报",
        parameters={"statements": [1], "share": Decimal("0.10")},
        state=JobState.DONE,
        file_name="上报.zip",
    )
    job.result.write_bytes(b"packed")
    return built


@pytest.fixture
def empty(_second_databases, tmp_path):
    """Settings of a new database of a kind, by default of the kind that the tests run on: migrated, but empty."""
    with ExitStack() as stack:

        def make(vendor=connection.vendor):
            if vendor == "sqlite":
                path = tmp_path / f"empty{next(_numbers)}.sqlite3"
                copy_sqlite(path)
                return sqlite_at(path)
            return stack.enter_context(a_postgres())

        yield make


@contextmanager
def a_postgres():
    name = f"empty_{os.getpid()}_{next(_numbers)}"
    with connection.cursor() as cursor:
        cursor.execute(f"CREATE DATABASE {name} TEMPLATE {postgres_template()}")
    try:
        yield {**connection.settings_dict, "NAME": name}
    finally:
        with connection.cursor() as cursor:
            cursor.execute(f"DROP DATABASE {name} WITH (FORCE)")
