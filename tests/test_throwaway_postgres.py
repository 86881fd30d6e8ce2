import os
import sys
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import psycopg2
import pytest

from tests import throwaway_postgres as pg


@pytest.fixture
def without_server(monkeypatch, tmp_path):
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setattr(pg, "DEBIAN_HOME", tmp_path)


@pytest.mark.usefixtures("without_server")
@pytest.mark.parametrize(("required", "status"), [("0", 0), ("1", 1)])
def test_without_a_server_program_one_line_says_so(monkeypatch, capsys, required, status):
    monkeypatch.setenv("REQUIRE_POSTGRES", required)
    assert pg.main([sys.executable, "-c", "raise SystemExit('ran although it should not')"]) == status
    printed = capsys.readouterr().out
    assert printed.startswith("PostgreSQL: 本机没有服务器程序")
    assert printed.count("\n") == 1


@pytest.mark.usefixtures("without_server")
def test_the_newest_of_several_servers_is_taken(tmp_path):
    for version in ("9.6", "15", "16"):
        program = tmp_path / version / "bin" / "postgres"
        program.parent.mkdir(parents=True)
        program.touch()
    assert pg.server_programs() == tmp_path / "16" / "bin"


@pytest.fixture
def programs():
    return pg.server_programs() or pytest.skip("no PostgreSQL server program here")


def test_a_server_answers_inside_the_block_and_leaves_nothing_behind(programs):
    with pg.throwaway_postgres(programs) as url:
        connection = psycopg2.connect(url)
        with connection.cursor() as cursor:
            cursor.execute("SELECT current_setting('fsync'), current_setting('listen_addresses')")
            assert cursor.fetchone() == ("off", "")
        connection.close()
    assert not Path(parse_qs(urlsplit(url).query)["host"][0]).exists()
    with pytest.raises(psycopg2.OperationalError):
        psycopg2.connect(url)


def test_the_command_finds_the_server_and_its_status_is_handed_on(programs, monkeypatch):
    monkeypatch.delenv("DATABASE_URL", raising=False)
    command = "import os, sys; sys.exit(7 if os.environ['DATABASE_URL'].startswith('postgresql:///') else 1)"
    assert pg.main([sys.executable, "-c", command]) == 7
    assert "DATABASE_URL" not in os.environ
