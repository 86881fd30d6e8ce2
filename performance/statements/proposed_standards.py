"""The ★ standard indicators with which a project of their kind is begun; how much is wanted of each, people decide."""

from __future__ import annotations

from indicators.library import levels_in
from indicators.text import normalise_label
from performance.content.model import IndicatorContent, ProjectContent
from performance.entry.sheets import project_sheet
from performance.models import PerformanceStatement, StandardIndicator
from performance.review.standards import StandardSets
from performance.rule_adjustments.in_force import standards_in


def proposed_standards(
    statement: PerformanceStatement, project: ProjectContent
) -> tuple[IndicatorContent, ...]:
    """In the order of their codes, under the levels that the project's form prints for them."""
    office, year = statement.department.office_id, statement.fiscal_year
    wanted = [one.code for one in StandardSets(standards_in(office, year)).of(project.name) if one.required]
    rows = StandardIndicator.objects.filter(office=office, code__in=wanted).in_force(year).order_by("code")
    where = statement.province, statement.edition
    vocabulary = project_sheet(*where, project.form).vocabulary_in(*where)
    proposed: dict[str, IndicatorContent] = {}
    for one in rows:
        levels = levels_in(vocabulary, one)
        level1, level2 = levels if any(levels) else (one.level1, one.level2)
        description = "；".join(text for text in (one.description, one.formula) if text)
        proposed.setdefault(
            normalise_label(one.name),
            IndicatorContent(level1, level2, one.name, description, basis=one.basis),
        )
    return tuple(proposed.values())
