"""What a form does not print stays as it is: a weight, an earlier value, a section of another kind."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from performance.content.model import (
    GoalContent,
    IndicatorContent,
    ProjectContent,
    SectionContent,
    SectionKind,
    StatementContent,
)
from performance.documents.cells import Values


def text_section(content: StatementContent, kind: SectionKind, text: object) -> tuple[SectionContent, ...]:
    """The sections of a kind that the form prints as one text; as they were, if it says the same."""
    old = content.of_kind(kind)
    if text == section_text(content, kind):
        return old
    return (SectionContent(kind, old[0].title if old else "", str(text)),) if text else ()


def section_text(content: StatementContent, kind: SectionKind) -> str:
    return "\n".join(section.text for section in content.of_kind(kind))


def with_sections(
    content: StatementContent, printed: Sequence[SectionKind], sections: Iterable[SectionContent]
) -> StatementContent:
    others = tuple(section for section in content.sections if section.kind not in printed)
    return replace(content, sections=(*sections, *others))


Grown = ProjectContent | GoalContent


def unprinted(
    old: Grown | None, new: Sequence[IndicatorContent], fields: Sequence[str]
) -> tuple[IndicatorContent, ...]:
    """The new indicators with the fields that the form does not print, from the old ones of the same name."""
    waiting = list(old.indicators) if old else []
    members = []
    for indicator in new:
        same = next((one for one in waiting if one.name == indicator.name), None)
        if same:
            waiting.remove(same)
            indicator = replace(indicator, **{field: getattr(same, field) for field in fields})
        members.append(indicator)
    return tuple(members)


def texts_of(values: Values, fields: Iterable[str]) -> dict[str, str]:
    return {field: str(values.get(field) or "") for field in fields}
