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
from performance.self_evaluation.forms.choosing import DEPARTMENT, PROJECT, form_for
from performance.self_evaluation.forms.declaration import shipped_forms
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
    project_form: str = "",
    department_form: str = "",
    by,
    request: HttpRequest | None = None,
) -> EvaluationTimetable:
    """Scheme and forms stay once a card of the year exists: what is scored by one is not compared with what is scored by another."""
    if not may_schedule(by, office):
        raise Refused(f"{office.name}的自评日程由该局系统管理员或财政绩效科审核人安排。")
    if scheme not in shipped_schemes():
        raise Refused("没有这个评分方案。")
    for form, subject in ((project_form, PROJECT), (department_form, DEPARTMENT)):
        if form and subject not in (shipped_forms()[form].of if form in shipped_forms() else ()):
            raise Refused("没有这个自评表样。")
    if closes < opens:
        raise Refused("自评截止日期不能早于开始日期。")
    FinanceOffice.objects.select_for_update(no_key=True).get(pk=office.pk)
    # Whoever makes cards by it holds it, and is done before they are counted.
    held = EvaluationTimetable.objects.select_for_update(of=("self",), no_key=True)
    row = held.filter(office=office, fiscal_year=year).first()
    wanted = EvaluationTimetable(scheme=scheme, project_form=project_form, department_form=department_form)
    if row and _printed(row) != _printed(wanted):
        cards = SelfEvaluation.objects.filter(
            statement__department__office=office, statement__fiscal_year=year
        )
        if number := cards.count():
            raise Refused(
                f"已有{number}张自评表按“{shipped_schemes()[row.scheme].name}”建立，不能再换评分方案、表样。"
            )
    row = row or EvaluationTimetable(office=office, fiscal_year=year)
    row.opens, row.closes, row.scheme = opens, closes, scheme
    row.project_form, row.department_form = project_form, department_form
    row.save()
    forms = "、".join(dict.fromkeys(shipped_forms()[form].name for form in _printed(row)[1:]))
    details = f"自评日程：{opens}至{closes}，评分方案“{shipped_schemes()[scheme].name}”，表样“{forms}”"
    record(Action.SETTINGS, by=by, subject=row, details=details, request=request)
    return row


def _printed(row: EvaluationTimetable) -> tuple[str, str, str]:
    return row.scheme, form_for(row, PROJECT), form_for(row, DEPARTMENT)
