"""For what no rule can mend word by word: the indicators of the library, and of approved texts, that come nearest.

They say how something is measured, and never how much of it is wanted.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from indicators.library import search_templates
from indicators.models import IndicatorTemplate
from indicators.project_classes import class_of
from performance.content.model import GoalContent, IndicatorContent, ProjectContent
from performance.entry_forms.mending import unmendable
from performance.findings.judgement import Judgement
from performance.models import PerformanceStatement
from performance.review import Finding, OwnerKind
from performance.review.families import KIND_OF, family_of
from performance.review.similarity import pairs

BEST = 3
MOST_COMPARED = 400  # of one family, those used most
# Where a whole table lacks something, any family may be what it lacks.
OF_TABLES = ("indicators",)


@dataclass(frozen=True)
class Suggested:
    """``project`` is the row whose form the indicators are picked in; None for the department's own."""

    finding: Finding
    project: int | None
    templates: Sequence[IndicatorTemplate]


def suggestions(statement: PerformanceStatement, user, judgement: Judgement) -> list[Suggested]:
    """In one query for each family that is asked for, however many findings there are."""
    known: dict[str, list[tuple[frozenset[str], IndicatorTemplate]]] = {}
    found = []
    for finding in unmendable(statement, user, judgement):
        question = _asked_of(finding, judgement)
        if question is None:
            continue
        owner, row = question
        family = KIND_OF.get(family_of(row.level1, row.level2)) if row else None
        word = family.value if family else ""
        if word not in known:
            known[word] = list(_compared(statement, word))
        best = _nearest(known[word], owner, row)
        if best:
            place = finding.place
            project = judgement.projects[place.index] if place.owner is OwnerKind.PROJECT else None
            found.append(Suggested(finding, project, best))
    return found


def _asked_of(
    finding: Finding, judgement: Judgement
) -> tuple[ProjectContent | GoalContent, IndicatorContent | None] | None:
    """The table and the row that the finding is about; None where it is about no indicator."""
    place, content = finding.place, judgement.content
    owner: ProjectContent | GoalContent
    if place.owner is OwnerKind.PROJECT:
        owner = content.projects[place.index]
    elif place.owner is OwnerKind.GOAL:
        owner = content.goals[place.index]
    else:
        return None
    if place.row is not None:
        return owner, owner.indicators[place.row]
    return (owner, None) if place.field in OF_TABLES else None


def _compared(
    statement: PerformanceStatement, family: str
) -> Iterator[tuple[frozenset[str], IndicatorTemplate]]:
    offered = search_templates(office_code=statement.office_code, province=statement.province, family=family)
    for template in offered[:MOST_COMPARED]:
        yield pairs(template.name + template.description), template


def _nearest(
    compared: Sequence[tuple[frozenset[str], IndicatorTemplate]],
    owner: ProjectContent | GoalContent,
    row: IndicatorContent | None,
) -> list[IndicatorTemplate]:
    """By the words of the indicator before those of its project; what is used more comes first among equals."""
    about = f"{owner.name}{owner.purpose}" if isinstance(owner, ProjectContent) else owner.text
    own, around = pairs(f"{row.name}{row.description}") if row else frozenset(), pairs(about)
    kind = class_of(owner.name) if isinstance(owner, ProjectContent) else ""
    has = {one.name for one in owner.indicators}
    weighed = [
        (
            3 * len(own & words) + len(around & words) + 2 * (bool(kind) and template.project_class == kind),
            template,
        )
        for words, template in compared
        if template.name not in has
    ]
    likely = sorted((one for one in weighed if one[0]), key=lambda one: (-one[0], -one[1].uses))
    return [template for _, template in likely[:BEST]]
