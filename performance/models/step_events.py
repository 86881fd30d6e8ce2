from typing import TYPE_CHECKING

from django.conf import settings
from django.db import models

from performance.models.immutable import Unchangeable
from performance.models.states import Action


class StepEvent(Unchangeable):
    """One step that was taken, whatever walks; each kind of subject has a table of its own below this.

    ``version`` is that of the subject after the step. ``key`` names the click, so that a doubled one counts once.
    """

    action = models.CharField("办理", max_length=20, choices=Action)
    label = models.CharField("办理事项", max_length=20)
    source = models.CharField("原状态", max_length=20)
    target = models.CharField("新状态", max_length=20)
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="办理人"
    )
    actor_name = models.CharField("办理人姓名（当时）", max_length=150)
    reason = models.TextField("理由", blank=True)
    at = models.DateTimeField("时间", auto_now_add=True)
    version = models.PositiveIntegerField("版次")
    key = models.CharField("防重复标识", max_length=64, blank=True)

    class Meta:
        abstract = True

    if TYPE_CHECKING:

        def get_source_display(self) -> str: ...

        def get_target_display(self) -> str: ...

    @property
    def moved(self) -> str:
        return f"{self.label}（{self.get_source_display()}→{self.get_target_display()}）"
