"""The row of an access token."""

from django.conf import settings
from django.db import models
from django.utils import timezone

from departments.accounts.clocks import ahead, lies_ahead


class Scope(models.TextChoices):
    """What a token opens; each includes what stands above it."""

    READ = "read", "只读"
    WRITE = "write", "读写"
    SUBMIT = "submit", "读写并办理流程"

    def includes(self, other):
        ranks = list(Scope)
        return ranks.index(self) >= ranks.index(other)


class AccessTokenQuerySet(models.QuerySet):
    def living(self):
        living = self.filter(revoked__isnull=True, expires__gt=timezone.now(), user__is_active=True)
        return living.exclude(ahead("created"))


class AccessToken(models.Model):
    """``digest`` is all that is kept of the secret, which its owner saw once."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="access_tokens", verbose_name="用户"
    )
    name = models.CharField("用途", max_length=100)
    scope = models.CharField("权限", max_length=10, choices=Scope, default=Scope.READ)
    digest = models.CharField("摘要值（SHA-256）", max_length=64, unique=True, editable=False)
    created = models.DateTimeField("签发时间", auto_now_add=True)
    expires = models.DateTimeField("有效期至")
    last_used = models.DateTimeField("最近使用", null=True, editable=False)
    revoked = models.DateTimeField("吊销时间", null=True, editable=False)

    objects = AccessTokenQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "访问令牌"
        ordering = ["-pk"]
        default_permissions = ()

    def __str__(self):
        return f"“{self.name}”（{self.get_scope_display()}）"

    @property
    def alive(self):
        return self.revoked is None and self.expires > timezone.now() and not lies_ahead(self.created)
