"""What a person says of the uncertain cells of a scan: right as they are, or corrected; the text is read anew with it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import count

from performance.documents.blocks import Grid, PageBox, PendingGrid, Source, SourceBlock
from performance.documents.convert import Unreadable, read_source
from performance.documents.formats.isolated import wire
from performance.documents.formats.paged.grids import drawn_rows
from performance.documents.mirroring import mirror_of
from performance.documents.reading import Read
from performance.documents.recognition import UnknownLayout
from performance.documents.uncertain import PARTED, SURE, uncertain_pieces
from performance.importing.several import together


def with_confirmed_cells(read: Read, texts: Mapping[int, str]) -> Read:
    """The reading of scans with what stands in their uncertain places, by their numbers from 0. Raises Unreadable."""
    if read.parts:
        return together(list(_corrected_parts(read.parts, texts)))
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


def _corrected_parts(
    parts: Sequence[tuple[str, Read]], texts: Mapping[int, str]
) -> Iterator[tuple[str, Read]]:
    """Places are numbered through all files, as their remarks are."""
    first = 0
    for name, part in parts:
        number = len(part.report.uncertain)
        own = {at - first: text for at, text in texts.items() if first <= at < first + number}
        yield name, with_confirmed_cells(part, own) if own else part
        first += number


def uncertain_places(read: Read) -> Iterator[tuple[int, int, PageBox | None]]:
    """Of each uncertain place, in the order of their remarks: the number of its file, its page and where it stands."""
    for number, part in enumerate([part for _, part in read.parts] or [read]):
        source = wire.unpack(wire.load(part.scan)) if part.scan is not None else Source(())
        for piece in uncertain_pieces(source):
            yield number, piece.place.page, piece.box


def _block(block: SourceBlock, texts: Mapping[int, str], numbers: Iterator[int]) -> SourceBlock:
    if not isinstance(block, Grid):
        if block.confidence >= SURE or (text := texts.get(next(numbers))) is None:
            return block
        return replace(block, cells=tuple(text.split(PARTED)), confidence=1.0)
    cells = list(block.cells)
    for place, cell in enumerate(cells):
        if cell.confidence < SURE and (text := texts.get(next(numbers))) is not None:
            cells[place] = replace(cell, text=text, confidence=1.0)
    made = tuple(cells)
    return PendingGrid(drawn_rows(made, block.height), lambda: made, block.width, block.height, block.place)
