"""Where a step can be seen by somebody: among the texts that are theirs, the one that they most likely work on."""

from __future__ import annotations

from functools import cached_property

from django.urls import reverse

from performance.models import PerformanceStatement
from performance.steps.locks import PREPARING
from performance.steps.people import waiting_for
from performance.tours.steps import Page
from projects.models import BudgetProject

# What is missing where a page has no address yet, and what to do about it.
NOT_YET = {
    "text": "您还没有绩效文本，有了以后再看这一步。",
    "project": "文本里还没有您看得见的项目，有了以后再看这一步。",
    "waiting": "现在没有等待您审核的文本，有了以后再看这一步。",
}


class Addresses:
    """Of pages for one person; each thing is looked for once."""

    def __init__(self, user) -> None:
        self.user = user

    def of(self, page: Page) -> str | None:
        """None where there is nothing yet that the page could be a page of."""
        keys = self._keys(page.of)
        return None if keys is None else reverse(page.route, args=keys)

    def _keys(self, of: str) -> list[int] | None:
        if not of:
            return []
        text = self._waiting if of == "waiting" else self._text
        if text is None:
            return None
        if of != "project":
            return [text.pk]
        return None if self._project is None else [text.pk, self._project.pk]

    @cached_property
    def _text(self) -> PerformanceStatement | None:
        texts = PerformanceStatement.objects.visible_to(self.user).order_by("-fiscal_year", "pk")
        return texts.filter(state__in=PREPARING).first() or texts.first()

    @cached_property
    def _project(self) -> BudgetProject | None:
        return None if self._text is None else self._text.projects.visible_to(self.user).first()

    @cached_property
    def _waiting(self) -> PerformanceStatement | None:
        texts = PerformanceStatement.objects.visible_to(self.user)
        waiting = waiting_for(self.user, texts)
        return waiting.order_by("since", "pk").first()  # type: ignore[misc]  # the stubs know no name that annotate gave
