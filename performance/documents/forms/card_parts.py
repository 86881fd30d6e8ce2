"""Cards as they are drawn: several beside one another in one table, or one as several tables below one another."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from performance.documents.forms.alternating import with_values_beside
from performance.documents.forms.beside import cards_of
from performance.documents.forms.boxes import Box, BoxTable, Line, Piece, has_indicator_head
from performance.documents.forms.form_reading import FormReading
from performance.documents.forms.inline import inline_pairs
from performance.documents.forms.named_rows import by_named_rows
from performance.documents.forms.surrounding_text import year_in
from performance.documents.forms.turned import upright
from performance.documents.forms.words import head_of, label_of

_MOST_TABLES = 4  # of one card
_MOST_ROWS = 15
_FEWEST_LABELS = 2
_LOOK_AHEAD = 12  # lines and tables


def one_card_each(pieces: Sequence[Piece], reading: FormReading) -> Iterator[tuple[Piece, Sequence[Piece]]]:
    """Tables with projects below one another, however they were drawn; and what follows each."""
    for number, piece in enumerate(pieces, 1):
        following = pieces[number : number + _LOOK_AHEAD]
        if isinstance(piece, Line):
            yield piece, following
            continue
        for card in cards_of(piece, reading.head.title, reading.account):
            for one in [card] if isinstance(card, Line) else _as_drawn(card):
                yield one, following


def _as_drawn(card: BoxTable) -> Iterator[Piece]:
    """A card with projects below one another and one row for each indicator, whichever way it was drawn."""
    for piece in upright(with_values_beside(card)):
        yield from [piece] if isinstance(piece, Line) else by_named_rows(piece)


def opens_card(table: BoxTable, following: Sequence[Piece]) -> bool:
    """Whether a table names a project beside other labels, and the indicators come in a table below it that names none."""
    if not _names_project(table) or not _is_of_labels(table):
        return False
    tables = [piece for piece in following if not isinstance(piece, Line)][:_MOST_TABLES]
    for one in tables:
        if _names_project(one):
            return False
        if has_indicator_head(one):
            return True
    return False


def goes_on(table: BoxTable) -> bool:
    """Whether a table below the one that opened a card says more of it: every row begins with a label."""
    return _is_of_labels(table, fewest=1)


def _names_project(table: BoxTable) -> bool:
    """Whether a cell that says 项目名称 has a text beside it that is no label."""
    for row in table.rows:
        boxes = [box for box in row if box.text]
        for number, box in enumerate(boxes[:-1]):
            label = label_of(box.text)
            is_name = label is not None and (label.kind, label.key) == ("field", "name")
            if is_name and label_of(boxes[number + 1].text) is None:
                return True
    return False


def _is_of_labels(table: BoxTable, fewest: int = _FEWEST_LABELS) -> bool:
    firsts = [next((box for box in row if box.text), None) for row in table.rows]
    known = [box is not None and label_of(box.text) is not None for box in firsts]
    return len(known) <= _MOST_ROWS and all(known) and sum(_labels(table)) >= fewest


def _labels(table: BoxTable) -> list[bool]:
    return [label_of(box.text) is not None for box in table.boxes if box.text]


def is_title_with_year(table: BoxTable, row: int, box: Box) -> bool:
    """Whether 2026年项目绩效目标 is the title of what follows: no goal stands below it, but a label or heads."""
    if year_in(box.text) is None:
        return False
    below = next((boxes for n in range(row + 1, table.height) if (boxes := table.written(n))), None)
    if below is None:
        return False
    first = below[0].text
    return bool(label_of(first) or head_of(first) or any(True for _ in inline_pairs(first)))
