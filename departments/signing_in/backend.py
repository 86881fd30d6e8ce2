"""The one backend: whatever asks for a password to be checked passes the gate first."""

from django.contrib.auth import get_user_model

from departments.role_backend import RoleBackend
from departments.signing_in.gate import (
    Locked,
    count_address,
    forgive,
    known_as,
    owner_of,
    refuse_address,
    reserve,
)
from departments.signing_in.lock import Counted
from departments.trail.origin import client_address


class GuardedBackend(RoleBackend):
    def authenticate(self, request, username=None, password=None, **said):
        """The user whose password this is; a Locked that ended the search stays with the request."""
        name = said.get(get_user_model().USERNAME_FIELD) if username is None else username
        if name is None or password is None:
            return None
        address = client_address(request) if request is not None else ""
        try:
            refuse_address(address)
            lock = reserve(Counted.NAME, known_as(name), owner_of(name))
        except Locked as locked:
            if request is not None:
                request.locked = locked
            raise
        user = super().authenticate(request, username=name, password=password)
        if user is not None:
            forgive(Counted.NAME, lock.key)
        else:
            count_address(address)
            if request is not None and lock.until:
                request.locks_now = Locked(lock)
        return user
