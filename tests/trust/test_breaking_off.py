"""Whatever statement a step or an import is broken off behind, nothing of it stands."""

from contextlib import contextmanager
from dataclasses import replace

import pytest
from django.db import connection

from performance.content.json import dump_content
from performance.importing.applying import confirm
from performance.importing.taking_in import take_in_several
from performance.models import Action, StatementState, UnitState
from performance.statements.selectors import statement_content
from performance.workflow.services import perform
from tests.performance.cast import all_passed, cast, nothing_found
from tests.trust.snapshot import snapshot

__all__ = ["all_passed", "cast", "nothing_found"]

ENVELOPE = ("SAVEPOINT", "RELEASE", "ROLLBACK", "BEGIN", "COMMIT")  # what makes it whole is not part of it


class BrokenOff(Exception):
    """The process is gone, as far as the code can tell."""


@contextmanager
def broken_off_behind(number):
    """Yields the statements that were run; behind that of this number everything ends."""
    run = []

    def execute(execute, sql, params, many, context):
        answer = execute(sql, params, many, context)
        if not sql.startswith(ENVELOPE):
            run.append(sql)
            if len(run) == number:
                raise BrokenOff
        return answer

    with connection.execute_wrapper(execute):
        yield run


def step(cast, action, by):
    statement = cast.statement
    return lambda: perform(statement, action, by=by, expected_version=statement.version)


def submit(cast):
    return step(cast, Action.SUBMIT, cast.chief)


def approve(cast):
    cast.put(statement=StatementState.APPROVAL)
    return step(cast, Action.APPROVE, cast.approver)


def take_a_file_in(cast):
    content = statement_content(cast.statement)
    edited = replace(content.projects[0], purpose="另一用途")
    data = dump_content(replace(content, projects=(edited,))).encode()
    cast.put(units=UnitState.FILLING)
    cast.statement.projects.update(locked=False)
    upload = take_in_several([(data, "文本.json")], user=cast.chief, statement=cast.statement)
    values = {"sha256": upload.sha256, "version": str(upload.version), "acknowledged": True}
    return lambda: confirm(upload.pk, user=cast.chief, **values)


OPERATIONS = {"报送": submit, "批复": approve, "导入": take_a_file_in}


@pytest.mark.figure(10)
@pytest.mark.parametrize("name", OPERATIONS)
def test_whatever_is_broken_off_leaves_nothing_behind(name, cast, all_passed, trial):
    operation = OPERATIONS[name](cast)
    before = snapshot()
    number, every = 1, trial.times(7, 1)
    while True:
        with broken_off_behind(number) as run:
            try:
                operation()
            except BrokenOff:
                left = [table for table, digest in snapshot().items() if digest != before[table]]
                trial.count(f"{name}中断处", 1)
                trial.find("半途状态", len(left))
                assert left == [], run[-1]
            else:
                break
        number += every
    trial.measure(f"{name}共 {len(run)} 条 SQL")
    assert snapshot() != before
    assert len(run) > 10
