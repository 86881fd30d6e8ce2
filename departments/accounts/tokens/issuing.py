"""Making, finding and revoking access tokens."""

from __future__ import annotations

import secrets
from datetime import timedelta
from hashlib import sha256

from django.db import DatabaseError, transaction
from django.db.models import Q
from django.utils import timezone

from departments.accounts.clocks import is_recent, recent
from departments.accounts.full_disk import is_disk_full
from departments.accounts.tokens.model import AccessToken, Scope
from departments.accounts.turns import take_turn
from departments.trail.entry import Action
from departments.trail.writing import record

BEGINNING = "bpg_"  # lets whoever finds one in a file know what it opens
USED_EVERY = timedelta(minutes=1)  # last use is written at most so often: reading must not be writing
MOST_LIVING = 20


class TooManyTokens(Exception):
    def __init__(self) -> None:
        super().__init__(f"每人最多同时持有{MOST_LIVING}个有效的访问令牌，请先吊销不用的。")


@transaction.atomic
def issue(user, *, name: str, scope: Scope | str, days: int, request=None) -> tuple[AccessToken, str]:
    """The token and its secret, which nobody can read out of the database again. Raises TooManyTokens."""
    take_turn(user)
    if AccessToken.objects.living().filter(user=user).count() >= MOST_LIVING:
        raise TooManyTokens
    secret = BEGINNING + secrets.token_urlsafe(32)
    token = AccessToken.objects.create(
        user=user,
        name=name,
        scope=Scope(scope),
        digest=digest_of(secret),
        expires=timezone.now() + timedelta(days=days),
    )
    details = f"签发访问令牌{token}，有效期至{timezone.localtime(token.expires):%Y年%m月%d日}"
    record(Action.USER_CHANGE, by=user, subject=user, details=details, request=request)
    return token, secret


@transaction.atomic
def revoke(token: AccessToken, *, by, request=None) -> None:
    """Once and for all; a token that is not alive any more stays as it is."""
    if AccessToken.objects.filter(pk=token.pk, revoked__isnull=True).update(revoked=timezone.now()):
        record(Action.USER_CHANGE, by=by, subject=token.user, details=f"吊销访问令牌{token}", request=request)


def token_of(secret: str) -> AccessToken | None:
    """The living token with this secret; being asked for is its use."""
    token = AccessToken.objects.living().select_related("user").filter(digest=digest_of(secret)).first()
    if token:
        now = timezone.now()
        unused = Q(last_used__isnull=True) | ~recent("last_used", USED_EVERY)
        if token.last_used is None or not is_recent(token.last_used, USED_EVERY):
            _note_use(AccessToken.objects.filter(unused, pk=token.pk), now)
    return token


def _note_use(tokens, now) -> None:
    """A program that only reads goes on reading when the disk is full."""
    try:
        tokens.update(last_used=now)
    except DatabaseError as fault:
        if not is_disk_full(fault):
            raise


def digest_of(secret: str) -> str:
    """Not slow on purpose: a secret of 256 bits cannot be guessed however fast one tries."""
    return sha256(secret.encode()).hexdigest()
