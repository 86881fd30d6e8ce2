"""The count of failures under one name, at one address, or with one account's second factor."""

from datetime import timedelta

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from departments.accounts.clocks import lies_ahead, recent
from departments.permissions.reach import any_of, of_accounts_at
from departments.permissions.roles import Role
from departments.querysets import VisibleQuerySet


class Counted(models.TextChoices):
    NAME = "name", "用户名"
    ADDRESS = "address", "来源地址"
    SECOND_FACTOR = "second_factor", "动态口令"
    OWN_PASSWORD = "own_password", "修改密码"

    @property
    def limit(self) -> int:
        if self == Counted.ADDRESS:  # a whole office may stand behind one address
            return settings.SIGN_IN_FAILURES_PER_ADDRESS
        return settings.SIGN_IN_FAILURES


def lock_lasts() -> timedelta:
    return timedelta(minutes=settings.SIGN_IN_LOCK_MINUTES)


class SignInLockQuerySet(VisibleQuerySet):
    @staticmethod
    def opened_by(reaches):
        """Security administrators: what concerns accounts of their office, and addresses and names of nobody."""
        offices = {reach.office for reach in reaches if reach.role == Role.SECURITY_ADMINISTRATOR}
        if not offices:
            return any_of()
        rows = SignInLock.objects.filter(of_accounts_at(offices, "user__") | Q(user__isnull=True))
        return Q(pk__in=rows.values("pk"))

    def stale(self):
        """Counts that nobody has to remember: their last failure is as long ago as a lock lasts, or still to come."""
        return self.exclude(recent("last", lock_lasts()))


class SignInLock(models.Model):
    """``user`` is whose account it is, where the name is an account's."""

    kind = models.CharField("类别", max_length=20, choices=Counted)
    key = models.CharField("用户名或地址", max_length=200)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, null=True, related_name="+", verbose_name="用户"
    )
    failures = models.PositiveIntegerField("连续失败次数", default=0)
    last = models.DateTimeField("最近一次", db_index=True)
    refusal_recorded = models.BooleanField(default=False, editable=False)

    objects = SignInLockQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "登录锁定"
        ordering = ["-last"]
        default_permissions = ("view",)
        constraints = [models.UniqueConstraint(fields=["kind", "key"], name="sign_in_lock_unique")]

    def __str__(self):
        return f"{self.get_kind_display()} {self.key}"

    @property
    def until(self):
        """When the lock opens by itself; None if there is none."""
        opens = self.last + lock_lasts()
        locked = self.failures >= Counted(self.kind).limit and not lies_ahead(self.last)
        return opens if locked and opens > timezone.now() else None
