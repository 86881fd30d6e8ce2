"""A letter drawn up over approved texts, and cancelled: each under the lock of the texts it speaks of."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence, Set
from datetime import date

from django.db import transaction
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils import timezone

from departments.models import FinanceOffice
from departments.permissions.rights import offices_kept
from departments.trail.entry import Action
from departments.trail.writing import record
from performance.approval_letters.templates import template_in_use
from performance.exporting.gathering import exportable_by
from performance.models import ApprovalLetter, PerformanceStatement, Revision
from performance.steps.refusals import Refused

PERMISSION = "performance.add_approvalletter"
LONGEST_NUMBER = 60


def draws_up(user, office: FinanceOffice) -> bool:
    return user.is_active and (user.is_superuser or office.pk in offices_kept(user, PERMISSION))


def approved_texts(user, office: FinanceOffice, year: int) -> QuerySet[PerformanceStatement]:
    """What a letter of the office may be about, as far as the user reads whole texts."""
    texts = exportable_by(user).filter(department__office=office, fiscal_year=year)
    return (
        texts.filter(approved_revision__isnull=False)
        .select_related("approved_revision")
        .defer("approved_revision__content")
    )


@transaction.atomic
def draw_up_letter(
    office: FinanceOffice,
    year: int,
    revisions: Collection[int],
    *,
    number: str,
    dated: date,
    by,
    request: HttpRequest | None = None,
) -> ApprovalLetter:
    """``revisions`` are the approved texts as the person saw them. Raises Refused with all that stands against it."""
    if not draws_up(by, office):
        raise Refused(f"{office.name}的批复文由该局财政绩效科审核人办理。")
    number = "".join(number.split())
    FinanceOffice.objects.select_for_update(no_key=True).get(pk=office.pk)  # one number after another
    texts = approved_texts(by, office, year).filter(approved_revision__in=revisions).order_by()
    locked = PerformanceStatement.objects.select_for_update(no_key=True).filter(
        pk__in=list(texts.values_list("pk", flat=True))
    )
    approved = set(locked.order_by("pk").values_list("approved_revision", flat=True))
    if faults := list(_faults(office, number, dated, year, revisions, approved)):
        raise Refused(*faults)
    letter = ApprovalLetter.objects.create(
        office=office,
        fiscal_year=year,
        number=number,
        dated=dated,
        template=template_in_use(office),
        person=by,
    )
    letter.revisions.set(revisions)
    for revision in texts_of(letter):
        details = f"批复文{number}，{dated:%Y-%m-%d}，批复第{revision.number}稿"
        record(Action.EDIT, by=by, subject=revision.statement, details=details, request=request)
    return letter


def _faults(
    office: FinanceOffice,
    number: str,
    dated: date,
    year: int,
    revisions: Collection[int],
    approved: Set[int | None],
) -> Iterator[str]:
    if not number:
        yield "请填写文号，例如“某财绩〔2026〕1号”。"
    if len(number) > LONGEST_NUMBER:
        yield f"文号有{len(number)}字，最多{LONGEST_NUMBER}字。"
    if not year - 2 <= dated.year <= year + 2:
        yield f"成文日期{dated:%Y-%m-%d}与预算年度{year}相差两年以上，请核对。"
    in_force = ApprovalLetter.objects.in_force().filter(office=office)
    if number and in_force.filter(number=number).exists():
        yield f"文号“{number}”已经用过；要重新办理，请先作废原来的批复文。"
    if not revisions:
        yield "请至少选择一个部门的批复版。"
    if set(revisions) - approved:
        yield "所选的文本里有的已不是批复版（刚有新的批复，或批复已撤销），请重新打开这一页选择。"
    numbers = in_force.filter(revisions__in=revisions).distinct().values_list("number", flat=True)
    for earlier in numbers:
        yield f"所选的文本里有的已由“{earlier}”批复；要重新批复，请先作废它。"


@transaction.atomic
def cancel_letter(
    letter: ApprovalLetter, *, reason: str, by, request: HttpRequest | None = None
) -> ApprovalLetter:
    """It stays to be read; its number and its texts are free again."""
    if not draws_up(by, letter.office):
        raise Refused(f"{letter.office.name}的批复文由该局财政绩效科审核人办理。")
    now = (
        ApprovalLetter.objects.select_for_update(of=("self",), no_key=True)
        .select_related("office")
        .get(pk=letter.pk)
    )
    if now.cancelled:
        raise Refused(f"“{now.number}”已经作废。")
    reason = reason.strip()
    if not reason:
        raise Refused("请写明作废的理由。")
    if len(reason) > ApprovalLetter.LONGEST_REASON:
        raise Refused(f"作废的理由最多{ApprovalLetter.LONGEST_REASON}字。")
    now.cancelled, now.cancelled_by, now.reason = timezone.now(), by, reason
    now.save(update_fields=["cancelled", "cancelled_by", "reason"])
    for revision in texts_of(now):
        details = f"作废批复文{now.number}，理由：{reason}"
        record(Action.EDIT, by=by, subject=revision.statement, details=details, request=request)
    return now


def texts_of(letter: ApprovalLetter) -> Sequence[Revision]:
    """In the order of their departments."""
    own = letter.revisions.select_related("statement__department")
    return list(own.order_by("statement__department__code", "pk"))
