"""Every large table bears the code of its office, whoever wrote the row, and what reads much asks for it."""

import pytest
from django.apps import apps
from django.core.management import call_command
from django.db import connection
from django.db.models import UniqueConstraint
from django.test.utils import CaptureQueriesContext

from config.partitions.plan import BY_OFFICE
from departments.models import BudgetUnit, Department, FinanceOffice
from departments.permissions.roles import Role
from performance.models import Comment, PerformanceStatement, ReviewSheet, Stage
from performance.setup.simulated_province.making import make_province
from performance.setup.simulated_province.size import Size
from performance.statements.office_codes import coded_models, recode
from performance.statements.progress import statements_progress
from performance.statements.revisions import take_revision
from performance.statements.selectors import statement_content, statement_contents
from performance.statements.visible_indicators import visible_indicators
from projects.models import BudgetProject
from projects.services import with_indicator_counts
from tests.factories import a_department, a_member, a_statement, a_unit, an_office, full_content

pytestmark = pytest.mark.django_db
BARE = {  # small, or of no office
    *(
        "Category",
        "Subcategory",
        "IndicatorTemplate",
        "TemplateUsage",
        "StatementUnderReview",
        "Notice",
        "NoticeDigest",
        "NoticePreference",
        "TourProgress",
        "ExportJob",
        "JobFile",
        "RequestCount",
        "LanguageModelDay",
        "ScheduledRun",
        "Upload",
        "FamilyCode",
        "Change",  # says where a thing stood, which may not be where it stands
        "ChangeCounter",
        "ConfirmedImport",
        "Webhook",
        "WebhookDelivery",
        "UploadPage",
        "RuleAdjustment",
        "SpotCheckDraw",
        "StockRemark",
        "EvaluationTimetable",
        "OfficeForm",
        "ApprovalLetter",
        "ApprovalTemplate",
        "OfficeFormExample",
        "MonitoringTask",
        "PlannedPeriod",
        "StandardIndicator",
    ),
}


# Unique by what is of one office, though no foreign key of the constraint says so.
OF_ONE_OFFICE = {
    "event_key_unique": "the key names a click on one text",
    "evaluation_event_key_unique": "the same of a self-evaluation",
    "monitoring_event_key_unique": "the same of a report",
    "withheld_identity_once_per_project": "project_key is the row of a project",
}


@pytest.fixture
def office():
    return an_office(division_code="130299")


@pytest.fixture
def statement(office):
    department = a_department(office)
    a_unit(department), a_unit(department)
    statement = a_statement(department, content=full_content(department))
    reviewer = a_member(Role.FINANCE_SECTION_REVIEWER, at=office)
    Comment.objects.create(
        statement=statement,
        anchor="statement",
        place="全文",
        text="请补充。",
        author=reviewer,
        side="finance",
        round=1,
    ).replies.create(text="已补充。", state="answered", author=reviewer)
    sheet = ReviewSheet.objects.create(statement=statement, stage=Stage.FIRST, round=1, reviewer=reviewer)
    sheet.marks.create(criterion="A", grade="good")
    take_revision(statement, None, statement_content(statement))
    return statement


def codes():
    """The different codes in each table that holds rows."""
    found = {
        model.__name__: set(model._base_manager.values_list("office_code", flat=True))
        for model in coded_models()
    }
    return {name: codes for name, codes in found.items() if codes}


def test_every_large_table_bears_the_code():
    bearing = {model.__name__ for model in coded_models()}
    for app in ("indicators", "projects", "performance"):
        for model in apps.get_app_config(app).get_models():
            assert model.__name__ in bearing | BARE, f"{model.__name__} bears no office code; why?"


def test_every_row_bears_the_code_of_its_office(statement):
    assert set(map(frozenset, codes().values())) == {frozenset({"130299"})}
    assert len(codes()) >= 18
    assert recode() == 0


def test_rows_made_in_bulk_bear_the_right_codes():
    make_province(Size(departments=51, units=1, projects=1, indicators=2))
    assert codes()["Indicator"] == {"990001", "990002"}
    assert recode() == 0


@pytest.mark.parametrize("move", ["code", "office"])
def test_rows_follow_an_office_that_gets_another_code_and_a_department_that_moves(statement, office, move):
    if move == "code":
        office.division_code = "130298"
        office.save()
    else:
        department = statement.department
        department.office = an_office(division_code="130298")
        department.save()
    assert set(map(frozenset, codes().values())) == {frozenset({"130298"})}
    content = statement_content(PerformanceStatement.objects.get())
    assert len(content.projects) == 2


def test_a_project_does_not_move_to_another_office(statement):
    project = BudgetProject.objects.first()
    project.unit = a_unit()
    with pytest.raises(Exception, match="不能移到另一财政局"):
        project.full_clean()


def unfiltered(queries):
    """The statements that read or write a table spread by office without naming the office."""
    tables = {f'"{model._meta.db_table}"' for model in coded_models()}
    return [
        query["sql"]
        for query in queries
        if any(f"{verb} {table}" in query["sql"] for verb in ("FROM", "UPDATE") for table in tables)
        and '"office_code" =' not in query["sql"]
        and '"office_code" IN' not in query["sql"]
    ]


def uniquenesses(model):
    """What is unique in a table besides its key, by name with its fields."""
    fields = [field for field in model._meta.local_fields if field.unique and field.attname != "id"]
    yield from ((field.name, [field.name]) for field in fields)
    for constraint in model._meta.constraints:
        if isinstance(constraint, UniqueConstraint):
            yield constraint.name, constraint.fields


def test_the_code_can_be_added_to_whatever_is_unique():
    """A table spread by office takes only that: no row may exclude one of another office."""
    of_office = {*coded_models(), FinanceOffice, Department, BudgetUnit}
    across = {
        name
        for model in coded_models()
        for name, fields in uniquenesses(model)
        if not any(model._meta.get_field(field).related_model in of_office for field in fields)
    }
    assert across == OF_ONE_OFFICE.keys()


def test_whatever_refers_to_a_table_in_partitions_bears_the_code():
    """A foreign key to it holds the code; a table that has none could not refer to it (config/partitions)."""
    bearing = {model._meta.db_table for model in coded_models()}
    for model in apps.get_models(include_auto_created=True):
        parents = {field.related_model._meta.db_table for field in model._meta.fields if field.related_model}
        assert model._meta.db_table in bearing or not parents & {*BY_OFFICE}, model._meta.db_table
    assert {*BY_OFFICE} <= bearing


def test_reading_a_statement_asks_its_office_alone(statement):
    statement = PerformanceStatement.objects.select_related("department").get()
    with CaptureQueriesContext(connection) as read:
        content = statement_content(statement)
        assert statement_contents([statement]) == {statement.pk: content}
    assert len(read) == 32
    assert unfiltered(read.captured_queries) == []


@pytest.mark.parametrize(
    "hot",
    [
        lambda user, text: statements_progress(user, 2026),
        lambda user, text: list(visible_indicators(user).filter(name__holds="科普").order_by("pk")[:20]),
        lambda user, text: list(with_indicator_counts(text.projects)),
    ],
    ids=["statements_progress", "search", "projects"],
)
def test_lists_and_searches_ask_the_offices_of_the_user_alone(statement, hot):
    person = a_member(Role.PERFORMANCE_SECTION_REVIEWER, at=statement.department.office)
    with CaptureQueriesContext(connection) as queries:
        assert hot(person, statement)
    assert unfiltered(queries.captured_queries) == []
    assert "'130299'" in queries.captured_queries[-1]["sql"]


def test_codes_can_be_set_right(statement, capsys):
    call_command("renew_office_codes")
    assert "0行有更正" in capsys.readouterr().out
    BudgetProject.objects.update(office_code="")
    call_command("renew_office_codes")
    assert "：0行" not in capsys.readouterr().out  # the projects, and what hangs on them
    assert recode() == 0
