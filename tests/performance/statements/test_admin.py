"""Admin of statements, indicators and the vocabulary."""

import io

import openpyxl
import pytest
import tablib
from django.apps import apps
from django.contrib import admin
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from departments.lists.flat_files import FlatWorkbook
from departments.permissions.rights import KEEP, RIGHTS
from departments.permissions.roles import Role
from indicators.models import Category, Indicator, Subcategory
from indicators.vocabulary import FIXTURE
from performance.exporting.statement_file import DOWNLOADS
from performance.models import PerformanceGoal, PerformanceStatement, Waiver
from projects.models import BudgetProject
from projects.services import lock
from tests.factories import a_member, a_statement, a_user, full_content

pytestmark = pytest.mark.django_db

SCREENS = {
    "indicators": "category subcategory indicatortree indicatorfamily indicator earliervalue indicatorfield",
    "performance": "performancestatement narrativesection performancegoal fundingline earlieramount"
    " annualtask statementfundline statementfield",
    "projects": "midtermgoal projectfundline projectfield",
}
LISTS = [(app, model) for app, models in SCREENS.items() for model in models.split()]
OWNED = [one for one in LISTS if one[1] not in ("category", "subcategory")]


@pytest.fixture
def root(client):
    client.force_login(a_user(is_superuser=True, is_staff=True))
    return client


@pytest.fixture
def office_staff(client, department, monkeypatch):
    """Somebody of the department's office with every permission on these tables."""
    rights = dict.fromkeys(("performance", "projects", "indicators", "departments"), KEEP)
    monkeypatch.setitem(RIGHTS, Role.FINANCE_SECTION_REVIEWER, rights)
    client.force_login(a_member(Role.FINANCE_SECTION_REVIEWER, department.office))
    return client


def url(app, model, page, *args):
    return reverse(f"admin:{app}_{model}_{page}", args=args)


COUNTED = "counted from other rows and never written by hand; shown where it is added up"
WITHOUT_A_SCREEN = {
    "WithheldIdentity": "by what withheld projects are known; decided on the page of the public edition",
    "EarlierText": "what the department wrote meanwhile is its own, on the page of the history",
    **dict.fromkeys(("NoticePreference", "NoticeDigest"), "one's own, on the page of the notices"),
    "TourProgress": "one's own, on the page of the tours",
    "OfficeFormExample": "what a form was taught from, on the page of that form",
    "JobFile": "a file that a job is to look at, gone when it has been looked at",
    **dict.fromkeys(("Change", "ChangeCounter"), "keys of what changed, told by the interface"),
    **dict.fromkeys(("RequestCount", "LanguageModelDay"), "numbers of a minute or a day, of nobody by name"),
    "Upload": "one's own file, for two hours, on the page that asks for the decision",
    "ConfirmedImport": "what a program was answered, for two days",
    "UploadPage": "the pages of one's own scan, gone with its file",
    **dict.fromkeys(
        ("TemplateUsage", "MoneyFigures", "IndicatorFigures", "FindingFigures", "FindingCount"), COUNTED
    ),
}


@pytest.mark.parametrize("app", ["indicators", "projects", "performance"])
def test_every_model_can_be_searched_and_filtered_in_admin(app):
    admin.autodiscover()
    for model in apps.get_app_config(app).get_models():
        if model.__name__ in WITHOUT_A_SCREEN:
            assert model not in admin.site._registry
            continue
        screen = admin.site._registry[model]
        assert screen.search_fields
        assert screen.list_filter
        assert len(screen.list_display) > 1


@pytest.mark.parametrize(("app", "model"), LISTS)
def test_every_list_opens_searches_and_offers_a_form(root, department, app, model):
    call_command("loaddata", FIXTURE, verbosity=0)
    a_statement(department, content=full_content(department))
    row = apps.get_model(app, model).objects.first()
    listed = url(app, model, "changelist")
    for address in (listed, f"{listed}?q=指标", url(app, model, "change", row.pk)):
        assert root.get(address).status_code == 200
    assert root.get(url(app, model, "add")).status_code == (403 if model == "indicatortree" else 200)


@pytest.mark.parametrize(("app", "model"), OWNED)
@pytest.mark.parametrize("copies", [1, 3])
def test_a_list_takes_one_number_of_queries(
    root, department, app, model, copies, django_assert_max_num_queries
):
    for year in range(2024, 2024 + copies):
        a_statement(department, year=year, content=full_content(department))
    with django_assert_max_num_queries(13):
        assert root.get(url(app, model, "changelist")).context["cl"].result_count >= copies


@pytest.mark.parametrize(("app", "model"), OWNED)
def test_staff_see_the_rows_of_their_own_office_only(office_staff, department, app, model):
    a_statement(department, content=full_content(department))
    mine = set(apps.get_model(app, model).objects.values_list("pk", flat=True))
    foreign_department = a_statement().department
    a_statement(foreign_department, year=2027, content=full_content(foreign_department))
    foreign = apps.get_model(app, model).objects.exclude(pk__in=mine).first()
    listed = office_staff.get(url(app, model, "changelist")).context["cl"].queryset
    assert set(listed.values_list("pk", flat=True)) == mine
    assert office_staff.get(url(app, model, "change", foreign.pk)).status_code == 302


def test_staff_cannot_move_a_row_out_of_their_sight(office_staff, department):
    mine = a_statement(department).projects.first().tree.families.first()
    foreign = a_statement().projects.first().tree
    values = {"tree": foreign.pk, "position": 0, "level1": "产出指标", "level2": "数量指标"}
    empty = {"indicators-TOTAL_FORMS": 0, "indicators-INITIAL_FORMS": 0}
    answer = office_staff.post(url("indicators", "indicatorfamily", "change", mine.pk), {**values, **empty})
    assert answer.status_code == 403
    mine.refresh_from_db()
    assert mine.tree != foreign


def test_an_indicator_saved_in_admin_is_derived_again(root, department):
    indicator = Indicator.objects.filter(family__tree__budgetproject__in=a_statement(department).projects)[0]
    root.post(
        url("indicators", "indicator", "change", indicator.pk),
        {
            "family": indicator.family_id,
            "position": 0,
            "name": "场次",
            "value": "≥9场",
            "number": 1,
            "earlier_values-TOTAL_FORMS": 0,
            "earlier_values-INITIAL_FORMS": 0,
        },
    )
    indicator.refresh_from_db()
    assert (indicator.comparator, indicator.number, indicator.unit) == ("≥", 9, "场")


def test_the_indicators_of_a_locked_project_are_not_changed(root, department):
    project = a_statement(department, content=full_content(department)).projects.first()
    lock(BudgetProject.objects.filter(pk=project.pk))
    family = project.tree.families.filter(indicators__earlier_values__isnull=False).first()
    indicator = family.indicators.filter(earlier_values__isnull=False).first()
    rows = (family, indicator, indicator.earlier_values.first(), project.tree)
    for row in rows:
        address = url("indicators", row._meta.model_name, "change", row.pk)
        assert root.post(address).status_code == 403
    goal = PerformanceGoal.objects.first()
    assert root.post(url("indicators", "indicatortree", "change", goal.tree_id)).status_code == 200


RECORDS = ("unitsubmission", "workflowevent", "revision", "comment", "commentreply")
RECORDS += ("waiver", "reviewsheet", "reviewmark")


@pytest.mark.parametrize("model", RECORDS)
def test_what_became_of_statements_is_read_and_never_written(root, model):
    assert root.get(url("performance", model, "changelist") + "?q=协会").status_code == 200
    assert root.get(url("performance", model, "add")).status_code == 403


def test_staff_read_the_records_of_their_own_office_only(office_staff, department):
    mine, foreign = (
        Waiver.objects.create(
            statement=statement, code="FUND01", fingerprint="1", reason="理由", person=a_user()
        )
        for statement in (a_statement(department), a_statement())
    )
    listed = office_staff.get(url("performance", "waiver", "changelist")).context["cl"].queryset
    assert list(listed) == [mine]
    assert office_staff.get(url("performance", "waiver", "change", foreign.pk)).status_code == 302


def form_of(page):
    """What a browser would send if the open form were saved untouched."""
    forms = [page.context["adminform"].form]
    for inline in page.context["inline_admin_formsets"]:
        forms += [inline.formset.management_form, *inline.formset.forms]
    return {
        form.add_prefix(name): "" if (value := form[name].value()) is None else value
        for form in forms
        for name in form.fields
        if name != "DELETE"
    }


def test_a_change_in_admin_raises_the_version_of_the_statement_and_a_mere_save_does_not(root, department):
    statement = a_statement(department, content=full_content(department))
    address = url("performance", "performancestatement", "change", statement.pk)
    untouched = form_of(root.get(address))
    versions = []
    for change in ({}, {"mark": "正式"}, {"mark": "正式", "sections-0-text": "改过的正文"}):
        assert root.post(address, {**untouched, **change}).status_code == 302
        versions.append(PerformanceStatement.objects.get().version)
    assert versions == [1, 2, 3]


def test_a_statement_is_kept_only_in_a_layout_that_exists(root, department):
    statement = a_statement(department)
    address = url("performance", "performancestatement", "change", statement.pk)
    answer = root.post(address, {**form_of(root.get(address)), "province": "贵州", "edition": "2020"})
    assert "没有“贵州 2020”的表样" in str(answer.context["adminform"].form.errors)


def test_the_statement_leads_to_its_official_tables_and_files(root, department):
    statement = a_statement(department)
    page = root.get(url("performance", "performancestatement", "change", statement.pk)).text
    assert reverse("statement", args=[statement.pk]) in page
    for download in DOWNLOADS:
        assert reverse("download", args=[statement.pk, download]) in page


VOCABULARY = {
    "category": (Category, ["省份", "版本", "一级指标", "类别", "顺序"]),
    "subcategory": (Subcategory, ["省份", "版本", "一级指标", "二级指标", "类别", "顺序"]),
}


def exported(client, model):
    content = client.post(url("indicators", model, "export"), {"format": "0"}).content
    sheet = openpyxl.load_workbook(io.BytesIO(content)).active
    return [list(row) for row in sheet.iter_rows(values_only=True)]


def preview(client, model, headers, rows):
    content = FlatWorkbook().export_data(tablib.Dataset(*rows, headers=headers))
    upload = SimpleUploadedFile("list.xlsx", content)
    return client.post(url("indicators", model, "import"), {"import_file": upload, "format": "0"})


@pytest.mark.parametrize("model", VOCABULARY)
def test_the_vocabulary_is_everybodys_and_comes_back_unchanged(office_staff, model):
    call_command("loaddata", FIXTURE, verbosity=0)
    stored, expected = VOCABULARY[model]
    headers, *rows = exported(office_staff, model)
    assert headers == expected
    assert len(rows) == stored.objects.count() > 10
    assert preview(office_staff, model, headers, rows).context["result"].totals["skip"] == len(rows)


def test_a_word_of_the_vocabulary_is_added_by_its_labels(root):
    call_command("loaddata", FIXTURE, verbosity=0)
    row = ["河北", "2023", "产出指标", "新指标", "其他", 99]
    confirmed = preview(root, "subcategory", VOCABULARY["subcategory"][1], [row])
    root.post(url("indicators", "subcategory", "process_import"), confirmed.context["confirm_form"].initial)
    added = Subcategory.objects.get(label="新指标")
    assert (str(added.category), added.kind) == ("产出指标（河北2023）", "other")


@pytest.mark.parametrize(
    ("row", "sentence"),
    [
        (["河北", "1999", "产出指标", "新指标", "其他", 1], "没有编码为“产出指标 河北 1999”的一级指标"),
        (["河北", "2023", "产出指标", "新指标", "胡写", 1], "“胡写”应为数量、质量"),
        (["河北", "2023", "产出指标", "新指标", None, 1], "“”应为数量、质量"),
    ],
)
def test_a_word_that_fits_nowhere_is_refused(root, row, sentence):
    call_command("loaddata", FIXTURE, verbosity=0)
    result = preview(root, "subcategory", VOCABULARY["subcategory"][1], [row]).context["result"]
    errors = [str(error.error) for _, errors in result.row_errors() for error in errors]
    assert sentence in " ".join(errors + [str(row.error) for row in result.invalid_rows])


@pytest.mark.parametrize(
    ("model", "asked", "rows"),
    [
        ("indicator", "year=2026", 8),
        ("indicator", "year=2025", 0),
        ("indicator", "year=x", 8),
        ("indicator", "level1=效益指标", 2),
        ("indicatorfamily", "level1=产出指标&year=2026", 4),
        ("indicatortree", "year=2026", 2),
    ],
)
def test_long_lists_are_filtered_without_asking_their_own_rows_what_there_is(
    root, department, model, asked, rows
):
    call_command("loaddata", FIXTURE, verbosity=0)
    a_statement(department, projects=2)
    with CaptureQueriesContext(connection) as captured:
        page = root.get(f"{url('indicators', model, 'changelist')}?{asked}")
    assert page.context["cl"].result_count == rows
    offered = [query["sql"] for query in captured if "DISTINCT" in query["sql"]]
    assert not any(table in sql for sql in offered for table in ("indicators_indicator",))
    assert "产出指标" in page.content.decode() or model == "indicatortree"
