"""What a save of a card or a report leaves, whichever it is of."""

from django.conf import settings
from django.db import models

from performance.models.immutable import Unchangeable


class WrittenVersion(Unchangeable):
    """``page`` is the opened page that saved. What it saved ``by_itself`` grows as long as somebody is typing there.

    ``stood`` is what an import found in a paper that nobody had saved: amounts that are loaded later are not in it.
    """

    number = models.PositiveIntegerField("版次")
    content = models.JSONField("内容")
    stood = models.JSONField("读入之前的内容", null=True, editable=False)
    page = models.CharField("页面", max_length=40, blank=True)
    by_itself = models.BooleanField("自动保存", default=False)
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="保存人"
    )
    at = models.DateTimeField("时间", auto_now_add=True)

    class Meta:
        abstract = True

    @property
    def by(self):
        return self.person.get_full_name() or self.person.get_username()
