"""Who may do what with an account. Forms, lists and actions ask here; nothing else decides.

The system administrator of an office makes accounts and keeps those that are at home there; the security
administrator of the office locks and unlocks them. Neither touches an account that also serves elsewhere, and the
former none of an administrator: whoever sets its password could act in its place.
"""

from __future__ import annotations

from django.contrib.auth import get_user_model
from django.db.models import Exists, OuterRef, Q, QuerySet

from departments.accounts.home import HomeOffice
from departments.permissions.reach import reaches_of
from departments.permissions.roles import SEPARATED_POWERS, Role
from departments.places.models import FinanceOffice, Membership

KEEPERS = (Role.SYSTEM_ADMINISTRATOR, Role.SECURITY_ADMINISTRATOR)
KEPT = ("username", "last_name", "email", "password")
LOCKED = ("is_active",)


def visible_accounts(user) -> QuerySet:
    """Accounts that are at home at an office that the user administers, or serve there; superusers are out of reach."""
    accounts = get_user_model().objects.all()
    if user.is_superuser:
        return accounts
    here = Membership.objects.visible_to(user).values("user")
    return accounts.filter(Q(home__office__in=offices_of(user)) | Q(pk__in=here), is_superuser=False)


def changeable_accounts(user) -> QuerySet:
    """Those of them of which the user may change anything at all."""
    return visible_accounts(user).filter(_kept_by(user))


def linkable_accounts(user) -> QuerySet:
    """Those that the user may open to an identity of another system: whose password is the user's to set, and no others."""
    if user.is_superuser or Role.SYSTEM_ADMINISTRATOR in _roles(user):
        return changeable_accounts(user)
    return get_user_model().objects.none()


def writable_fields(user, account=None) -> tuple[str, ...]:
    """What the user may write of the account; of one that is still to be made with ``None``."""
    if user.is_superuser:
        return (*KEPT, *LOCKED)
    if account is not None and not changeable_accounts(user).filter(pk=account.pk).exists():
        return ()
    return KEPT if Role.SYSTEM_ADMINISTRATOR in _roles(user) else LOCKED


def home_of_made_by(user):
    """Where an account is at home that the user makes; nowhere yet if a superuser does."""
    offices = offices_of(user, Role.SYSTEM_ADMINISTRATOR)  # nobody administers two
    return None if user.is_superuser else FinanceOffice.objects.filter(pk__in=offices).first()


def may_make(user) -> bool:
    return user.is_superuser or Role.SYSTEM_ADMINISTRATOR in _roles(user)


def may_be_given_roles(giver, account) -> bool:
    """Nobody gives roles to oneself or to whoever installed the system, except the latter."""
    return giver.is_superuser or not (account.is_superuser or account.pk == giver.pk)


def offices_of(user, *roles: Role) -> set[int]:
    return {reach.office for reach in reaches_of(user) if reach.role in (roles or KEEPERS)}


def _kept_by(user) -> Q:
    if user.is_superuser:
        return Q()
    offices = offices_of(user)
    own = Q(pk=user.pk)
    here = Q(Exists(HomeOffice.objects.filter(user=OuterRef("pk"), office__in=offices)))
    serving = Membership.objects.filter(user=OuterRef("pk"))
    at_home = Q(office__in=offices) | Q(department__office__in=offices)
    at_home |= Q(unit__department__office__in=offices)
    at_home_only = here & ~Q(Exists(serving.exclude(at_home)))
    if Role.SYSTEM_ADMINISTRATOR in _roles(user):
        at_home_only &= ~Q(Exists(serving.filter(role__in=SEPARATED_POWERS)))
    return own | at_home_only


def _roles(user) -> set[Role]:
    return {reach.role for reach in reaches_of(user)}
