"""Workbooks of plain lists for machines and for adding up: numbers are numbers, texts never formulas.

The one formula that is ever written is the total of a column, made here and of nothing that anybody typed.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from performance.documents.blocks import Style
from performance.documents.formats import xlsx_package as package
from performance.documents.formats.shared_strings import escaped_attribute
from performance.documents.formats.sheet_drawing import FORMULA_LIKE, Ink, drawn_number
from performance.documents.formats.sheet_grid import column_letters
from performance.documents.formats.sheet_names import sheet_names
from performance.documents.formats.xlsx_styles import MAIN

TOTAL = "合计"
_CLOCKLESS = (1980, 1, 1, 0, 0, 0)
_MONEY = "0.00"


@dataclass(frozen=True, slots=True)
class Linked:
    """A text that leads to a row, counted from 1 below the captions, of another list of the workbook."""

    text: str
    sheet: int
    row: int


Value = str | int | Decimal | Linked | None


@dataclass(frozen=True, slots=True)
class Column:
    """``width`` in characters; ``summed`` asks for the total below the last row."""

    title: str
    width: int = 14
    summed: bool = False


@dataclass(frozen=True, slots=True)
class FlatSheet:
    name: str
    columns: tuple[Column, ...]
    rows: Sequence[Sequence[Value]]

    def total(self, column: int) -> Decimal:
        numbers = (row[column] for row in self.rows)
        return sum((Decimal(number) for number in numbers if isinstance(number, int | Decimal)), Decimal(0))


def flat_workbook(title: str, sheets: Sequence[FlatSheet]) -> bytes:
    """The same lists give the same bytes. Raises Unprintable for a text longer than a cell holds."""
    ink, stream = Ink(), BytesIO()
    names = sheet_names(sheet.name for sheet in sheets)
    with ZipFile(stream, "w", ZIP_DEFLATED) as archive:
        for number, sheet in enumerate(sheets, 1):
            _add(archive, f"xl/worksheets/sheet{number}.xml", _sheet(sheet, names, ink))
        _add(
            archive,
            "xl/workbook.xml",
            [package.workbook(names, dict.fromkeys(range(len(names)), (1, 1)))],
        )
        _add(archive, "[Content_Types].xml", [package.content_types(len(names))])
        _add(archive, "_rels/.rels", [package.package_relations()])
        _add(archive, "docProps/core.xml", [package.core_properties(title)])
        _add(archive, "xl/_rels/workbook.xml.rels", [package.workbook_relations(len(names))])
        _add(archive, "xl/styles.xml", [package.XML, ink.styles.xml()])
        _add(archive, "xl/sharedStrings.xml", [package.XML, *ink.strings.xml()])
    return stream.getvalue()


def _add(archive: ZipFile, name: str, pieces: Iterable[str]) -> None:
    member = ZipInfo(name, _CLOCKLESS)
    member.compress_type = ZIP_DEFLATED
    member.create_system = 0  # the same bytes on every system
    archive.writestr(member, "".join(pieces).encode())


def _sheet(sheet: FlatSheet, names: Sequence[str], ink: Ink) -> Iterator[str]:
    widths = "".join(
        f'<col min="{number}" max="{number}" width="{column.width}" customWidth="1"/>'
        for number, column in enumerate(sheet.columns, 1)
    )
    letters = [column_letters(number) for number in range(len(sheet.columns))]
    texts = _Texts(ink)
    yield (
        f'{package.XML}<worksheet xmlns="{MAIN}"><sheetViews><sheetView workbookViewId="0">'
        '<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews>'
        f'<sheetFormatPr defaultRowHeight="15"/><cols>{widths}</cols><sheetData>'
    )
    links: list[str] = []
    captions = [column.title for column in sheet.columns]
    yield _row(1, letters, (_text(caption, Style.CAPTION, ink) for caption in captions))
    for number, row in enumerate(sheet.rows, 2):
        cells = [texts[value] if value.__class__ is str else _cell(value, ink) for value in row]
        yield _row(number, letters, cells)
        links += (
            _link(value, column, number, names)
            for column, value in enumerate(row)
            if isinstance(value, Linked)
        )
    if any(column.summed for column in sheet.columns):
        yield _row(len(sheet.rows) + 2, letters, _totals(sheet, ink))
    yield f'</sheetData><autoFilter ref="A1:{letters[-1]}{len(sheet.rows) + 1}"/>'
    if links:
        yield f"<hyperlinks>{''.join(links)}</hyperlinks>"
    yield '<pageSetup paperSize="9" orientation="landscape"/></worksheet>'


class _Texts(dict[str, str]):
    """Cells that hold a text, behind their place. Most columns of a list say the same few things again and again."""

    def __init__(self, ink: Ink) -> None:
        self._ink = ink

    def __missing__(self, text: str) -> str:
        cell = self[text] = _text(text, Style.TEXT, self._ink)
        return cell


def _row(number: int, letters: Sequence[str], cells: Iterable[str]) -> str:
    drawn = [f'<c r="{letter}{number}" {cell}' for letter, cell in zip(letters, cells, strict=True)]
    return f'<row r="{number}">{"".join(drawn)}</row>'


def _cell(value: Value, ink: Ink) -> str:
    if isinstance(value, Linked):
        return _text(value.text, Style.TEXT, ink, linked=True)
    if isinstance(value, str):
        return _text(value, Style.TEXT, ink)
    if value is None:
        return _empty(Style.TEXT, ink)
    return _number(value, ink)


def _empty(style: Style, ink: Ink) -> str:
    return f's="{ink.table_styles(style, "")[0]}"/>'


def _text(text: str, style: Style, ink: Ink, *, linked: bool = False) -> str:
    plain, quoted = ink.table_styles(style, "", linked=linked)
    return f's="{quoted if text[:1] in FORMULA_LIKE else plain}" t="s"><v>{ink.strings[text]}</v></c>'


def _number(number: int | Decimal, ink: Ink, formula: str = "") -> str:
    shown = drawn_number(str(number), _MONEY)[2] if isinstance(number, Decimal) else "0"
    return f's="{ink.table_styles(Style.NUMBER, shown)[0]}">{formula}<v>{number:f}</v></c>'


def _totals(sheet: FlatSheet, ink: Ink) -> Iterator[str]:
    """The sums as spreadsheets reckon them, each with the sum as it is, for whoever only reads values."""
    last = len(sheet.rows) + 1
    for number, column in enumerate(sheet.columns):
        if column.summed:
            letters, total = column_letters(number), sheet.total(number)
            whole = all(isinstance(row[number], int | None) for row in sheet.rows)
            area = f"<f>SUM({letters}2:{letters}{last})</f>" if sheet.rows else ""
            yield _number(int(total) if whole else total, ink, area)
        elif number == 0:
            yield _text(TOTAL, Style.CAPTION, ink)
        else:
            yield _empty(Style.CAPTION, ink)


def _link(value: Linked, column: int, row: int, names: Sequence[str]) -> str:
    place = escaped_attribute(f"{package.quoted_sheet(names[value.sheet])}!A{value.row + 1}")
    return f'<hyperlink ref="{column_letters(column)}{row}" location="{place}"/>'
