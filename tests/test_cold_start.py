"""A start imports what every process needs, and leaves alone what only some pages and commands use."""

import subprocess
import sys

import pytest

from tests.conftest import REPOSITORY

COSTLY = {
    "openpyxl",
    "tablib",
    "import_export.resources",
    "rest_framework.views",
    "performance.admin",
    "typst",
    "cv2",  # and where it is not installed, everything but scans must work
}
SETUP = "import django; django.setup()"
CONVERT = f"{SETUP}; import performance.management.commands.convert_text"


def printed_by(code):
    finished = subprocess.run(  # noqa: S603 - the tests' own code
        [sys.executable, "-c", code],
        cwd=REPOSITORY,
        env={"DJANGO_SETTINGS_MODULE": "tests.settings"},
        check=True,
        capture_output=True,
        text=True,
    )
    return finished.stdout.split()


@pytest.mark.parametrize("start", [SETUP, CONVERT], ids=["setup", "convert_text"])
def test_nothing_costly_is_imported_at_a_start(start):
    assert COSTLY.intersection(printed_by(f"{start}; import sys; print(*sys.modules)")) == set()


def test_the_checks_of_admin_see_its_screens():
    """Found late, they must still be checked."""
    (screens,) = printed_by(
        f"{SETUP}; from django.contrib import admin; from config.admin.apps import check_screens;"
        "assert not admin.site._registry; assert check_screens(None) == []; print(len(admin.site._registry))"
    )
    assert int(screens) > 30
