"""A source in any form → drafts: tables row by row, each row by what its labels and heads say."""

from __future__ import annotations

from indicators.text import normalise_label
from performance.documents.blocks import Source
from performance.documents.forms.beside_a_tree import take_beside
from performance.documents.forms.binding import Binding, Surroundings
from performance.documents.forms.boxes import Box, BoxTable, Line, claim, pieces_of
from performance.documents.forms.card_parts import goes_on, is_title_with_year, one_card_each, opens_card
from performance.documents.forms.cards import CardReader
from performance.documents.forms.draft import Draft
from performance.documents.forms.drawn_rows import say_blank_levels, say_odd_rows
from performance.documents.forms.family_rows import find_family_rows, read_family_rows
from performance.documents.forms.fitting import looks_like_value
from performance.documents.forms.flat import FlatReader
from performance.documents.forms.form_reading import FormReading
from performance.documents.forms.goal_lists import find_goal_list
from performance.documents.forms.halves import mid_side
from performance.documents.forms.heads import Head, find_head, of_year
from performance.documents.forms.inferred_columns import told_by_content
from performance.documents.forms.inline import ONLY_MONEY, fields_named, inline_pairs
from performance.documents.forms.list_doubts import doubt_list
from performance.documents.forms.list_furniture import claim_heads, keep_notes
from performance.documents.forms.outlines import with_outlines
from performance.documents.forms.parts_of_money import are_years
from performance.documents.forms.plain_lists import ListReader, find_list
from performance.documents.forms.records import Record, read_records
from performance.documents.forms.surrounding_text import Head as TextHead
from performance.documents.forms.surrounding_text import is_lost_table, is_title
from performance.documents.forms.trees import TreeBuilder
from performance.documents.forms.which_tables import (
    count_in,
    is_of_results,
    is_performance_table,
    set_aside,
    set_results_aside,
)
from performance.documents.forms.wide_heads import WideHead, find_wide_head
from performance.documents.forms.wide_lists import read_wide_list
from performance.documents.forms.wide_pages import whole_sheets
from performance.documents.forms.words import Label, label_of
from performance.documents.reading import Unplaced

_OPENING_FIELDS = frozenset(("name", "department_name", "code"))


def read_drafts(source: Source, money: str = "") -> FormReading:
    """``money`` is the unit of amounts where the source names none."""
    reading = FormReading(head=TextHead(money=money))
    drawn, noise = pieces_of(source)
    reading.account.noise += noise
    pieces = list(whole_sheets(list(with_outlines(drawn, reading.account)), reading.account))
    last, opened = None, False  # the table above; whether a card is drawn as several tables
    for piece, following in one_card_each(pieces, reading):
        if isinstance(piece, Line) and is_lost_table(piece.text):
            reading.unplaced.append(Unplaced(piece.place, piece.text))
        elif isinstance(piece, Line):
            reading.head.read(piece.text, piece.place, reading.account)
        elif is_of_results(piece, reading):
            set_results_aside(piece, reading)
        elif is_performance_table(piece):
            TableReader(piece, reading).read()
            last, opened = piece, False
            count_in(piece, reading)
        elif opens_card(piece, following) or (opened and goes_on(piece)):
            TableReader(piece, reading).read()
            opened = True
        else:
            set_aside(piece, reading, last)
    return reading


def _says_itself(box: Box) -> bool:
    """Whether a cell is a title, a year or the unit of money, whatever stands beside it."""
    squeezed = normalise_label(box.text)
    return label_of(box.text) is None and (is_title(squeezed) or ONLY_MONEY.fullmatch(squeezed) is not None)


class TableReader:
    """Reads one table from its first row to its last."""

    def __init__(self, table: BoxTable, reading: FormReading) -> None:
        self.table, self.reading = table, reading
        self.account = reading.account
        self.around = Surroundings(money=reading.head.money, year=reading.head.year)
        self.around.group, reading.head.list_label = reading.head.list_label, None
        self.list: ListReader | None = None
        self._first_column = min((box.column for box in table.boxes if box.text), default=0)
        self.draft = self._open_draft()

    def _open_draft(self) -> Draft:
        """A new draft, or the last one where this table only brings the indicators it still lacks."""
        drafts = self.reading.drafts
        last = drafts[-1] if drafts else None
        named = self.around.group
        lacks = last is not None and not (last.mid if named and named.key == "mid_indicators" else last.year)
        if last is not None and lacks and not self._opens_card() and "name" not in self.reading.head.coming:
            return last
        return self._new_draft()

    def _opens_card(self) -> bool:
        for row in range(self.table.height):
            if find_head(self.table, row):
                return False
            if fields_named(self.table.written(row)) & _OPENING_FIELDS:
                return True
        return False

    def _new_draft(self) -> Draft:
        head = self.reading.head
        draft = Draft(self.table.place, title=head.title)
        if head.coming.get("name") and self._opens_card():
            head.keep_coming()
        elif head.coming.get("name"):
            self._take_coming(draft)
        self.reading.drafts.append(draft)
        return draft

    def _take_coming(self, draft: Draft) -> None:
        """What the lines above this table say of its project."""
        head = self.reading.head
        draft.goals += filter(None, [head.coming.pop("goal", "")])
        draft.values |= head.coming
        binding = Binding(self.table, draft, self.around, self.account)
        for label, text, place in head.coming_funds:
            binding.fund(label, text, place)
        head.forget_coming()

    def read(self) -> None:
        row = 0
        while row < self.table.height:
            row = self._read_row(row)
        self._end_list()
        left = [box for box in self.table.boxes if box.text and not box.claimed]
        self.reading.unplaced += [Unplaced(box.place, box.text) for box in left]

    def _read_row(self, row: int) -> int:
        written = self.table.written(row)
        if not written:
            return row + 1
        if head := find_head(self.table, row) or find_goal_list(self.table, row):
            self._end_list()
            return self._read_indicators(of_year(head, self.reading.head.year))
        if self.list is not None and self.list.read_row(row):
            return row + 1
        self._end_list()
        if wide := find_wide_head(self.table, row):
            return self._read_wide_list(wide)
        if count := find_family_rows(self.table, row):
            return self._take_records(*read_family_rows(self.table, row, count, self.account))
        if self._is_line(row, written):
            return row + 1
        self._begin_again(written)
        card = CardReader(self.table, self.draft, self.around, self.account)
        if self._is_list(row, card):
            return row + 1 if self.list is None else self._list_from
        card.read_row(row)
        return row + 1

    def _end_list(self) -> None:
        if self.list is not None:
            self.list.end()
        self.list = None

    # -- lists ------------------------------------------------------------------------------------------------

    def _is_list(self, row: int, card: CardReader) -> bool:
        boxes = [box for box in self.table.rows[row] if not box.claimed]
        card._leave_group(row, boxes)
        found = find_list(self.table, row, self.around)
        if found is None:
            return False
        kind, heads, height = found
        self.draft.heads += [normalise_label(head.text) for head, _, _ in heads]
        self.list = ListReader(self.table, kind, heads, self.draft, self.around, self.account)
        self._list_from = row + height
        return True

    def _read_indicators(self, head: Head) -> int:
        claim([*head.boxes, *([head.side] if head.side else [])])
        claim_heads(self.table, head)
        self.draft.heads += [column.text for column in head.columns]
        self.draft.labels += [normalise_label(head.side.text)] if head.side else []
        for column, name in told_by_content(head.columns):
            message = f"“{column.text}”一栏按内容认作{name}，请核对。"
            self.account.notice(head.boxes[0].place, message, column.text)
        return self._take_records(head, *read_records(self.table, head, self.account))

    def _read_wide_list(self, wide: WideHead) -> int:
        self.draft.heads += [normalise_label(box.text) for box in wide.boxes]
        return self._take_records(*read_wide_list(self.table, wide, self.account))

    def _take_records(self, head: Head, records: list[Record], end: int) -> int:
        """Put the records of a list into drafts: of this card, or of each project that a flat list names."""
        of_head = range(head.row, head.row + head.height)
        say_odd_rows(self.table, [*of_head, *(record.row for record in records)], self.account)
        say_blank_levels(self.table, head, records, self.account)
        if head.flat:
            flat = FlatReader(head, self.reading, self.around, self.table.place)
            flat.read(records)
            self.draft = self.reading.drafts[-1]
        else:
            take_beside(records, head, Binding(self.table, self.draft, self.around, self.account))
            for side in range(head.sides):
                mid = self._is_mid(head, side)
                builder = TreeBuilder(self.draft.mid if mid else self.draft.year, head, side, self.account)
                for record in records:
                    builder.add(record)
        keep_notes(self.table, range(head.row, end), self.draft)
        doubt_list(records, head, self.account)
        self.around.group, self.around.heads, self.around.periods = None, {}, {}
        return max(end, head.row + head.height)

    def _is_mid(self, head: Head, side: int) -> bool:
        """Whether a list, or the first half of a two-sided one, is that of the years to come."""
        if head.sides == 2:
            return side == mid_side(self.table, head, self.account)
        side_label = label_of(head.side.text) if head.side is not None else self.around.group
        return side_label is not None and side_label.key == "mid_indicators"

    # -- lines and new cards ----------------------------------------------------------------------------------

    def _is_line(self, row: int, written: list[Box]) -> bool:
        """A title, a note, the unit of money: the only text of a row, at its beginning."""
        if len(written) > 1 and all(_says_itself(box) for box in written) and not are_years(written):
            for each in written:
                claim([each])
                self._read_line(each)
            return True
        box = written[0]
        if len(written) > 1 or box.column > self._first_column or (box.row_span > 1 and self.table.width > 1):
            return False
        label = label_of(box.text)
        opens = not self.draft.says_anything and is_title_with_year(self.table, row, box)
        if is_title(normalise_label(box.text)) and (label is None or opens):
            claim([box])
            self._read_line(box)
            return True
        return self._is_heading(row, box, label) if label is not None else self._is_note(row, box)

    def _is_heading(self, row: int, box: Box, label: Label) -> bool:
        """A label of a group alone in its row names what stands below."""
        beside = any(other.column >= box.end for other in self.table.rows[row])
        if beside or label.kind != "group":
            return False
        claim([box])
        self.draft.labels.append(label.text)
        self.around.group, self.around.group_bottom, self.around.group_column = label, 0, box.column
        return True

    def _is_note(self, row: int, box: Box) -> bool:
        beside = any(other.column >= box.end for other in self.table.rows[row])
        pairs = [label for label, _ in inline_pairs(box.text)]
        if pairs and (self.draft.says_anything or any(label.key == "name" for label in pairs)):
            return False
        if (
            looks_like_value(box.text)
            or self._belongs_below_a_head(box)
            or (beside and box.column_span == 1 and not self._alone(row, box))
        ):
            return False
        claim([box])
        self._read_line(box)
        return True

    def _alone(self, row: int, box: Box) -> bool:
        return (
            box.column == 0
            and all(not b.text for b in self.table.rows[row] if b is not box)
            and (
                len(normalise_label(box.text)) > 6 and not (row + 1 < self.table.height and self.around.heads)
            )
        )

    def _belongs_below_a_head(self, box: Box) -> bool:
        return any(start <= box.column < end for start, (end, _, _) in self.around.heads.items())

    def _read_line(self, box: Box) -> None:
        head = self.reading.head
        before, money = head.title, head.money
        head.read(box.text, box.place, self.account)
        if head.title != before and self.draft.says_anything:
            self.draft, self.around = self._new_draft(), Surroundings(year=head.year)
        self.draft.title = head.title if not self.draft.says_anything else self.draft.title
        if head.money != money or not self.around.money:
            self.around.money = head.money
        self.around.year = self.around.year or head.year

    def _begin_again(self, written: list[Box]) -> None:
        """A card that is named again is another card: several stand under one another on a sheet."""
        keys = fields_named(written)
        again = {key for key in keys & _OPENING_FIELDS if self.draft.values.get(key)}
        if (
            "name" in again
            or "department_name" in again
            or (self.draft.year and keys & (_OPENING_FIELDS | {"department"}))
        ):
            self.draft = self._new_draft()
            self.around = Surroundings(money=self.reading.head.money, year=self.reading.head.year)
