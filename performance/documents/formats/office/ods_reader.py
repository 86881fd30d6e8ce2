"""A LibreOffice workbook: cells with their merges, each with the text that it shows."""

from __future__ import annotations

from collections.abc import Iterator
from xml.etree.ElementTree import Element, ParseError

from defusedxml.ElementTree import fromstring

from departments.uploads.file_gate import check_open_document
from departments.uploads.refused_file import RefusedFile
from departments.uploads.sheet_bounds import MOST_CELLS, MOST_COLUMNS, MOST_ROWS
from performance.documents.blocks import HIDDEN, Grid, GridCell, Noise, PendingGrid, Source, SourcePlace
from performance.documents.formats.office.shown_values import shown_number
from performance.documents.formats.xlsx.reader import CONTENTS, HIDDEN_SHEET, UNCOMPUTED
from performance.documents.formats.xlsx.remark_sheet import REMARKS, is_remark_sheet

MIMETYPE = "application/vnd.oasis.opendocument.spreadsheet"
_TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
_STYLE = "{urn:oasis:names:tc:opendocument:xmlns:style:1.0}"
_ROW_GROUPS = (f"{_TABLE}table-row-group", f"{_TABLE}table-rows", f"{_TABLE}table-header-rows")


def read_ods(content: bytes) -> Source:
    parts = check_open_document(content, MIMETYPE)
    try:
        document = fromstring(parts["content.xml"])
    except (ParseError, RecursionError) as error:
        raise RefusedFile(
            "工作簿已损坏，无法读取。请用 LibreOffice 或 WPS 打开并另存为 .xlsx 后再上传。"
        ) from error
    hidden = _hidden_styles(document)
    blocks: list[Grid] = []
    noise: list[Noise] = []
    for sheet in document.iter(f"{_TABLE}table"):
        name = sheet.get(f"{_TABLE}name", "")
        grid = _grid(sheet, name)
        kind = _kind(name, grid, sheet.get(f"{_TABLE}style-name") in hidden)
        if kind:
            noise += [Noise(kind, "\t".join(filter(None, row.cells)), row.place) for row in grid.rows]
        else:
            noise += _uncomputed(sheet, name)
            blocks += [grid] if grid.cells else []
    return Source(tuple(blocks), tuple(noise))


def _hidden_styles(document: Element) -> set[str | None]:
    return {
        style.get(f"{_STYLE}name")
        for style in document.iter(f"{_STYLE}style")
        for properties in style.iter(f"{_STYLE}table-properties")
        if properties.get(f"{_TABLE}display") == "false"
    }


def _kind(name: str, grid: Grid, hidden: bool) -> str:
    if "".join(name.split()) == CONTENTS:
        return CONTENTS
    if hidden:
        return HIDDEN_SHEET
    return REMARKS if is_remark_sheet(name, (row.cells for row in grid.rows)) else ""


def _grid(sheet: Element, name: str) -> Grid:
    cells: list[GridCell] = []
    row = covered = 0
    hidden_columns = _hidden_columns(sheet)
    for element in _rows_of(sheet):
        is_hidden = _is_hidden(element)
        own = list(_cells_of(element, row, name))
        repeated = _number(element, "number-rows-repeated")
        if not own:
            row += repeated
            continue
        if row + repeated > MOST_ROWS:
            raise RefusedFile(f"工作表“{name}”超过 {MOST_ROWS} 行，不能导入，请核对是否选错了文件。")
        for _ in range(repeated):
            for text, column, row_span, column_span in own:
                covered += row_span * column_span
                if covered > MOST_CELLS:
                    raise RefusedFile(f"工作表“{name}”的单元格过多，不能导入，请核对是否选错了文件。")
                mark = HIDDEN if text and (is_hidden or column in hidden_columns) else ""
                place = SourcePlace(row + 1, name, column + 1)
                cells.append(GridCell(text, row, column, row_span, column_span, place, mark=mark))
            row += 1
    made = tuple(cells)
    height = max((cell.row + cell.row_span for cell in made), default=0)
    width = max((cell.column + cell.column_span for cell in made), default=0)
    rows = Grid(made, width, height, SourcePlace(1, name)).rows
    return PendingGrid(rows, lambda: made, width, height, SourcePlace(1, name))


def _is_hidden(line: Element) -> bool:
    """Whether a row or column is folded away, or left out by a filter."""
    return line.get(f"{_TABLE}visibility") in ("collapse", "filter")


def _hidden_columns(sheet: Element) -> frozenset[int]:
    """Columns stand before the rows, some of them in groups; those of a nested table come after its first row."""
    hidden: set[int] = set()
    number = 0
    for element in sheet.iter():
        if element.tag == f"{_TABLE}table-row" or number > MOST_COLUMNS:
            break
        if element.tag == f"{_TABLE}table-column":
            repeated = min(_number(element, "number-columns-repeated"), MOST_COLUMNS)
            if _is_hidden(element):
                hidden |= set(range(number, number + repeated))
            number += repeated
    return frozenset(hidden)


def _rows_of(sheet: Element) -> Iterator[Element]:
    for element in sheet:
        if element.tag == f"{_TABLE}table-row":
            yield element
        elif element.tag in _ROW_GROUPS:
            yield from _rows_of(element)


def _cells_of(row: Element, number: int, sheet: str) -> Iterator[tuple[str, int, int, int]]:
    """Text, column and spans of each cell that says something or is merged."""
    column = 0
    for cell in row:
        repeated = _number(cell, "number-columns-repeated")
        if cell.tag == f"{_TABLE}table-cell":
            text = _text_of(cell)
            row_span, column_span = (
                _number(cell, "number-rows-spanned"),
                _number(cell, "number-columns-spanned"),
            )
            if text or row_span * column_span > 1:
                if column + max(repeated, column_span) > MOST_COLUMNS:
                    raise RefusedFile(f"工作表“{sheet}”第{number + 1}行超过 {MOST_COLUMNS} 列，不能导入。")
                for _ in range(repeated):
                    yield text, column, min(row_span, MOST_ROWS), column_span
                    column += 1
                continue
        column += repeated


def _text_of(cell: Element) -> str:
    """What a cell shows; a program that writes no text for a value leaves it to be shown as it is."""
    text = "\n".join(_shown(paragraph) for paragraph in cell.iterfind(f"{_TEXT}p"))
    value = cell.get(f"{_OFFICE}value")
    if text or value is None:
        return text or next(
            filter(None, (cell.get(f"{_OFFICE}{kind}-value") for kind in ("string", "date"))), ""
        )
    try:
        number = float(value)
    except ValueError:
        return value
    return shown_number(number, "0%" if cell.get(f"{_OFFICE}value-type") == "percentage" else "General")


def _uncomputed(sheet: Element, name: str) -> Iterator[Noise]:
    """Formulas of which the file has no result."""
    row = 0
    for element in _rows_of(sheet):
        column = 0
        for cell in element:
            formula = cell.get(f"{_TABLE}formula")
            if formula and not _text_of(cell) and cell.get(f"{_OFFICE}value-type") is None:
                yield Noise(UNCOMPUTED, formula, SourcePlace(row + 1, name, column + 1))
            column += _number(cell, "number-columns-repeated")
        row += _number(element, "number-rows-repeated")


def _shown(paragraph: Element) -> str:
    """The text of a paragraph; what hangs on it as a comment is not shown."""
    pieces = [paragraph.text or ""]
    for child in paragraph:
        if child.tag == f"{_TEXT}s":
            pieces.append(" " * min(_number(child, "c", _TEXT), 1000))
        elif child.tag == f"{_TEXT}tab":
            pieces.append("\t")
        elif child.tag == f"{_TEXT}line-break":
            pieces.append("\n")
        elif child.tag.startswith(_TEXT):
            pieces.append(_shown(child))
        pieces.append(child.tail or "")
    return "".join(pieces)


def _number(element: Element, name: str, space: str = _TABLE) -> int:
    given = element.get(f"{space}{name}", "1")
    return max(int(given), 1) if given.isascii() and given.isdigit() and len(given) < 8 else 1
