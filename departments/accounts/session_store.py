"""Sessions in the database, which a full disk does not end: what a page only notes beside its reading is left unnoted."""

from django.contrib.sessions.backends import db
from django.contrib.sessions.backends.base import UpdateError
from django.db import DatabaseError

from departments.accounts.full_disk import is_disk_full, log


class SessionStore(db.SessionStore):
    def save(self, must_create=False):
        """A new session must be written, or nobody has signed in; one that goes on does so as it stood."""
        try:
            super().save(must_create)
        except (DatabaseError, UpdateError) as fault:
            # Django says of any fault of an update that the session is gone, and keeps the fault as its context.
            reason = fault.__context__ if isinstance(fault, UpdateError) else fault
            if must_create or not is_disk_full(reason):
                raise
            log.warning("disk full: session not written")
