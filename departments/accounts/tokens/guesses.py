"""Tokens that never were: made-up ones count against the address, expired and revoked ones are mere mistakes."""

from departments.accounts.login_throttle.throttle import count_failure_at, refuse_locked_address
from departments.accounts.tokens.issuing import digest_of
from departments.accounts.tokens.model import AccessToken
from departments.trail.entry import Action, Result
from departments.trail.origin import counted_address
from departments.trail.subjects import Subject
from departments.trail.writing import record


def count_guess(secret: str, request) -> None:
    """Record a token that opened nothing; raises Locked if too many have been tried from this address."""
    known = AccessToken.objects.filter(digest=digest_of(secret)).select_related("user").first()
    label = AccessToken._meta.label_lower
    tried = Subject(label, str(known.pk), str(known)) if known else Subject(label, "", "不存在的访问令牌")
    if known is None:  # what is refused unread leaves no row: strangers would fill the trail
        refuse_locked_address(counted_address(request))
        count_failure_at(counted_address(request))
    record(Action.FAILED_SIGN_IN, by=None, subject=tried, result=Result.FAILED, request=request)
