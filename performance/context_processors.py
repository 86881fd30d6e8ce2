"""What the head of every page shows of its reader: unread notices, and which doors are open."""

from django.utils.functional import SimpleLazyObject

from departments.permissions.rights import enters_admin, enters_texts, roles_held
from performance.assessment.services import FINANCE_REVIEWERS
from performance.http.htmx import is_fragment
from performance.notifications.services import unread_count
from performance.setup.checklist import guided


def page_head(request):
    """Asked of the database only where a template shows it. A piece that htmx asks for leaves messages to the next page."""
    user = request.user if hasattr(request, "user") else None
    if user is None or not user.is_authenticated:
        return {}
    return {
        "is_fragment": is_fragment(request),
        "unread_notices": SimpleLazyObject(lambda: unread_count(user)),
        "reviews": SimpleLazyObject(lambda: not roles_held(user).isdisjoint(FINANCE_REVIEWERS)),
        "enters_texts": SimpleLazyObject(lambda: enters_texts(user)),
        "enters_admin": SimpleLazyObject(lambda: enters_admin(user)),
        "guided": SimpleLazyObject(lambda: guided(user)),
    }
