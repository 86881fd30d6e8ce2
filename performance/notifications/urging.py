"""What a finance office does about departments that are late: a word to them by one click."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from django.db import transaction
from django.db.models import Max
from django.http import HttpRequest
from django.utils import timezone

from departments.models import Department, Timetable
from departments.permissions.reach import reaches_of
from departments.permissions.roles import Role
from departments.trail.entry import Action
from departments.trail.writing import record
from performance.models import Notice, NoticeKind
from performance.notifications.matters import text_of_year
from performance.notifications.reminders import Missing, not_submitted, tell, when_due
from performance.steps.refusals import Refused

FINANCE = frozenset((Role.FINANCE_SECTION_REVIEWER, Role.PERFORMANCE_SECTION_REVIEWER))


def reviews_at(user) -> set[int]:
    """The offices for which the user reviews."""
    return {reach.office for reach in reaches_of(user) if reach.role in FINANCE}


def late_departments(timetable: Timetable, user) -> list[Missing]:
    """Those that have not sent and are this user's to look after."""
    return [one for one in not_submitted(timetable) if may_act(one.department, user)]


def may_act(department: Department, user) -> bool:
    return any(reach.role in FINANCE and reach.acts_on(department) for reach in reaches_of(user))


def last_urged(timetable: Timetable) -> dict[int, datetime]:
    """By the key of the department."""
    keys = {
        text_of_year(pk, timetable.fiscal_year): pk
        for pk in timetable.office.departments.values_list("pk", flat=True)
    }
    sent = Notice.objects.filter(kind=NoticeKind.URGED, about__in=keys).order_by()
    return {keys[about]: at for about, at in sent.values_list("about").annotate(at=Max("created"))}


@transaction.atomic
def urge(
    timetable: Timetable, departments: Collection[int], *, by, request: HttpRequest | None = None
) -> tuple[int, int]:
    """Tells how many departments were urged, and how many people were told; nobody twice on one day by the same person."""
    _lock(departments)
    chosen = [one for one in late_departments(timetable, by) if one.department.pk in departments]
    if not departments:
        raise Refused("请勾选要催办的部门。")
    if len(chosen) != len(set(departments)):
        raise Refused("所选的部门有的已经报送，或者不归您审核，没有催办；请刷新后再选。")
    name = by.get_full_name() or by.get_username()
    people = 0
    for missing in chosen:
        due = when_due(timetable, missing, timezone.localdate())
        people += len(tell(timetable, missing, NoticeKind.URGED, f"{name}催办：{due}"))
        details = f"催办{timetable.fiscal_year}年绩效文本的报送"
        record(Action.EDIT, by=by, subject=missing.department, details=details, request=request)
    return len(chosen), people


def _lock(departments: Collection[int]) -> None:
    """Whoever else urges or extends one of them waits, all in one order: what was said is not said twice."""
    rows = Department.objects.select_for_update(no_key=True).filter(pk__in=departments).order_by("pk")
    list(rows.values_list("pk"))
