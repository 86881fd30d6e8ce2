"""What was recognised in a picture without being sure of it: a person has to look at each of these places."""

from __future__ import annotations

from collections.abc import Iterator

from performance.documents.blocks import Grid, Source
from performance.documents.reading import Remark

SURE = 0.97  # below it, or where two looks disagree, a recognised text is for a person to confirm
_MESSAGE = "识别没有把握，请对照原件核对。"


def uncertain_cells(source: Source) -> Iterator[Remark]:
    """One remark for each cell of a scan that may be wrong, with its text."""
    for block in source.blocks:
        if isinstance(block, Grid):
            for cell in block.cells:
                if cell.confidence < SURE:
                    yield Remark(cell.place, "", _MESSAGE, cell.text)


def is_recognised(source: Source) -> bool:
    """Whether any of it comes from a picture: no recognition is wholly sure of everything."""
    return any(
        isinstance(block, Grid) and any(cell.confidence < 1 for cell in block.cells)
        for block in source.blocks
    )
