"""The migrations make the tables that the models ask for, from nothing and without a question."""

import pytest
from django.core.management import call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor


@pytest.mark.figure(23)
@pytest.mark.django_db
def test_the_migrations_are_all_there_and_nothing_is_missing_from_them(trial):
    executor = MigrationExecutor(connection)
    leaves = executor.loader.graph.leaf_nodes()
    left = executor.migration_plan(leaves)
    apps = [app for app, _ in leaves]
    trial.count("从空库执行的迁移", len(executor.loader.applied_migrations))
    trial.find("未执行的迁移", len(left))
    trial.find("一个应用有两个末端", len(apps) - len(set(apps)))
    call_command("makemigrations", check=True, dry_run=True, verbosity=0)
    assert left == []
    assert len(apps) == len(set(apps))
