"""What waits for somebody, by what they are: texts to prepare, texts to review, an installation to keep, a trail to watch.

Each panel asks the same number of questions however much waits.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Count, Q, QuerySet, Sum
from django.utils import timezone

from departments.models import Timetable, TrailEntry
from departments.permissions.rights import roles_held
from departments.permissions.roles import Role
from departments.trail.entry import BACKUP_MADE
from departments.trail.entry import Action as Trailed
from performance.deadlines.closing import closings_of
from performance.deadlines.days_left import Deadline
from performance.home.during_year import during_year
from performance.models import (
    AdjustmentRequest,
    Comment,
    FindingFigures,
    PerformanceStatement,
    RequestState,
    ScheduledRun,
    StatementUnderReview,
    UnitSubmission,
)
from performance.review import Severity
from performance.setup.checklist import StageProgress, guided, setup_progress
from performance.statements.figures.renewing import not_counted
from performance.statements.visibility import statements_with_totals
from performance.steps.locks import PREPARING, Phase, statements_in
from performance.upkeep.scheduled_work import WorkState, standings
from performance.workflow.review_queue import queue_of

AT_ONCE = 10
PREPARES = frozenset((Role.FILLER, Role.DEPARTMENT_REVIEWER))
REVIEWS = frozenset((Role.FINANCE_SECTION_REVIEWER, Role.PERFORMANCE_SECTION_REVIEWER))
BACKUPS_LOOKED_BACK = timedelta(days=31)


@dataclass(frozen=True)
class TextToPrepare:
    """``errors`` and ``warnings`` are those of the shares that this reader sees, explained or not.

    Until ``is_counted`` they are those of an earlier content or of other rules, or nothing at all.
    """

    statement: PerformanceStatement
    deadline: Deadline | None
    errors: int
    warnings: int
    is_counted: bool
    comments: int
    units: Sequence[UnitSubmission]

    @property
    def is_open(self) -> bool:
        return self.statement.state in PREPARING


@dataclass(frozen=True)
class ReviewDesk:
    """``texts`` have waited longest; ``standing`` says how many texts of the year are in each part of the way.

    ``applications`` to adjust further, while a text is being adjusted already, are in no queue of texts.
    """

    texts: Sequence[tuple[StatementUnderReview, int, Deadline | None]]
    waiting: int
    applications: Sequence[AdjustmentRequest]
    standing: Sequence[tuple[Phase, int]]
    year: int | None


@dataclass(frozen=True)
class KeepersDesk:
    """``schedule`` is empty where nothing is done by the clock; the sentence beside a task is what its last run said."""

    left: Sequence[StageProgress]
    last_backup: datetime | None
    schedule: Sequence[tuple[WorkState, str]]


def desks_of(user) -> dict[str, object]:
    """By name, those that the roles of the user open."""
    roles = roles_held(user)
    desks: dict[str, object] = {}
    if roles & PREPARES:
        desks["texts"] = texts_to_prepare(user)
        desks["begins"] = Role.DEPARTMENT_REVIEWER in roles
    if roles & REVIEWS:
        desks["review"] = review_desk(user)
    if roles & (PREPARES | REVIEWS):
        desks["during_year"] = during_year(user)
    if guided(user):
        desks["keeper"] = keepers_desk(user)
    if Role.AUDITOR in roles:
        desks["trail"] = TrailEntry.objects.visible_to(user).order_by("-number")[:AT_ONCE]
    return desks


def texts_to_prepare(user) -> list[TextToPrepare]:
    """Of the latest years, the texts that somebody may still work on before those that stand still."""
    texts = list(statements_with_totals(user)[:AT_ONCE])
    deadlines = closings_of(texts)
    comments = _by_statement(
        Comment.objects.visible_to(user).of_texts().shared().open().filter(statement__in=texts)
    )
    shares: dict[int, list[UnitSubmission]] = {}
    submissions = UnitSubmission.objects.visible_to(user).filter(statement__in=texts)
    for share in submissions.select_related("unit").order_by("unit__position", "unit__code"):
        shares.setdefault(share.statement_id, []).append(share)
    found = FindingFigures.objects.visible_to(user).filter(statement__in=texts).order_by()
    counts = {
        (statement, severity): number
        for statement, severity, number in found.values_list("statement", "severity").annotate(
            number=Sum("findings")
        )
    }
    waiting = not_counted(PerformanceStatement.objects.filter(pk__in=[text.pk for text in texts]))
    uncounted = set(waiting.order_by().values_list("pk", flat=True))
    said = [
        TextToPrepare(
            text,
            deadlines.get(text.pk),
            counts.get((text.pk, Severity.ERROR.value), 0),
            counts.get((text.pk, Severity.WARNING.value), 0),
            text.pk not in uncounted,
            comments.get(text.pk, 0),
            shares.get(text.pk, []),
        )
        for text in texts
    ]
    return sorted(said, key=lambda text: not text.is_open)


def review_desk(user) -> ReviewDesk:
    queue = queue_of(user).order_by("since", "pk")  # type: ignore[misc]  # which the queue annotates
    texts = list(queue[:AT_ONCE])
    now, deadlines = timezone.now(), closings_of(texts)
    year = Timetable.objects.visible_to(user).order_by("-fiscal_year").values_list("fiscal_year", flat=True)
    of_year = PerformanceStatement.objects.visible_to(user).filter(fiscal_year=year.first() or 0).order_by()
    numbers = {phase.name: Count("pk", filter=Q(state__in=statements_in(phase))) for phase in Phase}
    standing = of_year.aggregate(**numbers)
    return ReviewDesk(
        [(text, _days_since(text, now), deadlines.get(text.pk)) for text in texts],
        queue.count(),
        list(_further_applications(user)),
        [(phase, standing[phase.name]) for phase in Phase],
        year.first(),
    )


def _days_since(text: StatementUnderReview, now: datetime) -> int:
    since: datetime | None = getattr(text, "since", None)  # annotated by the queue
    return (now - since).days if since else 0


def _further_applications(user) -> QuerySet[AdjustmentRequest]:
    at_finance = AdjustmentRequest.objects.visible_to(user).filter(state=RequestState.AT_FINANCE)
    adjusting = at_finance.filter(statement__state__in=PREPARING)
    return adjusting.select_related("statement__department", "filed").order_by("pk")[:AT_ONCE]


def keepers_desk(user) -> KeepersDesk:
    """When the installation was last backed up is known from the trail, of which nothing else is read here."""
    since = timezone.now() - BACKUPS_LOOKED_BACK
    backups = TrailEntry.objects.filter(
        time__gte=since, action=Trailed.EXPORT, actor_id="", details__startswith=BACKUP_MADE
    )
    return KeepersDesk(
        [one for one in setup_progress(user) if not one.done],
        backups.order_by("-number").values_list("time", flat=True).first(),
        [(one, _told(one, user)) for one in standings(ScheduledRun.objects.visible_to(user))],
    )


def _told(standing: WorkState, user) -> str:
    """What a task printed of the departments of all offices is for whoever sees them all."""
    if standing.missing:
        return f"没有设置 {standing.missing}，不办理。"
    if standing.run is None or (standing.task.of_offices and not user.is_superuser):
        return ""
    return standing.run.message


def _by_statement(rows) -> dict[int, int]:
    return dict(rows.order_by().values_list("statement").annotate(number=Count("pk")))
