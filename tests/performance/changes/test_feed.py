"""Whoever follows the feed has what is there: after every way of writing, and nothing of others."""

import random
from dataclasses import replace

import pytest
from django.apps import apps
from django.db import connection
from django.db.models import CASCADE, F
from django.test.utils import CaptureQueriesContext

from departments.models import Department, Membership
from departments.permissions.reach import cache_reaches
from departments.permissions.roles import Role
from indicators.models import Indicator, IndicatorFamily
from performance.changes.feed import CursorLapsed, CursorRefused, changes_since, present_cursor
from performance.changes.numbering import begin_anew, forget_old_changes, number_changes
from performance.changes.triggers import lifted, missing
from performance.changes.watched import TABLES
from performance.models import (
    Change,
    MonitoringReport,
    MonitoringTask,
    PerformanceGoal,
    PerformanceStatement,
    SelfEvaluation,
)
from performance.statements.selectors import statement_content
from performance.statements.services import save_content
from projects.models import BudgetProject, MidTermGoal
from tests.factories import a_department, a_member, a_project_content, a_statement, a_unit

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("nothing_found")]


@pytest.fixture
def readers(cast):
    """Of an office, of a department, of each of its units, of everything, and of nothing here."""
    from tests.performance.changes.conftest import Copy

    first, second = cast.department.units.order_by("pk")
    people = [
        a_member(Role.PERFORMANCE_SECTION_REVIEWER, at=cast.department.office),
        a_member(Role.DEPARTMENT_REVIEWER, at=cast.department),
        a_member(at=first),
        a_member(at=second),
        a_member(at=a_unit()),
    ]
    return [Copy(person, size=9) for person in people]


def written_anew(cast, change):
    statement = cast.statement
    content = change(statement_content(statement))
    save_content(content, department=statement.department, year=statement.fiscal_year)


def project_added(cast):
    unit = cast.department.units.order_by("pk").last()
    written_anew(
        cast, lambda was: replace(was, projects=(*was.projects, a_project_content(unit, name="新的")))
    )


def indicator_changed(cast):
    def change(was):
        first, *others = was.projects[0].indicators
        project = replace(was.projects[0], indicators=(replace(first, value="≥77次"), *others))
        return replace(was, projects=(project, *was.projects[1:]))

    written_anew(cast, change)


def label_changed(cast):
    IndicatorFamily.objects.filter(pk=IndicatorFamily.objects.order_by("pk").first().pk).update(
        level2="质量指标"
    )


def project_moved(cast):
    """Past every model: to the other unit."""
    first, second = cast.department.units.order_by("pk")
    project = BudgetProject.objects.filter(unit__in=(first, second)).order_by("pk").last()
    other = second if project.unit_id == first.pk else first
    BudgetProject.objects.filter(pk=project.pk).update(unit=other)


def projects_gone(cast):
    written_anew(cast, lambda was: replace(was, projects=was.projects[:1]))


def goals_gone(cast):
    written_anew(cast, lambda was: replace(was, goals=()))


def many_at_once(cast):
    BudgetProject.objects.filter(fiscal_year=2026).update(purpose=F("purpose"), leader="某人")


def card_made(cast):
    statement = cast.approved().statement
    SelfEvaluation.objects.get_or_create(
        statement=statement,
        unit=None,
        defaults={
            "revision": statement.approved_revision,
            "label": "部门",
            "position": 0,
            "scheme": "national",
        },
    )


def report_made(cast):
    statement = cast.approved().statement
    task, _ = MonitoringTask.objects.get_or_create(
        office=cast.department.office,
        fiscal_year=2026,
        label="1至6月",
        defaults={"cutoff": "2026-06-30", "due": "2026-07-31", "settings": {}},
    )
    project = statement.projects.first()
    MonitoringReport.objects.get_or_create(
        task=task,
        statement=statement,
        unit=project.unit,
        project=project,
        defaults={"revision": statement.approved_revision, "label": project.name, "position": 1},
    )


def written_papers_gone(cast):
    MonitoringReport.objects.all().delete()
    SelfEvaluation.objects.all().delete()


def unit_moved(cast):
    """To a department beside, and back the next time."""
    unit = (
        cast.department.units.model.objects.order_by("pk")
        .filter(code__startswith=cast.department.code)
        .last()
    )
    office = cast.department.office
    beside = Department.objects.filter(office=office).exclude(pk=unit.department_id).first() or a_department(
        office
    )
    type(unit).objects.filter(pk=unit.pk).update(department=beside)


WAYS = (
    *(project_added, indicator_changed, label_changed, project_moved, projects_gone, goals_gone),
    *(many_at_once, card_made, report_made, written_papers_gone),
)


@pytest.mark.parametrize("way", WAYS, ids=lambda way: way.__name__)
def test_a_copy_is_what_is_there_after_every_way_of_writing(cast, readers, way):
    project_added(cast)
    for reader in readers:
        reader.read_everything()
    for _ in range(2):
        way(cast)
        for reader in readers:
            reader.follow()
            assert reader.rows == reader.everything()
    assert not any(reader.lapsed for reader in readers)
    assert readers[-1].told == []


@pytest.mark.parametrize("seed", range(2))
def test_a_copy_that_is_brought_up_now_and_then_is_what_is_there(cast, readers, seed):
    chance = random.Random(seed)  # noqa: S311  (no secret)
    for _ in range(8):
        chance.choice((*WAYS, unit_moved))(cast)
        for reader in chance.sample(readers, 2):
            reader.follow()
            assert reader.rows == reader.everything()


def test_a_statement_that_goes_takes_all_with_it(cast, readers):
    office, beside = readers[0], readers[2]
    beside.follow()
    statement = a_statement(a_department(cast.department.office), content=None)
    office.follow()
    key = statement.pk
    PerformanceGoal.objects.filter(statement=statement).delete()
    statement.submissions.all().delete()
    PerformanceStatement.objects.filter(pk=key).delete()
    assert ("statement", key, "deleted") in office.follow()
    assert office.rows == office.everything()
    assert beside.follow() == []


def test_what_happened_is_told_by_its_word(cast, readers):
    office = readers[0]
    office.follow()
    project_added(cast)
    new = BudgetProject.objects.latest("pk")
    told = office.follow()
    assert ("project", new.pk, "created") in told
    assert ("statement", cast.statement_pk, "changed") in told
    indicators = Indicator.objects.filter(family__tree=new.tree_id).values_list("pk", flat=True)
    assert {("indicator", pk, "created") for pk in indicators} <= {*told}
    BudgetProject.objects.filter(pk=new.pk).update(name="改过的")
    assert office.follow() == [("project", new.pk, "changed")]
    projects_gone(cast)
    told = {*office.follow()}
    assert {("project", new.pk, "deleted"), *(("indicator", pk, "deleted") for pk in indicators)} <= told


def test_a_thing_changed_often_is_told_once(cast, readers):
    for _ in range(3):
        many_at_once(cast)
        number_changes()
    told = readers[0].follow()
    assert len(told) == len({*told})


def test_of_kinds_only_those_asked_for_are_told(cast, readers):
    user, cursor = readers[0].user, str(present_cursor(readers[0].user))
    project_added(cast)
    page = changes_since(cursor, user, kinds=("project",), size=100)
    assert {one.kind for one in page.changes} == {"project"}


def test_a_cursor_lapses_where_it_would_mislead(cast, readers, settings):
    number_changes()
    reader = readers[2]
    reader.read_everything()
    assert changes_since(reader.cursor, reader.user, kinds=(), size=10).changes == []
    with pytest.raises(CursorLapsed, match="可见范围"):
        changes_since(reader.cursor, readers[1].user, kinds=(), size=10)
    Membership.objects.create(user=reader.user, role=Role.FILLER, unit=a_unit())
    with pytest.raises(CursorLapsed, match="可见范围"):
        changes_since(reader.cursor, type(reader.user).objects.get(pk=reader.user.pk), kinds=(), size=10)
    reader = readers[0]
    many_at_once(cast)
    reader.follow()
    early = reader.cursor
    many_at_once(cast)
    number_changes()
    settings.CHANGES_KEPT_DAYS = -1
    assert forget_old_changes() > 0
    with pytest.raises(CursorLapsed, match="已经清理"):
        changes_since(early, reader.user, kinds=(), size=10)
    now = str(present_cursor(reader.user))
    assert changes_since(now, reader.user, kinds=(), size=10).changes == []
    begin_anew()
    with pytest.raises(CursorLapsed, match="恢复过"):
        changes_since(now, reader.user, kinds=(), size=10)
    for invented in ("", "x", early[:-1] + ("A" if early[-1] != "A" else "B")):
        with pytest.raises(CursorRefused):
            changes_since(invented, reader.user, kinds=(), size=10)


def test_queries_do_not_grow_with_changes(cast, readers):
    number_changes()
    user, cursor, counts = readers[0].user, str(present_cursor(readers[0].user)), []
    for _ in range(2):
        project_added(cast)
        number_changes()
        cache_reaches(user)
        with CaptureQueriesContext(connection) as asked:
            changes_since(cursor, user, kinds=(), size=1000)
        counts.append(len(asked))
    assert counts[0] == counts[1] <= 15


def test_what_is_kept_is_a_row_for_each_thing(cast):
    for _ in range(3):
        many_at_once(cast)
        indicator_changed(cast)
        number_changes()
    keys = Change.objects.values_list("kind", "row", "office_code", "department", "unit")
    assert len(keys) == len({*keys})


def test_every_table_below_a_project_or_an_indicator_is_watched():
    followed = (BudgetProject, MidTermGoal, Indicator, IndicatorFamily)
    below = {
        model._meta.db_table
        for model in apps.get_models()
        for field in model._meta.concrete_fields
        if field.is_relation and field.related_model in followed and field.remote_field.on_delete is CASCADE
    }
    assert below - {*TABLES} == set()
    assert missing(connection) == []


def test_a_copy_of_all_tables_is_not_watched(cast):
    Change.objects.all().delete()
    with lifted(connection.alias):
        many_at_once(cast)
        assert missing(connection)
    assert not Change.objects.exists()
    assert missing(connection) == []
