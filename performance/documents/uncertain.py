"""What was recognised in a picture without being sure of it: a person has to look at each of these places."""

from __future__ import annotations

from collections.abc import Iterator

from performance.documents.blocks import Grid, GridCell, Source, SourceRow
from performance.documents.reading import ReadingRemark

SURE = 0.97  # below it, or where two looks disagree, a recognised text is for a person to confirm
_MESSAGE = "识别没有把握，请对照原件核对。"


def recognised_pieces(source: Source) -> Iterator[GridCell | SourceRow]:
    """Every cell and every line, in reading order."""
    for block in source.blocks:
        if isinstance(block, Grid):
            yield from block.cells
        else:
            yield block


def uncertain_pieces(source: Source) -> Iterator[GridCell | SourceRow]:
    """Those that may be wrong: a title or a unit of money outside of tables as well as a cell."""
    return (piece for piece in recognised_pieces(source) if piece.confidence < SURE)


def uncertain_cells(source: Source) -> Iterator[ReadingRemark]:
    """One remark for each place of a scan that may be wrong, with its text."""
    for piece in uncertain_pieces(source):
        yield ReadingRemark(piece.place, "", _MESSAGE, text_of(piece))


def text_of(piece: GridCell | SourceRow) -> str:
    return piece.text if isinstance(piece, GridCell) else PARTED.join(piece.cells)


PARTED = "\t"  # between the pieces of one line that stand apart


def is_recognised(source: Source) -> bool:
    """Whether any of it comes from a picture: no recognition is wholly sure of everything."""
    return any(piece.confidence < 1 for piece in recognised_pieces(source))
