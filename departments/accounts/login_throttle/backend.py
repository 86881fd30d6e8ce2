"""The one backend: whatever asks for a password to be checked passes the gate first."""

from django.contrib.auth import get_user_model

from departments.accounts.login_throttle.lock import Counted
from departments.accounts.login_throttle.throttle import (
    Locked,
    count_attempt,
    count_failure_at,
    is_first_refusal,
    normalised_name,
    owner_of,
    refuse_locked_address,
    reset_attempts,
)
from departments.accounts.role_backend import RoleBackend
from departments.accounts.sign_on.by_password import known_to_directory
from departments.accounts.sign_on.closed_passwords import why_closed
from departments.trail.origin import counted_address


class GuardedBackend(RoleBackend):
    def authenticate(self, request, username=None, password=None, **kwargs):
        """The user whose password this is; a Locked that ended the search stays with the request."""
        name = kwargs.get(get_user_model().USERNAME_FIELD) if username is None else username
        if name is None or password is None:
            return None
        address = counted_address(request) if request is not None else ""
        try:
            refuse_locked_address(address)
            lock = count_attempt(Counted.NAME, normalised_name(name), owner_of(name))
        except Locked as locked:
            locked.already_recorded = not is_first_refusal(locked.lock)
            if request is not None:
                request.locked = locked
            raise
        ours = super().authenticate(request, username=name, password=password)
        user = ours if ours is not None and not _is_closed(request, ours) else None
        if user is None and request is not None:
            user = known_to_directory(request, name, password)
        if ours is not None or user is not None:
            reset_attempts(Counted.NAME, lock.key)
        else:
            count_failure_at(address)
            if request is not None and lock.until:
                request.locks_now = Locked(lock)
        return user


def _is_closed(request, user) -> bool:
    """Told only to whoever has given the right password."""
    reason = why_closed(user)
    if request is not None and reason:
        request.sign_on_fault = reason
    return bool(reason)
