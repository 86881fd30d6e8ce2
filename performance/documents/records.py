"""Records under one another in a table: what a blank cell inherits, and which cells are printed merged."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

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


class Line(NamedTuple):
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


def write_records(group: str, row: Row, records: Sequence[Record]) -> Iterator[tuple[Cell, ...]]:
    """The printed rows of records that are all on lines of one kind."""
    above: Record | None = None
    for number, record in enumerate(records):
        counted = record.get(NUMBER, number)
        cells = row.write(record, group, counted if isinstance(counted, int) else number)
        yield cells if above is None else _continued(row, cells, record, above)
        above = record


def write_lines(lines: Iterable[Line]) -> Iterator[tuple[Cell, ...]]:
    """The printed rows; a merged cell that says the same as the one above continues it.

    Anchors count the records from 0, or as a record's own ``NUMBER`` says: lines that print no indicator
    stand between those that do.
    """
    above: Line | None = None
    for line in lines:
        row, values, group, number = line
        counted = values.get(NUMBER, number)
        cells = row.write(values, group, counted if isinstance(counted, int) else number)
        if above is not None and group and above.group == group:
            cells = _continued(row, cells, values, above.values)
        yield cells
        above = line


def _continued(
    row: Row, cells: tuple[Cell, ...], values: Mapping[str, object], above: Mapping[str, object]
) -> tuple[Cell, ...]:
    """The cells of a record; those of its first labels that go on from the record above are drawn as one with it."""
    drawn = list(cells)
    for n, cell in row.carried:
        if above.get(cell.field) != values.get(cell.field):
            break
        if cell.merged:
            drawn[n] = Cell("", cell.span, below=True)
    return tuple(drawn)
