"""What a text, or a unit's share of it, is handed in again with: remarks of the department that nobody has answered.

Those of finance stand in the way of handing in (``Guard.COMMENTS_ANSWERED``).
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from django.db.models import QuerySet

from departments.models import BudgetUnit
from performance.models import Audience, Comment, CommentState, PerformanceStatement, Side


def unanswered(statement: PerformanceStatement, unit: BudgetUnit | None, user) -> QuerySet[Comment]:
    """Those that wait now, of those that the user sees; of a unit those on its projects."""
    visible = Comment.objects.visible_to(user).shared().open()
    found = visible.on_text(statement).filter(side=Side.DEPARTMENT)
    return found.filter(unit=unit) if unit else found


def unanswered_at(comments: Iterable[Comment], moment: datetime, unit: int | None) -> list[Comment]:
    """Those that waited at that moment, whatever was said to them since; each comes with its replies."""
    questions = [one for one in comments if _is_asked(one) and unit in (None, one.unit_id)]
    return [comment for comment in questions if _state_at(comment, moment) == CommentState.OPEN]


def _is_asked(comment: Comment) -> bool:
    return comment.side == Side.DEPARTMENT and comment.audience == Audience.EVERYBODY


def _state_at(comment: Comment, moment: datetime) -> str | None:
    if comment.at > moment or comment.state == CommentState.DRAFT:
        return None
    states = [reply.state for reply in comment.replies.all() if reply.at <= moment]
    return states[-1] if states else CommentState.OPEN
