"""Pages to a source: tables and paragraphs in reading order, what is only of the page as noise."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from performance.documents.blocks import Grid, Noise, Source, SourcePlace, SourceRow
from performance.documents.formats.paged.contents_list import CONTENTS, without_contents
from performance.documents.formats.paged.furniture import without_furniture
from performance.documents.formats.paged.grids import grid_of
from performance.documents.formats.paged.joining import (
    REPEATED_HEAD,
    JoinedTable,
    add_piece,
    goes_on,
)
from performance.documents.formats.paged.open_sides import with_open_column
from performance.documents.formats.paged.order import Placed, in_reading_order
from performance.documents.formats.paged.page import Box, Page
from performance.documents.formats.paged.paragraphs import Entry, passages
from performance.documents.formats.paged.ruling import ruled_tables
from performance.documents.formats.paged.tables import drawn_table, sort_glyphs
from performance.documents.formats.paged.text import Line, lines_of


def source_of(pages: Sequence[Page]) -> Source:
    sizes = [(page.width, page.height) for page in pages]
    items, aside = without_furniture([_items(page) for page in pages], sizes)
    assembly = _Assembly({page.number: page.height for page in pages})
    for page, own, furniture in zip(pages, items, aside, strict=True):
        for kind, text in (*page.aside, *furniture):
            assembly.noise.append(Noise(kind, text, SourcePlace(1, page=page.number)))
        assembly.margins |= _margins(own, page)
        for number, placed in enumerate(own, 1):
            assembly.add(placed, page.number, number)
    pictures = tuple(page.picture for page in pages if page.picture is not None)
    return replace(assembly.source(), pictures=pictures)


def _items(page: Page) -> list[Placed]:
    tables = ruled_tables(page)
    inside, free = sort_glyphs(page, tables)
    drawn = [drawn_table(table, glyphs, page.number) for table, glyphs in zip(tables, inside, strict=True)]
    lines = lines_of(free, apart=True)
    for number, table in enumerate(drawn):
        drawn[number], lines = with_open_column(table, lines)
    return in_reading_order([*drawn, *lines], page.width)


def _margins(items: Sequence[Placed], page: Page) -> dict[tuple[int, int], Box]:
    """Between which margins each column of the page is set, by page and column."""
    boxes: dict[int, list[Box]] = {}
    for placed in items:
        boxes.setdefault(placed.column, []).append(placed.item.box)
    return {
        (page.number, column): Box(min(b.left for b in each), 0, max(b.right for b in each), page.height)
        for column, each in boxes.items()
    }


@dataclass
class _Assembly:
    heights: dict[int, float]
    noise: list[Noise] = field(default_factory=list)
    margins: dict[tuple[int, int], Box] = field(default_factory=dict)
    _parts: list[list[Entry] | JoinedTable] = field(default_factory=list)

    def add(self, placed: Placed, page: int, number: int) -> None:
        item = placed.item
        last = self._parts[-1] if self._parts else None
        if isinstance(item, Line):
            if not isinstance(last, list):
                last = []
                self._parts.append(last)
            last.append(Entry(page, number, placed.column, item))
            return
        if isinstance(last, JoinedTable) and goes_on(
            last, item, (self.heights[last.last.page], self.heights[page])
        ):
            add_piece(last, item)
        else:
            self._parts.append(JoinedTable([item]))

    def source(self) -> Source:
        blocks: list[SourceRow | Grid] = []
        tables = 0
        for part in self._parts:
            if isinstance(part, JoinedTable):
                tables += 1
                blocks.append(grid_of(part, tables))
                self.noise += [
                    Noise(REPEATED_HEAD, text, SourcePlace(1, page=page)) for page, text in part.heads
                ]
            else:
                blocks += [
                    SourceRow(
                        passage.texts,
                        SourcePlace(passage.line, page=passage.page),
                        passage.confidence,
                        passage.box if passage.confidence < 1 else None,
                    )
                    for passage in passages(part, self.margins)
                ]
        remaining, listed = without_contents(blocks)
        self.noise += [Noise(CONTENTS, row.text or " ".join(row.cells), row.place) for row in listed]
        return Source(tuple(remaining), tuple(self.noise))
