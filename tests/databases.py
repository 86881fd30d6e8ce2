"""Which tests run on both databases, and which on SQLite alone: whatever PostgreSQL could answer otherwise runs on both.

It answers otherwise where SQL does: locks and races, constraints, limits of types, bytes, order, search, migrations,
triggers. Who may see what, what a page says, what stands in a file is decided in Python, from rows that are the same.
A test runs on both unless it is named here; with real transactions it runs on both in any case, and so does every
trial under ``make trust`` but those of the two folders that ask no database.
"""

from pathlib import Path, PurePosixPath

import pytest

from tests.trust.trial import under_trial

TESTS = Path(__file__).resolve().parent
ASKING = {"db", "transactional_db", "live_server"}  # fixtures that bring the database
COMMITTING = {"transactional_db", "live_server"}

NEVER_DIFFERENT = {
    "access": "who gets which answer at every address: one table, decided by visible_to and the steps",
    "browser": "what scripts and pages do",
}
# Each with what still asks PostgreSQL for the same rows.
ON_SQLITE_ALONE = {
    "departments/permissions/test_account_policy.py": "the policy is Python; lists and forms: departments/admin, lists",
    "departments/accounts/test_passwords.py": "rules of words; sessions and throttle run on both",
    "departments/accounts/test_session_page.py": "a page; departments/accounts/test_sessions.py",
    "departments/accounts/test_demo_accounts.py": "the demo has a SQLite database of its own",
    "performance/steps": "a table of Python; workflow runs it on both, with its locks",
    "performance/workflow/test_walk.py": "the same table; workflow/test_race.py",
    "performance/exporting/test_withheld_walk.py": "what is printed; exporting/test_withheld_projects.py",
    "performance/importing/template": "cells of workbooks; test_official_import.py and test_annotated_workbook.py",
    "performance/importing/test_rows_put_in.py": "cells of workbooks; the same",
    "performance/importing/test_formula_keys.py": "cells of workbooks; the same",
    "performance/importing/test_formula_payloads.py": "cells of workbooks; the same",
    "performance/importing/test_hostile_uploads.py": "refused before anything is written",
    "performance/importing/test_hostile_pages.py": "refused before anything is written",
    "performance/entry_forms/test_long_groups.py": "what a page posts; entry_forms/test_saving.py",
    "performance/entry_forms/test_access.py": "who opens which form; entry_forms/test_saving.py",
    "performance/findings/test_statement_review.py": "findings on a page; findings/test_waiver_pages.py",
    "performance/findings/test_text_check.py": "no row is read or written; findings/test_waiver_pages.py",
    "performance/findings/test_batch_check.py": "no row is read or written; the same",
    "performance/findings/test_review_command.py": "no row is read or written; the same",
    "performance/http": "headers of answers",
    "performance/management": "files of commands; importing/test_official_import.py, exporting",
    "performance/setup/test_demo.py": "the demo has a SQLite database of its own",
    "performance/setup/test_demo_cycle.py": "the demo has a SQLite database of its own",
    "performance/setup/test_demo_database.py": "the demo has a SQLite database of its own",
    "performance/statements/test_editable_parts.py": "who may write what; workflow/test_guards.py",
    "trust/test_own_work.py": "a refusal of the step table; workflow",
    "test_templates.py": "what stands in templates",
}


def both(item: pytest.Item) -> bool:
    """Whether PostgreSQL is asked as well."""
    names = set(getattr(item, "fixturenames", ()))
    if not (item.get_closest_marker("django_db") or ASKING & names) or "browser" in names:
        return False
    path = PurePosixPath(item.path.relative_to(TESTS).as_posix())
    if _under(path, NEVER_DIFFERENT):
        return False
    return under_trial() or _commits(item, names) or not _under(path, ON_SQLITE_ALONE)


def _commits(item: pytest.Item, names: set[str]) -> bool:
    marker = item.get_closest_marker("django_db")
    return bool(COMMITTING & names) or bool(marker and (marker.kwargs.get("transaction") or marker.args[:1]))


def _under(path: PurePosixPath, places: dict[str, str]) -> bool:
    return any(str(place) in places for place in (path, *path.parents))
