"""What somebody did in the demo stays theirs, until they say that it may go."""

import builtins
import io
import sqlite3

import pytest
from django.contrib.auth import get_user_model
from django.core.management import CommandError, call_command

from departments.models import BudgetUnit, FinanceOffice, Membership
from departments.permissions.roles import Role
from performance.models import NarrativeSection, PerformanceStatement
from performance.setup.demo import resetting
from projects.models import BudgetProject
from tests.factories import an_office


@pytest.fixture
def _demo(settings):
    settings.DEMO = True


@pytest.fixture
def loaded(db, _demo):
    call_command("load_demo", stdout=io.StringIO())


@pytest.mark.usefixtures("loaded")
@pytest.mark.long
def test_loading_again_keeps_every_change():
    NarrativeSection.objects.update(text="改过的内容。")
    BudgetProject.objects.filter(locked=False).order_by("pk").last().delete()
    BudgetUnit.objects.filter(code="405005").update(name="改名的科技馆")
    PerformanceStatement.objects.order_by("pk").first().sections.all().delete()
    before = [
        set(NarrativeSection.objects.values_list("pk", "text")),
        set(BudgetProject.objects.values_list("pk", "name", "budget")),
        set(BudgetUnit.objects.values_list("pk", "code", "name")),
    ]
    call_command("load_demo", stdout=io.StringIO())
    assert before == [
        set(NarrativeSection.objects.values_list("pk", "text")),
        set(BudgetProject.objects.values_list("pk", "name", "budget")),
        set(BudgetUnit.objects.values_list("pk", "code", "name")),
    ]


@pytest.mark.usefixtures("loaded")
@pytest.mark.long
def test_an_account_that_was_given_another_place_keeps_it():
    filler = get_user_model().objects.get(username=Role.FILLER.value)
    other = BudgetUnit.objects.exclude(memberships__user=filler).first()
    Membership.objects.create(user=filler, role=Role.FILLER, unit=other)
    get_user_model().objects.filter(pk=filler.pk).update(last_name="另一个名字")
    call_command("load_demo", stdout=io.StringIO())
    filler.refresh_from_db()
    assert filler.last_name == "另一个名字"
    assert filler.memberships.filter(unit=other).exists()


@pytest.mark.usefixtures("db", "_demo")
def test_a_database_that_somebody_began_is_not_filled(capsys):
    an_office(name="自己的财政局")
    with pytest.raises(CommandError, match="请先载入演示数据"):
        call_command("load_demo")
    assert "全部保持原样" in capsys.readouterr().out
    assert FinanceOffice.objects.get().name == "自己的财政局"


@pytest.fixture
def file(tmp_path, monkeypatch):
    """A file that stands for the demo's own, with what SQLite keeps beside it."""
    name = tmp_path / "demo.sqlite3"
    sqlite3.connect(name).close()
    for beside in ("", "-wal", "-shm"):
        (tmp_path / f"demo.sqlite3{beside}").write_bytes(b"")
    monkeypatch.setattr(resetting.connection, "close", lambda: None)
    monkeypatch.setattr("performance.management.commands.reset_demo.demo_file", lambda: name)
    return name


@pytest.mark.usefixtures("loaded")
def test_nothing_is_deleted_without_the_word(file, monkeypatch, capsys):
    for answer in ("", "是", "删", "yes"):
        requests = []
        monkeypatch.setattr(builtins, "input", lambda question: requests.append(question) or answer)  # noqa: B023
        call_command("reset_demo")
        assert file.exists()
        assert requests == ["确认请输入“删除”："]
        out = capsys.readouterr().out
        for model in resetting.COUNTED:
            count = model._base_manager.count()
            assert (f"{model._meta.verbose_name}{count}个" in out) is bool(count)
        assert "演示库保持原样" in out


@pytest.mark.usefixtures("loaded")
@pytest.mark.long
def test_with_the_word_the_file_and_all_beside_it_are_gone(file, monkeypatch):
    monkeypatch.setattr(builtins, "input", lambda question: " 删除 ")
    call_command("reset_demo", stdout=io.StringIO())
    assert list(file.parent.iterdir()) == []


@pytest.mark.usefixtures("db", "_demo")
def test_an_empty_demo_is_left_alone_without_a_question(file, monkeypatch, capsys):
    monkeypatch.setattr(builtins, "input", lambda question: pytest.fail("asked"))
    get_user_model().objects.all().delete()
    call_command("reset_demo")
    assert file.exists()
    assert "没有可删除的内容" in capsys.readouterr().out


@pytest.mark.usefixtures("db")
@pytest.mark.parametrize("demo", [True, False])
def test_any_other_database_is_refused(settings, demo):
    settings.DEMO = demo
    with pytest.raises(CommandError, match="没有删除任何内容"):
        call_command("reset_demo", "--yes")
