"""Whether a fault says that the disk is full: then nothing can be written, and reading has to go on."""

import errno
import logging
from collections.abc import Iterator
from contextlib import contextmanager

from django.db import DatabaseError

log = logging.getLogger(__name__)
_STATE = "53100"  # PostgreSQL's own
_WORDS = ("disk is full", "No space left")  # of SQLite, and of the programs of PostgreSQL


def is_disk_full(fault: BaseException | None) -> bool:
    if isinstance(fault, OSError):
        return fault.errno in (errno.ENOSPC, errno.EDQUOT)
    if isinstance(fault, DatabaseError) and getattr(fault.__cause__, "pgcode", None) == _STATE:
        return True
    return _is_of_a_store(fault) and any(words in str(fault) for words in _WORDS)


def _is_of_a_store(fault: BaseException | None) -> bool:
    """Faults of databases and of their programs; anybody may write these words into another."""
    return isinstance(fault, DatabaseError) or type(fault).__module__ in (
        "sqlite3",
        "config.operation.backup.postgres_programs",
    )


@contextmanager
def if_there_is_room() -> Iterator[None]:
    """For what is only noted beside a reading: on a full disk it is left unnoted."""
    try:
        yield
    except (DatabaseError, OSError) as fault:
        if not is_disk_full(fault):
            raise
        log.warning("disk full: left unnoted", exc_info=True)
