"""The settings of a worker process that tests start: the database and the folder of the test that started it."""

import os
from pathlib import Path

from tests.settings import *  # noqa: F403

DATABASES["default"]["NAME"] = os.environ["WORKER_DATABASE"]  # noqa: F405
EXPORT_DIR = Path(os.environ["WORKER_FOLDER"])
TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
