"""The database that tests copy is made anew as soon as it could differ."""

from pathlib import Path

from tests import migrated
from tests.changed import REPOSITORY


def test_migrations_and_what_they_import_belong_to_the_key():
    ours = {path.relative_to(REPOSITORY) for path in migrated.sources() if path.is_relative_to(REPOSITORY)}
    assert Path("departments/migrations/0001_offices_departments_and_units.py") in ours
    assert Path("departments/places/provinces.py") in ours


def test_another_migration_gives_another_key(tmp_path, monkeypatch):
    former, sources = migrated.key(), migrated.sources()
    added = tmp_path / "0099_added.py"
    added.write_text("class Migration: pass")
    monkeypatch.setattr(migrated, "sources", lambda: sources | {added})
    assert migrated.key.__wrapped__() != former
