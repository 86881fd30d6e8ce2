"""A made-up province: what the product itself would have written, of the size asked for, and the same every time."""

from decimal import Decimal

import pytest
from django.core.management import CommandError, call_command
from django.db import transaction

from departments.models import BudgetUnit, Department, FinanceOffice, TrailEntry
from departments.trail.verification import verify
from indicators.derivation import DERIVED_COLUMNS
from indicators.models import Indicator
from performance.models import (
    FindingFigures,
    MonitoringReport,
    PerformanceStatement,
    Revision,
    SelfEvaluation,
    UnitSubmission,
    WorkflowEvent,
)
from performance.monitoring.recalculation import recalculate
from performance.setup.simulated_province import wording
from performance.setup.simulated_province.after_approval import LEAST
from performance.setup.simulated_province.making import DatabaseNotEmpty, make_province
from performance.setup.simulated_province.size import Size
from performance.setup.simulated_province.tables import COLUMNS
from performance.setup.simulated_province.walks import STATEMENT_WALKS, UNIT_WALKS, simulated_steps
from performance.statements.figures.renewing import not_counted
from performance.statements.revisions import _project_keys, content_of, present_content, take_revision
from performance.statements.selectors import statement_contents
from performance.statements.services import save_content
from performance.steps.locks import LOCKED
from performance.steps.table import step_from
from performance.steps.vocabulary import Effect, Subject
from projects.models import BudgetProject
from tests.factories import a_statement, an_office

SMALL = Size(departments=12, units=2, projects=2, indicators=7)


def rows():
    """What was made, without the keys that the database chose before."""
    return {
        model._meta.label: list(model.objects.order_by("pk").values_list(*columns))
        for model, columns in COLUMNS.items()
    }


def made_and_undone(size):
    with transaction.atomic():
        make_province(size)
        made = rows()
        transaction.set_rollback(True)
    return made


@pytest.mark.django_db
def test_the_same_size_and_seed_make_the_same_rows():
    first, again = made_and_undone(SMALL), made_and_undone(SMALL)
    actor = COLUMNS[WorkflowEvent].index("actor_id") - len(COLUMNS[WorkflowEvent])
    events = WorkflowEvent._meta.label
    for made in (first, again):  # the account is made anew, with a key of its own
        made[events] = [row[:actor] + row[actor + 1 :] for row in made[events]]
        made[Department._meta.label] = [row[:1] + row[2:] for row in made[Department._meta.label]]
    assert first == again
    other = made_and_undone(Size(**{**vars(SMALL), "seed": 2}))
    assert other[Indicator._meta.label] != first[Indicator._meta.label]


@pytest.mark.django_db
def test_a_province_is_what_the_product_would_have_written():
    make_province(SMALL)
    assert Department.objects.count() == 12
    assert BudgetUnit.objects.count() == UnitSubmission.objects.count() == 24
    assert BudgetProject.objects.count() == SMALL.all_projects == 48
    assert Indicator.objects.count() == SMALL.all_indicators == 48 * 7
    for indicator in Indicator.objects.all()[:100]:
        columns = [getattr(indicator, column) for column in DERIVED_COLUMNS]
        indicator.derive(SMALL.year)
        assert [getattr(indicator, column) for column in DERIVED_COLUMNS] == columns
    statements = list(PerformanceStatement.objects.select_related("department"))
    for pk, content in statement_contents(statements).items():
        statement = next(one for one in statements if one.pk == pk)
        report = save_content(content, department=statement.department, year=SMALL.year)
        assert not report.changed, statement.state


@pytest.mark.django_db
def test_statements_and_shares_stand_where_their_events_led_them():
    make_province(Size(departments=40, units=2, projects=1, indicators=1))
    assert len(set(PerformanceStatement.objects.values_list("state", flat=True))) > 4
    for subject in (*PerformanceStatement.objects.all(), *UnitSubmission.objects.all()):
        of = (
            {"statement": subject} if isinstance(subject, PerformanceStatement) else {"unit": subject.unit_id}
        )
        events = WorkflowEvent.objects.filter(**{"unit": None, **of}).order_by("pk")
        last = events.last()
        assert subject.version == (last.version if last else 1)
        assert last is None or last.target == subject.state
    for statement in PerformanceStatement.objects.all():
        if LOCKED[statement.state]:
            assert not statement.projects.filter(locked=False).exists()


@pytest.mark.django_db
def test_what_is_lived_in_keeps_its_texts_has_earlier_years_and_its_findings():
    make_province(Size(departments=5, units=2, projects=2, indicators=3, years=2, lived_in=True))
    statements = PerformanceStatement.objects.order_by("pk")
    assert set(statements.values_list("fiscal_year", flat=True)) == {2025, 2026}
    earlier = statements.filter(fiscal_year=2025)
    assert set(earlier.values_list("state", flat=True)) <= {"approved", "published"}
    assert not earlier.filter(approved_revision=None).exists()
    assert not not_counted(statements).exists()
    assert FindingFigures.objects.exists()
    kept = Revision.objects.select_related("statement", "unit")
    assert {bool(one.unit) for one in kept} == {True, False}
    for one in kept:
        again = take_revision(one.statement, one.unit, present_content(one.statement, one.unit))
        assert (again, again.project_keys) == (one, _project_keys(one.statement, one.unit, content_of(one)))
    for event in WorkflowEvent.objects.select_related("revision"):
        taken = Effect.SNAPSHOT in step_from(subject_of(event), event.source, event.action).effects
        assert taken == (event.revision is not None)
        assert not taken or (event.revision.statement_id, event.revision.unit_id) == (
            event.statement_id,
            event.unit_id,
        )


@pytest.mark.django_db
def test_what_is_lived_in_is_monitored_and_evaluated():
    make_province(Size(departments=12, units=1, projects=12, indicators=2, years=2, lived_in=True))
    approved = PerformanceStatement.objects.filter(approved_revision__isnull=False)
    reports = MonitoringReport.objects.select_related("revision", "statement")
    assert {report.statement for report in reports} <= set(approved.filter(fiscal_year=2026))
    for report in reports.filter(unit__isnull=False):
        assert report.revision_id == report.statement.approved_revision_id
        assert report.project.budget >= Decimal(LEAST)
    begun = reports.filter(latest__isnull=False)
    assert begun.exists()
    assert reports.filter(latest=None).exists()
    assert not begun.filter(goal_light="").exists()
    assert recalculate(MonitoringReport.objects.all(), anew=True) == 0
    cards = SelfEvaluation.objects.filter(unit__isnull=False)
    evaluated = BudgetProject.objects.filter(fiscal_year=2025)
    assert set(cards.values_list("project", "statement__fiscal_year")) == {
        (project.pk, 2025) for project in evaluated
    }


def subject_of(event):
    return Subject.STATEMENT if event.unit_id is None else Subject.UNIT


@pytest.mark.parametrize(
    ("subject", "state", "actions"),
    [
        *((Subject.STATEMENT, state, actions) for state, (_, actions) in STATEMENT_WALKS.items()),
        *((Subject.UNIT, state, actions) for state, actions in UNIT_WALKS.items()),
    ],
)
def test_a_walk_leads_where_it_says(subject, state, actions):
    if walked := list(simulated_steps(subject, actions)):
        assert walked[-1].step.target == state
        assert [stride.version for stride in walked] == list(range(2, len(actions) + 2))


@pytest.mark.django_db
def test_the_database_goes_on_behind_the_made_rows():
    make_province(SMALL)
    a_statement(Department.objects.create(office=FinanceOffice.objects.first(), code="X", name="另一部门"))
    entry = TrailEntry.objects.get(number=1)
    assert "12个部门" in entry.details
    assert verify().fault is None


@pytest.mark.django_db
def test_what_is_there_already_is_left_alone():
    office = an_office(division_code="990001")
    with pytest.raises(DatabaseNotEmpty):
        make_province(SMALL)
    with pytest.raises(CommandError, match="--beside"):
        call_command("make_province", departments=1)
    assert list(FinanceOffice.objects.all()) == [office]
    call_command("make_province", departments=51, units=1, projects=1, indicators=1, beside=True)
    codes = FinanceOffice.objects.values_list("division_code", flat=True)
    assert sorted(codes) == ["990001", "990002", "990003"]


@pytest.mark.parametrize("word", ["0", "-1", "1.5", "一", "100001"])
def test_a_size_that_is_none_is_refused(word):
    with pytest.raises(CommandError, match="应为1到100000之间的整数"):
        call_command("make_province", "--departments", word)


def test_every_class_of_the_library_has_indicators_in_printed_order():
    for offered in wording.templates().values():
        levels = [(row.level1, row.level2) for row in offered]
        assert len(dict.fromkeys(levels)) == sum(
            one != before for one, before in zip(levels, [None, *levels], strict=False)
        )
