"""A source or a reading as bytes between two processes: plain lists, so that what comes back can be no more than text."""

from __future__ import annotations

import json
from base64 import b64decode, b64encode
from typing import Any

import msgspec

from performance.documents.blocks import (
    Grid,
    GridCell,
    Noise,
    PageBox,
    PendingGrid,
    Source,
    SourcePlace,
    SourceRow,
)
from performance.documents.reading import Read

_ROW, _GRID = "row", "grid"


def pack(source: Source) -> Any:
    return {
        "blocks": [_packed_block(block) for block in source.blocks],
        "noise": [[noise.kind, noise.text, _packed_place(noise.place)] for noise in source.noise],
    }


def unpack(packed: Any) -> Source:
    blocks = tuple(_block(block) for block in packed["blocks"])
    noise = tuple(Noise(kind, text, _place(place)) for kind, text, place in packed["noise"])
    return Source(blocks, noise)


def pack_read(read: Read) -> Any:
    return msgspec.to_builtins(read)


def unpack_read(packed: Any) -> Read:
    return msgspec.convert(packed, Read)


def pack_bytes(content: bytes) -> str:
    return b64encode(content).decode()


def unpack_bytes(packed: str) -> bytes:
    return b64decode(packed)


def dump(message: Any) -> bytes:
    return json.dumps(message, ensure_ascii=True, separators=(",", ":")).encode() + b"\n"


def load(line: bytes) -> Any:
    return json.loads(line)


def _packed_place(place: SourcePlace) -> list[Any]:
    return [place.row, place.sheet, place.column, place.table, place.page]


def _place(packed: list[Any]) -> SourcePlace:
    return SourcePlace(*packed)


def _box(packed: list[float] | None) -> PageBox | None:
    if packed is None:
        return None
    left, top, right, bottom = packed
    return left, top, right, bottom


def _packed_block(block: SourceRow | Grid) -> list[Any]:
    if isinstance(block, SourceRow):
        return [_ROW, list(block.cells), _packed_place(block.place), block.confidence, block.box]
    cells = [
        [
            cell.text,
            cell.row,
            cell.column,
            cell.row_span,
            cell.column_span,
            _packed_place(cell.place),
            cell.confidence,
            cell.mark,
            cell.box,
        ]
        for cell in block.cells
    ]
    rows = [[list(row.cells), _packed_place(row.place)] for row in block.rows]
    return [_GRID, block.width, block.height, _packed_place(block.place), cells, rows]


def _block(packed: list[Any]) -> SourceRow | Grid:
    if packed[0] == _ROW:
        return SourceRow(tuple(packed[1]), _place(packed[2]), packed[3], _box(packed[4]))
    _, width, height, place, packed_cells, packed_rows = packed
    cells = tuple(
        GridCell(text, row, column, row_span, column_span, _place(at), confidence, mark, _box(box))
        for text, row, column, row_span, column_span, at, confidence, mark, box in packed_cells
    )
    rows = tuple(SourceRow(tuple(texts), _place(at)) for texts, at in packed_rows)
    return PendingGrid(rows, lambda: cells, width, height, _place(place))
