"""Count tries, and refuse them when there were too many. Refused tries neither count nor prolong the lock."""

import unicodedata

from django.contrib.auth import get_user_model
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import F
from django.utils import timezone

from departments.accounts.clocks import lies_ahead
from departments.accounts.login_throttle.lock import Counted, SignInLock, lock_lasts
from departments.trail.subjects import one_line


class Locked(PermissionDenied):
    """Raised by a backend, it ends Django's search for one that knows the password."""

    already_recorded = False

    def __init__(self, lock: SignInLock) -> None:
        self.lock = lock
        self.until = lock.until
        moment = timezone.localtime(self.until)
        super().__init__(
            f"{Counted(lock.kind).label}登录失败次数过多，已锁定至{moment:%H:%M}。"
            "请届时再试，或联系本级财政局的安全管理员解锁。"
        )

    @property
    def seconds(self) -> int:
        return max(1, int((self.until - timezone.now()).total_seconds()))


def normalised_name(name: str) -> str:
    """One count for all spellings of a name that look alike."""
    return one_line(unicodedata.normalize("NFKC", name).strip().casefold(), 200)


def count_attempt(kind: Counted, key: str, user=None) -> SignInLock:
    """Count a try before it is judged, so that tries made at once are no extra tries; raises Locked."""
    now = timezone.now()
    with transaction.atomic():
        lock, _ = SignInLock.objects.select_for_update(no_key=True).get_or_create(
            kind=kind, key=key, defaults={"last": now, "user": user}
        )
        if lock.until:
            raise Locked(lock)
        forgotten = lock.last <= now - lock_lasts() or lies_ahead(lock.last)
        lock.failures = 1 if forgotten else lock.failures + 1
        lock.last = now
        lock.refusal_recorded = False
        lock.save(update_fields=["failures", "last", "refusal_recorded"])
    return lock


def is_first_refusal(lock: SignInLock) -> bool:
    """True once for every time that something is locked: whoever goes on trying shall not fill the trail."""
    if lock.refusal_recorded:
        return False
    untold = SignInLock.objects.filter(pk=lock.pk, refusal_recorded=False)
    return bool(untold.update(refusal_recorded=True))


def reset_attempts(kind: Counted, key: str) -> None:
    SignInLock.objects.filter(kind=kind, key=key).delete()


def refuse_locked_address(address: str) -> None:
    """Raises Locked for an address from which too many tries have failed."""
    lock = SignInLock.objects.filter(kind=Counted.ADDRESS, key=address).first()
    if lock and lock.until:
        raise Locked(lock)


def count_failure_at(address: str) -> None:
    """Afterwards, unlike a name's: many people may be signing in from one address at the same moment."""
    now = timezone.now()
    with transaction.atomic():
        SignInLock.objects.stale().delete()
        lock, _ = SignInLock.objects.get_or_create(kind=Counted.ADDRESS, key=address, defaults={"last": now})
        counted = SignInLock.objects.filter(pk=lock.pk)
        counted.update(failures=F("failures") + 1, last=now, refusal_recorded=False)


def owner_of(name: str):
    users = get_user_model()
    return users.objects.filter(**{users.USERNAME_FIELD: name}).first()
