"""A header row and what stands under it, also where a file prints it on a grid of its own."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from indicators.text import normalise_label
from indicators.vocabulary import Vocabulary
from performance.documents.blocks import Cell, SourceRow
from performance.documents.cells import Label, Spec, Text, Values
from performance.documents.forms.fitting import misfit
from performance.documents.layout import Part
from performance.documents.reading import Cursor, Unplaced
from performance.documents.records import Line, Record, any_said, inherited, record_lines, write_records
from performance.documents.rows import Row, Stop


@dataclass(frozen=True)
class AsPrinted:
    """How a file prints the header: over how many cells, and where on a strange grid its captions stand.

    A row with more cells than its header has one that belongs to no column, and nothing tells which.
    """

    width: int
    places: list[int | None] | None
    strangers: set[int]  # where it prints captions that the form does not know


class ColumnsPart(Part):
    """A header row and what stands under it: one record, or (with a name) as many as there are.

    Files of a strange grid are read by the places of the header's captions; a header that lacks a caption
    leaves its column unknown and says so.
    """

    def __init__(
        self,
        header: Row,
        *cells: Spec,
        name: str = "",
        row: type[Row] = Row,
        vocabulary: Vocabulary | None = None,
    ) -> None:
        self.header = header
        self.vocabulary = vocabulary
        self.record = row(*cells)
        self.name = name
        self._printed_captions = [
            normalise_label(cell.label)
            for cell in header.cells
            if cell.label and not (isinstance(cell, Label) and cell.implied)
        ]
        self.labels = [cell.label for cell in header.cells] if len(header.cells) == len(cells) else []

    @property
    def title(self) -> str:
        return next((cell.label for cell in self.header.cells if cell.label), "")

    def starts_at(self, cursor: Cursor, stop: Stop) -> bool:
        if not self.header.may_begin(cursor):
            return False
        fitted = self.header.fit(cursor, stop)
        if fitted is not None:
            return self.header.is_named(fitted[0])
        return self._foreign_places(cursor) is not None

    def read(self, cursor: Cursor, stop: Stop, ends: Stop) -> Values | None:
        fitted = self.header.fit(cursor, stop)
        in_place = cursor.row is not None and self.header.in_place(cursor.row.cells)
        places = None if in_place else self._foreign_places(cursor)
        if fitted is None and places is None:
            return None
        values = self.header.values(fitted[0], cursor, cursor.place) if fitted else {}
        if fitted is None:
            self._say_strange(places or [], cursor)
        taken = fitted[1] if fitted else 1
        cells = [cell for row in cursor.ahead(taken) for cell in row.cells]
        strangers = {n for n, cell in enumerate(cells) if cell.strip() and n not in (places or ())}
        printed = AsPrinted(len(cells), places, strangers)
        cursor.advance(taken)
        if not self.name:
            return values | (self._read_record(cursor, stop, printed) or self._blank())
        records = list(self._read_records(cursor, stop, ends, printed))
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
            if found is None and (found := self.header.find(n, source, 0)) in places:
                found = None
            places.append(found)
            at = at if found is None else max(at, found + 1)
        known = [n for n in places if n is not None]
        written = [n for n, text in enumerate(source) if text.strip()]
        few_strangers = len(written) - len(known) <= len(known) // 3
        return places if len(known) * 2 > len(places) and len(known) > 2 and few_strangers else None

    def _say_strange(self, places: list[int | None], cursor: Cursor) -> None:
        """Captions of the form that the header lacks, and captions of the header that the form lacks."""
        for place, cell in zip(places, self.header.cells, strict=True):
            implied = isinstance(cell, Label) and cell.implied
            if place is None and cell.label and not implied:
                cursor.notice(
                    f"缺少“{cell.label}”一栏，其内容按未知处理。", label=self.title, place=cursor.place
                )
        for row in cursor.ahead(1):
            for n, text in enumerate(row.cells):
                if text.strip() and n not in places:
                    cursor.problem(
                        f"表头“{text.strip()}”不是本表的栏目，其下的内容未能归入。", label=self.title
                    )
                    cursor.unplaced.append(Unplaced(row.place, text))

    def _read_record(self, cursor: Cursor, stop: Stop, printed: AsPrinted) -> Record | None:
        if cursor.row is None or stop(cursor.row) or len(cursor.row.cells) > printed.width:
            return None
        fitted = self._at_places(cursor, printed) or self.record.fit(cursor, stop)
        if fitted is None:
            return None
        picked, taken = fitted
        record = self.record.values(picked, cursor, cursor.place, self.labels)
        self._doubt(record, cursor)
        cursor.advance(taken)
        return record

    def _doubt(self, record: Record, cursor: Cursor) -> None:
        """Complain of an indicator whose texts contradict the heads they stand under: a cell is missing or moved."""
        if "level1" not in record:
            return
        for n, cell in enumerate(self.record.cells):
            if not isinstance(cell, Text) or not (text := str(record.get(cell.field) or "")):
                continue
            moved = self.vocabulary.misplaced(cell.field, text) if self.vocabulary else ""
            if why := moved or misfit(cell.field, text, str(record.get("level2") or "")):
                label = self.labels[n] if n < len(self.labels) else ""
                cursor.problem(f"{why}，请核对是否缺格、错行或错栏。", label=label, value=text)
        if not record.get("name") and (record.get("value") or record.get("description")):
            cursor.problem("这一行没有三级指标的名称，请核对是否缺格或错行。", label="三级指标")

    def _at_places(self, cursor: Cursor, printed: AsPrinted) -> tuple[list[str], int] | None:
        """The cells under the captions of the header; what stands under a caption of no column is not placed."""
        if cursor.row is None or not printed.places or len(cursor.row.cells) != printed.width:
            return None
        source, places = cursor.row.cells, printed.places
        picked = ["" if n is None else source[n] for n in places]
        elsewhere = [n for n, text in enumerate(source) if text.strip() and n not in places]
        fits = all(cell.accepts(text) for cell, text in zip(self.record.cells, picked, strict=True))
        if not fits or not set(elsewhere) <= printed.strangers:
            return None
        cursor.unplaced += [Unplaced(cursor.row.place, source[n]) for n in elsewhere]
        return picked, 1

    def _read_records(self, cursor: Cursor, stop: Stop, ends: Stop, printed: AsPrinted) -> Iterator[Record]:
        while cursor.row is not None and not stop(cursor.row) and not ends(cursor.row):
            if self._is_header_again(cursor.row):
                cursor.advance()
                continue
            record = self._read_record(cursor, stop, printed)
            if record is None:
                cursor.skip()
            else:
                yield record

    def _is_header_again(self, row: SourceRow) -> bool:
        """A header row is printed again at the top of each page."""
        if not self.header.may_be_named(row.cells):
            return False
        captions = [normalise_label(text) for text in row.cells if text.strip()]
        return len(captions) > 2 and captions == self._printed_captions

    def rows(self, values: Mapping[str, object]) -> Iterable[tuple[Cell, ...]]:
        if self.name:
            return self.header.write(values), *write_records(self.name, self.record, self._records(values))
        return self.header.write(values), self.record.write(values)

    def _records(self, values: Mapping[str, object]) -> list[Record]:
        records = values.get(self.name) or []
        assert isinstance(records, list)  # noqa: S101 - narrows the declared kind of this field
        return records

    def lines(self, values: Mapping[str, object]) -> Iterator[Line]:
        yield Line(self.header, values)
        if not self.name:
            yield Line(self.record, values)
            return
        yield from record_lines(self.name, self.record, self.record, self._records(values))
