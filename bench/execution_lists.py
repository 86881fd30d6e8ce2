"""What taking 10,000 rows of the payment system in costs in admin, beside writing the same rows in bulk."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from functools import partial

from django.db import transaction

from bench.frame import Database, Race, benchmark
from bench.libraries import imported, list_of
from bench.stock_lists import import_previewed, resource_of, workbook
from departments.models import BudgetUnit
from performance.admin.monitoring_lists import ExecutionAmountResource
from performance.models import ExecutionAmount
from tests.factories import a_department, a_unit, a_user, an_office

ROWS = 10_000
UNITS = 100
ROUNDS = 5
YEAR = 2025
COLUMNS = ("unit", "fiscal_year", "cutoff", "code", "adjusted", "spent")
KEY = ("unit", "fiscal_year", "cutoff", "code")


def amounts(units: list[BudgetUnit], cutoff: date) -> list[dict[str, object]]:
    return [
        dict(
            zip(
                COLUMNS,
                (units[n % UNITS], YEAR, cutoff, f"P{n:05}", Decimal(n + 1), Decimal(n)),
                strict=True,
            )
        )
        for n in range(ROWS)
    ]


@transaction.atomic
def created(rows: list[dict[str, object]], division: str) -> int:
    return len(
        ExecutionAmount.objects.bulk_create(ExecutionAmount(office_code=division, **row) for row in rows)
    )


@benchmark(
    "execution_import_10k",
    "支付执行数管理页面导入 10,000 行（预览和确认）÷ bulk_create 同样的行（PostgreSQL）",
    goal=3.0,
    rounds=ROUNDS,
    database=Database.POSTGRES,
)
def ten_thousand_amounts() -> Race:
    user, office = a_user(is_superuser=True), an_office()
    units = [a_unit(a_department(office)) for _ in range(UNITS)]
    days = [date(YEAR, 1, 31) + timedelta(days=n) for n in range(2 * ROUNDS + 3)]
    resource = ExecutionAmountResource(user=user)
    files = [list_of(amounts(units, days.pop()), resource, ExecutionAmount) for _ in range(ROUNDS + 1)]
    bare = [amounts(units, days.pop()) for _ in range(ROUNDS + 1)]
    stock = [(row["unit"].pk, *list(row.values())[1:]) for row in amounts(units, days.pop())]
    return Race(
        this=lambda: imported(files.pop(), user, ExecutionAmountResource),
        floor=lambda: created(bare.pop(), office.division_code),
        says=lambda written: written,
        peers={
            "django-import-export 原样：openpyxl 读入、预览、确认": partial(
                import_previewed, resource_of(ExecutionAmount, COLUMNS, KEY), workbook(COLUMNS, stock)
            )
        },
    )
