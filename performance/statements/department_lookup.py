"""Which department a text belongs to: by the office and code it prints, else by the name."""

from __future__ import annotations

import re

from departments.models import Department, FinanceOffice
from performance.content.model import StatementContent

# A project code of 21 characters begins with the fiscal division of its finance office (domain rule G2).
_DIVISION = re.compile(r"(\d{6})\w{15}")


class UnknownDepartment(LookupError):
    """No department, or more than one, fits what the text prints; the sentence lists what there is."""


def department_of(content: StatementContent, *, office_code: str | None = None) -> Department:
    """The one registered department that a content speaks of. Raises UnknownDepartment."""
    office = _office(content, office_code)
    within = Department.objects.select_related("office")
    if office is not None:
        within = within.filter(office=office)
    fitting = within.filter(code=content.department_code) if content.department_code else within
    named = fitting.filter(name=content.department_name)
    for candidates in (named, fitting if content.department_code else named):
        if len(found := list(candidates[:2])) == 1:
            return found[0]
    raise UnknownDepartment(_sentence(content, office, within))


def _office(content: StatementContent, office_code: str | None) -> FinanceOffice | None:
    if office_code is not None:
        office = FinanceOffice.objects.filter(division_code=office_code).first()
        if office is None:
            known = "、".join(
                f"{o.division_code} {o.name}" for o in FinanceOffice.objects.order_by("division_code")[:20]
            )
            raise UnknownDepartment(f"没有代码为“{office_code}”的财政区划；已登记的有：{known or '（无）'}。")
        return office
    divisions = {match[1] for p in content.projects if (match := _DIVISION.fullmatch(p.code))}
    offices = list(FinanceOffice.objects.filter(division_code__in=divisions)[:2])
    return offices[0] if len(offices) == 1 else None


def _sentence(content: StatementContent, office: FinanceOffice | None, within: object) -> str:
    printed = (
        " ".join(filter(None, (content.department_code, content.department_name))) or "（文本未写明部门）"
    )
    where = f"财政区划 {office.division_code} {office.name} 内" if office else "已登记的财政区划内"
    known = "、".join(f"{d.code} {d.name}" for d in within.order_by("office__division_code", "code")[:20])  # type: ignore[attr-defined]
    return (
        f"{where}没有唯一对应的部门“{printed}”。已登记的有：{known or '（无）'}。"
        "请先登记该部门，或用 --office 指明财政区划代码。"
    )
