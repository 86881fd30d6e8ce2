"""The documented example works, as it stands, against a running server."""

import json
import os
import runpy
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from django.db import connection

from departments.accounts.tokens.issuing import issue
from departments.accounts.tokens.model import Scope
from indicators.models import Indicator
from performance.changes.numbering import begin_anew
from performance.changes.triggers import install, missing
from performance.documents.convert import read_text
from performance.models import UnitState, UnitSubmission
from performance.statements.selectors import statement_content
from performance.statements.services import save_content
from tests.factories import a_content, a_department, a_member, a_statement, a_unit

EXAMPLE = Path(__file__).resolve().parents[2] / "docs" / "examples" / "client.py"


@pytest.fixture
def share(transactional_db):
    department = a_department()
    unit = a_unit(department)
    statement = a_statement(department, content=a_content(department))
    UnitSubmission.objects.get_or_create(statement=statement, unit=unit)
    return statement, unit


def run(server, scope, share, value, workbook, name="科普活动场次"):
    statement, unit = share
    _, secret = issue(a_member(at=unit), name="示例", scope=scope, days=1)
    words = (server.url, str(statement.pk), str(unit.pk), name, value, str(workbook))
    return subprocess.run(  # noqa: S603  (our own example)
        [sys.executable, EXAMPLE, *words],
        env={**os.environ, "BUDGET_TOKEN": secret, "PYTHONIOENCODING": "utf-8"},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )


def test_the_example_changes_an_indicator_submits_and_downloads(live_server, share, tmp_path, monkeypatch):
    monkeypatch.setattr("performance.findings.judgement.review", lambda content, rule_set: ())
    answer = run(live_server, Scope.SUBMIT, share, "≥9次", tmp_path / "a.xlsx")
    assert answer.returncode == 0, answer.stderr
    assert UnitSubmission.objects.get().state == UnitState.SUBMITTED
    read = read_text((tmp_path / "a.xlsx").read_bytes(), "a.xlsx").content
    assert read.projects[0].indicators[0].value == "≥9次"


def test_the_example_says_what_the_interface_refuses(live_server, share, tmp_path):
    answer = run(live_server, Scope.WRITE, share, "≥9次", tmp_path / "a.xlsx")
    assert answer.returncode == 1
    assert "此操作需要“读写并办理流程”" in answer.stderr
    assert "Traceback" not in answer.stderr


def client_at(server, user):
    _, secret = issue(user, name="示例", scope=Scope.READ, days=1)
    return runpy.run_path(str(EXAMPLE))["Client"](server.url, secret)


def test_the_example_reads_lists_and_streams_to_their_end(live_server, share):
    statement, unit = share
    client = client_at(live_server, a_member(at=unit))
    indicators = Indicator.objects.order_by("pk").values_list("pk", flat=True)
    assert [row["id"] for row in client.every("indicators/?page_size=3")] == list(indicators)
    assert len(indicators) > 3
    projects = statement.projects.order_by("pk").values_list("pk", flat=True)
    assert [row["id"] for row in client.lines("projects.ndjson")] == list(projects)


def test_the_example_follows_what_changes(live_server, share):
    if missing(connection):
        install()
    statement, unit = share
    client = client_at(live_server, a_member(at=unit))
    _, cursor = client.follow(client.begin())
    project = statement.projects.get()
    statement.projects.update(leader="某人")
    changes, cursor = client.follow(cursor)
    assert [(row["kind"], row["id"], row["change"]) for row in changes] == [
        ("project", project.pk, "changed")
    ]
    begin_anew()
    with pytest.raises(Exception, match="请重新取得起点"):
        client.follow(cursor)


def test_the_example_takes_no_stream_for_whole_that_breaks_off(live_server, share, monkeypatch):
    monkeypatch.setattr(
        "performance.api.statements.project_stream._line",
        lambda plain: "" if "end" in plain else json.dumps(plain) + "\n",
    )
    with pytest.raises(Exception, match="没有传完"):
        list(client_at(live_server, a_member(at=share[1])).lines("projects.ndjson"))


@pytest.mark.parametrize("name", ["没有的指标", "科普活动场次"])
def test_the_example_changes_one_indicator_or_none(live_server, share, tmp_path, name):
    """No such indicator, or several of one name: nothing is changed, submitted or called done."""
    statement, unit = share
    content = statement_content(statement)
    twice = replace(content.projects[0], indicators=(content.projects[0].indicators[0],) * 2)
    save_content(replace(content, projects=(twice,)), department=unit.department, year=statement.fiscal_year)
    answer = run(live_server, Scope.SUBMIT, share, "≥9次", tmp_path / "a.xlsx", name)
    assert (answer.returncode, answer.stdout) == (1, "")
    assert f"叫“{name}”，没有修改，也没有报送" in answer.stderr
    assert UnitSubmission.objects.get().state == UnitState.FILLING
    assert "≥9次" not in [one.value for one in statement_content(statement).projects[0].indicators]
