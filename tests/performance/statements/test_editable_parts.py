"""What may be edited when, by whom; and that saving obeys."""

from dataclasses import replace

import pytest

from departments.models import Membership
from departments.permissions.reach import cache_reaches
from departments.permissions.roles import Role
from performance.models import Action, StatementState, UnitState
from performance.statements.editable_parts import Parts, editable_parts, open_parts
from performance.statements.selectors import statement_content
from performance.statements.services import save_content
from performance.steps.locks import LOCKED, PREPARING
from performance.steps.refusals import Refused
from performance.steps.vocabulary import Part
from performance.workflow.services import perform
from projects.models import ProjectLocked
from projects.services import lock, unlock
from tests.factories import a_project_content, a_user

NOTHING = Parts(False, frozenset())


def all_of(cast):
    return Parts(True, frozenset({cast.busy.pk, cast.idle.pk}))


@pytest.mark.parametrize("units", UnitState)
@pytest.mark.parametrize("state", StatementState)
def test_what_is_open_follows_from_the_states(state, units, cast):
    opened = open_parts(cast.put(statement=state, units=units).statement)
    assert opened.department == (state in PREPARING and state != StatementState.RETURNED_TO_UNIT)
    assert bool(opened.units) == (state in PREPARING and units in {UnitState.FILLING, UnitState.RETURNED})
    assert opened.department == (Part.DEPARTMENT not in LOCKED[state])


def test_each_edits_what_is_their_own(cast):
    own = {
        Role.FILLER: Parts(False, frozenset({cast.busy.pk})),
        Role.DEPARTMENT_REVIEWER: all_of(cast),
    }
    for role, user in cast.people.items():
        assert editable_parts(cast.statement, user) == own.get(role, NOTHING)
    assert editable_parts(cast.statement, a_user(is_superuser=True)) == NOTHING


def department_part(content, cast):
    return replace(content, cover=replace(content.cover, phone="111"))


def busy_unit(content, cast):
    return replace(content, projects=(replace(content.projects[0], purpose="另一用途。"),))


def indicator_of_busy_unit(content, cast):
    first, *others = content.projects[0].indicators
    indicators = (replace(first, value="≥9次"), *others)
    return replace(content, projects=(replace(content.projects[0], indicators=indicators),))


def removal_from_busy_unit(content, cast):
    return replace(content, projects=())


def addition_to_idle_unit(content, cast):
    return replace(content, projects=(*content.projects, a_project_content(cast.idle)))


def move_to_idle_unit(content, cast):
    moved = replace(content.projects[0], unit_code=cast.idle.code, unit_name=cast.idle.name)
    return replace(content, projects=(moved,))


TOUCHED = {
    department_part: {"department"},
    busy_unit: {"busy"},
    indicator_of_busy_unit: {"busy"},
    removal_from_busy_unit: {"busy"},
    addition_to_idle_unit: {"idle"},
    move_to_idle_unit: {"busy", "idle"},
}


def save(cast, edit, by=None):
    content = edit(statement_content(cast.statement), cast)
    return save_content(content, department=cast.department, year=2026, by=by)


@pytest.mark.parametrize("open_part", ["department", "busy", "idle"])
@pytest.mark.parametrize("edit", TOUCHED)
def test_a_save_is_refused_whole_if_it_touches_what_is_closed(edit, open_part, cast):
    cast.put(statement=StatementState.RETURNED_TO_UNIT, units=UnitState.PASSED)
    if open_part == "department":
        cast.put(statement=StatementState.RETURNED)
    else:
        unit = getattr(cast, open_part)
        cast.statement.submissions.filter(unit=unit).update(state=UnitState.RETURNED)
    before = statement_content(cast.statement)
    if TOUCHED[edit] <= {open_part}:
        assert save(cast, edit).changed
    else:
        with pytest.raises(Refused, match="目前已锁定"):
            save(cast, edit)
        assert statement_content(cast.statement) == before


@pytest.mark.parametrize("edit", TOUCHED)
@pytest.mark.parametrize("role", [*Role, None])
def test_a_save_is_refused_if_it_touches_what_is_not_ones_own(role, edit, cast):
    may = {Role.FILLER: {"busy"}, Role.DEPARTMENT_REVIEWER: {"department", "busy", "idle"}}
    by = cast.people[role] if role else cast.nobody
    if TOUCHED[edit] <= may.get(role, set()):
        assert save(cast, edit, by).changed
    else:
        with pytest.raises(Refused, match="不由您填报"):
            save(cast, edit, by)


def test_what_was_taken_from_somebody_who_waits_for_the_lock_is_not_theirs(cast):
    """A page has read who may do what before it waits for its turn."""
    cache_reaches(cast.filler)
    assert editable_parts(cast.statement, cast.filler)
    cast.filler.memberships.all().delete()
    with pytest.raises(Refused, match="不由您填报"):
        save(cast, busy_unit, cast.filler)


def test_saving_what_is_there_is_never_refused(cast):
    cast.put(statement=StatementState.APPROVED, units=UnitState.PASSED)
    assert not save(cast, lambda content, cast: content).changed


@pytest.mark.parametrize("edit", TOUCHED)
def test_a_save_makes_the_older_view_of_the_units_it_touched_stale(edit, cast):
    before = {share.unit_id: share.version for share in cast.statement.submissions.all()}
    save(cast, edit)
    raised = {
        share.unit for share in cast.statement.submissions.all() if share.version > before[share.unit_id]
    }
    assert raised == {getattr(cast, name) for name in TOUCHED[edit] - {"department"}}


def test_the_order_of_projects_across_units_is_the_departments(cast):
    Membership.objects.create(user=cast.filler, role=Role.FILLER, unit=cast.idle)
    save(cast, addition_to_idle_unit)
    with pytest.raises(Refused, match="部门部分不由您填报"):
        save(cast, lambda content, cast: replace(content, projects=content.projects[::-1]), cast.filler)


def test_a_locked_project_obeys_its_own_flag(cast):
    project = cast.statement.projects.get()
    lock(cast.statement.projects)
    for change in (
        project.save,
        project.delete,
        lambda: save(cast, busy_unit),
        lambda: save(cast, removal_from_busy_unit),
    ):
        with pytest.raises(ProjectLocked, match="已锁定，不能修改"):
            change()
    unlock(cast.statement.projects)
    project.save()


def test_a_text_is_edited_until_it_is_sent_and_again_when_it_comes_back(cast, nothing_found):
    save(cast, busy_unit, cast.filler)
    share = cast.share_of(cast.busy)
    perform(share, Action.SUBMIT, by=cast.filler, expected_version=share.version)
    with pytest.raises(Refused, match="目前已锁定"):
        save(cast, indicator_of_busy_unit, cast.filler)
    share = cast.share_of(cast.busy)
    perform(share, Action.RETURN, by=cast.chief, expected_version=share.version, reason="请补充。")
    assert save(cast, indicator_of_busy_unit, cast.filler).changed
