"""SQLite whose writers have equal chances.

SQLite's own way of waiting looks ever more seldom, up to ten times a second: whoever has waited longest looks least
often, and with eight busy writers one of them can miss every gap until its time is up. Here all look equally often.
"""

import random
import sqlite3
import time

from django.db import OperationalError
from django.db.backends.sqlite3 import base

SECONDS_BETWEEN_LOOKS = (0.001, 0.004)


class DatabaseWrapper(base.DatabaseWrapper):
    def _start_transaction_under_autocommit(self):
        """Begin at once if nobody writes; else wait for as long as the option ``timeout`` says."""
        patience = self.settings_dict["OPTIONS"].get("timeout", 5.0)
        deadline = time.monotonic() + patience
        self.connection.execute("PRAGMA busy_timeout = 0")
        try:
            while not self._begun(last=time.monotonic() >= deadline):
                time.sleep(random.uniform(*SECONDS_BETWEEN_LOOKS))  # noqa: S311
        finally:
            self.connection.execute(f"PRAGMA busy_timeout = {patience * 1000:.0f}")

    def _begun(self, *, last):
        try:
            super()._start_transaction_under_autocommit()
        except OperationalError as refused:
            primary_code = refused.__cause__.sqlite_errorcode & 0xFF  # the rest says why it is busy
            if last or primary_code != sqlite3.SQLITE_BUSY:
                raise
            return False
        return True
