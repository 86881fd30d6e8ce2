"""Under which key somebody else knows the owner of an account."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q

from departments.permissions.reach import any_of, of_accounts_at
from departments.permissions.roles import Role
from departments.querysets import VisibleQuerySet

SEEN_BY = (Role.SYSTEM_ADMINISTRATOR, Role.SECURITY_ADMINISTRATOR)


class Provider(models.TextChoices):
    OIDC = "oidc", "统一身份认证"
    LDAP = "ldap", "统一目录"


class LinkedIdentityQuerySet(VisibleQuerySet):
    @staticmethod
    def opened_by(reaches):
        """Those of accounts that an administrator of the office sees; superusers are out of reach."""
        offices = {reach.office for reach in reaches if reach.role in SEEN_BY}
        if not offices:
            return any_of()
        here = LinkedIdentity.objects.filter(of_accounts_at(offices, "user__"), user__is_superuser=False)
        return Q(pk__in=here.values("pk"))


class LinkedIdentity(models.Model):
    """An account without one is opened by its own password alone.

    ``ended`` is when the provider last said that this person has signed out there: no session begun before lives on.
    """

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="linked_identities", verbose_name="用户"
    )
    provider = models.CharField("来源", max_length=10, choices=Provider)
    key = models.CharField(
        "标识",
        max_length=255,
        help_text="对方系统中唯一且不变的标识，大小写有别；不知道时请本人登录一次，页面和操作记录会写明。",
    )
    ended = models.DateTimeField("对方退出时间", null=True, editable=False)

    objects = LinkedIdentityQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "关联身份"
        ordering = ["user", "provider"]
        constraints = [
            models.UniqueConstraint(
                fields=["provider", "key"],
                name="linked_identity_key_unique",
                violation_error_message="这个标识已关联另一个账号，请先删除那一条。",
            ),
            models.UniqueConstraint(
                fields=["user", "provider"],
                name="linked_identity_user_unique",
                violation_error_message="这个账号在同一来源已有标识，请修改那一条。",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user} · {self.get_provider_display()}"
