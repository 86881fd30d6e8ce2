"""How many requests there were of late, counted by all processes together, none of them lost.

A cache that is read and then written lets requests that come at once through uncounted. Where several machines may
answer, which PostgreSQL stands behind, all count in its table; a SQLite file has one machine and one writer, which no
mere reading should wait for, and there the counts lie in files.
"""

from __future__ import annotations

from hashlib import sha256

from django.conf import settings

from performance.http import counts_in_database, counts_in_files


def wait_for(key: str, *, most: int, seconds: int) -> float:
    """Count a request unless there were ``most`` in the last ``seconds``; then how long to wait, else 0.

    Where nothing can be written everybody is let through: reading goes on.
    """
    digest = sha256(key.encode()).hexdigest()[:32]
    counted = counts_in_database if settings.REQUEST_COUNTS_SHARED else counts_in_files
    return counted.wait_for(digest, most=most, seconds=seconds)
