"""Tables declared once: the same rows of cells find their values in a document and print them again."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from indicators.text import squeeze
from performance.documents.blocks import Cell, SourceRow, TableBlock
from performance.documents.cells import Below, Label, Spec, Text, Values
from performance.documents.reading import Cursor
from performance.documents.rows import Row, Stop

Record = dict[str, object]


class Part:
    """A piece of a table: reads its rows from a cursor and prints them again."""

    optional = False

    @property
    def title(self) -> str:
        """The caption by which a message says that this piece is missing."""
        raise NotImplementedError

    def starts_at(self, cursor: Cursor, stop: Stop) -> bool:
        """Whether the next row can be no other than the beginning of this piece."""
        raise NotImplementedError

    def read(self, cursor: Cursor, stop: Stop, ends: Stop) -> Values | None:
        """The values of this piece, or None if it does not stand here. ``ends`` knows the pieces after it."""
        raise NotImplementedError

    def write(self, values: Mapping[str, object]) -> Iterator[tuple[Cell, ...]]:
        raise NotImplementedError


class One(Part):
    """A row that the form prints once."""

    def __init__(self, *cells: Spec, optional: bool = False) -> None:
        self.row = Row(*cells)
        self.optional = optional

    @property
    def title(self) -> str:
        return next((cell.label for cell in self.row.cells if cell.label), "")

    def starts_at(self, cursor: Cursor, stop: Stop) -> bool:
        fitted = self.row.fit(cursor, stop)
        return fitted is not None and self.row.is_named(fitted[0])

    def read(self, cursor: Cursor, stop: Stop, ends: Stop) -> Values | None:
        fitted = self.row.fit(cursor, stop)
        if fitted is None:
            return None
        picked, taken = fitted
        if not self.row.is_named(picked) and cursor.row is not None and ends(cursor.row):
            return None
        values = self.row.values(picked, cursor, cursor.place)
        cursor.advance(taken)
        return values

    def write(self, values: Mapping[str, object]) -> Iterator[tuple[Cell, ...]]:
        yield self.row.write(values)


class Each(Part):
    """Records under one another. A Label among the cells is printed beside the first and merged downwards."""

    def __init__(self, name: str, *cells: Spec, row: type[Row] = Row) -> None:
        self.name = name
        self.first = row(*cells)
        self.further = row(*(Below(c.span) if isinstance(c, Label) else c for c in cells))
        self.labelled = any(isinstance(cell, Label) for cell in cells)

    @property
    def title(self) -> str:
        return next((cell.label for cell in self.first.cells if cell.label), "")

    def starts_at(self, cursor: Cursor, stop: Stop) -> bool:
        fitted = self.first.fit(cursor, stop) if self.labelled else None
        return fitted is not None and self.first.is_named(fitted[0])

    def read(self, cursor: Cursor, stop: Stop, ends: Stop) -> Values | None:
        records: list[Record] = []
        if self.labelled and not self.starts_at(cursor, stop):
            return None
        row = self.first
        while cursor.row is not None and not stop(cursor.row) and not (records and ends(cursor.row)):
            record = self.read_record(row, cursor, stop)
            if record is None and row is not self.first and not ends(cursor.row):
                cursor.skip()
            elif record is None:
                break
            else:
                records.append(record)
            row = self.further
        return {self.name: [record for record in inherited(records, self.first.cells) if any_said(record)]}

    def read_record(self, row: Row, cursor: Cursor, stop: Stop) -> Record | None:
        fitted = row.fit(cursor, stop)
        if fitted is None:
            return None
        picked, taken = fitted
        record = row.values(picked, cursor, cursor.place)
        cursor.advance(taken)
        return record

    def write(self, values: Mapping[str, object]) -> Iterator[tuple[Cell, ...]]:
        records = values.get(self.name) or ([{}] if self.labelled else [])
        assert isinstance(records, list)  # noqa: S101 - narrows the declared kind of this field
        yield from write_records(self.first, self.further, records)


class Columns(Part):
    """A header row and what stands under it: one record, or (with a name) as many as there are.

    Files of a strange grid are read by the places of the header's captions; a header that lacks a caption
    leaves its column unknown and says so.
    """

    def __init__(self, header: Row, *cells: Spec, name: str = "", row: type[Row] = Row) -> None:
        self.header = header
        self.record = row(*cells)
        self.name = name
        self.labels = [cell.label for cell in header.cells] if len(header.cells) == len(cells) else []

    @property
    def title(self) -> str:
        return next((cell.label for cell in self.header.cells if cell.label), "")

    def starts_at(self, cursor: Cursor, stop: Stop) -> bool:
        fitted = self.header.fit(cursor, stop)
        if fitted is not None:
            return self.header.is_named(fitted[0])
        return self._foreign_places(cursor) is not None

    def read(self, cursor: Cursor, stop: Stop, ends: Stop) -> Values | None:
        fitted = self.header.fit(cursor, stop)
        places = self._foreign_places(cursor) if fitted is None else None
        if fitted is None and places is None:
            return None
        values = self.header.values(fitted[0], cursor, cursor.place) if fitted else {}
        self._say_missing(places, cursor)
        cursor.advance(fitted[1] if fitted else 1)
        if not self.name:
            return values | (self._read_record(cursor, stop, places) or self._blank())
        records = list(self._read_records(cursor, stop, ends, places))
        found = [record for record in inherited(records, self.record.cells) if any_said(record)]
        return values | {self.name: found}

    def _blank(self) -> Values:
        return {key: value for cell in self.record.cells for key, value in cell.read("").items()}

    def _foreign_places(self, cursor: Cursor) -> list[int | None] | None:
        """Where each caption of the header stands in a row of another grid; most of them must be there."""
        if cursor.row is None or not self.labels:
            return None
        source = cursor.row.cells
        places: list[int | None] = []
        at = 0
        for n in range(len(self.header.cells)):
            found = self.header.find(n, source, at)
            places.append(found)
            at = at if found is None else found + 1
        known = [n for n in places if n is not None]
        written = [n for n, text in enumerate(source) if text.strip()]
        return places if len(known) * 2 > len(places) and len(known) > 2 and known == written else None

    def _say_missing(self, places: list[int | None] | None, cursor: Cursor) -> None:
        for place, cell in zip(places or (), self.header.cells, strict=False):
            implied = isinstance(cell, Label) and cell.implied
            if place is None and not implied:
                cursor.notice(
                    f"缺少“{cell.label}”一栏，其内容按未知处理。", label=self.title, place=cursor.place
                )

    def _read_record(self, cursor: Cursor, stop: Stop, places: list[int | None] | None) -> Record | None:
        if cursor.row is None or stop(cursor.row):
            return None
        fitted = self._at_places(cursor.row.cells, places) if places else self.record.fit(cursor, stop)
        if fitted is None:
            return None
        picked, taken = fitted
        record = self.record.values(picked, cursor, cursor.place, self.labels)
        cursor.advance(taken)
        return record

    def _at_places(self, source: Sequence[str], places: list[int | None]) -> tuple[list[str], int] | None:
        picked = ["" if n is None or n >= len(source) else source[n] for n in places]
        elsewhere = any(text.strip() for n, text in enumerate(source) if n not in places)
        fits = all(cell.accepts(text) for cell, text in zip(self.record.cells, picked, strict=True))
        return (picked, 1) if fits and not elsewhere else None

    def _read_records(
        self, cursor: Cursor, stop: Stop, ends: Stop, places: list[int | None] | None
    ) -> Iterator[Record]:
        while cursor.row is not None and not stop(cursor.row) and not ends(cursor.row):
            if self._is_header_again(cursor.row):
                cursor.advance()
                continue
            record = self._read_record(cursor, stop, places)
            if record is None:
                cursor.skip()
            else:
                yield record

    def _is_header_again(self, row: SourceRow) -> bool:
        """A header row is printed again at the top of each page."""
        captions = [squeeze(text) for text in row.cells if text.strip()]
        return len(captions) > 2 and captions == [
            squeeze(cell.label)
            for cell in self.header.cells
            if cell.label and not (isinstance(cell, Label) and cell.implied)
        ]

    def write(self, values: Mapping[str, object]) -> Iterator[tuple[Cell, ...]]:
        yield self.header.write(values)
        if not self.name:
            yield self.record.write(values)
            return
        records = values.get(self.name) or []
        assert isinstance(records, list)  # noqa: S101 - narrows the declared kind of this field
        yield from write_records(self.record, self.record, records)


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


def write_records(first: Row, further: Row, records: Sequence[Record]) -> Iterator[tuple[Cell, ...]]:
    """Records under one another; a merged cell that says the same as the one above continues it."""
    above: Record | None = None
    for record in records:
        row = first if above is None else further
        cells = list(row.write(record))
        same = above is not None
        for n, cell in enumerate(row.cells):
            if isinstance(cell, Text) and cell.carried:
                same = same and above is not None and above.get(cell.field) == record.get(cell.field)
                if same and cell.merged:
                    cells[n] = Cell("", cell.span, below=True)
        yield tuple(cells)
        above = record


class Table:
    """A whole table of a form: its pieces in printed order on a grid of relative column widths."""

    def __init__(self, *parts: Part, widths: tuple[float, ...]) -> None:
        self.parts = parts
        self.widths = widths

    @property
    def fields(self) -> list[str]:
        """The names of the values in rows that are printed once."""
        rows = [part.row for part in self.parts if isinstance(part, One)]
        return [name for row in rows for cell in row.cells for name in cell.read("")]

    def read(self, cursor: Cursor, stop: Stop) -> Values:
        """The values of the table at the cursor, which ends behind it.

        Rows that no piece asks for are recorded as not placed, missing pieces as problems.
        """
        values: Values = {}
        for n, part in enumerate(self.parts):
            later = self.parts[n + 1 :]
            found = self._read_part(part, later, cursor, stop)
            if found is not None:
                values |= found
            elif not part.optional and part.title:
                expected = f"此处应为“{part.title}”一栏，未找到。"
                cursor.problem(expected, label=part.title)
        return values

    def _read_part(self, part: Part, later: Sequence[Part], cursor: Cursor, stop: Stop) -> Values | None:
        def ends(row: SourceRow) -> bool:
            ahead = Cursor(cursor.rows, cursor.index)
            return any(other.starts_at(ahead, stop) for other in later)

        while cursor.row is not None and not stop(cursor.row):
            found = part.read(cursor, stop, ends)
            if found is not None:
                return found
            if part.optional or ends(cursor.row):
                return None
            cursor.skip()
        return None

    def render(self, values: Mapping[str, object], header: range = range(0)) -> TableBlock:
        rows = tuple(cells for part in self.parts for cells in part.write(values))
        return TableBlock(rows, self.widths, header)
