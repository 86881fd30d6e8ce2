"""Workbooks of plain lists for machines and for adding up: numbers are numbers, texts never formulas.

The one formula that is ever written is the total of a column, made here and of nothing that anybody typed.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from io import BytesIO
from types import NoneType
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile

from performance.documents.blocks import Style
from performance.documents.formats.archive_member import archive_member
from performance.documents.formats.xlsx import package
from performance.documents.formats.xlsx.shared_strings import escaped_attribute
from performance.documents.formats.xlsx.sheet_drawing import (
    FORMULA_LIKE,
    TALLEST_ROW,
    WorkbookState,
    drawn_number,
)
from performance.documents.formats.xlsx.sheet_grid import CELL_MARGIN, column_letters
from performance.documents.formats.xlsx.sheet_names import sheet_names
from performance.documents.formats.xlsx.sheet_page import list_page
from performance.documents.formats.xlsx.styles import MAIN
from performance.documents.formats.xlsx.text_extent import height_of, line_count

TOTAL = "合计"
_MONEY = "0.00"
_COMPRESSION_LEVEL = (
    5  # the usual 6 takes two thirds more time for a file of lists, and spares one byte in eighty
)


@dataclass(frozen=True, slots=True)
class Linked:
    """A text that leads to a row, counted from 1 below the captions, of another list of the workbook."""

    text: str
    sheet: int
    row: int


Value = str | int | Decimal | Linked | None


@dataclass(frozen=True, slots=True)
class WorkbookColumn:
    """``width`` in characters; ``summed`` asks for the total below the last row.

    ``names_row``: says which row it is, and is printed again where the list goes on on a page beside.
    """

    title: str
    width: int = 14
    summed: bool = False
    names_row: bool = False


@dataclass(frozen=True, slots=True)
class FlatSheet:
    name: str
    columns: tuple[WorkbookColumn, ...]
    rows: Sequence[Sequence[Value]]
    total_label: str = TOTAL

    def total(self, column: int) -> Decimal:
        numbers = (row[column] for row in self.rows)
        return sum((Decimal(number) for number in numbers if isinstance(number, int | Decimal)), Decimal(0))


def flat_workbook(title: str, sheets: Sequence[FlatSheet]) -> bytes:
    """The same lists give the same bytes. Raises Unprintable for a text longer than a cell holds."""
    state, stream = WorkbookState(), BytesIO()
    names = sheet_names(sheet.name for sheet in sheets)
    with ZipFile(stream, "w", ZIP_DEFLATED) as archive:
        for number, sheet in enumerate(sheets, 1):
            _add(archive, f"xl/worksheets/sheet{number}.xml", _sheet(sheet, names, state, title))
        _add(
            archive,
            "xl/workbook.xml",
            [package.workbook(names, dict.fromkeys(range(len(names)), (1, 1)), _naming_columns(sheets))],
        )
        _add(archive, "[Content_Types].xml", [package.content_types(len(names))])
        _add(archive, "_rels/.rels", [package.package_relations()])
        _add(archive, "docProps/core.xml", [package.core_properties(title)])
        _add(archive, "xl/_rels/workbook.xml.rels", [package.workbook_relations(len(names))])
        _add(archive, "xl/styles.xml", [package.XML, state.styles.xml()])
        _add(archive, "xl/sharedStrings.xml", [package.XML, *state.strings.xml()])
    return stream.getvalue()


def _naming_columns(sheets: Sequence[FlatSheet]) -> dict[int, str]:
    named = {
        index: next((at for at, column in enumerate(sheet.columns) if column.names_row), None)
        for index, sheet in enumerate(sheets)
    }
    return {index: column_letters(at) for index, at in named.items() if at is not None}


def _add(archive: ZipFile, name: str, pieces: Iterable[str]) -> None:
    archive.writestr(archive_member(name), "".join(pieces).encode(), compresslevel=_COMPRESSION_LEVEL)


def _sheet(sheet: FlatSheet, names: Sequence[str], state: WorkbookState, title: str) -> Iterator[str]:
    widths = "".join(
        f'<col min="{number}" max="{number}" width="{column.width}" customWidth="1"/>'
        for number, column in enumerate(sheet.columns, 1)
    )
    letters = [column_letters(number) for number in range(len(sheet.columns))]
    yield (
        f'{package.XML}<worksheet xmlns="{MAIN}"><sheetPr><pageSetUpPr fitToPage="1"/></sheetPr>'
        '<sheetViews><sheetView workbookViewId="0">'
        '<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews>'
        f'<sheetFormatPr defaultRowHeight="15"/><cols>{widths}</cols><sheetData>'
    )
    draw, links = _CellWriters(state), []
    row_of, rooms = _rows_of(letters), [column.width for column in sheet.columns]
    captions = [column.title for column in sheet.columns]
    yield row_of(1, [_text(title, Style.CAPTION, state) for title in captions], _height(captions, rooms))
    for number, row in enumerate(sheet.rows, 2):
        yield row_of(number, [draw[value.__class__](value) for value in row], _height(row, rooms))
        if draw.linked:
            links += [
                _link(value, at, number, names) for at, value in enumerate(row) if isinstance(value, Linked)
            ]
            draw.linked.clear()
    if any(column.summed for column in sheet.columns):
        height = _height([sheet.total_label], rooms[:1])
        yield row_of(len(sheet.rows) + 2, list(_totals(sheet, state)), height)
    yield f'</sheetData><autoFilter ref="A1:{letters[-1]}{len(sheet.rows) + 1}"/>'
    if links:
        yield f"<hyperlinks>{''.join(links)}</hyperlinks>"
    heading = title if title.endswith(sheet.name) else f"{title}　{sheet.name}"
    yield f"{list_page(heading, sum(column.width for column in sheet.columns))}</worksheet>"


def _rows_of(letters: Sequence[str]) -> Callable[..., str]:
    """Puts a row together of its number, its cells and what says how tall it is."""
    places = "".join(f'<c r="{letter}#" %s' for letter in letters)
    pattern = f'<row r="#"%s>{places}</row>'
    return lambda number, cells, height="": pattern.replace("#", str(number)) % (height, *cells)


def _height(row: Sequence[Value], rooms: Sequence[int]) -> str:
    """Room for a text of several lines, which is printed over its neighbours else; nothing for a row of one line."""
    lines = [
        line_count(value, room)
        for value, room in zip(row, rooms, strict=True)
        if value.__class__ is str and (2 * len(value) > room - CELL_MARGIN or "\n" in value)
    ]
    tallest = max(lines, default=1)
    if tallest == 1:
        return ""
    return f' ht="{min(height_of(tallest), TALLEST_ROW):.1f}" customHeight="1"'


class _CachedCells(dict[Hashable, str]):
    """Cells behind their place, by what they hold: most columns of a list say the same few things again and again."""

    def __init__(self, drawn: Callable[[Any], str]) -> None:
        super().__init__()
        self._drawn = drawn

    def __missing__(self, value: Hashable) -> str:
        cell = self[value] = self._drawn(value)
        return cell


class _CellWriters(dict[type, Callable[[Any], str]]):
    """What draws a value of each class; ``linked`` are the links drawn since it was emptied."""

    def __init__(self, state: WorkbookState) -> None:
        self.linked: list[Linked] = []
        decimals = _CachedCells(lambda written: _number(Decimal(written), state))
        empty = _empty(Style.TEXT, state)

        def link(value: Linked) -> str:
            self.linked.append(value)
            return _text(value.text, Style.TEXT, state, linked=True)

        super().__init__(
            {
                str: _CachedCells(lambda text: _text(text, Style.TEXT, state)).__getitem__,
                int: _CachedCells(lambda number: _number(number, state)).__getitem__,
                Decimal: lambda number: decimals[str(number)],  # 1 and 1.00 are equal, but not drawn alike
                NoneType: lambda _: empty,
                Linked: link,
            }
        )

    def __missing__(self, kind: type) -> Callable[[Any], str]:
        """Words of a list are texts, too."""
        return next(self[base] for base in kind.__mro__ if base in self)


def _empty(style: Style, state: WorkbookState) -> str:
    return f's="{state.table_styles(style, "")[0]}"/>'


def _text(text: str, style: Style, state: WorkbookState, *, linked: bool = False) -> str:
    plain, quoted = state.table_styles(style, "", linked=linked)
    return f's="{quoted if text[:1] in FORMULA_LIKE else plain}" t="s"><v>{state.strings[text]}</v></c>'


def _number(number: int | Decimal, state: WorkbookState, formula: str = "") -> str:
    if isinstance(number, Decimal):
        shown, written = drawn_number(str(number), _MONEY)[2], f"{number:f}"
    else:
        shown, written = "0", str(number)
    return f's="{state.table_styles(Style.NUMBER, shown)[0]}">{formula}<v>{written}</v></c>'


def _totals(sheet: FlatSheet, state: WorkbookState) -> Iterator[str]:
    """The sums as spreadsheets reckon them, each with the sum as it is, for whoever only reads values."""
    last = len(sheet.rows) + 1
    for number, column in enumerate(sheet.columns):
        if column.summed:
            letters, total = column_letters(number), sheet.total(number)
            whole = all(isinstance(row[number], int | None) for row in sheet.rows)
            area = f"<f>SUM({letters}2:{letters}{last})</f>" if sheet.rows else ""
            yield _number(int(total) if whole else total, state, area)
        elif number == 0:
            yield _text(sheet.total_label, Style.CAPTION, state)
        else:
            yield _empty(Style.CAPTION, state)


def _link(value: Linked, column: int, row: int, names: Sequence[str]) -> str:
    place = escaped_attribute(f"{package.quoted_sheet(names[value.sheet])}!A{value.row + 1}")
    return f'<hyperlink ref="{column_letters(column)}{row}" location="{place}"/>'
