"""A made-up province into the database: all of it, or nothing."""

from __future__ import annotations

from collections.abc import Callable

from django.contrib.auth import get_user_model
from django.db import connection, transaction

from departments.models import Department, FinanceOffice
from departments.trail.entry import Action
from departments.trail.subjects import list_of
from departments.trail.writing import record
from indicators.planner_statistics import renew_statistics
from performance.content.model import StatementContent
from performance.models import PerformanceStatement, Revision
from performance.setup.simulated_province.after_approval import follow_approval
from performance.setup.simulated_province.kept_texts import filled
from performance.setup.simulated_province.rows import MAKER, PROVINCE, Made, RowMaker, batches
from performance.setup.simulated_province.size import FIRST_DIVISION, LAST_DIVISION, Size
from performance.setup.simulated_province.tables import COLUMNS
from performance.setup.simulated_province.writing import next_key, set_sequences, write_rows
from performance.statements.figures.renewing import count_anew, write_sums
from performance.statements.selectors import statement_contents

INDICATORS_TOGETHER = 20_000
USERNAME = "made-province"


class DatabaseNotEmpty(Exception):
    """There is something already, and nobody said that the made-up rows may stand beside it."""


@transaction.atomic
def make_province(
    size: Size, *, beside: bool = False, told: Callable[[int], None] = lambda done: None
) -> None:
    """Write the rows; ``told`` hears after each batch how many departments are done. Raises DatabaseNotEmpty."""
    if not beside and FinanceOffice.objects.exists():
        raise DatabaseNotEmpty
    offices = _offices(size)
    by = _maker().pk
    maker = RowMaker(size, {model: next_key(model) for model in COLUMNS}, by)
    of_department = size.units * size.projects * size.indicators * size.years
    together = max(1, INDICATORS_TOGETHER // max(1, of_department))
    done, counted_anew_at = 0, 0
    for batch in batches(maker, offices, size, together):
        grown = done >= counted_anew_at  # to twice what the database plans for
        for model, columns in COLUMNS.items():
            rows = batch[model] if model is not Revision else filled(batch, _contents(batch))
            write_rows(model, columns, rows)
            if grown:
                renew_statistics(connection, [model])
        texts = PerformanceStatement.objects.filter(pk__in=[key for key, *_ in batch[PerformanceStatement]])
        if size.lived_in:
            count_anew(texts)
        else:
            write_sums([*texts])
        done += len(batch[Department])
        counted_anew_at = 2 * done if grown else counted_anew_at
        told(done)
    set_sequences(COLUMNS)
    if size.lived_in:
        follow_approval(offices, size, by)
    details = (
        f"生成模拟数据：{size.departments}个部门、{size.all_projects}个项目、{size.all_indicators}个指标"
    )
    record(Action.IMPORT, by=None, subject=list_of(Department), details=details)


def _contents(batch: Made) -> dict[int, StatementContent]:
    """Of the texts that were kept: the product reads what was written."""
    kept = {statement for _, statement, *_ in batch[Revision]}
    return statement_contents([*PerformanceStatement.objects.filter(pk__in=kept)]) if kept else {}


def _offices(size: Size) -> list[FinanceOffice]:
    taken = set(FinanceOffice.objects.values_list("division_code", flat=True))
    free = (code for number in range(FIRST_DIVISION, LAST_DIVISION + 1) if (code := str(number)) not in taken)
    return [
        FinanceOffice.objects.create(
            division_code=next(free), name=f"模拟{number}市财政局", province=PROVINCE
        )
        for number in range(1, size.offices + 1)
    ]


def _maker():
    """Who took the steps: an account that nobody can sign in to."""
    maker, created = get_user_model().objects.get_or_create(
        username=USERNAME, defaults={"first_name": MAKER, "is_active": False}
    )
    if created:
        maker.set_unusable_password()
        maker.save()
    return maker
