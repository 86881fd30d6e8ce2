"""Records under one another in a table: what a blank cell inherits, and which cells are printed merged."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from performance.documents.blocks import Cell
from performance.documents.cells import Spec, Text
from performance.documents.rows import Row

Record = dict[str, object]
NUMBER = "number"


def any_said(record: Record) -> bool:
    """Whether anything but blanks stands in a record."""
    return any(value not in ("", None, ()) for value in record.values())


def inherited(records: Sequence[Record], cells: Sequence[Spec]) -> list[Record]:
    """The records with blank carried cells filled from above: a new upper level ends the lower ones."""
    fields = [cell.field for cell in cells if isinstance(cell, Text) and cell.carried]
    above: Record = {}
    filled = []
    for record in records:
        own = dict(record)
        for field in fields:
            if own.get(field) and own[field] != above.get(field):
                break
            own[field] = above.get(field, "")
        filled.append(own if any_said(record) else record)
        above = own
    return filled


def write_records(
    group: str, first: Row, further: Row, records: Sequence[Record]
) -> Iterator[tuple[Cell, ...]]:
    """Records under one another; a merged cell that says the same as the one above continues it.

    Anchors count the records from 0, or as a record's own ``NUMBER`` says: lines that print no indicator
    stand between those that do.
    """
    above: Record | None = None
    for count, record in enumerate(records):
        row = first if above is None else further
        cells = list(row.write(record, group, int(str(record.get(NUMBER, count)))))
        same = above is not None
        for n, cell in enumerate(row.cells):
            if isinstance(cell, Text) and cell.carried:
                same = same and above is not None and above.get(cell.field) == record.get(cell.field)
                if same and cell.merged:
                    cells[n] = Cell("", cell.span, below=True)
        yield tuple(cells)
        above = record
