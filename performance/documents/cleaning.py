"""What nobody sees in a text, what a spreadsheet puts around it and its sheets of examples, taken off beforehand."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import partial

from performance.documents.blocks import Grid, GridCell, Noise, PendingGrid, Source, SourceBlock, SourceRow

INVISIBLE = re.compile("[\u200b-\u200f\u2060\ufeff\u00ad\u202a-\u202e]")
EXAMPLE = "填写示例"
_EXAMPLE_NAME = re.compile(
    r"(?:\d{0,2}[.、]?)?(?:附件\d*)?(?:项目)?(?:填[写报表列])?(?:示例|样例|范例|举例)\d?"
)
_QUOTED = re.compile(r'\s*"((?:[^"]|"")*)"\s*')
_LEVEL = re.compile(r"[—\-－–─]级指标")


def cleaned(source: Source) -> Source:
    """The same source where nothing needs cleaning, as in nearly all."""
    source = _without_examples(source)
    text = "\n".join("\t".join(row.cells) for row in source.rows)
    if not (INVISIBLE.search(text) or '"' in text or _LEVEL.search(text)):
        return source
    return replace(source, blocks=tuple(_block(block) for block in source.blocks))


def _without_examples(source: Source) -> Source:
    """A filled-in example beside the table itself is nobody's project."""
    sheets = {block.place.sheet for block in source.blocks}
    examples = {sheet for sheet in sheets if _EXAMPLE_NAME.fullmatch(sheet.strip())}
    if not examples or examples == sheets:
        return source
    kept = tuple(block for block in source.blocks if block.place.sheet not in examples)
    aside = tuple(
        Noise(EXAMPLE, "\t".join(filter(None, row.cells)), row.place)
        for row in source.rows
        if row.place.sheet in examples
    )
    return replace(source, blocks=kept, noise=source.noise + aside)


def clean_cell(text: str) -> str:
    """A cell's text without invisible signs and Excel's quotes, with the 一 of 一级指标 that is typed as a dash."""
    text = INVISIBLE.sub("", text)
    if '"' in text and (quoted := _QUOTED.fullmatch(text)):
        text = quoted[1].replace('""', '"')
    return _LEVEL.sub("一级指标", text) if len(text) < 12 else text


def _block(block: SourceBlock) -> SourceBlock:
    if isinstance(block, SourceRow):
        return replace(block, cells=tuple(map(clean_cell, block.cells)))
    rows = tuple(replace(row, cells=tuple(map(clean_cell, row.cells))) for row in block.rows)
    return PendingGrid(rows, partial(_cells, block), block.width, block.height, block.place)


def _cells(grid: Grid) -> tuple[GridCell, ...]:
    return tuple(replace(cell, text=clean_cell(cell.text)) for cell in grid.cells)
