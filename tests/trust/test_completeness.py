"""No change of the business without a row of the trail, and none at all while the trail cannot be written."""

import json
import os
import subprocess
import sys

import pytest

from tests.access.routes import writing_routes
from tests.conftest import REPOSITORY

INTO = "WATCHED_INTO"  # read by the plugin
WATCHED = [
    *("tests/access/test_admin_changes.py", "tests/api", "tests/departments", "tests/projects/test_admin.py"),
    *(
        f"tests/performance/{room}"
        for room in (
            *("entry", "exporting", "importing", "workflow", "test_admin.py", "test_first_use.py"),
            *("test_library.py", "test_library_admin.py", "test_notices.py", "test_pages.py"),
            *("test_refusals.py", "test_statement_review.py", "test_text_check.py", "test_value_readings.py"),
        )
    ),
]
# They count what a request does, and watching it does more.
COUNTING = [
    "tests/performance/indicator_library/test_admin.py::test_an_import_of_many_rows_asks_no_more_of_the_database_and_shows_the_first",
    "tests/performance/entry_forms/test_value_readings.py::test_many_values_are_read_at_once_in_their_order",
    "tests/performance/findings/test_text_check.py::test_nothing_is_stored",
    "tests/performance/entry_forms/test_pages.py::test_a_save_that_meets_another_goes_again_and_gives_up_without_losing_a_word",
    "tests/performance/entry_forms/test_saving.py::test_autosaves_of_one_sitting_are_one_row_of_the_trail",
]


@pytest.mark.figure(15)
def test_every_change_is_told_and_none_happens_untold(trial, tmp_path):
    """The tests of the pages, of admin and of the interface are run again, and watched."""
    if not trial.full:
        pytest.skip("runs other tests once more; under make trust only（只在 make trust 时试验）")
    file = tmp_path / "watched.json"
    words = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "-p", "tests.trust.watching"]
    words += ["-m", "not figure", *(f"--deselect={test}" for test in COUNTING), *WATCHED]
    surroundings = {
        name: value for name, value in os.environ.items() if name not in ("TRUST_INTO", "FIGURES")
    }
    surroundings |= {INTO: str(file), "DJANGO_SETTINGS_MODULE": "tests.settings"}
    run = subprocess.run(words, cwd=REPOSITORY, env=surroundings, check=False, capture_output=True, text=True)  # noqa: S603  (our own words)
    assert run.returncode == 0, run.stdout[-3000:]
    watched = json.loads(file.read_text())
    untried = sorted(writing_routes() - watched["answered"].keys())
    trial.count("可以写入的网址", len(writing_routes()))
    trial.count("其中修改了业务数据的网址", len(watched["exercised"]))
    trial.count("得到办理的写入请求", sum(watched["answered"].values()))
    trial.count("其中修改了业务数据的请求", sum(watched["exercised"].values()))
    trial.find("没有试到的网址", len(untried))
    trial.find("没有操作记录的网址", len(watched["untold"]))
    trial.find("操作记录写不进去时仍写入业务数据的网址", len(watched["written"]))
    assert (untried, watched["untold"], watched["written"]) == ([], {}, {})
