"""What becomes known by opening a text for review, and what has changed of it since it was last before the eyes."""

from django.db import transaction

from departments.accounts.full_disk import if_there_is_room
from performance.differences import differences
from performance.models import Opening
from performance.notifications.matters import share_in
from performance.notifications.services import settle_own
from performance.statement_pages.context import since_approval
from performance.statement_pages.shown_differences import shown
from performance.statements.revisions import content_of
from performance.steps.vocabulary import BACKWARD


def open_for_review(user, statement):
    """Whoever has opened it has seen this version, and is told of it no more."""
    with if_there_is_room(), transaction.atomic():
        Opening.objects.bulk_create(
            [Opening(statement=statement, person=user, version=statement.version)],
            update_conflicts=True,
            unique_fields=["statement", "person"],
            update_fields=["version", "at"],
        )
        settle_own(user, share_in(statement, None))


def since_return(statement, user, context):
    """What changed since this reviewer, or else anybody, sent the text back; of an adjustment, since the approval."""
    if context["is_partial"]:
        return None
    returned = _returned_last(statement, user, context["events"])
    if returned is None and context["adjustment"]:
        returned = statement.approved_revision
    return returned and shown(differences(content_of(returned), context["content"]))


def _returned_last(statement, user, events):
    """As ``last_returned`` with ``by``, out of the events of the page."""
    sent_back = [
        event
        for event in since_approval(statement, events)
        if event.unit_id is None and event.action in BACKWARD and event.revision_id
    ]
    own = [event for event in sent_back if event.actor_id == user.pk]
    return next((event.revision for event in own or sent_back), None)
