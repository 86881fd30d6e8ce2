"""What ``make test`` leaves to the checking server."""

import subprocess
import sys

import pytest

from tests.conftest import REPOSITORY
from tests.share import CASES, some_of


@pytest.mark.parametrize("count", [1, 2, CASES - 1, CASES, CASES + 1, 3 * CASES, 1000])
def test_first_and_last_case_and_some_between_are_tried(count):
    cases = list(range(count))
    chosen = some_of(cases)
    assert len(set(chosen)) == len(chosen) == min(count, CASES)
    assert {cases[0], cases[-1]} <= set(chosen)
    assert chosen == sorted(chosen)


@pytest.mark.long
def test_a_share_is_asked_for_and_never_taken_of_what_is_named():
    long_table = "tests/performance/review/test_words_of_severity.py"
    assert len(collected(long_table, "--share")) < len(collected(long_table))


def collected(*words):
    command = [
        sys.executable,
        "-m",
        "pytest",
        "-q",
        "-n",
        "0",
        "-p",
        "no:cacheprovider",
        "--collect-only",
        *words,
    ]
    run = subprocess.run(command, cwd=REPOSITORY, capture_output=True, text=True, check=True)  # noqa: S603
    return [line for line in run.stdout.splitlines() if "::" in line]
