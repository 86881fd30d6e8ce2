"""What was changed can be brought back; nothing else changes with it."""

from dataclasses import replace
from datetime import UTC, datetime
from decimal import Decimal

import pytest

from departments.models import TrailEntry
from departments.permissions.roles import Role
from performance.content.json import dump_content
from performance.differences import Kind
from performance.history.places import NothingThere, place_of, place_words
from performance.history.restoring import foretold, restore_all, restore_place, text_before, undo
from performance.history.sittings import recycled, sittings
from performance.models import EarlierText, StatementState
from performance.models.history import Source
from performance.statements.project_list import remove_project
from performance.steps.refusals import Refused
from tests.factories import (
    a_member,
    an_indicator,
)
from tests.performance.history.acts import latest, said, save, with_project

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("place", "value"),
    [
        ("project:2:budget", lambda text: text.projects[2].budget),
        ("project:2:spending_plan.june", lambda text: text.projects[2].spending_plan.june),
        ("project:2:goals", lambda text: text.projects[2].goals),
        ("project:2:phases", lambda text: text.projects[2].phases),
        ("project:2:indicator:0:value", lambda text: text.projects[2].indicators[0].value),
        ("goal:1:summary", lambda text: text.goals[1].summary),
        ("goal:0:indicator:1:name", lambda text: text.goals[0].indicators[1].name),
        ("funding:0:amount", lambda text: text.funding[0].amount),
        ("head:filled_by", lambda text: text.cover.filled_by),
    ],
)
def test_one_field_comes_back_and_nothing_else_does(statement, reviewer, place, value):
    first = said(statement)
    indicators = [
        replace(one, value=f"≥{n}次", name=f"新{n}" if n == 1 else one.name)
        for n, one in enumerate(first.projects[2].indicators)
    ]
    changed = with_project(
        first,
        2,
        budget=Decimal("1.5"),
        purpose="别的用途",
        goals=("另一目标",),
        phases=(),
        indicators=tuple(indicators),
        spending_plan=replace(first.projects[2].spending_plan, june=Decimal(1), march=Decimal(2)),
    )
    goals = list(changed.goals)
    goals[0] = replace(
        goals[0],
        indicators=(
            goals[0].indicators[0],
            replace(goals[0].indicators[1], name="改名"),
            *goals[0].indicators[2:],
        ),
    )
    goals[1] = replace(goals[1], summary="别的总目标", text="别的")
    funding = (replace(changed.funding[0], amount=Decimal(1)), *changed.funding[1:])
    cover = replace(changed.cover, filled_by="别人", phone="1111")
    changed = replace(changed, goals=tuple(goals), funding=funding, cover=cover)
    save(statement, changed, reviewer)
    earlier = latest(statement)
    before = dump_content(said(statement))
    restore_place(earlier, place, by=reviewer)
    after = said(statement)
    assert value(after) == value(first)
    restore_place(latest(statement), place, by=reviewer)  # there and back again
    assert dump_content(said(statement)) == before


def test_a_deleted_project_comes_back_where_it_stood_with_its_marks(statement, reviewer):
    first = said(statement)
    gone = statement.projects.all()[2]
    type(gone).objects.filter(pk=gone.pk).update(withheld_reason="涉密", is_key=True)
    remove_project(statement, gone, by=reviewer)
    (removed,) = [one for one in recycled(statement, reviewer) if one.kind == Kind.PROJECT.label]
    assert removed.title == gone.name
    restore_place(removed.earlier, removed.place, by=reviewer)
    assert said(statement) == first
    again = statement.projects.get(code=gone.code)
    assert (again.withheld_reason, again.is_key, again.unit_id) == ("涉密", True, gone.unit_id)
    assert statement.projects.filter(is_key=True).count() == 1
    assert recycled(statement, reviewer) == []
    assert TrailEntry.objects.filter(details__startswith="恢复").exists()


def test_removed_indicators_and_sections_are_in_the_bin_until_the_text_is_handed_in(statement, reviewer):
    first = said(statement)
    extra = replace(
        first.projects[0], indicators=(*first.projects[0].indicators, an_indicator(name="将删的指标"))
    )
    save(statement, replace(first, projects=(extra, *first.projects[1:])), reviewer)
    save(statement, replace(said(statement), projects=first.projects, sections=first.sections[:-1]), reviewer)
    titles = {one.title for one in recycled(statement, reviewer)}
    assert "将删的指标" in titles
    assert len(titles) == 2
    for one in recycled(statement, reviewer):
        restore_place(one.earlier, one.place, by=reviewer)
    assert said(statement) == replace(first, projects=(extra, *first.projects[1:]))


def test_an_import_is_undone_whole_and_what_was_written_since_stays(statement, reviewer):
    first = said(statement)
    changed = with_project(with_project(first, 0, purpose="导入的用途"), 1, purpose="导入的用途")
    save(
        statement,
        replace(changed, projects=changed.projects[:3]),
        reviewer,
        Source.IMPORT,
        rows=(),
        note="上报.xlsx",
    )
    earlier = latest(statement)
    save(statement, with_project(said(statement), 1, leader="后来改的人"), reviewer)
    preview = foretold(earlier, reviewer, everything=False)
    assert preview.left == ("项目01",)
    undo(earlier, by=reviewer)
    after = said(statement)
    assert after.projects[0] == first.projects[0]
    assert after.projects[3] == first.projects[3]
    assert (after.projects[1].leader, after.projects[1].purpose) == ("后来改的人", "导入的用途")


def test_everything_comes_back_at_once(statement, reviewer):
    first = said(statement)
    save(
        statement,
        replace(first, projects=first.projects[1:], sections=(), goals=first.goals[:1]),
        reviewer,
        rows=(),
    )
    earlier = latest(statement)
    save(statement, with_project(said(statement), 0, name="改名", code="99"), reviewer)
    restore_all(earlier, by=reviewer)
    assert said(statement) == first


def test_a_filler_sees_and_brings_back_the_own_unit_alone(statement, reviewer, department):
    units = list(department.units.order_by("position", "code"))
    filler = a_member(Role.FILLER, units[0])
    first = said(statement)
    own = [
        n for n, unit in enumerate(statement.projects.values_list("unit", flat=True)) if unit == units[0].pk
    ]
    foreign = next(n for n in range(4) if n not in own)
    save(statement, with_project(with_project(first, own[0], purpose="甲"), foreign, purpose="乙"), reviewer)
    earlier = EarlierText.objects.visible_to(filler).get()
    (sitting,) = sittings(statement, filler, [earlier])
    assert [row.title for row in sitting.rows] == [first.projects[own[0]].name]
    with pytest.raises(Refused):
        restore_place(earlier, f"project:{foreign}:purpose", by=filler)
    restore_all(earlier, by=filler)
    after = said(statement)
    assert (after.projects[own[0]].purpose, after.projects[foreign].purpose) == (
        first.projects[own[0]].purpose,
        "乙",
    )


def test_what_is_locked_stays(statement, reviewer):
    save(statement, with_project(said(statement), 0, purpose="甲"), reviewer)
    earlier = latest(statement)
    type(statement).objects.filter(pk=statement.pk).update(state=StatementState.FIRST_REVIEW)
    with pytest.raises(Refused):
        restore_place(earlier, "project:0:purpose", by=reviewer)


@pytest.mark.parametrize(
    "place",
    [
        "",
        "project",
        "project:99",
        "project:0:nothing",
        "head:projects",
        "project:0:indicator:99",
        "goal:0:indicators",
    ],
)
def test_what_is_no_place_is_nothing(statement, reviewer, place):
    save(statement, with_project(said(statement), 0, purpose="甲"), reviewer)
    with pytest.raises(NothingThere):
        restore_place(latest(statement), place, by=reviewer)


def test_places_are_written_as_they_are_read():
    for text in (
        "head:mark",
        "section:0",
        "project:12:budget",
        "goal:1:indicator:3:value",
        "project:1:spending_plan.june",
    ):
        assert str(place_of(text)) == text


@pytest.mark.parametrize(
    ("place", "words"),
    [
        ("project:0:purpose", "预算项目“{0}”的资金用途"),
        ("project:0:indicator:0", "预算项目“{0}”的指标“{1}”"),
        ("project:0:indicator:0:value", "预算项目“{0}”的指标“{1}”的指标值"),
        ("project:0", "预算项目“{0}”"),
        ("head:phone", "文本信息的联系电话"),
    ],
)
def test_the_history_calls_a_place_as_its_reader_does_and_by_the_clock_of_the_office(
    statement, reviewer, place, words
):
    first = said(statement).projects[0]
    save(statement, with_project(said(statement), 0, purpose="别的用途"), reviewer)
    began = datetime(2026, 11, 30, 23, 36, tzinfo=UTC)
    EarlierText.objects.update(began=began)
    earlier = latest(statement)
    named = place_words(text_before(earlier), place_of(place))
    assert named == words.format(first.name, first.indicators[0].name)
    restore_place(earlier, "project:0:purpose", by=reviewer)
    assert latest(statement).note == f"恢复预算项目“{first.name}”的资金用途（2026-12-01 07:36以前）"
