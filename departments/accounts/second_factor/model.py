"""The secret that an account shares with the owner's telephone, and the codes for a lost telephone."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from departments.accounts.second_factor.sealed_keys import sealed, unsealed
from departments.permissions.reach import of_accounts_at
from departments.permissions.roles import Role
from departments.querysets import VisibleQuerySet


class SecondFactorQuerySet(VisibleQuerySet):
    @staticmethod
    def opened_by(reaches):
        """Security administrators: those of accounts of their office."""
        offices = {reach.office for reach in reaches if reach.role == Role.SECURITY_ADMINISTRATOR}
        return Q(pk__in=SecondFactor.objects.filter(of_accounts_at(offices, "user__")).values("pk"))


class SecondFactor(models.Model):
    """``last_step`` is the half minute whose code was accepted last: no code opens twice.

    ``sealed_key`` is the secret as it is stored, ``key`` the secret itself.
    """

    user = models.OneToOneField(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="second_factor", verbose_name="用户"
    )
    sealed_key = models.CharField("加密的密钥", max_length=255, editable=False)
    since = models.DateTimeField("启用时间", auto_now_add=True)
    last_step = models.BigIntegerField(default=0, editable=False)

    objects = SecondFactorQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "动态口令"
        ordering = ["user"]
        default_permissions = ("view",)

    def __str__(self):
        return f"{self.user}的动态口令"

    @property
    def key(self):
        """Raises UnreadableKey."""
        return unsealed(self.sealed_key)

    @key.setter
    def key(self, key):
        self.sealed_key = sealed(key)


class RecoveryCode(models.Model):
    """``digest`` is all that is kept of a code; a code that was used is gone."""

    factor = models.ForeignKey(SecondFactor, models.CASCADE, related_name="recovery_codes")
    digest = models.CharField("摘要值（SHA-256）", max_length=64, editable=False)

    class Meta:
        verbose_name = verbose_name_plural = "恢复码"
        default_permissions = ()
        constraints = [models.UniqueConstraint(fields=["factor", "digest"], name="recovery_code_unique")]

    def __str__(self):
        return f"{self.factor}的恢复码"
