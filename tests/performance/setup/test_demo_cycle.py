"""The demo is a whole bureau: everybody has somebody to sign in as, and a text can be taken from entry to 公开."""

import io
from datetime import date

import pytest
from django.contrib.auth import authenticate, get_user_model
from django.core.management import call_command
from django.test import override_settings
from django.urls import reverse
from django.utils import timezone

from departments.models import BudgetUnit, Department, FinanceOffice, Timetable
from departments.permissions.roles import Role
from performance.alerts.settings import Light
from performance.documents.recognition import layout_of
from performance.findings.judgement import judge
from performance.models import (
    Action,
    AdjustmentRequest,
    AlertState,
    Anchor,
    Comment,
    CommentState,
    EvaluationState,
    MonitoringAlert,
    MonitoringEvent,
    MonitoringReport,
    MonitoringState,
    MonitoringTask,
    MonitoringVersion,
    PerformanceStatement,
    PlannedPeriod,
    RecheckSheet,
    ResultUse,
    SelfEvaluation,
    StatementState,
    UnitState,
)
from performance.self_evaluation.findings import findings_of
from performance.self_evaluation.services import card_of
from performance.setup.demo.accounts import demo_accounts, renew_accounts, username_of
from performance.setup.demo.cycle import begin_cycle
from performance.setup.demo.monitoring import begin_monitoring
from performance.steps.people import waiting_for
from performance.workflow.services import perform
from tests.built_once import built_once

YEAR = timezone.localdate().year + 1


@built_once
def loaded():
    """What a newcomer reads after the demo is loaded."""
    out = io.StringIO()
    with override_settings(DEMO=True):
        call_command("load_demo", port="9000", stdout=out)
    return out.getvalue()


@pytest.fixture
def printed(loaded, settings):
    settings.DEMO = True
    return loaded


def person(role, place):
    return get_user_model().objects.get(username=username_of(role, place))


def test_there_is_somebody_for_every_place_and_the_print_opens_their_account(printed):
    said = [line.split() for line in printed.splitlines() if line.startswith("  ")]
    passwords = {words[0]: words[1] for words in said}
    assert set(passwords) == {account.username for account in demo_accounts()}
    for model, role in (
        (BudgetUnit, Role.FILLER),
        (Department, Role.DEPARTMENT_REVIEWER),
        (FinanceOffice, Role.FINANCE_SECTION_REVIEWER),
        (FinanceOffice, Role.PERFORMANCE_SECTION_REVIEWER),
    ):
        for place in model.objects.all():
            assert username_of(role, place) in passwords
    name = username_of(Role.FINANCE_SECTION_REVIEWER, FinanceOffice.objects.get(division_code="420700"))
    assert authenticate(username=name, password=passwords[name])
    assert {office.name for office in FinanceOffice.objects.all()} <= {
        line.strip().partition("（")[0] for line in printed.splitlines()
    }


def test_the_print_ends_with_where_to_go_and_what_to_try(printed):
    last = printed.strip().splitlines()[-1]
    assert "http://127.0.0.1:9000" in last
    assert "finance_section_reviewer-130682" in last
    assert f"http://127.0.0.1:9000{reverse('public_offices')}" in last


def test_every_office_is_in_the_middle_of_a_cycle(printed):
    today = timezone.localdate()
    for office in FinanceOffice.objects.all():
        assert Timetable.objects.year_at(office, today) == YEAR
    states = set(PerformanceStatement.objects.filter(fiscal_year=YEAR).values_list("state", flat=True))
    assert states == {StatementState.DRAFTING, StatementState.FIRST_REVIEW, StatementState.PUBLISHED}


@pytest.mark.parametrize("division", ["130200", "130682", "420700", "520200"])
def test_the_queues_of_finance_are_not_empty(printed, division):
    office = FinanceOffice.objects.get(division_code=division)
    (waiting,) = waiting_for(person(Role.FINANCE_SECTION_REVIEWER, office))
    assert waiting.state == StatementState.FIRST_REVIEW


@pytest.mark.parametrize("division", ["130200", "420700", "520200"])
def test_a_text_goes_from_entry_to_the_public_by_the_printed_accounts_alone(printed, client, division):
    statement = PerformanceStatement.objects.get(
        department__office__division_code=division, fiscal_year=YEAR, state=StatementState.DRAFTING
    )
    department = statement.department

    def take(action, by, subject=None):
        subject = subject or statement
        subject.refresh_from_db()
        perform(subject, action, by=by, expected_version=subject.version)

    chief = person(Role.DEPARTMENT_REVIEWER, department)
    for unit in department.units.all():
        share, _ = statement.submissions.get_or_create(unit=unit)
        if statement.projects.filter(unit=unit).exists():
            take(Action.SUBMIT, person(Role.FILLER, unit), share)
            take(Action.PASS, chief, share)
        else:
            take(Action.EXEMPT, chief, share)
        share.refresh_from_db()
        assert share.state == UnitState.PASSED
    take(Action.SUBMIT, chief)
    take(Action.PASS, person(Role.FINANCE_SECTION_REVIEWER, department.office))
    take(Action.PASS, person(Role.PERFORMANCE_SECTION_REVIEWER, department.office))
    second = username_of(Role.PERFORMANCE_SECTION_REVIEWER, department.office, second=True)
    for action in (Action.APPROVE, Action.PUBLISH):
        take(action, get_user_model().objects.get(username=second))
    statement.refresh_from_db()
    assert statement.state == StatementState.PUBLISHED
    seen = client.get(reverse("public_statement", args=[division, YEAR, department.code]))
    assert (seen.status_code, department.name in seen.text) == (200, True)


def test_every_text_can_be_filled_in_and_printed(printed, client):
    for statement in PerformanceStatement.objects.all():
        assert layout_of(statement.province, statement.edition)
        client.force_login(person(Role.DEPARTMENT_REVIEWER, statement.department))
        assert client.get(reverse("entry", args=[statement.pk])).status_code == 200, statement


@pytest.mark.parametrize("today", [date(2026, 2, 1), date(2027, 12, 31), date(2031, 6, 30)])
def test_the_texts_to_be_taken_along_have_no_fault_in_any_year(printed, today):
    PerformanceStatement.objects.filter(fiscal_year=today.year + 1).update(fiscal_year=1990)
    Timetable.objects.all().delete()
    renew_accounts()
    for statement in begin_cycle(today):
        assert judge(statement).findings == (), statement


def test_last_year_has_a_card_at_each_place_on_its_way_to_the_public(printed):
    cards = SelfEvaluation.objects.filter(statement__fiscal_year=YEAR - 2, unit__isnull=False)
    assert set(cards.values_list("state", flat=True)) == set(EvaluationState)
    graded = cards.get(state=EvaluationState.GRADED)
    assert (graded.final_total, graded.final_grade) == (graded.total, "优")
    for card in cards.exclude(state__in=(EvaluationState.FILLING, EvaluationState.RETURNED)):
        assert findings_of(card_of(card)) == (), card
    for card in cards:
        assert person(Role.FILLER, card.unit).username in printed
        begun = card.state != EvaluationState.FILLING
        assert card.evidence.exists() == begun, card
    at_finance = (EvaluationState.FINANCE, EvaluationState.GRADED, EvaluationState.PUBLISHED)
    assert {sheet.evaluation.state for sheet in RecheckSheet.objects.all()} == set(at_finance)
    assert {use.evaluation.state for use in ResultUse.objects.in_force()} == {*at_finance[1:]}
    returned = cards.get(state=EvaluationState.RETURNED)
    assert returned.events.last().reason
    said = {card: set() for card in cards}
    for comment in Comment.objects.filter(anchor=Anchor.EVALUATION):
        said[cards.get(pk=comment.row)].add(comment.state)
    assert said[returned] == {CommentState.OPEN, CommentState.ANSWERED}
    assert said[graded] == {CommentState.RESOLVED}


def test_a_published_card_is_read_by_anybody_without_its_telephone(printed, client):
    (card,) = SelfEvaluation.objects.filter(state=EvaluationState.PUBLISHED)
    department = card.statement.department
    measure = card_of(card).content.measures
    assert "0315-0000000" in measure
    place = (department.office.division_code, card.statement.fiscal_year, department.code)
    assert (
        reverse("public_evaluations", args=place) in client.get(reverse("public_statement", args=place)).text
    )
    page = client.get(reverse("public_evaluations", args=place)).text
    assert card.label in page
    assert measure.replace("0315-0000000", "****-*******") in page


def test_monitoring_shows_a_finished_period_and_an_open_one_with_every_colour(printed):
    finished, going_on = MonitoringTask.objects.order_by("cutoff")
    assert set(finished.reports.values_list("state", flat=True)) == {MonitoringState.CLOSED}
    assert (bool(finished.closed), finished.label) == (True, "1–6月")
    assert going_on.closed is None
    lights = MonitoringReport.objects.values_list("money_light", "goal_light", "forecast_light")
    assert {light for row in lights for light in row} == {light.value for light in Light}
    warned = going_on.reports.get(state=MonitoringState.FINANCE)
    assert warned.marked
    assert set(warned.alerts.values_list("state", flat=True)) == {AlertState.OPEN, AlertState.ANSWERED}
    request = AdjustmentRequest.objects.get(statement=warned.statement)
    assert request.origin.startswith("监控预警“支出滞后”")
    assert going_on.reports.filter(state=MonitoringState.FILLING, unit__isnull=False).exists()
    assert PlannedPeriod.objects.filter(office=going_on.office).count() == 3
    assert person(Role.FILLER, warned.unit).username in printed


def test_in_january_monitoring_goes_on_with_the_text_of_last_year(printed):
    MonitoringReport.objects.update(latest=None)
    for rows in (MonitoringAlert, MonitoringEvent, MonitoringVersion, MonitoringReport, MonitoringTask):
        rows._base_manager.all()._raw_delete("default")
    PlannedPeriod.objects.all().delete()
    before = PerformanceStatement.objects.count()
    finished, going_on = begin_monitoring(date(YEAR - 1, 1, 5))
    assert finished.closed
    assert going_on.cutoff == date(YEAR - 2, 12, 31)
    assert going_on.reports.filter(money_light=Light.RED).exists()
    assert PerformanceStatement.objects.count() == before
