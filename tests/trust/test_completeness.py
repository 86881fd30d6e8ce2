"""No change of the business without a row of the trail, and none at all while the trail cannot be written."""

import json
import os
import subprocess
import sys

import pytest

from tests.conftest import REPOSITORY

INTO = "WATCHED_INTO"  # read by the plugin
WATCHED = [
    *(
        "tests/api/test_contents.py",
        "tests/api/test_files.py",
        "tests/api/test_remarks.py",
        "tests/api/test_steps.py",
    ),
    *("tests/api/test_jobs.py", "tests/departments/test_admin.py", "tests/departments/trail/test_screens.py"),
    *("tests/departments/test_passwords.py", "tests/departments/test_rights.py"),
    *("tests/performance/workflow/test_step_pages.py", "tests/performance/workflow/test_remark_pages.py"),
    *("tests/performance/workflow/test_review_screens.py", "tests/performance/entry/test_saving.py"),
    *("tests/performance/entry/test_projects.py", "tests/performance/entry/test_copying.py"),
    *(
        "tests/performance/importing/test_official_import.py",
        "tests/performance/exporting/test_packages_page.py",
    ),
]


@pytest.mark.figure(15)
def test_every_change_is_told_and_none_happens_untold(trial, tmp_path):
    """The tests of the pages, of admin and of the interface are run again, and watched."""
    if not trial.full:
        pytest.skip("runs other tests once more; under make trust only（只在 make trust 时试验）")
    file = tmp_path / "watched.json"
    words = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "-p", "tests.trust.watching"]
    surroundings = {name: said for name, said in os.environ.items() if name not in ("TRUST_INTO", "FIGURES")}
    subprocess.run(  # noqa: S603  (our own words)
        [*words, *WATCHED],
        cwd=REPOSITORY,
        env={**surroundings, INTO: str(file), "DJANGO_SETTINGS_MODULE": "tests.settings"},
        check=False,
        stdout=subprocess.DEVNULL,
    )
    watched = json.loads(file.read_text())
    trial.count("修改了数据的网址", len(watched["exercised"]))
    trial.count("修改了数据的请求", sum(watched["exercised"].values()))
    trial.find("没有操作记录的网址", len(watched["untold"]))
    trial.find("操作记录写不进去时仍写入业务数据的网址", len(watched["written"]))
    assert len(watched["exercised"]) > 20
    assert (watched["untold"], watched["written"]) == ({}, {})
