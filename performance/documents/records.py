"""Records under one another in a table: what a blank cell inherits, and which cells are printed merged."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

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


@dataclass(frozen=True)
class Line:
    """One row of a form with the values that stand in it: those of the table, or of a record of a group.

    ``number`` counts the records of the group from 0. Print and entry follow the same lines, so neither can
    have a cell that the other lacks.
    """

    row: Row
    values: Mapping[str, object]
    group: str = ""
    number: int = 0


def record_lines(group: str, first: Row, further: Row, records: Sequence[Record]) -> Iterator[Line]:
    """Records under one another, each on a line of its own."""
    for number, record in enumerate(records):
        yield Line(further if number else first, record, group, number)


def write_lines(lines: Iterable[Line]) -> Iterator[tuple[Cell, ...]]:
    """The printed rows; a merged cell that says the same as the one above continues it.

    Anchors count the records from 0, or as a record's own ``NUMBER`` says: lines that print no indicator
    stand between those that do.
    """
    above: Line | None = None
    for line in lines:
        values = line.values
        cells = list(line.row.write(values, line.group, int(str(values.get(NUMBER, line.number)))))
        same = above is not None and line.group != "" and above.group == line.group
        for n, cell in enumerate(line.row.cells):
            if isinstance(cell, Text) and cell.carried:
                same = same and above is not None and above.values.get(cell.field) == values.get(cell.field)
                if same and cell.merged:
                    cells[n] = Cell("", cell.span, below=True)
        yield tuple(cells)
        above = line
