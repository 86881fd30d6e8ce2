"""What the head of every page shows of its reader: unread notices, and which doors are open."""

from django.utils.functional import SimpleLazyObject

from departments.rights import enters_admin, enters_texts, roles_held
from performance.first_use import guided
from performance.notices import unread_count
from performance.pieces import is_piece
from performance.sheets import FINANCE_REVIEWERS


def page_head(request):
    """Asked of the database only where a template shows it. A piece that htmx asks for leaves messages to the next page."""
    user = request.user if hasattr(request, "user") else None
    if user is None or not user.is_authenticated:
        return {}
    return {
        "is_piece": is_piece(request),
        "unread_notices": SimpleLazyObject(lambda: unread_count(user)),
        "reviews": SimpleLazyObject(lambda: not roles_held(user).isdisjoint(FINANCE_REVIEWERS)),
        "enters_texts": SimpleLazyObject(lambda: enters_texts(user)),
        "enters_admin": SimpleLazyObject(lambda: enters_admin(user)),
        "guided": SimpleLazyObject(lambda: guided(user)),
    }
