"""How many comments wait for an answer, and where."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from indicators.models import Indicator
from performance.models import Anchor, Comment, PerformanceStatement
from projects.models import BudgetProject


@dataclass(frozen=True)
class OpenComments:
    """``by_project`` goes by primary key; ``elsewhere`` are those on the text, its head and rows that are gone."""

    by_project: Mapping[int, int]
    elsewhere: int


def open_comments(statement: PerformanceStatement, projects: Iterable[BudgetProject], user) -> OpenComments:
    """Those that the user sees; ``projects`` are the user's too."""
    found = Comment.objects.visible_to(user).on_text(statement).shared().open()
    spots = list(found.order_by().values_list("anchor", "row"))
    trees = {project.tree_id: project.pk for project in projects}
    rows = [row for anchor, row in spots if anchor == Anchor.INDICATOR]
    indicators = Indicator.objects.filter(pk__in=rows).values_list("pk", "family__tree") if rows else ()
    bearers = {pk: trees.get(tree) for pk, tree in indicators}
    keys = set(trees.values())
    counted = Counter(
        bearers.get(row) if anchor == Anchor.INDICATOR else row
        for anchor, row in spots
        if anchor in (Anchor.PROJECT, Anchor.INDICATOR)
    )
    by_project = {pk: number for pk, number in counted.items() if pk in keys}
    return OpenComments(by_project, len(spots) - sum(by_project.values()))
