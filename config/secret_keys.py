"""Keys that nobody has named: one that is made once and kept, and those that come out of another."""

import hmac
import os
import secrets
from contextlib import suppress
from pathlib import Path


def kept_key(keeper: Path) -> str:
    """Make a key once and keep it, so that a restart of the demo does not log everybody out."""
    if not keeper.exists():
        fresh = keeper.with_name(f"{keeper.name}.{os.getpid()}")
        fresh.touch(mode=0o600)
        fresh.write_text(secrets.token_urlsafe(50))
        with suppress(FileExistsError):  # of two processes starting at once, the first one's key stays
            keeper.hardlink_to(fresh)
        fresh.unlink()
    return keeper.read_text()


def derived_key(secret: str, purpose: str) -> str:
    """Another key for every purpose; it changes with the secret."""
    return hmac.new(secret.encode(), purpose.encode(), "sha256").hexdigest()
