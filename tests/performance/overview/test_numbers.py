"""What the pages show is what a plain count over the rows gives, on data drawn at random."""

import random
from collections import Counter, defaultdict
from datetime import date, datetime, timedelta
from decimal import Decimal
from statistics import median

import pytest
from django.utils import timezone

from departments.models import Timetable
from departments.permissions.roles import Role
from indicators.models import Indicator
from performance.findings.judgement import judge
from performance.models import Action, PerformanceStatement, StatementState, WorkflowEvent
from performance.overview import families, findings, money
from performance.overview import review_rounds as rounds
from performance.overview import submission_status as standing
from performance.overview.figure import FigureColumn, Kind, Linked
from performance.overview.scope import Level, Scope
from performance.overview.submission_status import Punctuality, submission_statuses
from performance.statements.figures.indicators import QUANTIFIED
from performance.statements.figures.renewing import count_anew
from performance.statements.revisions import take_revision
from performance.statements.selectors import statement_content
from performance.steps.locks import WITH_THE_DEPARTMENT
from projects.models import BudgetProject
from tests.built_once import in_wider_scope
from tests.factories import (
    a_department,
    a_member,
    a_project_content,
    a_statement,
    a_unit,
    an_indicator,
    an_office,
)

pytestmark = pytest.mark.django_db
CLOSES = date(2025, 9, 30)
TODAY = date(2025, 10, 20)
CLASSES = ("运转类", "特定目标类", "")
FAMILIES = (("产出指标", "数量指标"), ("产出指标", "质量指标"), ("效益指标", "社会效益指标"))
VALUES = ("≥8次", "≥95%", "12月底前", "明显提高", "")
STATES = list(StatementState)
# Without these some figures would have nothing to show; the others are drawn, of whatever states there are.
SURE = (
    StatementState.APPROVED,
    StatementState.RETURNED,
    StatementState.FIRST_REVIEW,
    StatementState.PUBLISHED,
)


def a_random_project(chance, unit):
    indicators = tuple(
        an_indicator(
            level1=level1,
            level2=level2,
            name=f"指标{number}",
            value=chance.choice(VALUES),
            basis=chance.choice(("", "计划")),
        )
        for number, (level1, level2) in enumerate(chance.choices(FAMILIES, k=chance.randint(0, 4)))
    )
    amount = chance.choice([None, Decimal(chance.randint(0, 9999)) / 100])
    return a_project_content(
        unit,
        project_class=chance.choice(CLASSES),
        budget=amount,
        fiscal_funds=amount and amount / 2,
        other_funds=None,
        indicators=indicators,
    )


def an_event(statement, action, at, by):
    event = WorkflowEvent.objects.create(
        statement=statement,
        action=action,
        label=action.label,
        source="drafting",
        target="drafting",
        actor=by,
        actor_name="甲",
        round=1,
        version=1,
    )
    WorkflowEvent.objects.filter(pk=event.pk).update(at=at)
    return at


@pytest.fixture(scope="module")
def world(django_db_setup, django_db_blocker):
    """An office with two years of random texts and walks, and who looks at it; ``walks`` is what was written."""
    with django_db_blocker.unblock(), in_wider_scope():
        yield _world(random.Random(9))  # noqa: S311  (nothing is kept secret by it)


def _world(chance):
    office = an_office()
    Timetable.objects.create(office=office, fiscal_year=2026, opens="2025-08-01", closes=CLOSES)
    reviewer = a_member(Role.FINANCE_SECTION_REVIEWER, at=office)
    walks = {}
    for state in (*SURE, None, None, None):
        department = a_department(office)
        units = [a_unit(department), a_unit(department)]
        for year in (2025, 2026):
            if year == 2026 and not state and chance.random() < 0.3:
                continue
            projects = tuple(
                a_random_project(chance, chance.choice(units)) for _ in range(chance.randint(0, 4))
            )
            statement = a_statement(department, year=year, projects=projects)
            if year == 2026:
                walks[department.pk] = _walk(chance, statement, state or chance.choice(STATES), reviewer)
    a_statement(a_department(), projects=3)  # of another office
    count_anew(PerformanceStatement.objects.all())  # what follows a commit, which never comes here
    return office, reviewer, walks


def _walk(chance, statement, state, by):
    PerformanceStatement.objects.filter(pk=statement.pk).update(state=state)
    start = timezone.make_aware(datetime(2025, 9, 20))  # noqa: DTZ001
    sent = approved = None
    returned = 0
    if state != StatementState.DRAFTING:
        sent = an_event(statement, Action.SUBMIT, start + timedelta(days=chance.randint(0, 25)), by)
        returned = chance.randint(0, 2)
        for number in range(returned):
            an_event(statement, Action.RETURN, sent + timedelta(hours=number), by)
    if state in (StatementState.APPROVED, StatementState.PUBLISHED):
        approved = an_event(statement, Action.APPROVE, sent + timedelta(days=chance.randint(1, 9)), by)
        revision = take_revision(statement, None, statement_content(statement))
        PerformanceStatement.objects.filter(pk=statement.pk).update(approved_revision=revision)
    return state, sent, approved, returned


@pytest.fixture
def scope(world):
    office, reviewer, _ = world
    return Scope(Level.OFFICE, office, 2026, reviewer)


def plain(figure):
    return [[cell.value if isinstance(cell, Linked) else cell for cell in row] for row in figure.rows]


def projects_of(scope, year=2026):
    return list(
        BudgetProject.objects.filter(unit__department__office=scope.place, fiscal_year=year).select_related(
            "unit"
        )
    )


def money_by(projects, key):
    counted = defaultdict(lambda: [0, Decimal(0), Decimal(0), 0])
    for project in projects:
        row = counted[key(project)]
        row[0] += 1
        row[1] += project.budget or 0
        row[2] += project.fiscal_funds or 0
        row[3] += project.budget is None
    return {name: tuple(row) for name, row in counted.items()}


def test_money_by_class_and_by_department(scope):
    projects = projects_of(scope)
    shown = {row[0]: (row[1], row[2], row[3], row[6]) for row in plain(money.by_class(scope))}
    assert shown == money_by(projects, lambda one: one.project_class or money.UNNAMED)
    figure = money.by_part(scope, {})
    links = [row[1].href for row in figure.rows]
    codes = {row[0]: (row[2], row[3], row[4], row[7]) for row in plain(figure)}
    assert codes == money_by(projects, lambda one: one.unit.department.code)
    assert all(address.startswith("/overview/department/") for address in links)
    wanted = money_by(
        [one for one in projects if one.project_class == "运转类"], lambda one: one.unit.department.code
    )
    behind = plain(money.by_part(scope, {"project_class": "运转类"}))
    assert {row[0]: (row[2], row[3], row[4], row[7]) for row in behind} == wanted
    whole = sum(one.budget or 0 for one in projects)
    assert sum(row[1] for row in plain(money.by_fund(scope))) == whole


def test_only_the_largest_are_shown_and_the_figure_says_so(scope):
    figure = money.by_part(scope, {}, most=2)
    everything = plain(money.by_part(scope, {}))
    assert plain(figure)[:2] == everything[:2]
    rest = plain(figure)[2]
    assert rest[1] == f"其余{len(everything) - 2}个"
    assert list(rest[2:]) == [
        sum(column) for column in zip(*(row[2:] for row in everything[2:]), strict=True)
    ]
    assert f"共{len(everything)}个" in figure.note
    assert [row[3] for row in everything] == sorted((row[3] for row in everything), reverse=True)


def test_indicators_by_family(scope):
    owned = Indicator.objects.filter(
        family__tree__budgetproject__unit__department__office=scope.place, family__tree__year=2026
    ).select_related("family")
    counted = defaultdict(lambda: [0, 0, 0])
    for one in owned:
        row = counted[one.family.level1, one.family.level2]
        row[0] += 1
        row[1] += one.kind in QUANTIFIED
        row[2] += one.basis != ""
    number = len(projects_of(scope))
    shown = plain(families.by_family(scope))
    assert {(row[0], row[1]): [row[2], row[3], row[5]] for row in shown} == counted
    for row in shown:
        assert row[4] == round(Decimal(100 * row[3]) / row[2], 1)
        assert row[7] == round(Decimal(row[2]) / number, 2)
    assert [row[1] for row in shown] == [level2 for _, level2 in FAMILIES]
    behind = families.by_part(scope, {"level1": "产出指标", "level2": "数量指标"})
    assert sum(row[2] for row in plain(behind)) == counted["产出指标", "数量指标"][0]


def test_findings_by_rule_against_last_year_and_by_department(scope):
    now, before, by_department = Counter(), Counter(), Counter()
    for statement in PerformanceStatement.objects.filter(department__office=scope.place):
        codes = Counter(finding.code for finding in judge(statement).findings)
        (now if statement.fiscal_year == 2026 else before).update(codes)
        if statement.fiscal_year == 2026:
            by_department[statement.department.code] += codes["A1"]
    shown = plain(findings.by_rule(scope))
    assert {row[0]: row[5] for row in shown if row[5]} == now
    assert {row[0]: row[6] for row in shown if row[6]} == before
    assert all(sum(row[2:5]) == row[5] and row[7] == row[5] - row[6] for row in shown)
    assert [row[5] for row in shown] == sorted((row[5] for row in shown), reverse=True)
    behind = plain(findings.by_part(scope, {"code": "A1"}))
    assert {row[0]: row[5] for row in behind if row[5]} == +by_department


def expected(walk):
    """Punctuality by the words of the glossary, written once more."""
    if walk is None or walk[0] == StatementState.DRAFTING:
        return Punctuality.OVERDUE
    state, sent, *_ = walk
    if state in WITH_THE_DEPARTMENT:
        return Punctuality.SENT_BACK
    return Punctuality.SENT_LATE if timezone.localdate(sent) > CLOSES else Punctuality.ON_TIME


def test_who_has_submitted_who_is_late_and_since_when(world, scope):
    walks = world[2]
    found = submission_statuses(scope)
    places = [department.pk for department in scope.departments()]
    assert [one.place for one in found] == places
    assert [one.punctuality(CLOSES, TODAY) for one in found] == [expected(walks.get(pk)) for pk in places]
    for one in found:
        if walk := walks.get(one.place):
            assert (one.state, one.sent, one.approved, one.returned) == walk
            if one.sent:
                assert one.since == max(filter(None, (one.sent, one.approved))) or one.returned
    shown = plain(standing.by_punctuality(scope, found, CLOSES, TODAY))
    assert {row[0]: row[1] for row in shown} == Counter(expected(walks.get(pk)).label for pk in places)
    states = plain(standing.by_state(scope, found))
    assert {row[0]: row[1] for row in states} == Counter(
        walks[pk][0].label if pk in walks else standing.NOT_BEGUN for pk in places
    )


@pytest.mark.parametrize("make", ["by_punctuality", "by_state", "returned_rounds", "time_to_approval"])
def test_every_number_leads_to_as_many_rows(scope, client, world, make):
    found = submission_statuses(scope)
    figure = {
        "by_punctuality": lambda: standing.by_punctuality(scope, found, CLOSES, timezone.localdate()),
        "by_state": lambda: standing.by_state(scope, found),
        "returned_rounds": lambda: rounds.returned_rounds(scope, found),
        "time_to_approval": lambda: rounds.time_to_approval(scope, found),
    }[make]()
    client.force_login(world[1])
    numbers = [cell for row in figure.rows for cell in row if isinstance(cell, Linked)]
    assert numbers
    for number in numbers:
        assert client.get(number.href).context["page"].paginator.count == number.value, number


def test_returned_rounds_and_time_to_approval(world, scope):
    walks = world[2].values()
    found = submission_statuses(scope)
    counted = Counter(returned for _, sent, _, returned in walks if sent)
    assert [row[1] for row in plain(rounds.returned_rounds(scope, found))] == [
        counted[key] for key in sorted(counted)
    ]
    days = [(approved - sent).days for _, sent, approved, _ in walks if approved]
    assert plain(rounds.time_to_approval(scope, found)) == [[len(days), min(days), median(days), max(days)]]


@pytest.mark.parametrize(
    ("kind", "title"), [(Kind.SHARE, "占比（%）"), (Kind.COUNT, "占比"), (Kind.TEXT, "占比")]
)
def test_a_share_in_a_workbook_has_its_sign_above_it(kind, title):
    assert FigureColumn("占比", kind).stored_title == title
