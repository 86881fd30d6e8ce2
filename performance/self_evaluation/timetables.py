"""When an office has a year evaluated, and by which scheme: kept by those who keep its other timetables."""

from __future__ import annotations

from datetime import date

from django.db import transaction
from django.http import HttpRequest

from departments.models import FinanceOffice
from departments.permissions.rights import offices_kept
from departments.trail.entry import Action
from departments.trail.writing import record
from performance.models import EvaluationTimetable, SelfEvaluation
from performance.scoring.scheme_files import shipped_schemes
from performance.steps.refusals import Refused

PERMISSION = "departments.change_timetable"


def may_schedule(user, office: FinanceOffice) -> bool:
    return user.is_active and (user.is_superuser or office.pk in offices_kept(user, PERMISSION))


@transaction.atomic
def save_timetable(
    office: FinanceOffice,
    year: int,
    *,
    opens: date,
    closes: date,
    scheme: str,
    by,
    request: HttpRequest | None = None,
) -> EvaluationTimetable:
    """The scheme stays once a card of the year exists: what is scored by one is not compared with what is scored by another."""
    if not may_schedule(by, office):
        raise Refused(f"{office.name}的自评日程由该局系统管理员或财政绩效科审核人安排。")
    if scheme not in shipped_schemes():
        raise Refused("没有这个评分方案。")
    if closes < opens:
        raise Refused("自评截止日期不能早于开始日期。")
    FinanceOffice.objects.select_for_update().get(pk=office.pk)
    row = EvaluationTimetable.objects.filter(office=office, fiscal_year=year).first()
    if row and row.scheme != scheme:
        cards = SelfEvaluation.objects.filter(
            statement__department__office=office, statement__fiscal_year=year
        )
        if number := cards.count():
            raise Refused(
                f"已有{number}张自评表按“{shipped_schemes()[row.scheme].name}”建立，不能再换评分方案。"
            )
    row = row or EvaluationTimetable(office=office, fiscal_year=year)
    row.opens, row.closes, row.scheme = opens, closes, scheme
    row.save()
    details = f"自评日程：{opens}至{closes}，评分方案“{shipped_schemes()[scheme].name}”"
    record(Action.SETTINGS, by=by, subject=row, details=details, request=request)
    return row
