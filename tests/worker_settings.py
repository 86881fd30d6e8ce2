"""The settings of a worker process that tests start: the database and the folder of the test that started it."""

import os
from pathlib import Path

from config.database import KEPT_SECONDS
from tests.settings import *  # noqa: F403

DATABASES["default"]["NAME"] = os.environ["WORKER_DATABASE"]  # noqa: F405
if DATABASES["default"]["ENGINE"].endswith("postgresql"):  # noqa: F405
    DATABASES["default"]["CONN_MAX_AGE"] = KEPT_SECONDS  # noqa: F405  (as installed; it ends before the test does)
    DATABASES["default"]["HOST"] = os.environ.get("WORKER_HOST", DATABASES["default"]["HOST"])  # noqa: F405
    if "WORKER_STATEMENT_SECONDS" in os.environ:
        limit = 1000 * int(os.environ["WORKER_STATEMENT_SECONDS"])
        DATABASES["default"]["OPTIONS"]["options"] = f"-c statement_timeout={limit}"  # noqa: F405
EXPORT_DIR = Path(os.environ["WORKER_FOLDER"])
TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
