"""One row of a form, found in a document however that spells it.

Published files print a row with only its real cells, with the cells of a grid and empty continuations, or
on a grid of their own. A row therefore tries, in this order, its cells one by one, its place on the declared
grid, and its captions.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from functools import lru_cache

from indicators.text import normalise_label
from performance.documents.blocks import Anchor, Cell, SourcePlace, SourceRow
from performance.documents.cells import Below, Label, Spec, Text, Unreadable, Values
from performance.documents.reading import Cursor, ReadingRemark, Unplaced

Stop = Callable[[SourceRow], bool]
_ROWS_ASKED = 8  # in turn: every piece of a table asks of the same row whether it is named there
_MOST_ANCHORS = 256  # of rows with as many records, kept from one table to the next


class Row:
    """One row of a form. Reading it may take several source rows: a blank line inside a cell splits a row."""

    def __init__(self, *cells: Spec) -> None:
        self.cells = cells
        spans = [int(getattr(cell, "span", 1)) for cell in cells]
        self.width = sum(spans)
        self.fields = [next(iter(cell.fields), "") for cell in cells]
        self._writers = [(cell.printed, cell.write, n) for n, cell in enumerate(cells)]
        self._anchors = lru_cache(_MOST_ANCHORS)(self._anchors_of)  # tables of one form count alike
        self.carried = [(n, cell) for n, cell in enumerate(cells) if isinstance(cell, Text) and cell.carried]
        self.offsets = [sum(spans[:n]) for n in range(len(spans))]
        self._labels = [cell.label for cell in cells]
        self._at = frozenset(self.offsets)
        self._selects = [(n, cell.accepts) for n, cell in enumerate(cells) if cell.selects]
        self._reads = [(n, cell) for n, cell in enumerate(cells) if cell.printed is None]
        anchors = [cell for cell in cells if cell.anchor]
        labels = [cell for cell in anchors if isinstance(cell, Label)]
        self._captions = (
            {normalise_label(cell.text) for cell in labels} if len(labels) == len(anchors) else None
        )

    def arrange(self, source: Sequence[str]) -> list[str] | None:
        """The source cells in the order of the declared ones, or None if this is another row."""
        return self.in_place(source) or self._between_captions(source)

    def in_place(self, source: Sequence[str]) -> list[str] | None:
        """The source cells if they stand one by one or on the declared grid."""
        if len(source) == len(self.cells) and self._accepts(source):
            return list(source)
        picked = self._on_grid(source)
        return picked if picked and self._accepts(picked) else None

    def _accepts(self, picked: Sequence[str]) -> bool:
        return all(accepts(picked[n]) for n, accepts in self._selects)

    def _one_by_one(self, source: Sequence[str]) -> list[str] | None:
        return list(source) if len(source) == len(self.cells) else None

    def _on_grid(self, source: Sequence[str]) -> list[str] | None:
        if len(source) < self.width:
            return None
        picked = [source[n] for n in self.offsets]
        written = len(source) - source.count("")
        if written > len(picked) - picked.count(""):  # something may stand where the form has no cell
            elsewhere = (text for n, text in enumerate(source) if n not in self._at)
            if any(text.strip() for text in elsewhere):
                return None
        return picked

    def _between_captions(self, source: Sequence[str]) -> list[str] | None:
        """Values by the captions they stand between; every caption must be there, in order."""
        anchors = [n for n, cell in enumerate(self.cells) if cell.anchor]
        if not anchors:
            return self._all_alone(source)
        picked = [""] * len(self.cells)
        at, start = 0, 0
        for anchor in [*anchors, len(self.cells)]:
            end = len(source) if anchor == len(self.cells) else self.find(anchor, source, at)
            if end is None:
                return None
            fields = [n for n in range(start, anchor) if not isinstance(self.cells[n], Below)]
            texts = [text for text in source[at:end] if text.strip()]
            if texts and len(texts) != len(fields):
                return None
            for n, text in zip(fields, texts, strict=False):
                picked[n] = text
            if anchor < len(self.cells):
                picked[anchor] = source[end]
            at, start = end + 1, anchor + 1
        return picked

    def _all_alone(self, source: Sequence[str]) -> list[str] | None:
        """The one value of a row without captions, wherever in a table row it stands alone."""
        fields = [n for n, cell in enumerate(self.cells) if not isinstance(cell, Below)]
        texts = [text for text in source if text.strip()]
        if len(fields) != 1 or len(texts) != 1 or len(source) == 1 or len(fields) == len(self.cells):
            return None
        return [texts[0] if n in fields else "" for n in range(len(self.cells))]

    def find(self, anchor: int, source: Sequence[str], at: int) -> int | None:
        """Where a declared cell is printed in a source row, looking from ``at`` onwards."""
        cell = self.cells[anchor]
        return next(
            (n for n in range(at, len(source)) if source[n].strip() and cell.accepts(source[n])), None
        )

    def fit(self, cursor: Cursor, stop: Stop) -> tuple[list[str], int] | None:
        """The arranged cells of the next row, joined with its followers if it is too short; and how many."""
        joined: tuple[str, ...] = ()
        for taken, row in enumerate(cursor.ahead(len(self.cells)), 1):
            if stop(row):
                return None
            joined += row.cells
            if taken == 1 and (picked := self.arrange(joined)):
                return picked, taken
            begun = all(cell.accepts(text) for cell, text in zip(self.cells, joined, strict=False))
            if taken > 1 and begun and (picked := self._one_by_one(joined)):
                return picked, taken
            if len(joined) >= len(self.cells) or not begun:
                return None
        return None

    def may_be_named(self, source: Sequence[str]) -> bool:
        """Whether a caption of the row stands in a source row at all; where none does, no arranging will find one."""
        return self._captions is None or not self._captions.isdisjoint(_normalised_label(tuple(source)))

    def may_begin(self, cursor: Cursor) -> bool:
        """Whether the row may begin at the cursor: one with too few cells may be joined with those that follow."""
        row = cursor.row
        return row is not None and (len(row.cells) < len(self.cells) or self.may_be_named(row.cells))

    def is_named(self, picked: Sequence[str]) -> bool:
        """Whether a caption of the row was really printed: then it cannot be another row."""
        pairs = zip(self.cells, picked, strict=True)
        return any(cell.anchor and text.strip() for cell, text in pairs)

    def values(
        self, picked: Sequence[str], cursor: Cursor, place: SourcePlace, labels: Sequence[str] = ()
    ) -> Values:
        """The values of arranged cells; an unreadable cell is a problem of the cursor and stays unknown."""
        found: Values = {}
        for n, cell in self._reads:
            text = picked[n]
            try:
                found |= cell.read(text)
            except Unreadable as error:
                at = _printed_places(picked, cursor, place)[n]
                cursor.problem(str(error), label=self._caption(n, labels), place=at, value=text.strip())
                cursor.unplaced.append(Unplaced(at, text))
                found |= cell.read("")
                continue
            if message := cell.said_otherwise(text):
                at = _printed_places(picked, cursor, place)[n]
                cursor.normalised.append(ReadingRemark(at, self._caption(n, labels), message, text.strip()))
        return found

    def _caption(self, cell: int, labels: Sequence[str]) -> str:
        """What a cell stands under: its own label or that of its column, else the last caption before it."""
        own = [self._labels[n] or (labels[n] if n < len(labels) else "") for n in range(cell + 1)]
        return own[cell] if cell < len(labels) else next(filter(None, reversed(own)), "")

    def write(self, values: Mapping[str, object], group: str = "", record: int = 0) -> tuple[Cell, ...]:
        """The printed cells; those that print a value are anchored as a field of this record of the group."""
        anchors = self._anchors(group, record)
        return tuple([printed or write(values, anchors[n]) for printed, write, n in self._writers])

    def _anchors_of(self, group: str, record: int) -> list[Anchor | None]:
        return [Anchor(name, group, record) if name else None for name in self.fields]


@lru_cache(_ROWS_ASKED)
def _normalised_label(source: tuple[str, ...]) -> frozenset[str]:
    return frozenset([normalise_label(text) for text in source if text])


def _printed_places(picked: Sequence[str], cursor: Cursor, place: SourcePlace) -> list[SourcePlace]:
    """Where on its sheet each picked cell stands; a row that was joined from several tells no columns."""
    source = cursor.row.cells if cursor.row and place.sheet else ()
    places, at = [], 0
    for text in picked:
        found = next((n for n in range(at, len(source)) if text.strip() and source[n] == text), None)
        places.append(place if found is None else replace(place, column=found + 1))
        at = at if found is None else found + 1
    return places
