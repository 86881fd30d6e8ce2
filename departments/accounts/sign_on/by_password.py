"""A name and a password that are not ours: perhaps they are the directory's."""

from __future__ import annotations

from django.conf import settings
from django.contrib.auth import get_user_model

from departments.accounts.sign_on.directory import who_is
from departments.accounts.sign_on.identities import NotLinked, NotVouched, ProviderAway, account_for
from departments.accounts.sign_on.model import LinkedIdentity, Provider


def known_to_directory(request, name: str, password: str):
    """The account of whoever the directory knows by these; the request tells why there is none, where that helps.

    What is typed for an account of ours that is not linked is nobody else's affair and does not leave this machine.
    """
    if not settings.LDAP.works or _is_ours_alone(name):
        return None
    try:
        return account_for(request, who_is(settings.LDAP, name, password))
    except NotVouched:
        return None  # a wrong password, like any other
    except NotLinked as fault:
        request.sign_on_fault = str(fault)
    except ProviderAway as fault:
        request.sign_on_fault = (
            f"{settings.LDAP.name}现在不能用：{fault}。请稍后再试；有本系统密码的，仍可用它登录。"
        )
    return None


def _is_ours_alone(name: str) -> bool:
    users = get_user_model()
    owner = users.objects.filter(**{users.USERNAME_FIELD: name}).first()
    linked = LinkedIdentity.objects.filter(user=owner, provider=Provider.LDAP)
    return owner is not None and not linked.exists()
