"""Revisions: what they hold, who sees them, and what has changed since."""

from dataclasses import replace

import pytest
from django.db.models import ProtectedError

from departments.models import Membership
from departments.permissions.roles import SEPARATED_POWERS, Role
from performance.differences import differences
from performance.models import (
    Action,
    PerformanceStatement,
    Revision,
    StatementState,
    UnitState,
    UnitSubmission,
    WorkflowEvent,
)
from performance.statements.revisions import content_of, last_returned, take_revision
from performance.statements.selectors import statement_content
from performance.statements.services import save_content
from performance.workflow.services import perform


def test_equal_texts_are_kept_once_and_another_gets_the_next_number(cast):
    content = statement_content(cast.statement)
    first = take_revision(cast.statement, None, content)
    assert take_revision(cast.statement, None, content) == first
    second = take_revision(cast.statement, None, replace(content, department_name="新名"))
    third = take_revision(cast.statement, None, content)
    unit = take_revision(cast.statement, cast.busy, content)
    assert [(row.number, row.unit) for row in (first, second, third, unit)] == [
        (1, None),
        (2, None),
        (3, None),
        (1, cast.busy),
    ]
    assert first.digest == third.digest != second.digest
    assert len(first.digest) == 64


@pytest.mark.parametrize("role", [*Role, None])
def test_a_whole_text_is_seen_by_those_who_see_all_of_the_department(role, cast):
    content = statement_content(cast.statement)
    revisions = {
        name: take_revision(cast.statement, unit, content).pk
        for name, unit in (("whole", None), ("busy", cast.busy), ("idle", cast.idle))
    }
    user = cast.people[role] if role else cast.nobody
    seen = {"filler": {"busy"}}.get(role, set() if role in (*SEPARATED_POWERS, None) else set(revisions))
    assert set(Revision.objects.visible_to(user).values_list("pk", flat=True)) == {
        revisions[name] for name in seen
    }


@pytest.mark.parametrize(
    ("role", "units"),
    [
        ("filler", {"busy"}),
        ("department_reviewer", {"busy", "idle"}),
        ("finance_section_reviewer", {"busy", "idle"}),
    ],
)
def test_shares_and_their_events_are_seen_with_their_units(role, units, cast):
    names = {None: None, cast.busy.pk: "busy", cast.idle.pk: "idle"}
    for unit in (None, cast.busy, cast.idle):
        cast.arrived("there", unit=unit, source="here")
    user = cast.people[role]
    shares = UnitSubmission.objects.visible_to(user)
    events = WorkflowEvent.objects.visible_to(user)
    assert {names[share.unit_id] for share in shares} == units
    assert {names[event.unit_id] for event in events} == {None, *units}
    assert not WorkflowEvent.objects.visible_to(cast.nobody).exists()


def test_a_filler_of_every_unit_sees_the_whole_text(cast):
    Membership.objects.create(user=cast.filler, role=Role.FILLER, unit=cast.idle)
    take_revision(cast.statement, None, statement_content(cast.statement))
    assert Revision.objects.visible_to(cast.filler).count() == 1


def test_the_reviewer_sees_what_has_changed_since_the_return(cast, nothing_found):
    cast.put(statement=StatementState.FIRST_REVIEW, units=UnitState.PASSED)

    def changes(**options):
        returned = last_returned(cast.statement, **options)
        now = statement_content(cast.statement)
        return None if returned is None else differences(content_of(returned), now)

    assert changes() is None
    perform(
        cast.statement,
        Action.RETURN,
        by=cast.section,
        expected_version=cast.statement.version,
        reason="用途不清。",
    )
    assert not changes()
    content = statement_content(cast.statement)
    cast.put(units=UnitState.RETURNED)
    projects = (replace(content.projects[0], purpose="用于全年四场科普活动。"),)
    save_content(replace(content, projects=projects), department=cast.department, year=2026)
    (project,) = changes().projects
    assert [field.label for field in project.fields] == ["资金用途"]
    assert changes(by=cast.section) == changes()
    assert changes(by=cast.performance) == changes()


def test_a_reviewer_is_shown_what_he_sent_back_himself_before_what_others_did(cast):
    content = statement_content(cast.statement)
    for by, project in ((cast.section, "先退回的项目"), (cast.performance, "后退回的项目")):
        said = replace(content, projects=(replace(content.projects[0], name=project),))
        event = cast.arrived("returned", source="first_review", action=Action.RETURN, by=by)
        WorkflowEvent.objects.filter(pk=event.pk).update(revision=take_revision(cast.statement, None, said))

    def shown(by):
        return content_of(last_returned(cast.statement, by=by)).projects[0].name

    assert [shown(by) for by in (cast.section, cast.performance, cast.chief, None)] == [
        "先退回的项目",
        *["后退回的项目"] * 3,
    ]


def test_the_return_of_a_unit_is_not_that_of_the_text(cast, nothing_found):
    share = cast.share_of(cast.busy)
    perform(share, Action.SUBMIT, by=cast.filler, expected_version=share.version)
    perform(share, Action.RETURN, by=cast.chief, expected_version=share.version + 1, reason="请补充。")
    assert last_returned(cast.statement) is None
    assert last_returned(cast.statement, unit=cast.busy).unit == cast.busy


def test_a_statement_with_a_history_is_not_deleted(cast):
    take_revision(cast.statement, None, statement_content(cast.statement))
    with pytest.raises(ProtectedError):
        PerformanceStatement.objects.filter(pk=cast.statement.pk).delete()
