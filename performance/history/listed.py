"""A content with the row and the unit of each project, and taking it apart by the kinds of its rows."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from performance.content.model import StatementContent
from performance.differences import Kind

PARTS = {Kind.SECTION: "sections", Kind.GOAL: "goals", Kind.FUNDING: "funding", Kind.PROJECT: "projects"}


@dataclass(frozen=True)
class Entry:
    """A row of a content; projects also have a stored row, which is None where there is none any more, and a unit."""

    content: Any
    row: int | None = None
    unit: int | None = None


@dataclass(frozen=True)
class Listed:
    """``reasons`` are why projects are not to be published, and ``key_projects`` which are 重点, by their numbers."""

    content: StatementContent
    rows: Sequence[int | None]
    units: Sequence[int | None]
    reasons: Mapping[int, str] = field(default_factory=dict)
    key_projects: frozenset[int] = frozenset()

    def entries(self, kind: Kind) -> list[Entry]:
        contents = getattr(self.content, PARTS[kind])
        if kind is not Kind.PROJECT:
            return [Entry(content) for content in contents]
        return [
            Entry(content, row, unit)
            for content, row, unit in zip(contents, self.rows, self.units, strict=True)
        ]

    def having(self, kind: Kind, entries: Sequence[Entry]) -> Listed:
        part: dict[str, Any] = {PARTS[kind]: tuple(entry.content for entry in entries)}
        content = replace(self.content, **part)
        if kind is not Kind.PROJECT:
            return replace(self, content=content)
        units = [entry.unit for entry in entries]
        return replace(self, content=content, rows=[entry.row for entry in entries], units=units)
