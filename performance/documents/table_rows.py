"""The rows of a file as they stand, whatever kind of file it is."""

from __future__ import annotations

from performance.documents.blocks import Grid, Source, SourceRow


def rows_of(source: Source) -> list[SourceRow]:
    """On the full width of each table, so that a head and what stands below it have the same place."""
    rows: list[SourceRow] = []
    for block in source.blocks:
        rows += (
            Grid(block.cells, block.width, block.height, block.place).rows
            if isinstance(block, Grid)
            else [block]
        )
    return rows
