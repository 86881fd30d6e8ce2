"""The digests by which what was written down is known again: SHA-256, and SM3 where national cryptography is asked for.

SM3 comes from ``cryptography``, whose wheels bring it along: Python's own knows it only where the machine's OpenSSL does.
"""

from __future__ import annotations

import hashlib
import hmac
from typing import Protocol

LABELS = {"sha256": "SHA-256", "sm3": "SM3"}
ALGORITHMS = tuple(LABELS)


class Digest(Protocol):
    def update(self, data: bytes, /) -> None: ...

    def hexdigest(self) -> str: ...


class _SM3:
    def __init__(self) -> None:
        from cryptography.hazmat.primitives import hashes  # takes its time, and most installations never ask

        self._hash = hashes.Hash(hashes.SM3())

    def update(self, data: bytes, /) -> None:
        self._hash.update(data)

    def hexdigest(self) -> str:
        return self._hash.copy().finalize().hex()


def digest_by(algorithm: str) -> Digest:
    return _SM3() if algorithm == "sm3" else hashlib.new(algorithm)


def keyed_digest(algorithm: str, key: bytes, data: bytes) -> str:
    """HMAC, in hexadecimal."""
    if algorithm != "sm3":
        return hmac.digest(key, data, algorithm).hex()
    from cryptography.hazmat.primitives import hashes  # as above
    from cryptography.hazmat.primitives.hmac import HMAC

    code = HMAC(key, hashes.SM3())
    code.update(data)
    return code.finalize().hex()


class Digests:
    """SHA-256, by which everybody can check, and another beside it where one is asked for."""

    def __init__(self, asked: str) -> None:
        self._digests = {algorithm: digest_by(algorithm) for algorithm in dict.fromkeys(("sha256", asked))}

    def update(self, data: bytes, /) -> None:
        for digest in self._digests.values():
            digest.update(data)

    @property
    def by_algorithm(self) -> dict[str, str]:
        return {algorithm: digest.hexdigest() for algorithm, digest in self._digests.items()}

    def __str__(self) -> str:
        return "，".join(f"{LABELS[algorithm]} {value}" for algorithm, value in self.by_algorithm.items())
