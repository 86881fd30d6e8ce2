"""Whose account an identity opens, and whether a session that it has opened lives on."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TypeGuard

from django.contrib.auth.signals import user_logged_in
from django.dispatch import receiver
from django.utils import timezone

from departments.accounts.sign_on.model import LinkedIdentity, Provider

IDENTITY, PROVIDER = (
    "identity",
    "provider",
)  # in the session: the link by which it was opened, and whose it is
LONGEST_KEY = 255
OVER = "在统一身份认证一方已退出，或账号的关联已变，会话结束"


class ProviderAway(Exception):
    """It does not answer, or not as a provider does: nobody's fault who is signing in."""


class NotVouched(Exception):
    """It does not vouch for this person, or what it says does not hold."""


class NotLinked(Exception):
    """What a person reads who may not come in though the provider knows who it is."""


@dataclass(frozen=True)
class Vouched:
    """What a provider says of whoever comes from it; ``second_factor``: by more than a password, as the office accepts it."""

    provider: Provider
    name: str
    key: str
    second_factor: bool = False


def is_a_key(word: object) -> TypeGuard[str]:
    """What no page shows and no database holds is nobody's key."""
    return isinstance(word, str) and 0 < len(word) <= LONGEST_KEY and word.isprintable()


def account_for(request, vouched: Vouched):
    """The account that this identity opens; the request remembers by what, for its sign-in. Raises NotLinked."""
    linked = LinkedIdentity.objects.select_related("user").filter(provider=vouched.provider, key=vouched.key)
    identity = linked.first()
    if identity is None:
        raise NotLinked(
            f"您已通过{vouched.name}，但还没有账号与您的标识“{vouched.key}”关联。"
            "请把这个标识告诉本级财政局的系统管理员，由其在“关联身份”中登记。"
        )
    if not identity.user.is_active:
        raise NotLinked("您的账号已停用，不能登录。需要恢复的，请联系本级财政局的安全管理员。")
    request.vouched = vouched
    request.identity = identity
    request.came_by = f"经{vouched.name}，标识{vouched.key}"  # the trail tells it with the sign-in
    return identity.user


@receiver(user_logged_in)
def remember_identity(request, **_signal):
    """A password of ours that was given later in the same session opens it by itself."""
    if identity := getattr(request, "identity", None):
        request.session[IDENTITY], request.session[PROVIDER] = identity.pk, identity.provider
    else:
        request.session.pop(IDENTITY, None)
        request.session.pop(PROVIDER, None)


def vouched_for(request) -> Vouched | None:
    """By whom the sign-in that is under way has been vouched for; None if a password of ours was asked for."""
    return getattr(request, "vouched", None)


def lives_on(session, began: float) -> bool:
    """Whether a session that was opened by an identity still is: the link stands, and nobody has signed out there since."""
    identity = session.get(IDENTITY)
    if identity is None:
        return True
    ends = LinkedIdentity.objects.filter(pk=identity).values_list("ended", flat=True)
    return any(ended is None or ended < datetime.fromtimestamp(began, UTC) for ended in ends)


def end_sessions(provider: Provider, key: str) -> LinkedIdentity | None:
    """Whoever came in under this key has to come in anew. Nobody is known under it: None."""
    identity = LinkedIdentity.objects.select_related("user").filter(provider=provider, key=key).first()
    if identity is not None:
        LinkedIdentity.objects.filter(pk=identity.pk).update(ended=timezone.now())
    return identity
