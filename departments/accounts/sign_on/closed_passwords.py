"""To whom a password of ours is no way in any more, because the office has another one for their roles."""

from __future__ import annotations

from django.conf import settings
from django.db.models import QuerySet

from departments.accounts.sign_on.model import LinkedIdentity
from departments.permissions.rights import roles_held
from departments.places.models import Membership


def another_way() -> str:
    """How else somebody signs in; nothing where no provider works, and then passwords are closed to nobody."""
    if settings.OIDC.works:
        return f"点“{settings.OIDC.name}登录”"
    return f"用{settings.LDAP.name}的用户名和密码登录" if settings.LDAP.works else ""


def why_closed(user) -> str:
    """Why the right password does not open this account; empty if it does. Superusers always find a way in."""
    closed = settings.LOCAL_SIGN_IN_OFF_ROLES
    if not closed or user.is_superuser or roles_held(user).isdisjoint(closed):
        return ""
    way = another_way()
    return (
        f"您的角色不再用本系统的密码登录，请{way}；还没有关联的，请联系本级财政局的系统管理员。"
        if way
        else ""
    )


def shut_out() -> QuerySet:
    """Roles of people to whom passwords are closed and whom no provider can vouch for yet."""
    closed = Membership.objects.filter(role__in=settings.LOCAL_SIGN_IN_OFF_ROLES, user__is_active=True)
    linked = LinkedIdentity.objects.values("user")
    return closed.filter(user__is_superuser=False).exclude(user__in=linked)
