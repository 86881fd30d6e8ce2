"""When a password was set and by whom, and what it was, as the hash that Django keeps anyway."""

from django.conf import settings
from django.db import models
from django.utils import timezone


class PasswordRecord(models.Model):
    """``temporary``: somebody else set it, so its owner has to replace it before anything else."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="password_records", verbose_name="用户"
    )
    hash = models.CharField("密码摘要", max_length=128)
    at = models.DateTimeField("设置时间", default=timezone.now)
    temporary = models.BooleanField("初始密码", default=False)

    class Meta:
        verbose_name = verbose_name_plural = "密码记录"
        ordering = ["-pk"]
        default_permissions = ()

    def __str__(self):
        return f"{self.user} {timezone.localtime(self.at):%Y-%m-%d}"


def make_temporary(user) -> None:
    """After somebody else has set the password of the user: the next sign-in asks for another one, tokens end."""
    user.access_tokens.living().update(revoked=timezone.now())
    latest = user.password_records.first()
    if latest:
        latest.temporary = True
        latest.save(update_fields=["temporary"])


def give_temporary(user) -> None:
    """After a hash has been stored as the user's password past Django's own methods, which would have told the record."""
    PasswordRecord.objects.create(user=user, hash=user.password)
    make_temporary(user)
