"""What becomes known by opening a text for review, and what has changed of it since it was last before the eyes."""

from django.db import transaction

from departments.accounts.full_disk import if_there_is_room
from performance.differences import differences
from performance.models import Opening
from performance.notifications.matters import share_in
from performance.notifications.services import settle_own
from performance.statement_pages.shown_differences import shown
from performance.statements.revisions import content_of, last_returned


def open_for_review(user, statement):
    """Whoever has opened it has seen this version, and is told of it no more."""
    with if_there_is_room(), transaction.atomic():
        Opening.objects.update_or_create(
            statement=statement, person=user, defaults={"version": statement.version}
        )
        settle_own(user, share_in(statement, None))


def since_return(statement, user, context):
    """What changed since this reviewer, or else anybody, sent the text back; of an adjustment, since the approval."""
    if context["is_partial"]:
        return None
    returned = last_returned(statement, by=user)
    if returned is None and context["adjustment"]:
        returned = statement.approved_revision
    return returned and shown(differences(content_of(returned), context["content"]))
