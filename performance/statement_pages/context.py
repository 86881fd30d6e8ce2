"""What the page of a statement shows, for its own address and for the reviewers' page in admin."""

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import takewhile
from types import MappingProxyType

from django.shortcuts import get_object_or_404

from departments.models import BudgetUnit
from performance.approval_letters.services import draws_up
from performance.assessment.services import SHEET_READERS
from performance.comments.services import comments_by_spot, drafts_among, side_among
from performance.comments.unanswered import unanswered_at
from performance.deadlines.closing import closing_of
from performance.documents.recognition import UnknownLayout
from performance.exporting.gathering import exportable_by
from performance.exporting.statement_file import DOWNLOADS
from performance.findings.judgement import judge
from performance.findings.statement_review import review_for
from performance.findings.waivers import answered
from performance.models import Action, PerformanceStatement, Revision, WorkflowEvent
from performance.models.history import PREPARING_ROLES
from performance.overview.peers import REVIEWERS
from performance.statement_pages.comment_board import board_of, invitations, notes_of, placed, subjects_of
from performance.steps.locks import IN_FORCE, WITH_THE_DEPARTMENT
from performance.steps.table import OF_REQUESTS
from performance.steps.vocabulary import BACKWARD
from performance.workflow.offers import step_panel
from performance.workflow.requests import open_requests
from performance.workflow.unchanged import handed_in_unchanged, latest_handed_in

NOTHING: Mapping[str, object] = MappingProxyType({})


def visible_statement(user, pk):
    """Of the approved text only which it is: it is as long as the statement itself."""
    visible = PerformanceStatement.objects.visible_to(user)
    visible = visible.select_related("department__office", "approved_revision").defer(
        "approved_revision__content"
    )
    return get_object_or_404(visible, pk=pk)


def closing_while_due(statement):
    """Until when the text is to be sent, as long as it is not."""
    if statement.state not in WITH_THE_DEPARTMENT:
        return None
    return closing_of(statement.department, statement.fiscal_year)


@dataclass(frozen=True)
class RefusedStep:
    """A step that was refused: the page shows once more what the person had typed."""

    step: str
    unit: int | None
    reason: str


def statement_context(statement, user, params=None, known=NOTHING):
    """A reader of one unit finds that unit's projects, and is told so.

    ``known`` is what of a StepContext was read already.
    """
    judgement = judge(statement)
    answers = answered(judgement.findings, statement)
    seen = review_for(statement, user, judgement, answers)
    events = events_of(statement, user)
    comments = comments_by_spot(statement, user)
    read = {**known, **handed_in_last(events), "drafts": drafts_among(comments, user)}
    if not seen.is_partial:
        read |= read_of_whole(statement, events)
        read["key_projects"] = [project for project in seen.rows if project.is_key]
    panel = step_panel(statement, user, judgement, answers, read)
    subjects = subjects_of(statement, seen.rows, comments, panel.user_roles)
    board = board_of(comments, panel.user_roles, subjects)
    notes = [*notes_of(board), *invitations(statement, panel.user_roles, subjects)]
    context = {
        "statement": statement,
        "closing": closing_while_due(statement),
        "content": seen.content,
        "rows": seen.rows,
        "panel": panel,
        "events": events,
        "unchanged": [] if statement.state in IN_FORCE else handed_in_unchanged(events),
        "unanswered": [] if statement.state in IN_FORCE else handed_in_unanswered(events, board),
        "was_sent_back": was_sent_back(statement, events),
        "adjustment_requests": _requests_of(statement, user, seen),
        "adjustment": adjustment_of(statement, events),
        "is_partial": seen.is_partial,
        "seen_whole": not seen.is_partial and exportable_by(user).filter(pk=statement.pk).exists(),
        "explained": seen.explained,
        "approved_last_year": None if seen.is_partial else approved_last_year(statement, user),
        "may_comment": side_among(panel.user_roles.anywhere) is not None,
        "reads_sheets": bool(panel.user_roles.everywhere & SHEET_READERS),
        "prepares": not PREPARING_ROLES.isdisjoint(panel.user_roles.anywhere),
        "writes_letters": statement.approved_revision_id is not None
        and draws_up(user, statement.department.office),
        "compares_peers": bool(panel.user_roles.everywhere & REVIEWERS),
        "downloads": DOWNLOADS,
        "asked": params,
    }
    try:
        review = seen.marked(notes)
    except UnknownLayout as fault:
        return {**context, "fault": str(fault), "comments": board}
    return {**context, "review": review, "comments": placed(board, review.note_ids)}


def handed_in_last(events):
    """The last time that the text itself was handed in, for the steps, where the reader sees one."""
    handed_in = (each for each in events if each.unit_id is None and each.action == Action.SUBMIT)
    last = next(handed_in, None)
    return {"handed_in": last} if last else {}


def read_of_whole(statement, events):
    """What the steps ask of the way of a text, for whoever sees all of it."""
    own = [each for each in events if each.unit_id is None and each.action not in OF_REQUESTS]
    passed = (each for each in own if each.action == Action.PASS and each.target == statement.state)
    handed_in = (each for each in own if each.action == Action.SUBMIT)
    return {
        "handed_in": next(handed_in, None),
        "last_event": next(iter(own), None),
        "passed": next(passed, None),
    }


def handed_in_unanswered(events, board):
    """Of what was handed in again last, with how many remarks of the department that nobody had answered."""
    comments = [shown.comment for shown in board]
    found = ((event, unanswered_at(comments, event.at, event.unit_id)) for event in latest_handed_in(events))
    return [(event, len(waited)) for event, waited in found if waited]


def approved_last_year(statement, user):
    """The key of what was approved for the department for the year before, if the reader sees the whole of it."""
    before = PerformanceStatement.objects.visible_to(user).filter(
        department=statement.department_id, fiscal_year=statement.fiscal_year - 1
    )
    approved = Revision.objects.visible_to(user).filter(pk__in=before.values("approved_revision"))
    return approved.values_list("pk", flat=True).first()


def _requests_of(statement, user, seen):
    """The applications that are open, as far as the reader may know of them."""
    if statement.approved_revision_id is None:
        return []
    found = open_requests(statement)
    return found.filter(unit__in=BudgetUnit.objects.business_of(user)) if seen.is_partial else found


def was_sent_back(statement, events):
    """Since it was approved, if it was: what was sent back before has been settled by that."""
    since = since_approval(statement, events)
    return any(event.action in BACKWARD and event.revision_id for event in since)


def adjustment_of(statement, events):
    """The step that began the adjustment under way; None if the text is the approved one, or was never approved."""
    if statement.approved_revision_id is None or statement.state in IN_FORCE:
        return None
    since = since_approval(statement, events)
    return next((event for event in since if event.unit_id is None and event.action == Action.ADJUST), None)


def since_approval(statement, events):
    """The latest first."""
    if statement.approved_revision_id is None:
        return events
    return list(takewhile(lambda event: event.unit_id or event.action != Action.APPROVE, events))


def events_of(statement, user):
    """The latest first; of the text that a step kept, only which it is."""
    events = WorkflowEvent.objects.visible_to(user).filter(statement=statement)
    return list(events.select_related("unit", "revision").defer("revision__content").order_by("-pk"))
