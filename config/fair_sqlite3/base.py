"""SQLite whose writers have equal chances, and which adds money up as it is written.

SQLite's own way of waiting looks ever more seldom, up to ten times a second: whoever has waited longest looks least
often, and with eight busy writers one of them can miss every gap until its time is up. Here all look equally often.

SQLite keeps a decimal as a float, and its own SUM adds floats: what comes out is no longer what people add up.
``EXACT_SUM`` reads each number back as it was written, which a float allows in fifteen digits, and adds decimals.

The last connection that closes takes the write-ahead log with it, and the next one, though it only reads, has to make it
anew: on a full disk it cannot. So each process keeps one connection open that does nothing.
"""

import os
import random
import sqlite3
import time
from contextlib import suppress
from decimal import Decimal
from pathlib import Path

from django.db import DEFAULT_DB_ALIAS, OperationalError
from django.db.backends.sqlite3 import base

SECONDS_BETWEEN_LOOKS = (0.001, 0.004)


class ExactSum:
    """Of no number at all it is NULL, as that of SUM is."""

    def __init__(self):
        self.total = None

    def step(self, number):
        if number is not None:
            self.total = (self.total or Decimal(0)) + Decimal(f"{number:.15g}")

    def finalize(self):
        return None if self.total is None else float(self.total)


def create_for_owner_alone(name: object) -> None:
    """Make the file before SQLite does, which asks the umask; what it writes beside the file takes the same rights."""
    path = str(name)
    if path and ":memory:" not in path and not path.startswith("file:") and not Path(path).exists():
        with suppress(FileExistsError):
            os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600))


_held_open: dict[tuple[int, str], sqlite3.Connection] = {}


def hold_open(name: object) -> None:
    """Once for each process, for a child must not use what its parent has opened."""
    key = os.getpid(), str(name)
    if key not in _held_open:
        held = sqlite3.connect(key[1], uri=key[1].startswith("file:"), check_same_thread=False)
        held.execute("SELECT count(*) FROM sqlite_master").fetchone()  # it is opened when it is read
        _held_open[key] = held


class DatabaseWrapper(base.DatabaseWrapper):
    def get_new_connection(self, conn_params):
        create_for_owner_alone(conn_params["database"])
        connection = super().get_new_connection(conn_params)
        if self.alias == DEFAULT_DB_ALIAS:
            hold_open(conn_params["database"])
        connection.create_aggregate("EXACT_SUM", 1, ExactSum)
        return connection

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
