"""The settings of the test run: the product's own, with an environment of its own."""

import atexit
import os
import shutil
import tempfile
from pathlib import Path

os.environ["SECRET_KEY"] = "only for tests " * 4
os.environ["TRAIL_KEY"] = "only for the trail of the tests"
os.environ["HTTPS"] = "0"
os.environ["DEMO"] = "0"
os.environ["DEBUG"] = "0"
os.environ["STATEMENT_SECONDS"] = "600"  # a busy machine is no reason to fail
os.environ.pop("REPLICA_URL", None)
os.environ.pop("POOLER_URL", None)

from config.settings import *  # noqa: F403  (Django's settings are the names of a module)

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]  # tests log in hundreds of times
CACHES = {
    name: {"BACKEND": "django.core.cache.backends.locmem.LocMemCache", "LOCATION": name}
    for name in CACHES  # noqa: F405
}
ALLOWED_HOSTS = [*ALLOWED_HOSTS, "office.test"]  # noqa: F405  (pages by plain http, as within an office)
PUBLIC_PER_MINUTE = 1_000_000
REQUEST_COUNTS_SHARED = False  # the same queries on both databases; test_limits.py counts in the database
# The sign of a worker that another process tries is none here.
VAR_DIR = Path(tempfile.mkdtemp(prefix="var-"))
atexit.register(shutil.rmtree, VAR_DIR, ignore_errors=True)
EXPORT_DIR = VAR_DIR / "exports"
REQUEST_COUNTS_DIR = VAR_DIR / "request-counts"
API_RATES = dict.fromkeys(API_RATES, "1000000/min")  # noqa: F405
SCHEDULE_RUNS = False  # a worker that a test starts does what the test asks for
TASKS = {
    "default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend"}
}  # no worker runs beside tests
if "SLOW" in os.environ:
    MIDDLEWARE.insert(0, "tests.browser.slowness.delayed")  # noqa: F405
WHITENOISE_AUTOREFRESH = True  # else each of thousands of clients goes through all static files first

DATABASES["default"]["CONN_MAX_AGE"] = 0  # noqa: F405  (the test database is dropped while threads may live on)
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):  # noqa: F405
    # A file for each process, not memory: people at two browsers need two connections that wait for each other.
    FOLDER = tempfile.mkdtemp(prefix="tests-")
    atexit.register(shutil.rmtree, FOLDER, ignore_errors=True)
    DATABASES["default"]["TEST"] = {"NAME": f"{FOLDER}/db.sqlite3"}  # noqa: F405
    DATABASES["default"]["OPTIONS"]["init_command"] += "PRAGMA synchronous=OFF;"  # noqa: F405  (nothing to lose)
