"""The page says of a figure what its trials told, and never that it was reached when it was not."""

import pytest

from tests.trust.figures import FIGURES
from tests.trust.report import newest, renewed, row_of


def told(outcome="passed", database="sqlite", reason="", **kwargs):
    kept = {"figure": 4, "database": database, "outcome": outcome, "reason": reason, "test": "a.py::test_it"}
    return {**kept, "tried": {}, "found": {}, "measured": [], **kwargs}


@pytest.mark.parametrize(
    ("tests", "verdict"),
    [
        ([], "未测：没有试验结果"),
        ([told()], "达到"),
        ([told(), told("failed", reason="E assert 1 == 0")], "未达到：test_it：E assert 1 == 0"),
        ([told("skipped", reason="没有条件")], "未测：没有条件"),
        ([told("skipped", reason="没有条件"), told(database="postgresql")], "达到"),
        ([told(), told("skipped", "postgresql", "没有条件")], "达到"),
        ([told("failed", "postgresql", "坏了"), told()], "未达到：test_it：坏了"),
        ([told(), told("skipped", reason="未测：没有答复")], "未测：没有答复"),
    ],
)
def test_a_figure_is_reached_only_if_no_trial_failed_and_one_passed(tests, verdict):
    assert row_of(4, tests).verdict == verdict


def test_a_figure_that_was_broken_off_is_not_reached():
    wanted = [
        {"figure": 4, "database": "sqlite", "test": test} for test in ("a.py::test_it", "a.py::test_more")
    ]
    assert row_of(4, [told()], wanted).verdict == "未测完：2 项试验中还有 1 项没有做"
    assert row_of(4, [told(), told(test="a.py::test_more")], wanted).verdict == "达到"
    assert row_of(4, [told("failed", reason="坏了")], wanted).verdict.startswith("未达到")


def test_of_a_trial_that_was_run_again_the_last_result_counts():
    results = newest([told("failed", reason="坏了"), told("failed", "postgresql", "坏了"), told()])
    assert [(one["database"], one["outcome"]) for one in results] == [
        ("sqlite", "passed"),
        ("postgresql", "failed"),
    ]


def test_counts_of_several_trials_are_added_up_for_each_database():
    trials = [told(tried={"次": 3}, found={"错": 1}), told(tried={"次": 4}), told(database="postgresql")]
    row = row_of(4, trials)
    assert row.tried == "SQLite：次 7<br>PostgreSQL：1 项试验"
    assert row.found == "SQLite：错 1<br>PostgreSQL：1 项全部核对无误"


def test_rows_that_were_not_tried_again_stay(tmp_path):
    page = tmp_path / "trust.md"
    page.write_text(renewed(page, {number: row_of(number, [told()]) for number in (4, 5)}))
    again = renewed(page, {5: row_of(5, [])})
    assert "| 达到 |" in again.splitlines()[-2]
    assert "未测" in again.splitlines()[-1]


def test_every_figure_says_what_it_has_to_come_to():
    assert set(FIGURES) >= set(range(1, 26))
    assert all(figure.title and figure.target for figure in FIGURES.values())
