"""Rows and blocks: what layouts and formats say to each other.

A format turns bytes into a ``Source`` (rows of cells with their places) and a ``Printed`` (tables,
headings, paragraphs) into bytes. A layout turns a ``Source`` into content and content into a ``Printed``.
Neither knows the other.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from decimal import Decimal
from enum import StrEnum
from functools import cached_property
from typing import NamedTuple

PageBox = tuple[float, float, float, float]  # left, top, right, bottom, in points
HIDDEN, OVERPRINTED = "hidden", "overprinted"


@dataclass(frozen=True, slots=True)
class SourcePlace:
    """Where something stands in a file: a line of a text, or a row of a sheet or of the n-th table of a document."""

    row: int
    sheet: str = ""
    column: int | None = None
    table: int = 0
    page: int = 0

    def __str__(self) -> str:
        within = f"工作表“{self.sheet}”" if self.sheet else f"第{self.table}张表" if self.table else ""
        within = f"第{self.page}页{within}" if self.page else within
        where = f"{within}第{self.row}行"
        return where if self.column is None else f"{where}第{self.column}列"


@dataclass(frozen=True, slots=True)
class SourceRow:
    """A table row, or a paragraph (one cell). What continues a merged cell is ``""``.

    Formats that know only drawn cells leave out the continuations to the right. ``confidence`` and ``box`` are as
    those of a GridCell.
    """

    cells: tuple[str, ...]
    place: SourcePlace
    confidence: float = 1.0
    box: PageBox | None = None

    @property
    def text(self) -> str:
        """The text of a paragraph: the first cell of a row whose other cells are empty, else ``""``."""
        return "" if any(self.cells[1:]) else self.cells[0]


@dataclass(frozen=True, slots=True)
class Noise:
    """Characters that carry nothing of the text: field codes, bookmarks, page numbers, contents."""

    kind: str
    text: str
    place: SourcePlace


@dataclass(frozen=True, slots=True)
class GridCell:
    """One drawn cell of a table: its text as it stood, where it begins on the grid and how far it reaches.

    ``confidence`` is below 1 only where the characters were recognised in a picture. ``mark`` says how the text
    stood there: ``hidden``, ``struck``, ``computed`` (the stored value of a formula), ``uncomputed`` (it has none)
    or ``overprinted`` (text of another cell runs into it). ``box`` is where it stands on the picture of its page.
    """

    text: str
    row: int
    column: int
    row_span: int = 1
    column_span: int = 1
    place: SourcePlace = SourcePlace(1)
    confidence: float = 1.0
    mark: str = ""
    box: PageBox | None = None


@dataclass(frozen=True)
class Grid:
    """A table whose columns the file knows. Its cells do not overlap; places without one are blank."""

    cells: tuple[GridCell, ...]
    width: int
    height: int
    place: SourcePlace

    @cached_property
    def rows(self) -> tuple[SourceRow, ...]:
        """The rows that hold any text, on the full width; what continues a merged cell is ``""``."""
        texts = [[""] * self.width for _ in range(self.height)]
        places: dict[int, SourcePlace] = {}
        for cell in self.cells:
            texts[cell.row][cell.column] = cell.text
            places.setdefault(cell.row, replace(cell.place, column=None))
        return tuple(SourceRow(tuple(row), places[number]) for number, row in enumerate(texts) if any(row))


class PendingGrid(Grid):
    """A grid that gives its rows at once, as its reader has them, and works its cells out when asked for them."""

    def __init__(
        self,
        rows: tuple[SourceRow, ...],
        make: Callable[[], tuple[GridCell, ...]],
        width: int,
        height: int,
        place: SourcePlace,
    ) -> None:
        self.__dict__.update(rows=rows, _make=make, width=width, height=height, place=place)

    @cached_property
    def cells(self) -> tuple[GridCell, ...]:
        made: tuple[GridCell, ...] = self.__dict__["_make"]()
        return made


SourceBlock = SourceRow | Grid


@dataclass(frozen=True, slots=True)
class PagePicture:
    """A page as it was looked at, straightened: a JPEG, and how many of its pixels make an inch."""

    page: int
    width: int
    height: int
    dots: float
    data: bytes


@dataclass(frozen=True)
class Source:
    """All that a file says, in reading order: every non-blank character stands in a block or in noise.

    A SourceRow among the blocks is a paragraph (one cell) or a row of a table whose columns the file does not know.
    ``pictures`` are of the pages whose text was recognised.
    """

    blocks: tuple[SourceBlock, ...]
    noise: tuple[Noise, ...] = ()
    pictures: tuple[PagePicture, ...] = ()

    @cached_property
    def rows(self) -> tuple[SourceRow, ...]:
        """All blocks as rows, for layouts that look at nothing else."""
        rows: list[SourceRow] = []
        for block in self.blocks:
            if isinstance(block, Grid):
                rows += block.rows
            else:
                rows.append(block)
        return tuple(rows)


class Style(StrEnum):
    """How a printed cell looks; formats decide fonts and lines."""

    CAPTION = "caption"  # centred, bold: printed by the form itself
    TEXT = "text"  # left, wrapped
    CENTRED = "centred"  # short words and values
    NUMBER = "number"
    BARE = "bare"  # no borders: unit of the table, money unit
    BARE_RIGHT = "bare_right"


class Anchor(NamedTuple):
    """Which value of the content a cell prints: a field, or a field of one record of a repeated group."""

    field: str
    group: str = ""
    record: int = 0


@dataclass(frozen=True, slots=True)
class Spot:
    """A place in a printed text: a block of a part and, in a table, a row and a cell of it; all from 0."""

    part: int
    block: int = 0
    row: int = 0
    cell: int = 0


class Cell(NamedTuple):
    """A printed cell. ``below`` continues the cell above it; ``number_format`` is a spreadsheet code.

    ``link`` leads to another place of the same text, in formats that know links. A tuple rather than a
    dataclass: a long text has tens of thousands, and most of the time of making them would go into slots.
    """

    value: str | Decimal | None = ""
    span: int = 1
    style: Style = Style.TEXT
    below: bool = False
    number_format: str = ""
    anchor: Anchor | None = None
    link: Spot | None = None

    @property
    def text(self) -> str:
        """The cell as plain text prints it: never rounded, percent sign as the number format says."""
        if not isinstance(self.value, Decimal):
            return self.value or ""
        return number_text(self.value, self.number_format)


def number_text(number: Decimal, number_format: str) -> str:
    """A number under a format such as ``0.00`` or ``0"%"``: at least its places, more where needed."""
    digits, _, suffix = number_format.partition('"')
    places = len(digits.partition(".")[2])
    whole, _, fraction = f"{number:f}".partition(".")
    fraction = fraction.rstrip("0").ljust(places, "0")
    return whole + (f".{fraction}" if fraction else "") + suffix.rstrip('"')


@dataclass(frozen=True, slots=True)
class TableBlock:
    """A printed table on a grid of ``widths`` columns (relative widths); spans of a row fill the grid.

    ``header`` is the range of row indexes that is repeated on each further page, if any. ``titles`` are
    captions that a merged cell beside them ties to the rows below: spreadsheets repeat them as they are, other
    documents as ``parted`` has them.
    """

    rows: tuple[tuple[Cell, ...], ...]
    widths: tuple[float, ...]
    header: range = range(0)
    titles: range = range(0)

    def parted(self) -> TableBlock:
        """The same table with its titles as a header: what reached down out of them ends there, and goes on blank."""
        if self.header or not self.titles or self.titles.stop >= len(self.rows):
            return self
        stop = self.titles.stop
        below = tuple(
            cell._replace(value="", below=False) if cell.below else cell for cell in self.rows[stop]
        )
        rows = (*self.rows[:stop], below, *self.rows[stop + 1 :])
        return replace(self, rows=rows, header=self.titles, titles=range(0))


@dataclass(frozen=True, slots=True)
class Heading:
    text: str
    level: int


@dataclass(frozen=True, slots=True)
class Paragraph:
    text: str
    anchor: Anchor | None = None


Block = Heading | Paragraph | TableBlock


@dataclass(frozen=True, slots=True)
class Part:
    """A piece of the text that a workbook shows on a sheet of its own; ``title`` is its line in the 目录.

    A part may be given as what makes its blocks: then they are made whenever someone looks and kept by nobody,
    and a text of thousands of forms need not be in memory whole. Whoever looks twice looks at the ``drawn`` part.
    """

    title: str
    made: tuple[Block, ...] | Callable[[], tuple[Block, ...]]

    @property
    def blocks(self) -> tuple[Block, ...]:
        return self.made() if callable(self.made) else self.made

    @property
    def drawn(self) -> Part:
        return Part(self.title, self.blocks)


@dataclass(frozen=True, slots=True)
class Printed:
    """A whole text ready for a format: cover lines (title first), then its parts."""

    title: str
    cover: tuple[str, ...]
    parts: tuple[Part, ...]
    has_cover: bool = True
