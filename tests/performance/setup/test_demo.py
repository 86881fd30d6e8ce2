"""The demo data: printable, complete, loaded once and only once."""

import re
from datetime import date

import pytest
from django.apps import apps
from django.conf import settings
from django.core.management import CommandError, call_command
from django.core.serializers import serialize
from django.utils import timezone

from departments.models import Department
from departments.permissions.roles import Role
from performance.content.json import dump_content, load_content
from performance.documents.formats.txt import read_txt, write_txt
from performance.documents.recognition import layout_of, recognise
from performance.models import PerformanceStatement
from performance.setup.demo.evaluation import WALKS as EVALUATED
from performance.statements.selectors import statement_content

STATEMENTS = sorted((settings.BASE_DIR / "fixtures" / "demo" / "statements").glob("*.json"))
BUSINESS = ("departments", "indicators", "projects", "performance")

every_statement = pytest.mark.parametrize("path", STATEMENTS, ids=lambda path: path.stem)


@pytest.fixture
def _demo(settings):
    settings.DEMO = True


@pytest.fixture
def _year_of_the_latest_text(monkeypatch):
    """A year later that text is last year's, which the demo then walks to its end like others of last year."""
    monkeypatch.setattr(timezone, "localdate", lambda *_: date(2026, 11, 30))


def database():
    """Everything that is kept, row by row with its primary keys, but for the accounts and the trail of making them."""
    anew = ("Membership", "PasswordRecord", "TrailEntry")
    models = [model for app in BUSINESS for model in apps.get_app_config(app).get_models()]
    return {
        model.__name__: serialize("json", model.objects.order_by("pk"))
        for model in models
        if model.__name__ not in anew
    }


def texts_made():
    """Those of the files, of the coming year, of last year; and one that is monitored, in January that of last year."""
    monitored = int(timezone.localdate().month > 1)
    return len(STATEMENTS) + Department.objects.count() + len(EVALUATED) + monitored


@every_statement
def test_a_demo_statement_is_what_its_layout_prints(path):
    content = load_content(path.read_text(encoding="utf-8"))
    layout = layout_of(content.province, content.edition)
    source = read_txt(write_txt(layout.render(content)))
    read = layout.parse(source, content.edition)
    assert recognise(source) == (content.province, content.edition)
    assert read.report.complaints() == []
    assert read.content == content


@every_statement
def test_a_demo_statement_names_nobody_and_no_telephone(path):
    content = load_content(path.read_text(encoding="utf-8"))
    people = [content.cover.filled_by, *(project.leader for project in content.projects)]
    assert not any([content.cover.phone, *(project.phone for project in content.projects)])
    assert set(people) <= {"", "办公室", "办公室负责人"}
    assert not re.search(r"(?<![\dA-Z])1[3-9]\d{9}(?!\d)", dump_content(content))


@every_statement
def test_a_demo_file_is_written_as_json_writes_it(path):
    text = path.read_text(encoding="utf-8")
    assert dump_content(load_content(text)) == text


@pytest.mark.usefixtures("db", "_demo", "_year_of_the_latest_text")
def test_the_demo_loads_every_statement_as_its_file_says(capsys):
    call_command("load_demo")
    printed = capsys.readouterr().out
    assert printed.count("已新建。") == len(STATEMENTS)
    assert PerformanceStatement.objects.count() == texts_made()
    assert all(role.label in printed for role in Role)
    stored = {
        f"{statement.department.name}{statement.fiscal_year}": statement_content(statement)
        for statement in PerformanceStatement.objects.select_related("department")
    }
    for path in STATEMENTS:
        content = load_content(path.read_text(encoding="utf-8"))
        assert stored[f"{content.department_name}{content.year}"] == content


@pytest.mark.usefixtures("db", "_demo")
def test_loading_the_demo_twice_changes_nothing(capsys):
    call_command("load_demo")
    before = database()
    capsys.readouterr()
    call_command("load_demo")
    assert database() == before
    assert "演示库中已有数据，全部保持原样" in capsys.readouterr().out


@pytest.mark.usefixtures("db")
def test_outside_the_demo_nothing_is_loaded():
    with pytest.raises(CommandError, match="只能在演示模式下"):
        call_command("load_demo")
    assert not PerformanceStatement.objects.exists()


@pytest.mark.usefixtures("db", "_demo", "_year_of_the_latest_text")
def test_a_published_text_finds_the_department_of_the_demo(seeds, capsys):
    """Real texts come to the statements of the demo: same department, same year, units known."""
    call_command("load_demo")
    call_command("import_text", *sorted(seeds.glob("*.txt")))
    assert PerformanceStatement.objects.count() == texts_made()
    assert capsys.readouterr().out.count("已更新") == len(STATEMENTS)
