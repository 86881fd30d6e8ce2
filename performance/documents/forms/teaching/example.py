"""The one card of an example that a form is proposed from: its table on the columns it really has, and what is above it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from indicators.text import normalise_label
from performance.documents.blocks import Source
from performance.documents.cleaning import cleaned
from performance.documents.forms.boxes import Box, BoxTable, Line, Piece, has_indicator_head, pieces_of
from performance.documents.forms.declarable import LONGEST_TEXT, MOST_WIDTHS
from performance.documents.forms.heads import find_head
from performance.documents.forms.surrounding_text import is_title
from performance.documents.forms.which_tables import is_performance_table
from performance.documents.forms.words import LONGEST, label_of, money_of

_YEAR = re.compile(r"[(（]?\s*(20\d\d|20[×xX]{2}|[_＿\s]{0,8})\s*年(度|预算)?\s*[)）]?")
_OF_A_YEAR = re.compile(
    r"^.*20\d\d\s*年(度|预算)*\s*(?=.{3})"
)  # whose title of which year, before what the form is called
_NO_LABEL = re.compile(r"[。；;]|^(?:注|附|备注|说明|填表说明|填报说明|[0-9一二三四五]+[、.])|[:：]")
_OPENING = frozenset(("name", "department_name", "code", "code_name"))


class NoExample(ValueError):
    """A file in which no table can be taken for a form."""


@dataclass(frozen=True)
class Example:
    """``rows`` are those of the table that belong to the form; ``notes`` are texts that stand around it."""

    table: BoxTable
    rows: tuple[int, ...]
    title: str = ""
    year_line: str = ""
    unit_line: str = ""
    money: str = ""
    notes: tuple[str, ...] = ()


def example_of(source: Source) -> Example:
    """The first card of a source. Raises NoExample."""
    pieces, _ = pieces_of(cleaned(source))
    at = _first_form(pieces)
    if at is None:
        raise NoExample("没有找到表格：样例里应有一张印着栏目和绩效指标表头的表。")
    table = pieces[at]
    assert isinstance(table, BoxTable)  # noqa: S101 - chosen so
    above = [piece.text for piece in pieces[max(at - 6, 0) : at] if isinstance(piece, Line)]
    table = on_its_columns(table)
    if table.width > MOST_WIDTHS:
        raise NoExample(f"样例的表有{table.width}列，至多{MOST_WIDTHS}列；请删去不用的列再试。")
    return _read_around(table, above)


def _first_form(pieces: Sequence[Piece]) -> int | None:
    """The first table with the heads of indicators, else the first that shows labels of a form."""
    tables = [(n, piece) for n, piece in enumerate(pieces) if isinstance(piece, BoxTable)]
    for shows in (has_indicator_head, is_performance_table, _has_labels):
        found = next((n for n, table in tables if shows(table)), None)
        if found is not None:
            return found
    return None


def _has_labels(table: BoxTable) -> bool:
    return sum(label_of(box.text) is not None for box in table.boxes if 0 < len(box.text) < 60) > 1


def on_its_columns(table: BoxTable) -> BoxTable:
    """The table on just the columns at which some cell begins; of counted columns, the last reaches to the end."""
    if table.ragged:
        last = {row[-1].column: row[-1] for row in table.rows if row}
        boxes = [
            replace_span(box, table.width - box.column) if box in last.values() else box
            for box in table.boxes
        ]
        return BoxTable(boxes, table.width, table.height, table.place, ragged=True)
    starts = sorted({box.column for box in table.boxes})
    at = {start: number for number, start in enumerate(starts)}
    ends = {box.end for box in table.boxes}
    number_before = {end: sum(start < end for start in starts) for end in ends}
    boxes = [
        replace_span(box, max(number_before[box.end] - at[box.column], 1), at[box.column])
        for box in table.boxes
    ]
    return BoxTable(boxes, len(starts), table.height, table.place)


def replace_span(box: Box, span: int, column: int | None = None) -> Box:
    return replace(box, column=box.column if column is None else column, column_span=span)


def _read_around(table: BoxTable, above: Sequence[str]) -> Example:
    """Titles and lines apart, and the rows from the first of the form to the last before another begins."""
    lines, rows = list(above), list[int]()
    notes: list[str] = []
    listed = False
    for row in range(table.height):
        written = [box for box in table.rows[row] if box.text]
        if not written and not any(box.row < row for box in _across(table, row)):
            continue
        if not rows and written and all(_is_line_of_head(box.text) for box in written):
            lines += [box.text for box in written]
            continue
        if (line := _only_line(table, row)) is not None and not (rows and _may_be_label(line, table, row)):
            if rows and is_title(normalise_label(line)) and listed:
                break
            (notes if rows else lines).append(line)
            continue
        if listed and _opens_again(written):
            break
        listed = listed or find_head(table, row) is not None
        rows.append(row)
    return _named(Example(table, tuple(rows), notes=tuple(notes)), lines)


def _across(table: BoxTable, row: int) -> Iterator[Box]:
    yield from {
        id(box): box for column in range(table.width) if (box := table.at.get((row, column))) is not None
    }.values()


def _only_line(table: BoxTable, row: int) -> str | None:
    """The text that has a row for itself and names nothing beside it."""
    across = list(_across(table, row))
    written = [box for box in across if box.text and box.row == row]
    alone = len(written) == 1 and len([box for box in across if box.text]) == 1
    if not alone or label_of(written[0].text) is not None:
        return None
    note = _NO_LABEL.search(normalise_label(written[0].text)) is not None
    whole = written[0].column == 0 and (written[0].end >= table.width or len(across) > 1 or note)
    return written[0].text if whole else None


def _is_line_of_head(text: str) -> bool:
    """Of which year, or in which unit: what stands above a form, also where both share a row of the table."""
    return bool(_YEAR.fullmatch(text.strip())) or (len(text) < 20 and "单位" in text and bool(money_of(text)))


def _may_be_label(line: str, table: BoxTable, row: int) -> bool:
    """A few words with a blank cell beside them, within the form: what is to be filled in there."""
    text = normalise_label(line)
    blank = any(not box.text and box.row == row for box in _across(table, row))
    return blank and len(text) <= LONGEST and not _NO_LABEL.search(text) and not is_title(text)


def _opens_again(written: Sequence[Box]) -> bool:
    labels = [label_of(box.text) for box in written]
    return any(label is not None and label.kind == "field" and label.key in _OPENING for label in labels)


def _without_names(line: str) -> str:
    """A line above the table with the department left open; what else it names of somebody is left out."""
    kept = []
    for piece in re.split(r"[ \t　]{2,}", line):
        label, colon, text = piece.partition("：") if "：" in piece else piece.partition(":")
        if money_of(piece):
            kept.append(piece)
        elif colon and text.strip() and "部门" in label:
            kept.append(f"{label}{colon}{{department}}")
    return "　　".join(kept)


def _named(example: Example, lines: Sequence[str]) -> Example:
    title = year_line = unit_line = money = ""
    for line in (text.strip() for text in lines if len(text) <= LONGEST_TEXT):
        squeezed = normalise_label(line)
        if _YEAR.fullmatch(line):
            year_line = _YEAR.sub(lambda found: found[0].replace(found[1], "{year}", 1), line)
        elif unit := money_of(f"单位：{squeezed.rpartition(':')[2]}") or money_of(line):
            unit_line, money = _without_names(line), unit
        elif is_title(squeezed) and "表" in squeezed:
            title = _OF_A_YEAR.sub("", line)
    return replace(example, title=title, year_line=year_line, unit_line=unit_line, money=money)
