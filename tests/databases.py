"""Which tests run on both databases, and which on SQLite alone: whatever PostgreSQL could answer otherwise runs on both.

It answers otherwise where SQL does: locks and races, constraints, limits of types, bytes, order, search, migrations,
triggers. Who may see what, what a page says, what stands in a file is decided in Python, from rows that are the same.
A test runs on both unless it is named here; under ``make trust`` all trials do but those of NEVER_DIFFERENT.
"""

from functools import cache
from pathlib import Path

import pytest
from django.db import connection

from tests.trust.trial import under_trial, whole

TESTS = Path(__file__).resolve().parent
ASKING = {"db", "transactional_db", "live_server"}  # fixtures that bring the database

PURE = (
    "growth",
    "departments/uploads",
    "performance/content",
    "performance/differences",
    "performance/documents",
    "performance/entry",
    "performance/scoring",
    "test_architecture.py",
)
NEVER_DIFFERENT = {
    **dict.fromkeys(PURE, "asks for no database"),
    "access": "who gets which answer at every address: one table, decided by visible_to and the steps",
    "browser": "what scripts and pages do",
}
# Each with what still asks PostgreSQL for the same rows.
ON_SQLITE_ALONE = {
    "indicators/test_plans.py": "the plan of SQLite; PostgreSQL plans by its statistics",
    "api/test_exporting.py": "files as an answer; api/test_contents.py, exporting/test_jobs.py",
    "departments/permissions/test_account_policy.py": "the policy is Python; lists and forms: departments/admin, lists",
    "departments/permissions/test_rights.py": "roles and their rights are Python; departments/admin, test_visibility.py",
    "departments/accounts/test_passwords.py": "rules of words; sessions and throttle run on both",
    "departments/accounts/test_session_page.py": "a page; departments/accounts/test_sessions.py",
    "departments/accounts/test_demo_accounts.py": "the demo has a SQLite database of its own",
    "departments/accounts/sign_on": "what others vouch for; conditions of the link: lists/test_identity_lists.py",
    "performance/steps": "a table of Python; workflow runs it on both, with its locks",
    "performance/workflow/test_whole_cycle.py": "the same table; workflow/test_race.py",
    "performance/exporting/test_package.py": "what is printed; exporting/test_jobs.py, test_real_worker.py",
    "performance/exporting/test_approved_title.py": "what is printed; exporting/test_publication.py",
    "performance/exporting/test_withheld_walk.py": "what is printed; exporting/test_withheld_projects.py",
    "performance/importing/template": "cells of workbooks; test_official_import.py",
    "performance/importing/test_annotated_workbook.py": "cells of workbooks; the same",
    "performance/importing/test_declared_forms.py": "how a form is read; the same, statements/test_services.py",
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


def takes_minutes_on_sqlite() -> None:
    """Leaves out what goes back and forth through the migrations: SQLite makes each table anew at each step."""
    if connection.vendor == "sqlite" and not whole():
        pytest.skip(
            "takes minutes on SQLite; tried on PostgreSQL, and with make test WHOLE=1（SQLite 上用 WHOLE=1 试验）"
        )


def asks_the_database(item: pytest.Item) -> bool:
    names = set(getattr(item, "fixturenames", ()))
    return bool(item.get_closest_marker("django_db") or ASKING & names) and "browser" not in names


@cache  # asked of each of fifteen thousand tests, of which hundreds share a file
def tried_on_postgres(path: Path) -> bool:
    return not any(on_sqlite_alone(place) for place in (path, *path.parents))


def on_sqlite_alone(path: Path) -> bool:
    """Whether no test of this file or folder is asked of PostgreSQL; it need not even be read then."""
    places = NEVER_DIFFERENT if under_trial() else NEVER_DIFFERENT | ON_SQLITE_ALONE
    return path.is_relative_to(TESTS) and path.relative_to(TESTS).as_posix() in places
