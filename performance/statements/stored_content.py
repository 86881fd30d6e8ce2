"""What a statement says together with where it is stored: what a save is held against."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from performance.content.model import ProjectContent, StatementContent
from performance.models import PerformanceStatement
from performance.statements import selectors
from projects.models import BudgetProject


@dataclass(frozen=True)
class PlacedContent:
    """A content with the unit of each of its projects."""

    content: StatementContent
    units: Sequence[int]

    @property
    def kept(self) -> Iterator[tuple[ProjectContent, int]]:
        """Each project with the key of its unit."""
        return zip(self.content.projects, self.units, strict=True)

    def of_unit(self, unit: int) -> list[object]:
        return [project for project, own in self.kept if own == unit]

    def order_of(self, other: PlacedContent) -> list[int]:
        """The units of the projects that the other content has as well, whatever else it says of them."""
        common = {_name_of(project, unit) for project, unit in other.kept}
        return [unit for project, unit in self.kept if _name_of(project, unit) in common]


def _name_of(project: ProjectContent, unit: int) -> tuple[int, str, str]:
    return unit, project.code, project.name


@dataclass(frozen=True)
class StoredContent(PlacedContent):
    """A content with the rows of its projects, as one reading found them."""

    rows: Sequence[BudgetProject] = ()

    @property
    def keys(self) -> list[int]:
        return [row.pk for row in self.rows]

    @property
    def by_key(self) -> dict[int, ProjectContent]:
        """What is said of each stored project."""
        return dict(zip(self.keys, self.content.projects, strict=True))


def stored_content(statement: PerformanceStatement) -> StoredContent:
    """In eight queries at most; true for as long as the statement is locked."""
    content, rows = selectors.content_with_rows(statement)
    return StoredContent(content, [row.unit_id for row in rows], rows)
