"""The places of a text in an installation that has not heard of them yet."""

from __future__ import annotations

from dataclasses import dataclass

from django.core.exceptions import ValidationError

from departments.models import BudgetUnit, Department, FinanceOffice
from performance.exchange.texts import ExchangedText
from performance.models import FamilyCode


@dataclass(frozen=True)
class Registered:
    """``added`` and ``differing`` are sentences: what was registered, and what is called otherwise here and left so."""

    department: Department
    added: tuple[str, ...]
    differing: tuple[str, ...]


class Unregistrable(ValueError):
    """Why a place of the text cannot be registered."""


def register_places(text: ExchangedText) -> Registered:
    """The text's department, with whatever was missing of its office, itself, its units and codes registered.

    In the caller's transaction. Raises Unregistrable.
    """
    added: list[str] = []
    differing: list[str] = []

    def keep(model, title: str, key: dict, values: dict):
        row = model.objects.filter(**key).first()
        if row is None:
            row = model(**key, **values)
            try:
                row.full_clean()
            except ValidationError as error:
                raise Unregistrable(f"{text.name}：{title}不能登记：{'；'.join(error.messages)}") from error
            row.save()
            added.append(f"{title} {row}")
        elif any(getattr(row, name) != value for name, value in values.items() if name in ("name", "code")):
            differing.append(f"{title} {row} 与交换包所写不同，没有改动")
        return row

    office = keep(
        FinanceOffice,
        "财政局",
        {"division_code": text.office_code},
        {"name": text.office_name, "province": text.office_province},
    )
    department = keep(
        Department,
        "部门",
        {"office": office, "code": text.department_code},
        {"name": text.department_name},
    )
    for position, unit in enumerate(text.units, 1):
        values = {"name": unit.name, "position": position}
        keep(BudgetUnit, "单位", {"department": department, "code": unit.code}, values)
    for one in text.family_codes:
        key = {"office": office, "fiscal_year": text.fiscal_year, "level1": one.level1, "level2": one.level2}
        keep(FamilyCode, "指标类别代码", key, {"code": one.code})
    return Registered(department, tuple(added), tuple(differing))
