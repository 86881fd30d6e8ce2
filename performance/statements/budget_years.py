"""For which years a text may be begun: those that the office has a timetable for."""

from __future__ import annotations

from django.utils import timezone

from departments.models import FinanceOffice, Timetable


def year_to_begin(office: FinanceOffice) -> int | None:
    """What a form proposes."""
    return Timetable.objects.year_at(office, timezone.localdate())


def years_refusal(office: FinanceOffice, year: int) -> str:
    """Why no text of this year can be begun, and what would help; empty if it can.

    An office that keeps no timetable begins texts up to the next calendar year.
    """
    planned = sorted(
        Timetable.objects.filter(office=office).values_list("fiscal_year", flat=True), reverse=True
    )
    if not planned:
        last = timezone.localdate().year + 1
        return "" if year <= last else f"预算年度最晚为{last}年；更晚的年度须先由{office.name}建立填报日程。"
    if year in planned:
        return ""
    listed = "、".join(f"{one}年" for one in planned)
    return f"{office.name}没有{year}年的填报日程，现有：{listed}。请核对年度，或请财政局系统管理员建立日程。"
