"""From the last release to this one and back, with data, as docs/operation.md says: nothing is lost on either way."""

from contextlib import contextmanager

import psycopg2
import pytest
from django.db import connection

from config.database import database_at
from config.operation.second_database import opened
from config.operation.table_checksums import MADE_BY_MIGRATE, stored_models, table_state, table_states
from tests.operation.releases import last_release, unpacked
from tests.trust.trial import under_trial

# What goes on by itself or is written by everybody who signs in, and says nothing of the data.
PASSING = {"django_session", "performance_findingcount", "performance_findingfigures", "auth_user"}
TRAIL = "departments_trailentry"


@contextmanager
def an_empty_database(folder):
    """Its address, on the server that the tests run on."""
    if connection.vendor == "sqlite":
        yield f"sqlite:///{folder}/upgrade.sqlite3"
        return
    ours = connection.settings_dict
    address = f"postgresql:///upgrade?host={ours['HOST']}&user={ours['USER']}"
    server = psycopg2.connect(host=ours["HOST"], user=ours["USER"], dbname="postgres")
    server.autocommit = True
    with server.cursor() as cursor:
        cursor.execute("CREATE DATABASE upgrade TEMPLATE template0")
        yield address
        cursor.execute("DROP DATABASE upgrade WITH (FORCE)")
    server.close()


def states(url):
    with opened(database_at(url)) as there:
        return table_states(there)


def changed(url, before):
    """The tables whose rows are not what they were, in the columns that they had."""
    with opened(database_at(url)) as there:
        return {
            model._meta.db_table
            for model in stored_models()
            if model not in MADE_BY_MIGRATE
            and (was := before.get(model._meta.db_table))
            and was != table_state(there, model, {*was.columns})
        } - PASSING


@pytest.mark.figure(39)
@pytest.mark.usefixtures("_second_databases")
def test_an_upgrade_and_the_way_back_lose_nothing(trial, tmp_path):
    if not under_trial():
        pytest.skip("takes minutes; tried under make trust（升级演练在 make trust 中试验）")
    released = last_release()
    if released is None:
        pytest.skip("未测：还没有上一个版本")
    with an_empty_database(tmp_path) as url:
        before = unpacked(*released, tmp_path / "before", url)
        now = unpacked("HEAD", "HEAD", tmp_path / "now", url)
        before.manage("migrate", "-v", "0")
        before.manage("load_demo", DEMO="1")
        backup = tmp_path / "before.backup"
        before.manage("backup", str(backup))
        stored = states(url)
        trial.count(f"{before.name} 的表", len(stored))
        trial.count("行", sum(state.rows for state in stored.values()))

        upgrade(now)
        lost = changed(url, stored)
        trial.find("升级后内容不同的表", len(lost))
        assert lost <= {TRAIL}
        for turn in ("升级后", "回退再升级后"):
            told = now.probe()
            assert set(told["pages"].values()) == {200}, told
            assert (told["saved"], told["trail"]) == ("", "")
            if turn == "升级后":
                back(before, backup, url, stored, trial)
                upgrade(now)


def upgrade(release):
    """Step 2 of the page: the folder is the new program already."""
    release.manage("migrate", "-v", "0")
    release.manage("count_figures")
    release.manage("verify_trail")
    assert release.manage("showmigrations", "--plan").count("[ ]") == 0


def back(release, backup, url, stored, trial):
    """The release before: first on the tables as they are now, then on the backup that was made before the upgrade."""
    told = release.probe()
    opened_pages = sum(status == 200 for status in told["pages"].values())
    trial.count("上一版本在新表结构上打开的页面", opened_pages)
    assert opened_pages == len(told["pages"]), told
    trial.measure(
        f"{release.name} 在新的表结构上能读，保存{'照常' if not told['saved'] else '不能（' + told['saved'] + '）'}"
    )
    release.manage("restore", "--replace", str(backup))
    lost = changed(url, stored)
    trial.find("恢复升级前的备份后内容不同的表", len(lost - {TRAIL}))
    assert lost <= {TRAIL}  # which tells of the restoring
    told = release.probe()
    assert (set(told["pages"].values()), told["saved"], told["trail"]) == ({200}, "", "")
