"""What is used of PostgreSQL alone is all named, and the page says what the source does."""

import pytest
from django.conf import settings

from config.operation.dialect import CONSTRUCTS, dialect_page, uses, words_in


def test_every_word_of_postgresql_belongs_to_a_construct():
    assert [use for use in uses() if use.construct is None] == []


def test_every_construct_is_used_and_the_page_is_up_to_date():
    assert [one.title for one in CONSTRUCTS if not any(use.construct is one for use in uses())] == []
    page = settings.BASE_DIR / "docs" / "compatible-databases.md"
    assert page.read_text(encoding="utf-8") == dialect_page()


@pytest.mark.parametrize(
    ("source", "words"),
    [
        ('run("SELECT pg_sleep(1), 1::money")', ["pg_sleep", "::money"]),
        ("rows.select_for_update(skip_locked=True)", ["SKIP LOCKED"]),
        ('"""pg_sleep in a docstring."""', []),
        ('run(f"SELECT DISTINCT ON ({name}) 1")', ["DISTINCT ON"]),
        ('rows.order_by("name").distinct("name")', ["DISTINCT ON"]),
        ("rows.distinct()", []),
        ("from django.contrib.postgres.aggregates import ArrayAgg", ["django.contrib.postgres"]),
        ("rows.select_for_update(nowait=True)", ["NOWAIT"]),
        ("rows.bulk_create(new, update_conflicts=True)", ["ON CONFLICT"]),
        ("run(\"SELECT a ->> 1 WHERE b ILIKE 'c' AND d @> e\")", ["->>", "ILIKE", "@>"]),
        (
            "run(\"DELETE FROM t WHERE at < now() - interval '1 hour' RETURNING id\")",
            ["interval '", "RETURNING"],
        ),
        ('run("TRUNCATE t RESTART IDENTITY")', ["RESTART IDENTITY"]),
        ('run("CREATE UNLOGGED TABLE t")', ["UNLOGGED"]),
    ],
)
def test_what_is_told_to_the_database_is_looked_through(source, words):
    assert list(words_in(source)) == words
