"""To which finance office an account belongs, from its making: before it has a role, and after it has lost the last."""

from __future__ import annotations

from django.conf import settings
from django.db import models


class HomeOffice(models.Model):
    """Only the administrators of this office keep the account. One that has none is kept by a superuser alone."""

    user = models.OneToOneField(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="home", verbose_name="用户"
    )
    office = models.ForeignKey(
        "departments.FinanceOffice", models.CASCADE, related_name="home_accounts", verbose_name="所属财政局"
    )

    class Meta:
        verbose_name = verbose_name_plural = "账号所属财政局"
        default_permissions = ()

    def __str__(self):
        return f"{self.user} · {self.office}"


def settle(account, office) -> None:
    """Make this the home of the account, whatever it was; no office is no home."""
    if office is None:
        HomeOffice.objects.filter(user=account).delete()
    else:
        HomeOffice.objects.update_or_create(user=account, defaults={"office": office})


def settle_with_first_role(sender, instance, created: bool, raw: bool, **signal: object) -> None:
    """Receive post_save of memberships: an account that nobody's administrator made is at home where it first serves."""
    if created and not raw:
        HomeOffice.objects.get_or_create(user_id=instance.user_id, defaults={"office": office_of(instance)})


def office_of(membership):
    department = membership.department or (membership.unit and membership.unit.department)
    return department.office if department else membership.office
