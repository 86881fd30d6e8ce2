"""Statements of any length: the projects of the demo statement over and over, each copy with words of its own."""

from dataclasses import replace

from performance.content.json import load_content
from performance.content.model import IndicatorContent, ProjectContent, StatementContent
from tests.conftest import REPOSITORY

DEMO = REPOSITORY / "fixtures" / "demo" / "statements" / "tangshan-2026.json"


def a_statement(projects: int, mark: str = "") -> StatementContent:
    """The demo statement with so many projects; ``mark`` sets its words apart from those of other statements."""
    content = load_content(DEMO.read_text(encoding="utf-8"))
    given = content.projects
    copies = (copied(given[n % len(given)], f"{mark}{n // len(given) + 1}") for n in range(projects))
    return replace(content, projects=tuple(copies))


def copied(project: ProjectContent, mark: str) -> ProjectContent:
    """A project as another would be: only captions, units and short values are said by both."""
    return replace(
        project,
        code=f"{project.code}-{mark}",
        name=f"{project.name}（{mark}）",
        purpose=f"{project.purpose}（{mark}）",
        goals=tuple(f"{goal}（{mark}）" for goal in project.goals),
        indicators=tuple(copied_indicator(indicator, mark) for indicator in project.indicators),
    )


def copied_indicator(indicator: IndicatorContent, mark: str) -> IndicatorContent:
    return replace(
        indicator, name=f"{indicator.name}{mark}", description=f"{indicator.description}（{mark}）"
    )
