"""What a save would take away of the ★ indicators that a text has: refused, wherever the text comes from."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from indicators.text import normalise_label
from performance.content.model import ProjectContent
from performance.content.starred import Name, lost_stars
from performance.models import PerformanceStatement
from performance.models.history import Source
from performance.review.standards import StandardSets
from performance.rule_adjustments.in_force import standards_in
from performance.statements.stored_content import PlacedContent, StoredContent

# An undone change goes back to what stood there, and commands of the office's own are nobody's filling in.
FILLED_IN = frozenset((Source.FORM, Source.MANY, Source.API, Source.IMPORT))


def lost_required(
    statement: PerformanceStatement,
    before: StoredContent,
    after: PlacedContent,
    rows: Sequence[int | None],
    source: Source,
) -> Iterator[str]:
    """One sentence for each ★ or locked indicator that would be renamed or gone. A project may go as a whole."""
    if source not in FILLED_IN:
        return
    office, year = statement.department.office_id, statement.fiscal_year
    standards = StandardSets(standards_in(office, year) if statement.has_standards else ())
    yield from map(_sentence, lost_stars(before.content, after.content))
    for key, project in zip(before.keys, before.content.projects, strict=True):
        now = _same(key, project, after.content.projects, rows)
        if now is not None:
            yield from (f"“{project.name}”的{_sentence(name)}" for name in lost_stars(project, now))
            yield from _lost_locked(project, now, standards)


def _lost_locked(before: ProjectContent, now: ProjectContent, standards: StandardSets) -> Iterator[str]:
    locked, still = _locked(before.name, standards), _locked(now.name, standards)
    there = {normalise_label(one.name) for one in now.indicators}
    for one in before.indicators:
        key = normalise_label(one.name)
        if key not in locked:
            continue
        if key not in there:
            yield (
                f"“{before.name}”的“{locked[key]}”是本局锁定的标准指标，不能改名或删除；指标值照常填写。"
                "确不适用的，请财政绩效科在“标准指标”中调整。"
            )
        elif key not in still:  # else the next save could take it away
            yield (
                f"“{before.name}”改名为“{now.name}”，就不再属于“{locked[key]}”所适用的那类项目，而它是本局锁定的标准指标；"
                "请保留名称中的项目类别。确属另一类项目的，请新增项目填报，再删除本项目。"
            )


def _locked(project_name: str, standards: StandardSets) -> dict[str, str]:
    """By its key, how the set calls each locked indicator of projects of such a name."""
    return {one.key: one.name for one in standards.of(project_name) if one.locked}


def _same(
    key: int, project: ProjectContent, projects: Sequence[ProjectContent], rows: Sequence[int | None]
) -> ProjectContent | None:
    """What the text says of a project now: of the row that it is, else of its code, or its name where one has no code."""
    for row, one in zip(rows, projects, strict=False):
        if row == key:
            return one
    coded = (one for one in projects if one.code and one.code == project.code)
    named = (one for one in projects if one.name == project.name and not (one.code and project.code))
    return next(coded, None) or next(named, None)


def _sentence(name: Name) -> str:
    return (
        f"★指标“{name[2]}”（{name[0]} {name[1]}）是必选指标，不能改名、移到别的类别或删除；指标值照常填写。"
    )
