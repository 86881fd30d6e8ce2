"""What a person says of the uncertain cells of a scan: right as they are, or corrected; the text is read anew with it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from itertools import count

from performance.documents.blocks import Grid, PendingGrid, SourceBlock
from performance.documents.convert import Unreadable, read_source
from performance.documents.formats.isolated import wire
from performance.documents.formats.paged.grids import drawn_rows
from performance.documents.mirroring import mirror_of
from performance.documents.reading import Read
from performance.documents.recognition import UnknownLayout
from performance.documents.uncertain import SURE


def with_confirmed_cells(read: Read, texts: Mapping[int, str]) -> Read:
    """The reading of a scan with what stands in its uncertain cells, by their numbers from 0. Raises Unreadable."""
    if read.scan is None:
        return read
    source, numbers = wire.unpack(wire.load(read.scan)), count()
    source = replace(source, blocks=tuple(_block(block, texts, numbers) for block in source.blocks))
    try:
        found = read_source(source)
    except UnknownLayout as error:
        raise Unreadable([str(error)]) from error
    content = replace(found.content, year=found.content.year or read.content.year)
    return replace(
        read,
        content=content,
        report=found.report,
        mirror=mirror_of(source, found.report),
        scan=wire.dump(wire.pack(source)),
    )


def _block(block: SourceBlock, texts: Mapping[int, str], numbers: Iterator[int]) -> SourceBlock:
    if not isinstance(block, Grid):
        return block
    cells = list(block.cells)
    for place, cell in enumerate(cells):
        if cell.confidence < SURE and (text := texts.get(next(numbers))) is not None:
            cells[place] = replace(cell, text=text, confidence=1.0)
    made = tuple(cells)
    return PendingGrid(drawn_rows(made, block.height), lambda: made, block.width, block.height, block.place)
