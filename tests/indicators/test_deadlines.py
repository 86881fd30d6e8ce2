from datetime import date

import pytest

from indicators.kinds import Precision, ValueKind
from indicators.values import parse_value

DEADLINES = [
    ("2026.12.31", date(2026, 12, 31), Precision.DAY),
    ("2026年12月31日", date(2026, 12, 31), Precision.DAY),
    ("2026-12-31", date(2026, 12, 31), Precision.DAY),
    ("20261231", date(2026, 12, 31), Precision.DAY),
    ("２０２６年６月３０日前", date(2026, 6, 30), Precision.DAY),
    ("≤2026.12.31", date(2026, 12, 31), Precision.DAY),
    ("2024年12月底", date(2024, 12, 31), Precision.MONTH),
    ("2024年2月", date(2024, 2, 29), Precision.MONTH),
    ("2024.12", date(2024, 12, 31), Precision.MONTH),
    ("2024.1至2024.12", date(2024, 12, 31), Precision.MONTH),
    ("2024-01-01至2024-12-31", date(2024, 12, 31), Precision.DAY),
    ("2026年底前", date(2026, 12, 31), Precision.YEAR),
    ("2026年", date(2026, 12, 31), Precision.YEAR),
    ("2026年度内", date(2026, 12, 31), Precision.YEAR),
    ("2026年第三季度", date(2026, 9, 30), Precision.MONTH),
]
YEARLESS = [
    ("12月底前", date(2025, 12, 31), Precision.MONTH),
    ("12月底", date(2025, 12, 31), Precision.MONTH),
    ("2月底", date(2025, 2, 28), Precision.MONTH),
    ("12月", date(2025, 12, 31), Precision.MONTH),
    ("6月30日前", date(2025, 6, 30), Precision.DAY),
    ("年底前", date(2025, 12, 31), Precision.YEAR),
    ("一季度末", date(2025, 3, 31), Precision.MONTH),
]


@pytest.mark.parametrize(("raw", "day", "precision"), DEADLINES + YEARLESS)
def test_a_deadline_is_read_within_the_budget_year(raw, day, precision):
    value = parse_value(raw, year=2025)
    assert (value.kind, value.deadline, value.precision) == (ValueKind.DEADLINE, day, precision)
    assert value.number is None


@pytest.mark.parametrize(("raw", "day", "precision"), DEADLINES)
def test_a_printed_year_needs_no_budget_year(raw, day, precision):
    assert parse_value(raw).deadline == day


@pytest.mark.parametrize("raw", [*(raw for raw, _, _ in YEARLESS), "2026.13.45", "2026年2月30日"])
def test_a_deadline_without_a_day_is_still_a_deadline(raw):
    value = parse_value(raw)
    assert (value.kind, value.deadline) == (ValueKind.DEADLINE, None)


def test_what_is_to_be_done_by_a_deadline_is_its_rest():
    assert parse_value("在2024年12月底前完成工作").rest == "完成工作"
