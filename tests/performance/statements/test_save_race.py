"""Two people save the same statement at the same moment: one is heard, the other is told."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from threading import Barrier

import pytest
from django.db import connection

from performance.statements.selectors import statement_content
from performance.statements.services import StatementMoved, save_content
from tests.factories import full_content
from tests.trust.trial import under_trial

ROUNDS = 10


@pytest.mark.figure(5)
@pytest.mark.django_db(transaction=True)
def test_of_two_saves_at_once_exactly_one_is_kept(department, trial):
    rounds = trial.times(ROUNDS, 500)
    if connection.vendor == "sqlite" and not under_trial():
        pytest.skip(
            "SQLite has one writer at a time; tried under make trust（SQLite 的并发在 make trust 中试验）"
        )
    content = full_content(department)
    statement = save_content(content, department=department, year=2026).statement
    for round_number in range(rounds):
        statement.refresh_from_db()
        rivals = [
            replace(content, cover=replace(content.cover, mark=f"{round_number}{name}"), projects=projects)
            for name, projects in (("甲", ()), ("乙", content.projects))
        ]
        outcomes = save_at_once(rivals, department, statement.version)
        saved = [rival for rival, refused in zip(rivals, outcomes, strict=True) if not refused]
        assert len(saved) == 1
        version = statement.version
        statement.refresh_from_db()
        assert statement.version == version + 1
        assert statement_content(statement) == saved[0]
    trial.count("两人同时保存", rounds)


def save_at_once(rivals, department, version):
    """Whether each rival was refused; any other error comes through."""
    start = Barrier(len(rivals))

    def save(content):
        start.wait()
        try:
            save_content(content, department=department, year=2026, expected_version=version)
        except StatementMoved:
            return True
        finally:
            connection.close()
        return False

    with ThreadPoolExecutor(len(rivals)) as threads:
        return list(threads.map(save, rivals))
