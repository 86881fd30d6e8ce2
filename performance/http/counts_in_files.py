"""Requests counted in one of a fixed number of small files, which is locked while it is read and written."""

from __future__ import annotations

import fcntl
import json
import os
from pathlib import Path
from time import time

from django.conf import settings

FILES = 512
_LARGEST = 64 * 1024  # a file that has grown beyond it is begun anew


def wait_for(digest: str, *, most: int, seconds: int) -> float:
    file = Path(settings.REQUEST_COUNTS_DIR) / f"{int(digest[:8], 16) % FILES:03}.json"
    try:
        return _counted(file, digest[:24], most, seconds)
    except OSError:
        return 0.0


def _counted(file: Path, key: str, most: int, seconds: int) -> float:
    file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    descriptor = os.open(file, os.O_RDWR | os.O_CREAT, 0o600)
    with os.fdopen(descriptor, "r+b") as stream:
        fcntl.flock(stream, fcntl.LOCK_EX)
        now = int(time())
        counts = _recent(stream.read(_LARGEST + 1), now, seconds)
        own = counts.setdefault(key, {})
        if sum(own.values()) >= most:
            return float(min(map(int, own)) + seconds + 1 - now)
        own[str(now)] = own.get(str(now), 0) + 1
        stream.seek(0)
        stream.write(json.dumps(counts, separators=(",", ":")).encode())
        stream.truncate()
    return 0.0


def _recent(text: bytes, now: int, seconds: int) -> dict[str, dict[str, int]]:
    """The counts by key and second; those that are over are dropped, and so are those that are still to come."""
    try:
        stored = json.loads(text) if len(text) <= _LARGEST else {}
    except ValueError:  # a machine that went down while it was written
        stored = {}
    kept = {
        key: {second: count for second, count in own.items() if now - seconds <= int(second) <= now + 1}
        for key, own in stored.items()
    }
    return {key: own for key, own in kept.items() if own}
