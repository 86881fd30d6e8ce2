"""What a reader is told: what has changed since a cursor, as far as it may be seen, and what is not to be seen any more."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Sequence
from dataclasses import astuple, dataclass
from datetime import datetime
from enum import StrEnum
from hashlib import sha256

from django.contrib.auth.models import User
from django.core import signing
from django.db.models import Q

from departments.keys import LARGEST_KEY
from departments.models import BudgetUnit
from departments.permissions.reach import reaches_of
from indicators.models import Indicator
from performance.changes.numbering import AT_ONCE, counter, number_changes
from performance.models import MonitoringReport, PerformanceStatement, SelfEvaluation
from performance.models.changes import Change, ChangeCounter, ChangeKind
from projects.models import BudgetProject

SALT = "changes"
VISIBLE = {
    ChangeKind.STATEMENT: PerformanceStatement.objects.visible_to,
    ChangeKind.PROJECT: BudgetProject.objects.visible_to,
    ChangeKind.MONITORING_REPORT: MonitoringReport.objects.visible_to,
    ChangeKind.EVALUATION: SelfEvaluation.objects.visible_to,
}


class Happened(StrEnum):
    CREATED = "created"
    CHANGED = "changed"
    DELETED = "deleted"


class CursorRefused(ValueError):
    """What was given is no cursor."""


class CursorLapsed(Exception):
    """Why a cursor leads nowhere any more, in one Chinese sentence: all has to be read anew."""


@dataclass(frozen=True)
class Cursor:
    """Up to where somebody has read; ``mark`` is what they could see then, and when numbers began."""

    number: int
    row: int
    mark: str

    def __str__(self) -> str:
        return signing.dumps(astuple(self), salt=SALT, compress=False)


@dataclass(frozen=True)
class FeedChange:
    kind: str
    id: int
    change: Happened
    at: datetime


@dataclass(frozen=True)
class Page:
    changes: Sequence[FeedChange]
    cursor: Cursor
    more: bool


def present_cursor(user: User) -> Cursor:
    """Taken before everything is read: what changes meanwhile is told after it."""
    now = counter()
    return Cursor(now.number, LARGEST_KEY, _mark(user, now))


def changes_since(told: str, user: User, *, kinds: Collection[str], size: int) -> Page:
    """Raises CursorRefused, CursorLapsed."""
    since = _read(told)
    numbered = number_changes()
    now = counter()
    _refuse_lapsed(since, now, _mark(user, now))
    later = Q(number__gt=since.number) | Q(number=since.number, pk__gt=since.row)
    rows = Change.objects.visible_to(user).filter(later, number__gte=since.number, number__lte=now.number)
    if kinds:
        rows = rows.filter(kind__in=kinds)
    found = list(rows.order_by("number", "pk")[: size + 1])
    page = found[:size]
    last = page[-1] if len(found) > size else None
    number, row = (last.number or 0, last.pk) if last else (now.number, LARGEST_KEY)
    more = last is not None or numbered == AT_ONCE
    return Page(_told(page, since, user), Cursor(number, row, since.mark), more)


def _read(kinds: str) -> Cursor:
    try:
        number, row, mark = signing.loads(kinds, salt=SALT)
        return Cursor(int(number), int(row), str(mark))
    except (signing.BadSignature, ValueError, TypeError) as fault:
        raise CursorRefused("游标无效，请使用上一次答复中的 cursor。") from fault


def _refuse_lapsed(since: Cursor, now: ChangeCounter, mark: str) -> None:
    anew = "请重新取得起点（不带 since），再全部重读一遍。"
    if since.mark.partition(":")[0] != mark.partition(":")[0] or since.number > now.number:
        raise CursorLapsed(f"数据库恢复过或重新起算过，这个游标不再有效。{anew}")
    if since.mark != mark:
        raise CursorLapsed(f"可见范围在此之后有变化，凭这个游标说不全。{anew}")
    if (since.number, since.row) < (now.forgotten, LARGEST_KEY):  # also in the midst of those of one number
        raise CursorLapsed(f"这个游标之后的变更已经清理。{anew}")


def _mark(user: User, now: ChangeCounter) -> str:
    """Of what somebody reaches: when that changes, things come into sight or leave it without having changed."""
    beside = BudgetUnit.objects.beside(user).order_by("department").values_list("department", flat=True)
    reach = [
        user.pk,
        user.is_superuser,
        sorted(map(str, map(astuple, reaches_of(user)))),
        sorted(set(beside)),
    ]
    digest = sha256(json.dumps(reach).encode()).hexdigest()
    return f"{now.epoch.hex}:{digest[:32]}"


def _told(page: Sequence[Change], since: Cursor, user: User) -> list[FeedChange]:
    """Once for each thing, for one that was moved stands in two places."""
    seen = {kind: _visible(kind, {one.row for one in page if one.kind == kind}, user) for kind in ChangeKind}
    found = {(one.kind, one.row): one for one in page}
    changes = []
    for (kind, row), one in found.items():
        happened = _happened(one, since) if row in seen[ChangeKind(kind)] else Happened.DELETED
        changes.append(FeedChange(kind, row, happened, one.at))  # type: ignore[arg-type]  # stored, so it has one
    return changes


def _happened(one: Change, since: Cursor) -> Happened:
    return (
        Happened.CREATED if (one.first_number or 0, one.pk) > (since.number, since.row) else Happened.CHANGED
    )


def _visible(kind: ChangeKind, keys: Iterable[int], user: User) -> set[int]:
    wanted = sorted(keys)
    if not wanted:
        return set()
    if kind == ChangeKind.INDICATOR:
        return _visible_indicators(wanted, user)
    return set(VISIBLE[kind](user).filter(pk__in=wanted).values_list("pk", flat=True))


def _visible_indicators(keys: Sequence[int], user: User) -> set[int]:
    """By their owners, which are looked up by key: no tree of anybody else is asked for."""
    owners = Indicator.objects.filter(pk__in=keys).values_list(
        "pk",
        "family__tree__budgetproject",
        "family__tree__midtermgoal__project",
        "family__tree__performancegoal__statement",
    )
    rows = [(pk, project or mid_term, statement) for pk, project, mid_term, statement in owners]
    projects = _visible(ChangeKind.PROJECT, {one for _, one, _ in rows if one}, user)
    statements = _visible(ChangeKind.STATEMENT, {one for _, _, one in rows if one}, user)
    return {pk for pk, project, statement in rows if project in projects or statement in statements}
