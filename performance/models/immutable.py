from django.db import models


class UnchangeableRow(Exception):
    """Somebody tries to rewrite what has been recorded."""


class Unchangeable(models.Model):
    """A record of what happened: written once, then neither changed nor deleted."""

    class Meta:
        abstract = True

    def save(self, *args, **kwargs):
        if not self._state.adding:
            raise UnchangeableRow(f"{self._meta.verbose_name}一经记录不能修改。")
        super().save(*args, **kwargs)

    def delete(self, *args, **kwargs):
        raise UnchangeableRow(f"{self._meta.verbose_name}一经记录不能删除。")
