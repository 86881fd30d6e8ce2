"""What an adjustment has not opened is drawn read-only: exactly what saving would refuse, on every entry page."""

import re
from html.parser import HTMLParser

import pytest
from django.urls import reverse

from performance.differences.opened import OF_DEPARTMENT, OpenedKind, OpenedParts
from performance.entry.answers import answers_of, read_answers
from performance.entry.applying import with_answers
from performance.entry.sheet import MODE
from performance.entry.sheets import department_sheets, project_sheet
from performance.entry_forms.opened_fields import closed_in, closed_to
from performance.entry_forms.opened_form import open_form
from performance.models import StatementState
from performance.statements.selectors import statement_content
from performance.workflow.applications import NamedPart
from tests.performance.entry.test_no_drift import sound
from tests.performance.entry_forms.conftest import fields_of
from tests.performance.entry_forms.test_fields import FORMS
from tests.performance.workflow.test_applications import project_part
from tests.performance.workflow.test_services import all_the_way

pytestmark = pytest.mark.usefixtures("nothing_found")


@pytest.fixture
def approved(cast):
    all_the_way(cast, StatementState.APPROVED)
    return cast


class Fields(HTMLParser):
    """Names of what can be typed into, and of what is only sent along; links and buttons."""

    def __init__(self, page):
        super().__init__()
        self.typed, self.hidden, self.acts, self.links = set(), set(), set(), set()
        self.scripted = set()
        self.feed(page)

    def handle_starttag(self, tag, attrs):
        named = dict(attrs)
        self.scripted |= {name for name in named if name.startswith("data-")}
        if tag in ("input", "textarea", "select") and "name" in named and "disabled" not in named:
            (self.hidden if named.get("type") == "hidden" else self.typed).add(named["name"])
        if tag == "button" and "name" in named:
            self.acts.add(named.get("value"))
        if tag == "a":
            self.links.add(named.get("href"))


def shown(client, address):
    answer = client.get(address)
    assert answer.status_code == 200
    return Fields(re.search(r"<main.*</main>", answer.text, re.S)[0])


@pytest.fixture
def project_page(approved, client):
    client.force_login(approved.filler)
    project = approved.statement.projects.get()
    return lambda: shown(client, reverse("entry_project", args=[approved.statement_pk, project.pk]))


MONEY = {"budget", "fiscal_funds", "other_funds", "march", "june", "october", "december", "mode"}


def test_only_what_is_open_can_be_typed_into_and_the_rest_is_sent_as_it_stands(approved, project_page):
    approved.adjust(project_part(approved, OpenedKind.PROJECT_MONEY))
    page = project_page()
    assert page.typed == MONEY
    assert {"purpose", "name", "goals-count", "indicators-count", "indicators-0-name"} <= page.hidden
    assert not [act for act in page.acts if act and ":" in act]
    assert not [link for link in page.links if link and "library" in link]
    assert not page.scripted & {"data-cards", "data-grid"}  # scripts would add buttons of their own


def test_rows_of_an_open_tree_come_and_go_and_nothing_else(approved, project_page):
    approved.adjust(project_part(approved, OpenedKind.PROJECT_INDICATORS))
    page = project_page()
    assert page.typed
    assert all(name.startswith("indicators-") for name in page.typed)
    assert {act.partition(":")[0] for act in page.acts if act and ":" in act} == {"indicators"}


def test_a_page_that_is_saved_as_it_is_drawn_is_taken(approved, project_page, client):
    approved.adjust(project_part(approved, OpenedKind.PROJECT_MONEY))
    project = approved.statement.projects.get()
    fields = fields_of(open_form(approved.statement, project=project)) | {"fiscal_funds": "3"}
    client.force_login(approved.filler)
    client.post(reverse("entry_project", args=[approved.statement_pk, project.pk]), fields)
    assert statement_content(approved.statement).projects[0].fiscal_funds == 3


def test_a_project_of_which_nothing_is_open_has_no_form(approved, project_page, client):
    approved.adjust(NamedPart("addition", approved.busy.pk))
    page = project_page()
    assert not page.typed & {"purpose", "budget"}
    assert "save" not in page.acts
    tasks = shown(client, reverse("entry", args=[approved.statement_pk]))
    assert reverse("project_new", args=[approved.statement_pk, approved.busy.pk]) in tasks.links
    assert not {"up", "down"} & tasks.acts


def test_projects_go_and_come_only_where_that_is_open(approved, client):
    approved.adjust(project_part(approved, OpenedKind.PROJECT_MONEY))
    client.force_login(approved.filler)
    project = approved.statement.projects.get()
    new = reverse("project_new", args=[approved.statement_pk, approved.busy.pk])
    delete = reverse("project_delete", args=[approved.statement_pk, project.pk])
    tasks = shown(client, reverse("entry", args=[approved.statement_pk]))
    assert not {new, delete} & tasks.links
    for address in (new, delete):
        answer = client.get(address)
        assert answer.status_code == 403
        assert "本次调整没有开放" in answer.text
    library = reverse("library_project", args=[approved.statement_pk, project.pk])
    assert client.get(library).status_code == 403


def test_copying_in_brings_nothing_to_what_is_closed(approved, client, monkeypatch):
    approved.adjust(project_part(approved, OpenedKind.PROJECT_MONEY))
    form = open_form(approved.statement, project=approved.statement.projects.get())
    closed = closed_in(form)
    foreign = type(form.answers)(
        dict.fromkeys(form.answers.texts, "9"),
        {
            group: [dict.fromkeys(rows[0], "9")] if rows else []
            for group, rows in form.answers.records.items()
        },
    )
    kept = closed.kept(foreign, form.answers)
    assert {name for name, text in kept.texts.items() if text == "9"} == MONEY
    assert kept.records == form.answers.records


OF_ONE_PROJECT = (OpenedKind.PROJECT_MONEY, OpenedKind.PROJECT_GOALS, OpenedKind.PROJECT_INDICATORS)


def asked(sheet):
    return {(question.group, question.field) for question in sheet.questions} | (
        {("", MODE)} if sheet.has_plan else set()
    )


@pytest.mark.parametrize(("province", "edition"), FORMS)
def test_each_field_of_the_department_is_open_in_one_part(province, edition):
    """Drawn by the comparison that enforces: no field is open in two parts, and none in no part at all."""
    content = sound(province, edition)
    for sheet in department_sheets(province, edition):
        opened = [
            asked(sheet) - closed_to(sheet, content, content, OpenedParts(frozenset((kind,)))).questions
            for kind in OF_DEPARTMENT
        ]
        assert set().union(*opened) == asked(sheet)
        assert sum(map(len, opened)) == len(asked(sheet))
        assert closed_to(sheet, content, content, OpenedParts()).whole


@pytest.mark.parametrize(("province", "edition"), FORMS)
def test_each_field_of_a_project_is_open_with_all_of_it_and_in_one_part_at_most(province, edition):
    content = sound(province, edition)
    project, sheet = content.projects[0], project_sheet(province, edition)

    def open_with(*kinds):
        parts = OpenedParts(projects={1: frozenset(kinds)})
        return asked(sheet) - closed_to(sheet, project, content, parts, 1).questions

    assert open_with(OpenedKind.PROJECT) == asked(sheet)
    assert open_with(OpenedKind.REMOVAL) == open_with() == set()
    opened = [open_with(kind) for kind in OF_ONE_PROJECT]
    assert any(opened)
    assert len(set().union(*opened)) == sum(map(len, opened))
    assert ("", "name") not in set().union(*opened)


@pytest.mark.parametrize(("province", "edition"), FORMS)
def test_what_an_answer_leaves_alone_stays_as_it_was_stored(province, edition):
    """Though the form would say it in another order: an adjustment would take that for a change of what is closed."""
    content = sound(province, edition)
    for sheet in department_sheets(province, edition):
        answers = answers_of(sheet, content)
        assert with_answers(sheet, content, read_answers(sheet, answers, content).values) == content
