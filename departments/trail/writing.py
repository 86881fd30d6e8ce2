"""The one way into the trail."""

from django.conf import settings
from django.db import connection, models, transaction
from django.utils import timezone

from departments.trail.chain import BEGINNING, Head, seal
from departments.trail.entry import SEALED, STANDS_ALONE, Action, Result, TrailEntry
from departments.trail.origin import client_address, session_mark
from departments.trail.subjects import Subject, office_code_of, one_line, subject_of
from departments.trail.turn import TURN

THE_SYSTEM = "系统"


class NotInTransaction(RuntimeError):
    def __init__(self, action: Action) -> None:
        super().__init__(f"“{action.label}”须在所记录的更改的事务之内记入操作记录。")


def record(
    action: Action,
    *,
    by,
    subject: "models.Model | Subject | None" = None,
    result: Result = Result.DONE,
    details: str = "",
    request=None,
) -> TrailEntry:
    """Add a row in the caller's transaction: if it cannot be written, the change it speaks of does not happen.

    Call it last. The turn is kept until the transaction ends, and whoever asks for row locks while keeping it may
    meet, crosswise, somebody who has those locks and waits for the turn. ``by`` is None for the system itself.
    """
    if action not in STANDS_ALONE and not connection.in_atomic_block:
        raise NotInTransaction(action)
    about = subject_of(subject)
    values = {
        **_actor(by, request),
        "address": client_address(request) if request else "",
        "session": session_mark(request) if request else "",
        "action": action.value,
        "subject_kind": about.kind,
        "subject_id": one_line(about.id, 40),
        "subject_name": one_line(about.name, 300),
        "office_code": about.office_code or (office_code_of(by) if _is_known(by) else ""),
        "result": result.value,
        "details": one_line(details, 1000),
    }
    with transaction.atomic(savepoint=False):  # the caller's transaction falls with it
        wait_for_turn()
        return _append(values)


def record_refusal(*, by, subject=None, details: str, request=None) -> TrailEntry:
    """Call it after the refused transaction has been rolled back: inside, the row would go with it."""
    entry = record(
        Action.REFUSAL, by=by, subject=subject, result=Result.REFUSED, details=details, request=request
    )
    if request is not None:
        request.refusal_recorded = True  # the middleware need not tell it again
    return entry


def head() -> Head | None:
    last = TrailEntry.objects.order_by("-number").values_list("number", "hash").first()
    return Head(*last) if last else None


def _is_known(by) -> bool:
    return by is not None and by.is_authenticated


def _actor(by, request) -> dict[str, str]:
    if not _is_known(by):
        return {"actor_id": "", "actor_name": "" if request else THE_SYSTEM}
    name = " ".join(filter(None, (by.get_username(), by.get_full_name())))
    return {"actor_id": str(by.pk), "actor_name": one_line(name, 300)}


def wait_for_turn() -> None:
    """One writer at a time. SQLite has seen to it already: its transactions begin IMMEDIATE."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [TURN])


def _append(values: dict[str, str]) -> TrailEntry:
    before = head() or Head(0, BEGINNING)
    entry = TrailEntry(number=before.number + 1, time=timezone.now(), prev_hash=before.hash, **values)
    entry.hash = seal(
        {name: getattr(entry, name) for name in SEALED}, algorithm=settings.TRAIL_HASH, key=settings.TRAIL_KEY
    )
    entry.save()
    return entry
