"""How far an official text is meant: as all there is, or as something about the projects that it prints."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from indicators.kinds import LabelledEnum
from performance.content.model import ProjectContent, StatementContent
from performance.differences import Status, differences
from performance.statements.stored_content import PlacedContent


class Mode(LabelledEnum):
    UPDATE = "update", "只更新文件中的项目"
    WHOLE = "whole", "以文件为准"


@dataclass(frozen=True)
class Deletion:
    """A project that an import takes out: whose it is, its money in 万元, and how many indicators go with it."""

    name: str
    unit: str
    amount: Decimal | None
    indicators: int


def with_projects_of(
    stored: PlacedContent, content: StatementContent, units: Sequence[int]
) -> StatementContent:
    """The stored text with the projects of the file in the places of the same ones, new ones behind their unit's."""
    merged = list(stored.kept)
    for project, unit in zip(content.projects, units, strict=True):
        at = next((n for n, present in enumerate(merged) if _same(present, (project, unit))), None)
        if at is not None:
            merged[at] = (project, unit)
            continue
        own = [n for n, (_, owner) in enumerate(merged) if owner == unit]
        merged.insert(own[-1] + 1 if own else len(merged), (project, unit))
    return replace(stored.content, projects=tuple(project for project, _ in merged))


def _same(one: tuple[ProjectContent, int], other: tuple[ProjectContent, int]) -> bool:
    """A code decides where both have one; else the name."""
    (project, unit), (named, owner) = one, other
    if unit != owner:
        return False
    if project.code and named.code:
        return project.code == named.code
    return project.name == named.name


def deletions(before: StatementContent, after: StatementContent) -> Iterator[Deletion]:
    """The projects of one text that stand in the other no more; what else is gone, a preview counts."""
    for row in differences(before, after).projects:
        if row.status is Status.REMOVED:
            project = before.projects[row.old_index or 0]
            code = f"（{project.code}）" if project.code else ""
            yield Deletion(
                f"{project.name or '（未填项目名称）'}{code}",
                f"{project.unit_code} {project.unit_name}".strip(),
                project.annual_budget if project.budget is None else project.budget,
                len(project.indicators),
            )
