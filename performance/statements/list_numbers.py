"""Numbers that a form prints itself are not kept in the text, whichever way it came: they would be printed twice."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from performance.content.model import ProjectContent, SectionContent, SectionKind, StatementContent
from performance.content.own_numbers import numbered_twice, without_number
from performance.review import rule_set_for

_NAMED = 3


def without_list_numbers(content: StatementContent, before: StatementContent | None) -> StatementContent:
    """What a save keeps, as the entry form does it; what is stored already stays until somebody rewrites it."""
    if not rule_set_for(content.province, content.edition).parameters.goals_numbered:
        return content
    kept = {project.goals for project in before.projects} if before else set()
    titles = {section.title for section in before.sections} if before else set()
    return replace(
        content,
        sections=tuple(_sections(content, titles)),
        projects=tuple(one if one.goals in kept else _project(one) for one in content.projects),
    )


def _project(project: ProjectContent) -> ProjectContent:
    found = numbered_twice(project.goals)
    if not found:
        return project
    goals = (item for n, goal in enumerate(project.goals) for item in found.get(n, (goal,)))
    return replace(project, goals=tuple(goals))


def _sections(content: StatementContent, kept: set[str]) -> Iterator[SectionContent]:
    """Titles of 分项绩效目标 are counted （一）（二）; only the number of its own place is the form's."""
    place = 0
    for section in content.sections:
        if section.kind is SectionKind.FUNCTIONAL_GOAL and section.title:
            place += 1
            if section.title not in kept:
                section = replace(section, title=without_number(section.title, place))
        yield section


def said_of_list_numbers(came: StatementContent, kept: StatementContent) -> list[str]:
    """One sentence for all that came otherwise than it is kept."""
    pairs = zip(came.projects, kept.projects, strict=True)
    named = [f"“{one.name}”的绩效目标" for one, other in pairs if one.goals != other.goals]
    if came.sections != kept.sections:
        named.append("分项绩效目标的标题")
    if not named:
        return []
    more = f"等{len(named)}处" if len(named) > _NAMED else ""
    return [
        f"{'、'.join(named[:_NAMED])}{more}自带编号：编号由表样排印，文字里的不再保存，几行依次编号的分为几条。"
    ]
