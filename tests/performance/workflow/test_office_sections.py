"""Texts sorted by the section that looks after them: in the queue, in the figures, in the workbook and in the interface."""

from datetime import timedelta
from io import BytesIO

import openpyxl
import pytest
from django.urls import reverse
from django.utils import timezone

from departments.models import Membership, OfficeSection, Timetable, TrailEntry
from departments.permissions.roles import Role
from performance.models import Action, StatementState, UnitState, WorkflowEvent
from performance.workflow.claims import claim
from performance.workflow.office_sections import SectionSorting, section_figures
from performance.workflow.services import perform
from tests.factories import a_department, a_member, a_statement, a_unit

pytestmark = pytest.mark.usefixtures("nothing_found")

FIRST, SECOND = Role.FINANCE_SECTION_REVIEWER, Role.PERFORMANCE_SECTION_REVIEWER


@pytest.fixture
def office(cast):
    """Two texts at their first review: one of a department that a section names, one of another department."""
    cast.put(statement=StatementState.FIRST_REVIEW, units=UnitState.PASSED)
    cast.arrived(StatementState.FIRST_REVIEW, source=StatementState.DRAFTING)
    cast.office = cast.department.office
    cast.colleague = a_member(FIRST, at=cast.office)
    cast.other = a_statement(a_department(cast.office), year=2026)
    a_unit(cast.other.department)
    type(cast.other).objects.filter(pk=cast.other.pk).update(state=StatementState.FIRST_REVIEW)
    cast.culture = a_section(cast.office, "教科文股", departments=[cast.department], members=[cast.section])
    return cast


def a_section(office, name, role=FIRST, departments=(), members=()):
    section = OfficeSection.objects.create(office=office, name=name, role=role)
    section.departments.set(departments)
    Membership.objects.filter(user__in=members).update(section=section)
    return section


def figures_of(office, year=2026):
    return {one.name: one for one in section_figures(SectionSorting(office.section), office.section, year)}


def waiting_in(office):
    return {name: [text.pk for text in one.waiting] for name, one in figures_of(office).items()}


def test_a_text_waits_for_the_section_that_names_its_department_before_one_for_all(office):
    own, other = office.statement_pk, office.other.pk
    assert waiting_in(office) == {"教科文股": [own], "未分股室": [other]}
    a_section(office.office, "预算股")
    a_section(office.office, "绩效股", role=SECOND)
    assert waiting_in(office) == {"教科文股": [own], "预算股": [other], "绩效股": []}
    type(office.other).objects.filter(pk=other).update(state=StatementState.SECOND_REVIEW)
    assert waiting_in(office) == {"教科文股": [own], "预算股": [], "绩效股": [other]}


def test_an_office_without_sections_has_no_figures(office):
    Membership.objects.update(section=None)
    OfficeSection.objects.all().delete()
    assert figures_of(office) == {}


def test_nothing_is_called_in_time_where_no_limit_is_set(office):
    assert figures_of(office)["教科文股"].overdue is None


def test_what_waits_is_claimed_or_not_and_overdue_or_not(office):
    Timetable.objects.create(
        office=office.office, fiscal_year=2026, opens="2025-08-01", closes="2025-09-30", review_days=1
    )
    assert (figures_of(office)["教科文股"].unclaimed, figures_of(office)["教科文股"].overdue) == (1, 0)
    claim(office.statement, by=office.section)
    WorkflowEvent.objects.update(at=timezone.now() - timedelta(days=40))
    own = figures_of(office)["教科文股"]
    assert (own.unclaimed, own.overdue, own.longest_days) == (0, 1, 40)


def test_a_review_counts_for_the_section_of_whoever_ended_it(office):
    perform(office.statement, Action.PASS, by=office.section, expected_version=office.statement.version)
    figures = figures_of(office)
    assert [done.label for _, done in figures["教科文股"].done] == ["初审通过"]
    assert (len(figures["未分股室"].done), figures["教科文股"].median_days) == (0, 0)
    assert figures_of(office, 2025)["教科文股"].done == []
    Membership.objects.update(section=None)
    assert len(figures_of(office)["未分股室"].done) == 1


# The pages


def found(client, **query):
    return [row["text"].pk for row in client.get(reverse("review_queue"), query).context["rows"]]


def test_the_queue_is_narrowed_by_section(client, office):
    own, other = office.statement_pk, office.other.pk
    client.force_login(office.section)
    assert set(found(client)) == {own, other}
    assert found(client, section="own") == found(client, section=office.culture.pk) == [own]
    assert found(client, section="0") == [other]
    client.force_login(office.colleague)
    assert found(client, section="own") == []
    assert set(found(client)) == {own, other}  # nothing is out of sight


def test_the_queue_is_narrowed_by_the_days_that_are_left(client, office):
    Timetable.objects.create(
        office=office.office, fiscal_year=2026, opens="2025-08-01", closes="2025-09-30", review_days=2
    )
    client.force_login(office.section)
    own = [office.statement_pk]
    assert (found(client, limit="over"), found(client, limit="later")) == ([], [])
    WorkflowEvent.objects.update(at=timezone.now() - timedelta(days=40))
    assert (found(client, limit="over"), found(client, limit="soon")) == (own, [])


@pytest.mark.parametrize("sections", [1, 4])
def test_the_queue_takes_one_number_of_queries(client, office, sections, django_assert_max_num_queries):
    for number in range(1, sections):
        a_section(office.office, f"股{number}", departments=[office.other.department])
    client.force_login(office.section)
    with django_assert_max_num_queries(32):
        client.get(reverse("review_queue"))


def test_colleagues_of_the_same_section_are_offered_first(client, office):
    Membership.objects.filter(user=office.colleague).update(section=office.culture)
    third = a_member(FIRST, at=office.office)
    client.force_login(office.section)
    offered = client.get(reverse("review_desk", args=[office.statement_pk])).context["colleagues"]
    assert offered == [("教科文股", [office.colleague]), ("其他股室", [third])]


def test_every_figure_of_a_section_leads_to_its_rows_and_into_a_workbook(client, office):
    client.force_login(office.section)
    perform(office.statement, Action.PASS, by=office.section, expected_version=office.statement.version)
    address = f"{reverse('review_workloads')}?year=2026&section={office.culture.pk}"
    assert address.replace("&", "&amp;") in client.get(reverse("review_queue")).text
    page = client.get(address)
    ((name, text, done),) = page.context["sections"][0]["done"]
    assert (text.pk, done.label) == (office.statement_pk, "初审通过")
    assert page.context["people"] == []
    answer = client.get(reverse("review_workloads_workbook"), {"year": 2026})
    book = openpyxl.load_workbook(BytesIO(answer.content))
    assert book.sheetnames == ["各股室", "等着办理的文本", "已办理的审核", "各人"]
    rows = [[cell.value for cell in row] for row in book["各股室"].iter_rows(min_row=2)]
    assert rows[0] == ["教科文股", 0, 0, None, None, 1, 0]
    assert book["已办理的审核"]["B2"].value == name
    assert TrailEntry.objects.latest("number").details == "2026年审核情况.xlsx"


@pytest.mark.parametrize("who", ["filler", "chief", "nobody"])
def test_the_figures_are_the_finance_sides(client, office, who):
    client.force_login(getattr(office, who))
    assert client.get(reverse("review_workloads_workbook")).status_code == 404
    assert client.get(reverse("api:section_figures")).status_code == 404


# The interface


def test_a_program_reads_the_figures_claims_and_gives_back(client, office):
    client.force_login(office.section)
    culture, unsorted = client.get(reverse("api:section_figures"), {"fiscal_year": 2026}).json()
    assert (culture["name"], culture["waiting"], culture["unclaimed"]) == (
        "教科文股",
        [office.statement_pk],
        1,
    )
    assert culture["departments"] == [office.department.pk]
    assert (unsorted["section"], unsorted["waiting"]) == (0, [office.other.pk])
    take, back = (
        reverse(f"api:{name}", args=[office.statement_pk]) for name in ("claim_review", "give_back_review")
    )
    held = client.post(take, {"person": office.colleague.pk}, content_type="application/json")
    assert (held.json()["person"], held.json()["by"]) == (office.colleague.pk, office.section.pk)
    assert client.post(take, {"person": office.filler.pk}, content_type="application/json").status_code == 400
    for strange in ("1e999", "[1]", '"x"', '{"person": 1}', "null"):
        assert client.post(back, strange, content_type="application/json").status_code == 400, strange
    assert client.post(back, {}, content_type="application/json").status_code == 204
    assert client.post(back, {}, content_type="application/json").status_code == 412
    own = client.post(take, {"person": None}, content_type="application/json")
    assert own.json()["person"] == office.section.pk
