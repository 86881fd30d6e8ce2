"""Large tables in partitions hold the same rows, refuse the same ones, and whatever works upon them goes on working."""

from dataclasses import replace

import pytest
from django.apps.registry import Apps
from django.core.management import CommandError, call_command
from django.db import DatabaseError, IntegrityError, OperationalError, connection, models, transaction
from django.urls import reverse

from config.operation.table_checksums import table_states
from config.partitions import converting
from config.partitions.catalog import foreign_keys, unique_keys
from config.partitions.plan import BY_OFFICE, SPREADS
from departments.models import TrailEntry
from departments.permissions.roles import Role
from departments.trail import guard
from departments.trail.entry import Action
from departments.trail.verification import verify
from departments.trail.writing import record
from indicators.models import Indicator
from performance.models import PerformanceStatement
from performance.statements.office_codes import coded_models, recode
from performance.statements.selectors import statement_content
from performance.statements.services import save_content
from projects.models import BudgetProject
from tests.built_once import built_once
from tests.factories import a_department, a_member, a_statement, a_unit, an_office, full_content
from tests.migrated import partitioned

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite has no partitions"),
    pytest.mark.skipif(partitioned(), reason="all tests run in partitions already"),
]


def a_text():
    department = a_department(an_office(division_code="130299"))
    a_unit(department), a_unit(department)
    record(Action.SETTINGS, by=None, details="begun")
    return a_statement(department, content=full_content(department))


@built_once
def spread_text():
    """The text, and what every table said before and after."""
    text = a_text()
    before = table_states(connection)
    call_command("partition", "--partitions=2", verbosity=0)
    return text.pk, before, table_states(connection)


@pytest.fixture
def text(spread_text):
    return PerformanceStatement.objects.get(pk=spread_text[0])


def waiting():
    with connection.cursor() as cursor:
        return [spread.table for spread in converting.waiting(cursor)]


def test_every_row_says_what_it_said(spread_text):
    _, before, after = spread_text
    assert before == after
    assert before["indicators_indicator"].rows > 0
    assert waiting() == []
    assert verify().fault is None


def is_refused(act):
    try:
        with transaction.atomic():
            act()
            connection.check_constraints()
    except IntegrityError:
        return True
    return False


def test_what_is_unique_and_what_is_referred_to_is_as_before(text):
    project = text.projects.first()
    twin = BudgetProject(**{field.attname: getattr(project, field.attname) for field in project._meta.fields})
    twin.pk = None
    assert is_refused(lambda: twin.save(force_insert=True))  # its code, and its tree
    twin.code, twin.tree_id = "", 0
    assert is_refused(lambda: twin.save(force_insert=True))
    assert is_refused(lambda: Indicator.objects.update(family=0))
    assert is_refused(lambda: Indicator.objects.update(office_code="130298"))
    assert is_refused(lambda: BudgetProject.objects.filter(pk=project.pk)._raw_delete("default"))
    assert not is_refused(lambda: Indicator.objects.update(name="另取的名称"))


def test_the_trail_refuses_what_it_refused(spread_text):
    record(Action.SETTINGS, by=None, details="again")
    last = TrailEntry.objects.first()
    values = {field.attname: getattr(last, field.attname) for field in last._meta.fields}
    for unlike in (
        {"number": 10**6, "hash": "x"},
        {"number": 10**6, "prev_hash": "x"},
        {"hash": "x", "prev_hash": "y"},
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            TrailEntry(**values | unlike).save(force_insert=True)
    for alteration in (
        "UPDATE departments_trailentry SET details = ''",
        f"TRUNCATE departments_trailentry_{last.time.year}",
    ):
        with (
            pytest.raises(DatabaseError, match="只能增加"),
            transaction.atomic(),
            connection.cursor() as cursor,
        ):
            cursor.execute(alteration)
    assert verify().fault is None


@pytest.mark.usefixtures("spread_text")
def test_a_year_to_come_is_added_and_one_that_could_not_be_is_no_success(monkeypatch, capsys):
    last = max(name for name in guard.partitions(connection) if name[-4:].isdigit())
    with connection.cursor() as cursor:
        cursor.execute(f"DROP TABLE {last}")

    class NotGranted(Exception):
        pgcode = "55P03"

    def waited(_using):
        raise OperationalError("由于等锁超时而取消语句") from NotGranted()

    with monkeypatch.context() as patched:
        patched.setattr(guard, "install_guard", waited)
        with pytest.raises(CommandError, match=f"没有建立 {last}：表正在使用"):
            call_command("partition")
    assert last not in guard.partitions(connection)
    call_command("partition")
    assert f"已建立 {last}" in capsys.readouterr().out


def test_pages_and_programs_work_on_it(client, text):
    office = text.department.office
    client.force_login(a_member(Role.PERFORMANCE_SECTION_REVIEWER, at=office))
    lists = ["/statements/", reverse("statement", args=[text.pk]), f"/statements/{text.pk}.xlsx"]
    for address in [*lists, reverse("overview"), "/api/v1/indicators/?name=科普"]:
        assert client.get(address, follow=True).status_code == 200, address
    administrator = a_member(Role.SYSTEM_ADMINISTRATOR, at=office, is_superuser=True, is_staff=True)
    client.force_login(administrator)
    for model in ("projects_budgetproject", "indicators_indicator", "departments_trailentry"):
        assert client.get(reverse(f"admin:{model}_changelist"), follow=True).status_code == 200, model


def test_a_text_is_saved_anew_and_its_projects_go(text):
    content = statement_content(text)
    said = replace(content.projects[0], name="另取的名称")
    save_content(replace(content, projects=(said,)), department=text.department, year=text.fiscal_year)
    assert [project.name for project in text.projects.all()] == ["另取的名称"]
    assert statement_content(text).projects == (said,)
    connection.check_constraints()


def test_rows_follow_an_office_that_gets_another_code(text):
    office = text.department.office
    office.division_code = "130298"
    office.save()
    connection.check_constraints()
    said = {
        code for model in coded_models() for code in model._base_manager.values_list("office_code", flat=True)
    }
    assert said == {"130298"}
    assert recode() == 0


def test_later_migrations_work_on_it(spread_text):
    elsewhere = Apps()

    class Remark(models.Model):  # noqa: DJ008
        office_code = models.CharField(max_length=6)
        project = models.ForeignKey(BudgetProject, models.CASCADE, related_name="+")

        class Meta:
            app_label = "projects"
            apps = elsewhere

    class Stranger(models.Model):  # noqa: DJ008
        project = models.ForeignKey(BudgetProject, models.CASCADE, related_name="+")

        class Meta:
            app_label = "projects"
            apps = elsewhere

    also, number = (
        models.OneToOneField(BudgetProject, models.CASCADE, null=True, related_name="+"),
        models.IntegerField(null=True),
    )
    also.set_attributes_from_name("also"), number.set_attributes_from_name("number")
    number.unique = number._unique = True
    also.model = number.model = Remark
    together = models.UniqueConstraint(fields=["unit", "position", "name"], name="together")
    with connection.schema_editor() as editor:
        editor.create_model(Remark)
        editor.add_field(Remark, also)
        editor.add_field(BudgetProject, number)
        editor.add_constraint(BudgetProject, together)
    with connection.cursor() as cursor:
        assert {key.columns for key in foreign_keys(cursor, of="projects_remark")} == {
            ("office_code", "project_id"),
            ("office_code", "also_id"),
        }
        keys = {key.columns for key in unique_keys(cursor, "projects_budgetproject")}
        assert {("number", "office_code"), ("unit_id", '"position"', "name", "office_code")} <= keys
    with connection.schema_editor() as editor:
        editor.remove_constraint(BudgetProject, together)
        editor.remove_field(BudgetProject, number)
        editor.delete_model(Remark)
    with pytest.raises(ValueError, match="没有 office_code 列"), connection.schema_editor() as editor:
        editor.create_model(Stranger)


def test_a_dry_run_tells_and_changes_nothing(capsys):
    a_text()
    call_command("partition", "--dry-run")
    said = capsys.readouterr().out
    for model in (Indicator, BudgetProject, TrailEntry):
        assert f"{model._meta.db_table}：按" in said
        assert f"{model._base_manager.count():,}行" in said
    assert "monitoringreport.project_id" in said
    assert len(waiting()) == len(SPREADS)


def test_strange_codes_are_told_before_anything_is_done():
    a_text()
    Indicator.objects.update(office_code="")
    for words in (["--dry-run"], []):
        with pytest.raises(CommandError, match="renew_office_codes"):
            call_command("partition", "--partitions=2", *words, verbosity=0)
    assert "indicators_indicatorfamily" in waiting()


def test_broken_off_it_goes_on(monkeypatch, capsys):
    a_text()
    before, copy = table_states(connection), converting._Conversion._copy

    def breaking_off(conversion):
        if conversion.table == BY_OFFICE[3]:
            raise DatabaseError("broken off")
        return copy(conversion)

    monkeypatch.setattr(converting._Conversion, "_copy", breaking_off)
    with pytest.raises(CommandError, match="broken off"):
        call_command("partition", "--partitions=2")
    assert waiting() == [spread.table for spread in SPREADS[3:]]
    assert table_states(connection) == before
    monkeypatch.undo()
    call_command("partition", "--partitions=2")
    assert f"已分区{len(SPREADS) - 3}张表" in capsys.readouterr().out
    assert table_states(connection) == before
