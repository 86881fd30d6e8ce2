"""A list that is looked at before it is taken in shows as much as anybody reads, and says how much more there is."""

import pytest

from departments.lists.plans import MOST_SHOWN, ListPlan, shown_problems


@pytest.mark.parametrize("number", [1, MOST_SHOWN, MOST_SHOWN + 1, 3 * MOST_SHOWN])
def test_problems_that_are_not_listed_are_counted(number):
    problems = [f"第{row}行：项目编码是空的。" for row in range(number)]
    shown = shown_problems(problems)
    assert shown[:MOST_SHOWN] == problems[:MOST_SHOWN]
    more = max(0, number - MOST_SHOWN)
    assert shown[MOST_SHOWN:] == ([f"另有 {more} 处没有列出，请先改正以上各处再上传。"] if more else [])


def test_groups_without_rows_are_not_shown():
    plan = ListPlan(None, 2026, {"new": list(range(MOST_SHOWN + 5)), "gone": []})
    assert plan.shown == [("new", list(range(MOST_SHOWN)), MOST_SHOWN + 5)]
