"""From one database into another and back: everything arrives, and nothing arrives by halves."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import connections

from config.database import database_at, postgres_at
from config.operation import copy_database as moving
from config.operation.copy_database import MoveRefused, move
from config.operation.second_database import as_default_database, opened
from config.operation.table_checksums import (
    differences,
    first_occupied,
    required_by,
    stored_models,
    table_states,
)
from departments.models import FinanceOffice
from departments.trail.entry import Action
from departments.trail.verification import verify
from departments.trail.writing import head, record
from performance.models import PerformanceStatement
from tests.factories import a_statement, an_office
from tests.migrated import copy_sqlite
from tests.trust.trial import whole

OURS = connections["default"]  # itself: the name that others import only points to it
OTHER_KIND = {"postgresql": "sqlite", "sqlite": "sqlite"}[OURS.vendor]


@pytest.mark.figure(22)
@pytest.mark.long
def test_everything_goes_to_the_other_kind_of_database_and_back(world, empty, trial):
    before = table_states(OURS)
    with opened(empty(OTHER_KIND)) as there, opened(empty()) as back:
        moved = move(OURS, there, tell=str)
        again = move(there, back, tell=str)
        different = [*differences(before, table_states(there)), *differences(before, table_states(back))]
        assert table_states(there) == table_states(back) == before
        with as_default_database(back):
            assert verify().fault is None
            last = head()
            fresh = an_office()  # numbering goes on behind what arrived
            record(Action.EXPORT, by=None, subject=fresh)
            assert verify(anchor=last).fault is None
    assert moved.rows == again.rows == sum(state.rows for state in before.values()) > 500
    assert moved.workbooks == again.workbooks == PerformanceStatement.objects.count() == 2
    assert moved.trail_rows == head().number
    trial.count(f"迁往 {OTHER_KIND} 再迁回的行", moved.rows)
    trial.count("比较的导出文件", moved.workbooks)
    trial.find("不同的表", len(different))
    filled = [table for table, state in before.items() if state.rows]
    assert len(filled) > 0.6 * len(before)  # or the test would speak of nothing much


def test_what_is_not_empty_is_refused_and_left_alone(empty):
    with opened(empty()) as target:
        with as_default_database(target):
            an_office(name="原有")
        before = table_states(target)
        with pytest.raises(MoveRefused, match="目标数据库不是空的：已有“财政局”"):
            move(OURS, target, tell=str)
        assert table_states(target) == before


def test_whatever_differs_afterwards_takes_everything_back(empty, monkeypatch):
    def shortened(model, source, target, copy=moving._copy):
        return 0 if model is FinanceOffice else copy(model, source, target)

    an_office()

    monkeypatch.setattr(moving, "_copy", shortened)
    with opened(empty()) as target:
        with pytest.raises(MoveRefused, match="departments_financeoffice：应有1行，实有0行。"):
            move(OURS, target, tell=str)
        assert first_occupied(target) is None


def test_a_model_comes_after_those_it_cannot_do_without():
    placed = stored_models()
    for position, model in enumerate(placed):
        assert required_by(model) <= {*placed[:position]}


def test_a_changed_value_changes_the_state_of_its_table_alone(db):
    office = an_office(name="甲")
    before = table_states(OURS)
    FinanceOffice.objects.filter(pk=office.pk).update(name="乙")
    assert list(differences(before, table_states(OURS))) == ["departments_financeoffice：1行，但内容不同。"]


@pytest.mark.parametrize(
    ("source", "target", "sentence"),
    [
        ("oracle://a/b", "sqlite:////b", "应形如 postgresql://"),
        ("sqlite:////no/such.sqlite3", "postgresql:///b", "找不到来源数据库文件 /no/such.sqlite3"),
    ],
)
def test_what_cannot_be_moved_is_told(source, target, sentence):
    with pytest.raises(CommandError, match=sentence):
        call_command("move_database", "--from", source, "--to", target)


@pytest.mark.usefixtures("_second_databases")
@pytest.mark.long
def test_the_command_moves_by_url(tmp_path):
    a_statement()
    database = OURS.settings_dict
    socket = f"postgresql:///{database['NAME']}?host={database['HOST']}&user={database['USER']}"
    source = f"sqlite:///{database['NAME']}" if OURS.vendor == "sqlite" else socket
    output = StringIO()
    if OURS.vendor == "postgresql" or not whole():
        copy_sqlite(tmp_path / "新.sqlite3")  # else the command itself migrates it
    call_command("move_database", "--from", source, "--to", f"sqlite:///{tmp_path}/新.sqlite3", stdout=output)
    assert "1份文本的工作簿逐字节一致" in output.getvalue()


def test_a_url_names_either_kind_of_database(tmp_path):
    assert database_at("sqlite:////srv/a%20b.sqlite3")["NAME"].as_posix() == "/srv/a b.sqlite3"
    assert database_at("postgresql://u:p@h/b") == postgres_at("postgresql://u:p@h/b")
