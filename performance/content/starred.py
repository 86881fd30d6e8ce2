"""★ indicators: whoever gave the form out requires them, so whoever fills it in neither renames them nor leaves them out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from performance.content.model import IndicatorContent, ProjectContent, StatementContent

STAR = "★"
Name = tuple[str, str, str]


def is_starred(indicator: IndicatorContent) -> bool:
    return indicator.core.strip().startswith(STAR)


def name_of(indicator: IndicatorContent) -> Name:
    return indicator.level1, indicator.level2, indicator.name


def lost_stars(
    before: ProjectContent | StatementContent, after: ProjectContent | StatementContent
) -> list[Name]:
    """The ★ indicators of a project, or of a department's own goals, that are not there any more as they were called."""
    missing = Counter(starred(before)) - Counter(starred(after))
    return list(missing.elements())


def starred(owner: ProjectContent | StatementContent) -> Iterator[Name]:
    yield from (name_of(one) for one in _indicators(owner) if is_starred(one))


def _indicators(owner: ProjectContent | StatementContent) -> Iterator[IndicatorContent]:
    if isinstance(owner, StatementContent):
        for goal in owner.goals:
            yield from goal.indicators
        return
    if owner.mid_term is not None:
        yield from owner.mid_term.indicators
    yield from owner.indicators
