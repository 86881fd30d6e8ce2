"""Tables declared once: the same rows of cells find their values in a document and print them again."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from performance.documents.blocks import Cell, SourceRow, TableBlock
from performance.documents.cells import Below, Label, Spec, Values
from performance.documents.reading import Cursor
from performance.documents.records import Line, Record, any_said, inherited, record_lines, write_lines
from performance.documents.rows import Row, Stop

BEGINNING = 2  # pieces by which a table is known to begin


class Part:
    """A piece of a table: reads its rows from a cursor and prints them again. ``name`` is that of its records."""

    name = ""
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

    def lines(self, values: Mapping[str, object]) -> Iterator[Line]:
        """The rows of this piece with the values that stand in them."""
        raise NotImplementedError

    def rows(self, values: Mapping[str, object]) -> Iterable[tuple[Cell, ...]]:
        """The printed rows of this piece."""
        return write_lines(self.lines(values))


class One(Part):
    """A row that the form prints once."""

    def __init__(self, *cells: Spec, optional: bool = False) -> None:
        self.row = Row(*cells)
        self.optional = optional

    @property
    def title(self) -> str:
        return next((cell.label for cell in self.row.cells if cell.label), "")

    def starts_at(self, cursor: Cursor, stop: Stop) -> bool:
        fitted = self.row.fit(cursor, stop) if self.row.may_begin(cursor) else None
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

    def lines(self, values: Mapping[str, object]) -> Iterator[Line]:
        yield Line(self.row, values)

    def rows(self, values: Mapping[str, object]) -> Iterable[tuple[Cell, ...]]:
        return (self.row.write(values),)


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
        fitted = self.first.fit(cursor, stop) if self.labelled and self.first.may_begin(cursor) else None
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

    def lines(self, values: Mapping[str, object]) -> Iterator[Line]:
        records = values.get(self.name) or ([{}] if self.labelled else [])
        assert isinstance(records, list)  # noqa: S101 - narrows the declared kind of this field
        yield from record_lines(self.name, self.first, self.further, records)


def _is_named(row: Row, source: Sequence[str]) -> bool:
    if not row.may_be_named(source):
        return False
    picked = row.arrange(source)
    return picked is not None and row.is_named(picked)


class Table:
    """A whole table of a form: its pieces in printed order on a grid of relative column widths."""

    def __init__(self, *parts: Part, widths: tuple[float, ...]) -> None:
        self.parts = parts
        self.widths = widths

    @property
    def fields(self) -> list[str]:
        """The names of the values in rows that are printed once."""
        rows = [part.row for part in self.parts if isinstance(part, One)]
        return [name for row in rows for cell in row.cells for name in cell.fields]

    def read(self, cursor: Cursor, stop: Stop) -> Values:
        """The values of the table at the cursor, which ends behind it.

        Rows that no piece asks for are recorded as not placed, missing pieces as problems.
        """
        values: Values = {}
        for n, part in enumerate(self.parts):
            later = self.parts[n + 1 :]
            if n == BEGINNING:
                stop = self._or_begins_again(stop)
            place = cursor.place
            found = self._read_part(part, later, cursor, stop)
            if found is not None:
                values |= found
            elif not part.optional and part.title:
                expected = f"此处应为“{part.title}”一栏，未找到。"
                cursor.problem(expected, label=part.title, place=place)
        return values

    def _or_begins_again(self, stop: Stop) -> Stop:
        """Also stops where the first rows of the table stand again: tables follow one another without a title."""
        rows = [part.row for part in self.parts[:BEGINNING] if isinstance(part, One)]
        last_answer: tuple[SourceRow | None, bool] = None, False

        def stops(row: SourceRow) -> bool:
            nonlocal last_answer
            if row is not last_answer[0]:  # every piece of the table asks about the same row
                last_answer = row, stop(row) or any(_is_named(one, row.cells) for one in rows)
            return last_answer[1]

        return stops

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

    def render(self, values: Mapping[str, object], header: range = range(0), titles: int = 0) -> TableBlock:
        """The printed table; ``titles`` captions stand above the records of its last piece."""
        rows = tuple([row for part in self.parts for row in part.rows(values)])
        above = len(rows) - len(list(self.parts[-1].lines(values))) + 1 if titles else 0
        return TableBlock(rows, self.widths, header, range(above - titles, above))
