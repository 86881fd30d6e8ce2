"""How the rows hold on to each other: each is sealed together with the seal of the row before it."""

import hmac
import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime

from departments.trail.digests import ALGORITHMS, keyed_digest

BEGINNING = "beginning"  # stands where the first row would name the row before it


def seal(entry: Mapping[str, object], *, algorithm: str, key: str) -> str:
    """The keyed hash of everything a row says, with the name of its algorithm, so that a later setting may differ."""
    text = json.dumps(entry, ensure_ascii=False, sort_keys=True, separators=(",", ":"), default=_moment)
    return f"{algorithm}:{keyed_digest(algorithm, key.encode(), text.encode())}"


def is_sealed(entry: Mapping[str, object], claimed: str, *, key: str) -> bool:
    algorithm = claimed.partition(":")[0]
    if algorithm not in ALGORITHMS:
        return False
    return hmac.compare_digest(seal(entry, algorithm=algorithm, key=key).encode(), claimed.encode())


def _moment(value: object) -> str:
    """One spelling per moment, whichever zone a database answers in."""
    if not isinstance(value, datetime):
        raise TypeError(f"{value!r} has no place in the trail")
    return value.astimezone(UTC).isoformat(timespec="microseconds")


@dataclass(frozen=True)
class Head:
    """The last row and its seal. Printed or logged elsewhere it is the anchor that betrays a chain written anew."""

    number: int
    hash: str

    def __str__(self) -> str:
        return f"{self.number}:{self.hash}"

    @classmethod
    def read(cls, text: str) -> "Head":
        number, _, claimed = text.strip().partition(":")
        if not number.isdecimal() or claimed.partition(":")[0] not in ALGORITHMS:
            raise ValueError("锚点应形如“序号:算法:校验值”，例如 anchor_trail 打印的 120:sha256:9f86…。")
        return cls(int(number), claimed)
