"""What a process that reads a stranger's file may take, set by itself before it looks at the file."""

from __future__ import annotations

import ctypes
import resource
import signal
from dataclasses import dataclass

from departments.uploads.limits import MEGABYTE

GIGABYTE = 1024 * MEGABYTE
_PR_SET_PDEATHSIG = 1


@dataclass(frozen=True)
class Limits:
    """``memory`` is of addresses, which some libraries reserve far more of than they use; ``seconds`` of waiting."""

    memory: int
    seconds: int
    largest_file: int = 0  # that it may write


def obey(limits: Limits) -> None:
    """Sets the limits for this process, and lets it die with the one that started it."""
    resource.setrlimit(resource.RLIMIT_AS, (limits.memory, limits.memory))
    resource.setrlimit(resource.RLIMIT_CPU, (2 * limits.seconds, 2 * limits.seconds))
    resource.setrlimit(resource.RLIMIT_FSIZE, (limits.largest_file, limits.largest_file))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)  # a write that is too large is an error of its own
    ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)
