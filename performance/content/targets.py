"""A content whose values say all of their target: the sign, number and unit that a form prints in columns of their own."""

from __future__ import annotations

from dataclasses import replace

from performance.content.model import IndicatorContent, StatementContent


def with_targets(content: StatementContent) -> StatementContent:
    """The same content with glued values, for whoever judges values; most contents have them already."""
    if not any(indicator.operator or indicator.unit for indicator in content.indicators()):
        return content
    goals = tuple(replace(goal, indicators=_glued(goal.indicators)) for goal in content.goals)
    projects = tuple(
        replace(
            project,
            indicators=_glued(project.indicators),
            mid_term=project.mid_term
            and replace(project.mid_term, indicators=_glued(project.mid_term.indicators)),
        )
        for project in content.projects
    )
    return replace(content, goals=goals, projects=projects)


def _glued(indicators: tuple[IndicatorContent, ...]) -> tuple[IndicatorContent, ...]:
    return tuple(replace(one, value=one.target, operator="", unit="") for one in indicators)
