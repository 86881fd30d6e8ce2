"""A review that takes too long ends, and says of which rules nothing is known."""

from __future__ import annotations

import pytest

from performance.review import Severity, budget, engine, review, rules
from tests.performance.review.planting import indicator
from tests.performance.review.sound_hebei import HEBEI

FAULTY = indicator(5, value="≥90人")(HEBEI)


def test_without_time_every_rule_of_rows_and_tables_is_undecided():
    findings = review(FAULTY, seconds=-1)
    assert {finding.code for finding in findings} <= {rule.code for rule in rules()}
    assert len(findings) > len(rules()) / 2
    assert all(finding.undecidable and "没有审完" in finding.message for finding in findings)


def test_an_error_that_was_not_judged_stands_until_somebody_answers_for_it():
    levels = {rule.code: rule.severity for rule in rules()}
    for finding in review(FAULTY, seconds=-1):
        error = levels[finding.code] is Severity.ERROR
        assert finding.severity is (Severity.ERROR if error else Severity.HINT), finding
        assert finding.waivable is error


@pytest.mark.parametrize("looks", [1, 5, 20, 40])
def test_time_that_ends_midway_keeps_what_was_found_before(monkeypatch, looks):
    whole = review(FAULTY)
    seconds = iter(range(10_000))
    monkeypatch.setattr(budget, "thread_time", lambda: next(seconds))
    part = review(FAULTY, seconds=looks)
    undecided = {finding.code for finding in part if "没有审完" in finding.message}
    assert undecided
    decided = [finding for finding in whole if finding.code not in undecided]
    assert [finding for finding in part if finding.code not in undecided] == decided


def test_a_text_in_time_has_no_such_finding():
    assert not any("没有审完" in finding.message for finding in review(FAULTY))


def test_beyond_the_most_findings_the_rest_is_undecided(monkeypatch):
    whole = review(FAULTY)
    monkeypatch.setattr(engine, "MOST_FINDINGS", 0)
    part = review(FAULTY)
    assert {finding.code for finding in part} >= {finding.code for finding in whole}
    assert all(finding.undecidable and "超过0条，这一条没有审完" in finding.message for finding in part)
