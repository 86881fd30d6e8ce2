"""Who reviews which text: taken upon oneself, given to a colleague, given back. Nobody is kept from reviewing by it."""

from __future__ import annotations

from collections.abc import Iterable

from django.contrib.auth import get_user_model
from django.contrib.auth.models import User
from django.db import transaction
from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import reverse

from departments.models import Membership
from departments.trail.entry import Action as Trailed
from departments.trail.writing import record
from performance.models import NoticeKind, PerformanceStatement, ReviewClaim
from performance.notifications.matters import share_in
from performance.notifications.services import notify
from performance.steps.people import AWAITED_STEPS, waiting_for
from performance.steps.refusals import Overtaken, Refused


def reviewers_of(statement: PerformanceStatement) -> QuerySet[User]:
    """Those for whom the text waits."""
    roles = {role for step in AWAITED_STEPS if statement.state in step.sources for role in step.roles}
    memberships = Membership.objects.reaching(statement.department).filter(role__in=roles)
    return get_user_model().objects.filter(memberships__in=memberships).distinct().order_by("pk")


@transaction.atomic
def claim(
    statement: PerformanceStatement, *, by, person: User | None = None, request: HttpRequest | None = None
) -> ReviewClaim:
    """For oneself, or for a colleague, who is told. What a third person has claimed is given back by that one first."""
    person = person or by
    statement = _waiting(statement, by)
    if person.pk != by.pk and not reviewers_of(statement).filter(pk=person.pk).exists():
        raise Refused(f"{_name(person)}不能审核这份文本，不能交给他办理。")
    held, made = ReviewClaim.objects.get_or_create(
        statement=statement,
        state=statement.state,
        round=statement.round,
        defaults={"person": person, "by": by},
    )
    if not made and by.pk not in (held.person_id, held.by_id):
        raise Overtaken(f"这份文本已由{_name(held.person)}认领，请由他交出后再认领。")
    if not made:
        held.person, held.by = person, by
        held.save()
    _tell(statement, person, by, request)
    return held


@transaction.atomic
def give_back(statement: PerformanceStatement, *, by, request: HttpRequest | None = None) -> None:
    """By whoever has claimed it, or by whoever gave it to a colleague."""
    statement = _waiting(statement, by)
    held = ReviewClaim.objects.filter(statement=statement).in_force().first()
    if held is None:
        raise Overtaken("这份文本现在没有人认领。")
    if by.pk not in (held.person_id, held.by_id):
        raise Refused(f"这份文本由{_name(held.person)}认领，须由他交出。")
    held.delete()
    record(Trailed.EDIT, by=by, subject=statement, details="交出审核认领", request=request)


def claims_on(statements: Iterable[PerformanceStatement]) -> dict[int, ReviewClaim]:
    """Those in force, by the key of the text."""
    found = ReviewClaim.objects.filter(statement__in=[one.pk for one in statements]).in_force()
    return {held.statement_id: held for held in found.select_related("person", "by")}


def _waiting(statement: PerformanceStatement, by) -> PerformanceStatement:
    """As it is now, and held: of two who claim at once one comes first."""
    locked = PerformanceStatement.objects.select_for_update(of=("self",), no_key=True).select_related(
        "department"
    )
    statement = locked.get(pk=statement.pk)
    if not waiting_for(by).filter(pk=statement.pk).exists():
        raise Refused(f"文本目前为“{statement.get_state_display()}”，没有等待您审核。")
    return statement


def _tell(statement: PerformanceStatement, person: User, by, request: HttpRequest | None) -> None:
    if person.pk == by.pk:
        record(Trailed.EDIT, by=by, subject=statement, details="认领审核", request=request)
        return
    record(Trailed.EDIT, by=by, subject=statement, details=f"交给{_name(person)}审核", request=request)
    link = reverse("review_desk", args=[statement.pk])
    text = f"{_name(by)}把{statement}交给您审核"
    notify([person], NoticeKind.TO_REVIEW, text, link=link, about=share_in(statement, None))


def _name(person: User) -> str:
    return person.get_full_name() or person.get_username()
