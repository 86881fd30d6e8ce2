"""The settings of an application server or worker of the trial with many parts: the product's own, but for its folder."""

import os
from pathlib import Path

from config.settings import *  # noqa: F403

VAR_DIR = Path(os.environ["MACHINE_FOLDER"])
EXPORT_DIR = VAR_DIR / "exports"
REQUEST_COUNTS_DIR = VAR_DIR / "request-counts"
SCHEDULE_RUNS = False  # the machine's own backups are none of this trial
API_RATES = dict.fromkeys(API_RATES, "1000000/min")  # noqa: F405
PUBLIC_PER_MINUTE = 1_000_000
