"""What stood in a file as a page shows it beside what was read of it; what was not placed is marked where it stands."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class MirrorMark(StrEnum):
    """Why a place of the source is to be looked at."""

    UNPLACED = "unplaced"
    PROBLEM = "problem"
    UNCERTAIN = "uncertain"


@dataclass(frozen=True, slots=True)
class MirrorCell:
    text: str
    row_span: int = 1
    column_span: int = 1
    mark: MirrorMark | None = None


@dataclass(frozen=True, slots=True)
class MirrorBlock:
    """A paragraph (one cell) or a table; ``place`` says where it begins in the file."""

    place: str
    rows: tuple[tuple[MirrorCell, ...], ...]
    is_table: bool

    @property
    def is_marked(self) -> bool:
        return any(cell.mark for row in self.rows for cell in row)


@dataclass(frozen=True, slots=True)
class Mirror:
    """``hidden`` is how many blocks are not shown, because nobody could look through them all."""

    blocks: tuple[MirrorBlock, ...]
    pages: int
    tables: int
    hidden: int = 0

    @property
    def marked_cells(self) -> list[MirrorCell]:
        return [cell for block in self.blocks for row in block.rows for cell in row if cell.mark is not None]

    @property
    def marked(self) -> int:
        return len(self.marked_cells)

    @property
    def first_marked(self) -> MirrorCell | None:
        return next(iter(self.marked_cells), None)
